"""Every way out of the page asks whether anything may leave, and bears the marking. A new one that forgets fails here."""

import ast
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.pages import PAGES
from data.export.csv_files import csv_of, marked_csv_zip
from data.export.permission import permission
from data.model.schema import TABLE
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from tests.test_architecture import ROOT, imports, sources

APP = str(ROOT / "app.py")
# The one module that draws a download, a text to copy or a link to copy.
GATE = "components/frame/download.py"
PERMISSION = "data.export.permission"
# What Streamlit can write into a file or to the clipboard. A grid has a download of its own, which the settings turn off.
WAYS_OUT = {"download_button", "code"}
# Who makes files without the page.
PROGRAMS = ("components/figure/__main__.py",)
# Boxes that hold something to copy or to download: open, they must refuse as well.
BOXES = ("figure_panel", "copy_all", "copy_answer", "story_desk")


def ways_out(file: str) -> Iterator[str]:
    """The names of those methods that a file calls."""
    text = (ROOT / file).read_text("utf-8")
    for node in ast.walk(ast.parse(text)) if any(f".{way}(" in text for way in WAYS_OUT) else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WAYS_OUT:
            yield node.func.attr


def test_files_and_texts_leave_through_one_module() -> None:
    found = {file: set(ways_out(file)) for file in (*sources("components"), "app.py") if file != GATE}
    assert {file: ways for file, ways in found.items() if ways} == {}, "use components.frame.download in place of these"


def test_that_module_and_the_programs_ask_for_permission() -> None:
    for file in (GATE, *PROGRAMS):
        assert any(name.startswith(PERMISSION) for name in imports(file)), file


def test_whoever_writes_to_the_clipboard_in_the_browser_asks_for_permission() -> None:
    scripts = [
        path for path in (ROOT / "components").rglob("*.js") if "navigator.clipboard.write" in path.read_text("utf-8")
    ]
    assert {path.name for path in scripts} == {"clipboard.js", "present.js", "head.js"}
    for name in ("view.py", "present.py"):
        assert "components.frame.download" in imports(f"components/figure/panel/{name}")
    # The head copies the address of the page alone: a link has no marking, see `draw_link_to_copy`.
    head = (ROOT / "components/head/browser/head.js").read_text("utf-8")
    assert re.findall(r"clipboard\.write.*", head) == ["clipboard.writeText(address.href);"]
    assert "const address = new URL(location.href);" in head


def test_the_grids_have_no_download_of_their_own() -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert settings["client"]["disableDataExport"] is True


def test_the_charts_have_no_unmarked_picture_of_their_own() -> None:
    style = (ROOT / "components/style/page.css").read_text("utf-8")
    (rule,) = re.findall(r'stElementToolbarButton"\]:has\((.*?)\) {\s*display: none;', style)
    assert {"Download as PNG", "Copy Vega-Lite"} == set(re.findall(r'aria-label\^="(.*?)"', rule))


@pytest.fixture
def desk(cast_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of a desk, to be written; with every page."""
    monkeypatch.setenv(RECORDS_VARIABLE, str(cast_folder))
    path = tmp_path / "desk.toml"
    monkeypatch.setenv(SETTINGS_VARIABLE, str(path))
    return path


@pytest.mark.parametrize("path", PAGES)
def test_above_the_limit_no_page_has_anything_to_take_away(desk: Path, path: str) -> None:
    desk.write_text('[handling]\nmarking = "TLP:RED"\nlimit = "TLP:AMBER"\n[editing]\non = true\n', "utf-8")
    page = run_page(path)
    assert not page.get("download_button")
    assert not texts_to_copy(page)


# The pages with something to take away, so that the test above does not pass for want of any.
@pytest.mark.parametrize(
    ("path", "files", "texts"),
    [
        ("table", 1, 0),
        ("records", 9, 0),
        ("own", 3, 0),
        ("story", 1, 0),
        ("network", 5, 1),
        ("compare", 5, 3),
        ("claims", 0, 1),
    ],
)
def test_below_the_limit_there_is_and_what_is_copied_begins_with_the_marking(
    desk: Path, path: str, files: int, texts: int
) -> None:
    desk.write_text('[handling]\nmarking = "TLP:GREEN"\nlimit = "TLP:AMBER"\n', "utf-8")
    page = run_page(path)
    assert len(page.get("download_button")) >= files
    assert len(texts_to_copy(page)) >= texts
    assert all(text.startswith("TLP:GREEN\n") for text in texts_to_copy(page))


def test_a_reader_who_marks_more_strictly_than_the_limit_takes_away_nothing(desk: Path) -> None:
    desk.write_text('[handling]\nlimit = "TLP:AMBER"\n', "utf-8")
    page = run_page("table", marking="TLP:RED")
    assert not page.get("download_button")
    assert "TLP:RED is stricter than TLP:AMBER" in page.info[0].value


def test_a_desk_can_have_the_marking_of_a_csv_in_a_file_beside_it(desk: Path) -> None:
    desk.write_text('[handling]\nmarking = "TLP:GREEN"\ncsv = "file"\n', "utf-8")
    assert permission().csv_in_zip
    content = marked_csv_zip("spells.csv", csv_of(TABLE["spells"], []), permission().marking)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["MARKING.txt", "spells.csv"]
        assert archive.read("MARKING.txt").startswith(b"TLP:GREEN\n")
        assert b"handling" not in archive.read("spells.csv")


def texts_to_copy(page: AppTest) -> list[str]:
    """The texts with a button to copy that are no links."""
    return [code.value for code in page.code if not code.value.startswith(("http", "?", ":", "/"))]


def run_page(path: str, marking: str = "") -> AppTest:
    """A page with its boxes open, by a reader who chose a marking."""
    script = f"""
import streamlit as st
from components import session
from components.pages import PAGES
from components.session.records import current_records
from data.view.selection import select
from data.view.ties import ties_of
for box in {BOXES!r}:
    st.session_state[box] = True
session.choose_for_figures(marking={marking!r})
dataset = current_records()
session.read_link(dataset, {path!r})
PAGES[{path!r}].draw(select(ties_of(dataset), session.view()))
"""
    page = AppTest.from_string(script, default_timeout=60)
    page.query_params["against"] = "2015-01-01"
    page.query_params["claim"] = "BLR;contains;all-weather;CHN;nth;2;PAK;ever"
    page.run()
    assert not page.exception
    return page
