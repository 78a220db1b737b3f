"""Curators in a real browser: typing into the grid, pick lists, saving, who may; a log-in by OpenID Connect."""

from collections.abc import Iterator
from pathlib import Path

import oidc_provider_mock
import pytest
from playwright.sync_api import Page, expect

from components.editor.grid import order_of
from data.model.columns import choices_of
from data.model.schema import TABLE
from data.store.folder import FolderStore
from data.tables.dataset import load_records
from tests.support.browser import PATIENCE, app_server, wait_for_rest
from tests.support.cast import write_cast
from tests.support.places.desk import Desk
from tests.support.places.services import free_port

pytestmark = pytest.mark.browser

SIDE, ROW = 24, 35


@pytest.fixture
def records(folder: Path) -> Path:
    return write_cast(folder)


def editing(page: Page, address: str, table: str = "events", name: str = "Anna") -> Page:
    page.goto(f"{address}/edit?table={table}")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    wait_for_rest(page)
    page.get_by_label("Your name, for the history").fill(name)
    page.keyboard.press("Enter")
    wait_for_rest(page)
    return page


def at_cell(page: Page, row: int, column: str, table: str = "events") -> None:
    """Put the cursor of the grid there: a click into the row, Home for its first cell, then the arrow keys.

    The grid of a page that is still being drawn may lose what is typed.
    """
    wait_for_rest(page)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + SIDE + 40, box["y"] + ROW * (row + 1.5))
    # The grid may still be sharing out its width, so that the click meets the second column.
    page.keyboard.press("Home")
    for _ in range(order_of(TABLE[table]).index(column)):
        page.keyboard.press("ArrowRight")


def typed(page: Page, row: int, column: str, text: str, table: str = "events", *, saved: str = "") -> None:
    """Type into a cell, or choose from its list; Tab keeps what was chosen and goes on.

    Waits until the page lists the change, with `saved` if that is not the text: what is typed while the answer to the
    cell before arrives may be lost.
    """
    at_cell(page, row, column, table)
    page.keyboard.press("Enter")
    expect(page.locator("[id^=gdg-overlay]").locator("textarea, input").first).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Control+A")
    page.keyboard.type(text, delay=15)
    if choices_of(TABLE[table], column) or column == "sources":
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    change = page.locator(".aw-edit li", has_text=f"{column.replace('_', ' ')}: ").filter(has_text=saved or text)
    expect(change.first).to_be_visible(timeout=PATIENCE)
    wait_for_rest(page)


def test_a_cell_is_typed_saved_and_seen_by_others(page: Page, desk: Desk) -> None:
    editing(page, desk.address)
    typed(page, 1, "place", "Minsk")
    expect(page.get_by_text("1 row would change.")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".aw-edit del")).to_have_text("Beijing")
    expect(page.locator(".aw-edit ins")).to_have_text("Minsk")
    page.get_by_role("button", name="Save 1 row").click()
    expect(page.get_by_text("Saved as number 1")).to_be_visible(timeout=PATIENCE)
    assert load_records(desk.records).events[1].place == "Minsk"
    other = page.context.new_page()
    other.goto(f"{desk.address}/records?table=events&record=e2")
    expect(other.locator(".aw-evidence", has_text="Minsk")).to_be_visible(timeout=PATIENCE)
    other.close()


def test_a_visit_of_today_is_added_with_pick_lists(page: Page, desk: Desk) -> None:
    editing(page, desk.address)
    page.get_by_role("button", name="New row").click()
    # The faults of the new row come after its grid, and before the end of the run: a cell typed in between may be lost.
    expect(page.get_by_text("before you save")).to_be_visible(timeout=PATIENCE)
    wait_for_rest(page)
    for column, text, saved in (
        ("dyad", "Belarus – China", "BLR-CHN"),
        ("date", "24 Nov 2026", "2026-11-24"),
        ("kind", "visit", ""),
        ("title", "A visit to Minsk", ""),
        ("significance", "2", ""),
        ("sources", "s1", ""),
        ("grade", "confirmed", ""),
    ):
        typed(page, 0, column, text, saved=saved)
    page.get_by_role("button", name="Save 1 row").click(timeout=PATIENCE)
    expect(page.get_by_text("Saved as number 1")).to_be_visible(timeout=PATIENCE)
    (event,) = (event for event in load_records(desk.records).events if event.title == "A visit to Minsk")
    assert (event.event, event.dyad, event.kind, event.sources, event.grade) == (
        "blr-chn-2026-11-24", "BLR-CHN", "visit", ("s1",), "confirmed",
    )  # fmt: skip


def test_edits_outlive_a_save_of_someone_else(page: Page, desk: Desk) -> None:
    editing(page, desk.address)
    typed(page, 1, "place", "Minsk")
    other = editing(page.context.new_page(), desk.address, name="Boris")
    typed(other, 1, "place", "Brest")
    other.get_by_role("button", name="Save 1 row").click()
    expect(other.get_by_text("Saved as number 1")).to_be_visible(timeout=PATIENCE)
    other.close()
    typed(page, 0, "place", "Tashkent")
    expect(page.get_by_text("in the meantime. Your version")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Use mine").click()
    # Until the answer is there, two buttons have that name.
    wait_for_rest(page)
    page.get_by_role("button", name="Save 2 rows").click(timeout=PATIENCE)
    expect(page.get_by_text("Saved as number 2")).to_be_visible(timeout=PATIENCE)
    assert sorted(event.place for event in load_records(desk.records).events) == ["Islamabad", "Minsk", "Tashkent"]


def test_a_draft_outlives_a_reload(page: Page, desk: Desk) -> None:
    editing(page, desk.address)
    typed(page, 1, "place", "Minsk")
    expect(page.locator(".aw-edit ins")).to_have_text("Minsk")
    page.wait_for_url("**draft=**", timeout=PATIENCE)
    page.reload()
    expect(page.locator(".aw-edit ins")).to_have_text("Minsk", timeout=PATIENCE)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".aw-edit")).to_have_count(0, timeout=PATIENCE)
    wait_for_rest(page)
    assert "draft=" not in page.url


def test_a_save_is_looked_at_and_undone(page: Page, desk: Desk) -> None:
    editing(page, desk.address)
    typed(page, 1, "place", "Minsk")
    page.get_by_role("button", name="Save 1 row").click()
    expect(page.get_by_text("Saved as number 1")).to_be_visible(timeout=PATIENCE)
    page.get_by_text("History of saves").click()
    wait_for_rest(page)
    expect(page.get_by_text("Select a save to see what it changed")).to_be_visible(timeout=PATIENCE)
    box = page.get_by_test_id("stDataFrame").nth(1).bounding_box()
    assert box
    page.mouse.click(box["x"] + SIDE / 2, box["y"] + ROW * 1.5)
    page.get_by_role("button", name="Undo save 1").click(timeout=PATIENCE)
    expect(page.get_by_text("Save 1 was undone by save 2.")).to_be_visible(timeout=PATIENCE)
    assert load_records(desk.records).events[1].place == "Beijing"
    assert [entry.undoes for entry in FolderStore(desk.records).history(5)] == [1, None]


# With a log-in -----------------------------------------------------------------------------------------

# With a joiner, unseen, that keeps the address from becoming a link.
ANNA_IS_HERE = "Logged in as Anna@\u2060example.org"
PEOPLE = {
    "anna": {"email": "Anna@example.org", "email_verified": True},
    "boris": {"email": "boris@example.org", "email_verified": True},
    "mallory": {"email": "anna@example.org", "email_verified": False},
}
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of this test, and of no desk"
client_id = "allweather"
client_secret = "another"
server_metadata_url = "SERVER/.well-known/openid-configuration"
"""


@pytest.fixture
def closed_desk(records: Path, tmp_path: Path) -> Iterator[str]:
    """A desk with a real log-in, and one editor."""
    people = [oidc_provider_mock.User(sub=name, claims=claims) for name, claims in PEOPLE.items()]
    (tmp_path / "desk.toml").write_text('[editing]\non = true\neditors = ["Anna@example.org"]\n', "utf-8")
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as provider:
        secrets = tmp_path / "home" / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir(parents=True)
        # A server that is not started by `streamlit run` does not know its port, so the address of the way back names it.
        port = free_port()
        words = SECRETS.replace("{port}", str(port)).replace("SERVER", f"http://127.0.0.1:{provider.server_port}")
        secrets.write_text(words, "utf-8")
        desk, home = str(tmp_path / "desk.toml"), str(tmp_path / "home")
        with app_server(records, strict=True, port=port, ALLWEATHER_SETTINGS=desk, HOME=home) as address:
            yield address


def logged_in(page: Page, address: str, name: str, *, is_open: bool = False) -> None:
    if not is_open:
        page.goto(f"{address}/edit?table=events")
    page.get_by_role("button", name="Log in").click(timeout=PATIENCE)
    page.get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)
    page.wait_for_url(f"{address}/**", timeout=PATIENCE)
    page.goto(f"{address}/edit?table=events")


def test_only_the_named_may_change_records_and_the_others_read(page: Page, closed_desk: str, records: Path) -> None:
    page.goto(f"{closed_desk}/edit?table=events")
    expect(page.get_by_text("Log in to change records. You can read them without logging in.")).to_be_visible(
        timeout=PATIENCE
    )
    assert page.get_by_test_id("stDataFrame").count() == 0
    logged_in(page, closed_desk, "anna")
    expect(page.get_by_text(ANNA_IS_HERE)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    typed(page, 1, "place", "Minsk")
    page.get_by_role("button", name="Save 1 row").click()
    expect(page.get_by_text("Saved as number 1")).to_be_visible(timeout=PATIENCE)
    assert FolderStore(records).history(1)[0].who == "Anna@example.org"
    refusals = {"boris": "who is not an editor of this desk", "mallory": "the log-in does not confirm this e-mail"}
    for name, refusal in refusals.items():
        # An answer that is still under way to the page would bring the cookie back.
        page.goto("about:blank")
        page.context.clear_cookies()
        logged_in(page, closed_desk, name)
        expect(page.get_by_text(refusal)).to_be_visible(timeout=PATIENCE)
        assert page.get_by_test_id("stDataFrame").count() == 0


@pytest.mark.parametrize("closed_desk", [True], indirect=True)
def test_a_log_out_ends_the_rights_of_the_other_pages_of_that_browser(page: Page, closed_desk: str) -> None:
    """Each has read the cookie when it was opened, and would keep them until somebody closes it; of two log-ins each has its own."""
    page.goto(f"{closed_desk}/edit?table=events")
    expect(page.get_by_role("button", name="Log in")).to_be_visible(timeout=PATIENCE)
    other = page.context.new_page()
    logged_in(other, closed_desk, "anna")
    expect(other.get_by_text(ANNA_IS_HERE)).to_be_visible(timeout=PATIENCE)
    logged_in(page, closed_desk, "anna", is_open=True)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Log out").click(timeout=PATIENCE)
    page.wait_for_function("location.pathname !== '/edit'", timeout=PATIENCE)
    other.get_by_role("button", name="New row").click(timeout=PATIENCE)
    expect(other.get_by_text("Log in to change records.")).to_be_visible(timeout=PATIENCE)
    assert other.get_by_test_id("stDataFrame").count() == 0
    other.close()
