"""From an inbox to the picture: ten invented broadcasts, one of which raises a label, coded, reviewed by keys, drawn and sent."""

from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Page, expect

from components.news.__main__ import main as digest
from data.observed.__main__ import main
from data.store.settings import RECORDS_VARIABLE
from data.tables.dataset import load_records
from tests.components.addresses.test_addresses import add_old_time
from tests.support.asking import Client
from tests.support.browser import PATIENCE, open_page, wait_for_rest, wordings
from tests.support.inputs.broadcasts import ten_broadcasts, write_broadcasts
from tests.support.places.desk import Desk
from tests.whole.test_accessible import faults

pytestmark = pytest.mark.browser


def press(page: Page, keys: str) -> None:
    page.keyboard.press(keys)
    wait_for_rest(page)


def test_ten_broadcasts_go_from_the_inbox_to_the_picture_the_feed_and_the_digest(
    page: Page, desk: Desk, candidates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(RECORDS_VARIABLE, str(desk.records))
    client = Client()
    client.get("/ties.csv")
    add_old_time(desk.records)
    write_broadcasts(tmp_path / "inbox", ten_broadcasts())
    code = ["code", str(tmp_path / "inbox"), "--out", str(candidates), "--records", str(desk.records)]
    assert main(code) == 0

    page.goto(f"{desk.address}/edit")
    page.get_by_label("Your name, for the history").fill("Anna", timeout=PATIENCE)
    page.keyboard.press("Enter")
    wait_for_rest(page)
    page.get_by_role("radio", name="Candidates · 21").click()
    question = page.locator(".st-key-review_question")
    expect(question).to_contain_text("Türkiye, 19 May 2023: Declared step", timeout=PATIENCE)

    assert faults(page) == []

    # The contacts, by keys alone.
    page.get_by_role("radio", name="Contacts · 8").click()
    expect(question).to_contain_text("1 of 8", timeout=PATIENCE)
    wait_for_rest(page)
    for _ in range(7):
        press(page, "Alt+a")
    press(page, "Alt+x")
    press(page, "Alt+s")
    expect(page.get_by_text("Saved as number 1: 8 decisions.")).to_be_visible(timeout=PATIENCE)
    assert len(load_records(desk.records).rows["contacts"]) == 3 + 7
    assert len(load_records(desk.records).rows["reviews"]) == 8

    # The declared step becomes a draft, which is saved like any other.
    page.get_by_role("radio", name="Label alerts · 1").click()
    expect(question).to_contain_text("Declared step", timeout=PATIENCE)
    wait_for_rest(page)
    press(page, "Alt+d")
    page.get_by_role("button", name="Save 3 rows").click(timeout=PATIENCE)
    expect(page.get_by_text("Saved as number 2: 3 rows")).to_be_visible(timeout=PATIENCE)

    open_page(page, f"{desk.address}/network?preset=everything&as_of=2023-06-01")
    assert wordings(page)["CHN-TUR|china_ladder"] == "comprehensive partnership"
    watched = ["--watch", "TUR", "--format", "md", "--out", str(tmp_path / "digest"), "--records", str(desk.records)]
    assert digest(["digest", *watched]) == 0
    assert "comprehensive partnership" in (tmp_path / "digest.md").read_text("utf-8")
    feed = feedparser.parse(client.get("/changes.atom").text)
    assert any("Türkiye" in entry.title and "comprehensive partnership" in entry.title for entry in feed.entries)
