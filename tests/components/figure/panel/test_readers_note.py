"""A reader's own note on a figure: kept in the link and in every file, and told apart from the records."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import BriefingFigure
from components.figure.render.files import FILE_FORMATS
from components.figure.render.svg import svg_of
from components.session.state import Address, State, Visit, next_state
from data.links.page_links import link_of_view, view_of_link
from data.store.settings import RECORDS_VARIABLE
from data.view.fields.codecs import LONGEST_NOTE
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import TODAY, view_of_all, write_cast

APP = str(Path(__file__).parents[4] / "app.py")
NOTE = "Ask the desk about this <b>step</b> & =1+1"


def noted(
    ties: Ties, kind: str = "network", note: str = NOTE, circled: tuple[str, ...] = ("BLR-CHN",)
) -> BriefingFigure:
    view = view_of_all(note=note, circled=circled, layout="focal")
    return FIGURE_KINDS[kind].figure_of(select(ties, view), FigureOptions())


def text_in(content: bytes, extension: str) -> str:
    if extension == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if extension in ("pptx", "docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    return content.decode()


def shown_notes(page: AppTest) -> list[str]:
    bodies = (piece.proto.body for piece in page.main.get("html"))
    return [body for body in bodies if body.startswith('<p class="aw-readers-note')]


def test_a_link_holds_the_note_and_what_is_circled_of_this_page(ties: Ties) -> None:
    view = view_of_all(note=NOTE, circled=("BLR-CHN", "RUS"))
    link = link_of_view(view, ties.dataset, "network", today=TODAY)
    opened, notices = view_of_link(link, ties.dataset, "network", today=TODAY)
    assert (opened.note, opened.circled, notices) == (view.note, view.circled, ())


@pytest.mark.parametrize("text", ["a\x00b\u202ec\nd", "x" * LONGEST_NOTE, "\u0301" * LONGEST_NOTE, "  spaced   out "])
def test_a_note_from_outside_is_one_clean_line_within_its_bounds(ties: Ties, text: str) -> None:
    view, _ = view_of_link({"note": text}, ties.dataset, "network", today=TODAY)
    assert view.note.isprintable()
    assert len(view.note) <= LONGEST_NOTE
    assert view.note == view.note.strip()


def test_a_note_that_is_too_long_or_circles_nobody_known_is_refused_in_words(ties: Ties) -> None:
    link = {"note": "x" * (LONGEST_NOTE + 1), "circled": "ZZZ"}
    view, notices = view_of_link(link, ties.dataset, "network", today=TODAY)
    assert (view.note, view.circled, len(notices)) == ("", (), 2)


@pytest.mark.slow
@pytest.mark.parametrize("extension", [one for one in FILE_FORMATS if one != "png"])
def test_every_file_says_that_the_note_is_the_readers(ties: Ties, extension: str) -> None:
    content = FILE_FORMATS[extension].bytes_of(noted(ties), "slide", "light")
    text = text_in(content, extension)
    assert "Reader’s note" in text
    assert extension == "pdf" or "<b>step" not in text, "it stays text"
    assert "Belarus – China" in text


@pytest.mark.parametrize("kind", ["timeline", "ladder", "profile", "connected", "claim", "compare", "tempo"])
def test_a_figure_of_any_kind_has_the_note(ties: Ties, kind: str) -> None:
    view = view_of_all(note="Mine.", of="BLR-CHN", against=view_of_all().as_of.replace(year=2014))
    figure = FIGURE_KINDS[kind].figure_of(select(ties, view), FigureOptions())
    assert "Mine." in svg_of(figure, "slide", "light", embed=False)


def test_what_is_circled_has_a_circle_and_a_pair_a_band_and_both_are_named(ties: Ties) -> None:
    svg = svg_of(noted(ties, note=""), "slide", "light", embed=False)
    assert svg.count("Circled by hand: ") == 3, "at the foot, and at each end of the pair"
    assert "stroke-linecap" in svg


def test_a_figure_without_a_note_is_as_it_was(ties: Ties) -> None:
    plain = noted(ties, note="", circled=())
    assert plain.slide.note == ""
    assert plain.slide == replace(plain.slide, note="")


def test_each_page_has_its_own_note(ties: Ties) -> None:
    before = State(view_of_all(note="Of the network"), page="network", link={})
    there = next_state(before, Visit("timeline", Address(), TODAY), ties.dataset)
    assert there.view.note == ""
    back = next_state(there, Visit("network", Address(), TODAY), ties.dataset)
    assert back.view.note == "Of the network"


def test_the_page_shows_the_note_and_takes_it_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder)))
    page = AppTest.from_file(APP, default_timeout=30)
    page.query_params |= {"preset": "focal", "note": NOTE, "circled": "BLR"}
    page.run()
    (note,) = shown_notes(page)
    assert "&lt;b&gt;step" in note
    page.button(key="remove_note").click().run()
    assert "note" not in page.query_params
    assert shown_notes(page) == []
