"""Texts, links and values that are hostile or as odd as may be, on every page and in every file, without a browser."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node
from streamlit.util import calc_hash

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import BriefingFigure
from components.figure.render.files import FILE_FORMATS
from components.pages import PAGES
from components.table import rows as table
from data.export.csv_files import csv_of
from data.export.files import json_of, xlsx_of, zip_of
from data.export.networks import gexf_of, graphml_of
from data.links.pins import PARAMETER
from data.links.view_query import MOST_NOTICES
from data.model.schema import TABLES
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from data.tables.dataset import load_records
from data.view.selection import Selection, select
from data.view.ties import ties_of
from data.view.view import FIELDS, View
from tests.support.cast import cast_text, write_cast
from tests.support.inputs.anything import MARKUP, write_hostile

pytestmark = pytest.mark.slow

APP = str(Path(__file__).parents[2] / "app.py")
FORMULA_STARTS = ("=", "+", "@", "\t", "\r", "＝", "＋", "－", "＠")


def opened(records: Path, monkeypatch: pytest.MonkeyPatch, name: str, **query: str) -> AppTest:
    """The page of that name, by a link."""
    monkeypatch.setenv(RECORDS_VARIABLE, str(records))
    page = AppTest.from_file(APP, default_timeout=60)
    page._page_hash = calc_hash(name)
    for part, text in query.items():
        page.query_params[part] = text
    return page.run()


@pytest.fixture(autouse=True)
def _with_every_page(every_page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, every_page)


# Links ---------------------------------------------------------------------------------------------


TEXTS = {"markup": MARKUP[0], "long": "x" * 3_000, "unseen": "\0\u202e", "year 1": "0001-01-01", "nothing": ""}
# Pages that read parts of the link which no other page reads; the first has all that they share.
WITH_OWN_PARTS = ("network", "compare", "claims", "story", "tempo", "deeds", "connected", "records", "edit")


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cast(tmp_path_factory.mktemp("cast") / "records")


@pytest.mark.parametrize(
    ("name", "text"),
    [(name, text) for name in PAGES for text in TEXTS if text == "markup" or name in WITH_OWN_PARTS],
)
def test_every_page_lives_on_whatever_every_part_of_its_link_says(
    cast: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    page = opened(cast, monkeypatch, name, **dict.fromkeys((*FIELDS, "preset", PARAMETER), TEXTS[text]))
    assert not page.exception
    assert len(page.main.warning) >= MOST_NOTICES


# Values as odd as they may be ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cast with the first and last years, huge and tiny numbers, places at the poles; all of it valid."""
    spells = cast_text("spells/china.csv", "1994,,2011-06", "1800,,2011-06").replace(
        "2013-05-01,,in force", "2013-05-01,2199,in force"
    )
    events = cast_text("events.csv", "2022-09-15,,tier_change", "1800-01-01,,tier_change").replace(
        "2013-07,,agreement", "2199-12,2199-12-31,agreement"
    )
    figures = (
        cast_text("figures.csv", "1910000", "-1e308")
        + "f2,BLR-CHN,BLR,CHN,potash,to 9999,1e-320,,,s1,confirmed,\nf3,BLR-CHN,CHN,BLR,potash,2022,-0,,,s1,confirmed,\n"
    )
    actors = cast_text("actors.csv", "53.9,27.57", "90,-180").replace("39.9,116.4", "-90,180")
    contacts = cast_text("contacts.csv", "2015-04-20", "1800").replace("2023-03-01", "2199-12-31")
    searches = cast_text("searches.csv", "2026-08-22", "2199").replace("2026-08-21", "1800-01-01")
    gaps = cast_text("coverage_gaps.csv", "q2,2018-12-01,2018-12-01", "q2,1800-01-01,1800-01-01").replace(
        "q2,2018-12-05,2018-12-06", "q3,1800-01-02,1800-01-03"
    )
    sources = cast_text("sources.csv", "2022-09-16", "1800")
    return write_cast(
        tmp_path_factory.mktemp("odd") / "records", spells_china=spells, events=events, figures=figures, actors=actors,
        contacts=contacts, searches=searches, coverage_gaps=gaps, sources=sources,
    )  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("day", ["1800-01-01", "2199-12-31", "2023-03-01"])
def test_every_page_draws_what_is_valid_however_odd(
    odd: Path, monkeypatch: pytest.MonkeyPatch, name: str, day: str
) -> None:
    page = opened(odd, monkeypatch, name, preset="everything", as_of=day, focus="BLR-CHN", against="1800-01-01")
    assert not page.exception
    assert not page.main.error


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("today", [date(1800, 1, 1), date(1970, 1, 1), date(2199, 12, 31)])
def test_every_page_draws_on_any_day_that_the_clock_may_say(
    cast: Path, monkeypatch: pytest.MonkeyPatch, name: str, today: date
) -> None:
    monkeypatch.setattr("components.session.reader.today", lambda: today)
    assert not opened(cast, monkeypatch, name).exception


# Markdown ------------------------------------------------------------------------------------------

# The parts of an element that Streamlit draws as Markdown, and the elements of which it draws none.
MARKDOWN, NO_MARKDOWN = ("body", "label", "help", "options", "captions"), ("html", "code")
# Of these each option is a text.
MENUS = ("selectbox", "multiselect")
READ, ESCAPED = ":red[x]", r"\:red\[x\]"


@pytest.fixture(scope="module")
def coloured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cast with one text, which Markdown draws in red, in every cell that may hold any."""
    return write_hostile(tmp_path_factory.mktemp("coloured") / "records", (READ,))


@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_the_records_is_read_as_markdown(coloured: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for focus in ("BLR-CHN", "CHN", ""):
        page = opened(
            coloured, monkeypatch, name, preset="everything", as_of="2023-03-01", focus=focus or "any", of=focus or "CHN",
            q="red", record="blr-2",
        )  # fmt: skip
        assert not page.exception
        read = [text for text in markdown_of(page._tree) if READ in text.replace(ESCAPED, "")]
        assert read == []


def markdown_of(block: Node) -> Iterator[str]:
    """The texts of a page that Streamlit draws as Markdown."""
    if isinstance(block, Block):
        for child in block.children.values():
            yield from markdown_of(child)
    if (kind := block.type) in NO_MARKDOWN:
        return
    for part in MARKDOWN if kind not in MENUS else MARKDOWN[:3]:
        value = getattr(getattr(block, "proto", None), part, "")
        yield from [value] if isinstance(value, str) else [getattr(one, "content", one) for one in value]


# Files ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Selection, Path]:
    """All of the cast with hostile texts in every cell that may hold one."""
    folder = write_hostile(tmp_path_factory.mktemp("hostile") / "records")
    return select(ties_of(load_records(folder)), View(as_of=date(2023, 3, 1), focus="BLR-CHN")), folder


def test_no_cell_of_any_spreadsheet_is_a_formula(hostile: tuple[Selection, Path]) -> None:
    found, _ = hostile
    texts = [table.csv_of(found), *(csv_of(each, found.dataset.rows[each.name]) for each in TABLES)]
    cells = [
        cell for text in texts for row in csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")) for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS) or cell.startswith("-2+3")]
    assert any(cell.startswith("'=cmd") for cell in cells)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(found.dataset.rows)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_the_whole_package_loads_again_as_it_is(hostile: tuple[Selection, Path], tmp_path: Path) -> None:
    found, _ = hostile
    with zipfile.ZipFile(io.BytesIO(zip_of(found.dataset))) as archive:
        archive.extractall(tmp_path)
    again = load_records(tmp_path)
    assert {name: set(rows) for name, rows in again.rows.items()} == {
        name: set(rows) for name, rows in found.dataset.rows.items()
    }
    assert "<img src=x" in json_of(again.rows).decode()


@pytest.mark.parametrize("write", [graphml_of, gexf_of])
def test_a_network_for_elsewhere_is_well_formed(hostile: tuple[Selection, Path], write: object) -> None:
    assert callable(write)
    root = ElementTree.fromstring(write(hostile[0]))
    assert any("<img src=x" in value for part in root.iter() for value in (part.text or "", *part.attrib.values()))


# That of observed events needs a feed, whose rows are codes and numbers.
@pytest.fixture(scope="module", params=[name for name in FIGURE_KINDS if name != "observed"])
def figure(request: pytest.FixtureRequest, hostile: tuple[Selection, Path]) -> BriefingFigure:
    return FIGURE_KINDS[request.param].figure_of(
        hostile[0], FigureOptions(MARKUP[0], "", f"http://127.0.0.1/?{MARKUP[1]}")
    )


def test_an_exported_picture_is_well_formed_and_holds_no_script_and_no_outside_link(figure: BriefingFigure) -> None:
    root = ElementTree.fromstring(FILE_FORMATS["svg"].bytes_of(figure, "slide", "light"))
    tags = {part.tag.rsplit("}", 1)[-1] for part in root.iter()}
    assert tags.isdisjoint({"script", "foreignObject", "img", "iframe", "a"})
    assert not [name for part in root.iter() for name in part.attrib if name.lower().startswith("on")]
    assert MARKUP[0] in "".join(root.itertext())


def test_slides_of_hostile_texts_can_be_opened(figure: BriefingFigure) -> None:
    assert len(Presentation(io.BytesIO(FILE_FORMATS["pptx"].bytes_of(figure, "slide", "light"))).slides) > 0


def test_pages_and_a_picture_of_hostile_texts_can_be_opened(hostile: tuple[Selection, Path]) -> None:
    figure = FIGURE_KINDS["sources"].figure_of(hostile[0], FigureOptions(MARKUP[0]))
    assert len(PdfReader(io.BytesIO(FILE_FORMATS["pdf"].bytes_of(figure, "slide", "light"))).pages) > 0
    assert FILE_FORMATS["png"].bytes_of(figure, "slide", "light").startswith(b"\x89PNG")
