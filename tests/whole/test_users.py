"""Several readers at once on one server: nobody meets an error, and nobody sees the rows that another added."""

import asyncio
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.bench.measuring.server import Server
from tests.bench.users import Analyst, Observations
from tests.support.all_pages import messages_of_all_pages
from tests.support.browser import PATIENCE, go_to, wait_for_rest
from tests.support.running.own_loop import run_apart

pytestmark = pytest.mark.server

READERS, ACTS = 5, 6
# Words that stand in no record of ours.
SECRET = "Quokka Compact"
ACTOR = f"actor,kind,name,short_name,region\nORG:QUOKKA,organisation,{SECRET},{SECRET},Europe\n"
TIE = (
    "Country A;Country B;Level;From;Status;Confidence\n"
    f"{SECRET};中国;comprehensive strategic partnership;15.09.2022;In Force;Recalled\n"
)
FILES = ("All tables, zip", "All tables, JSON", "Network, GraphML", "Network over time, GEXF")
OTHER_FILES = ("All tables, XLSX", "This table, CSV")


async def at_work(host: Server) -> Observations:
    observations = Observations()
    await asyncio.gather(*(Analyst(number, observations, (0, 0.5)).visit(host, ACTS) for number in range(READERS)))
    return observations


def add_rows(page: Page, address: str) -> None:
    page.goto(f"{address}/own?preset=focal")
    rows = {"actors.csv": ACTOR, "mine.csv": TIE}
    files: list[FilePayload] = [
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()} for name, text in rows.items()
    ]
    page.set_input_files("input[type=file]", files=files, timeout=PATIENCE)
    page.get_by_role("button", name="Add my tie").click(timeout=PATIENCE)
    page.get_by_text("Your added rows").wait_for(timeout=PATIENCE)


def taken(page: Page, name: str) -> bytes:
    """A file to take away, unpacked."""
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)
    place = waiting.value.path()
    if not is_zipfile(place):
        return place.read_bytes()
    with ZipFile(place) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_readers_at_work_meet_no_error(address: str) -> None:
    observations = run_apart(at_work(Server(address, 0)))
    assert observations.faults == []
    assert len(observations.seconds["open"]) == READERS
    assert sum(map(len, observations.seconds.values())) >= READERS * (1 + ACTS)


def test_nobody_sees_the_rows_that_another_added(address: str, app_log: Path, browser: Browser) -> None:
    with browser.new_context(bypass_csp=True) as mine, browser.new_context(bypass_csp=True) as others:
        page = mine.new_page()
        add_rows(page, address)
        go_to(page, "All records")
        page.get_by_role("radio", name="Everything", exact=True).click(timeout=PATIENCE)
        wait_for_rest(page)
        for name in FILES:
            assert SECRET.encode() in taken(page, name)
        go_to(page, "Network")
        expect(page.locator(".aw-legend")).to_contain_text("Added by you", timeout=PATIENCE)

        for query in ("preset=everything&focus=CHN", page.url.partition("?")[2]):
            messages = messages_of_all_pages(Server(address, 0), query, editing=True)
            assert b"Kazakhstan" in messages
            assert SECRET.encode() not in messages
        other = others.new_page()
        other.goto(f"{address}/records?preset=everything")
        for name in (*FILES, *OTHER_FILES):
            assert SECRET.encode() not in taken(other, name)
    assert SECRET.encode() not in app_log.read_bytes()
