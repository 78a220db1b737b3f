"""Figures of thousands of added ties: their work grows with the ties, and each says what it leaves out."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.figure import captions
from components.figure.captions import FigureOptions, Note
from components.figure.charts.ladder import LadderChart
from components.figure.kinds.lists import MOST_PARAGRAPHS
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout import citation_pages as citation_layout
from components.figure.model import BriefingFigure
from components.figure.render.files import svg_bytes
from components.figure.subject import MOST_TIES_IN_FIGURE
from components.ladder import rungs
from components.multiples.words import MOST_DRAWN
from data.tables.dataset import load_records
from data.view.selection import Selection, select
from data.view.ties import Ties, ties_of
from tests.support.cast import view_of_all, write_cast
from tests.support.inputs.uploads import overlay_with
from tests.support.work import calls_of

pytestmark = pytest.mark.slow

TIES, MOST_CALLS = 4000, 1500
LEFT_OUT: Mapping[str, str] = {
    "network": "more ties not drawn.",
    "side-by-side": f"Each picture draws its first {MOST_DRAWN} ties; all are counted.",
    "sources": "more paragraphs not listed.",
    "tempo": "",
}


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    folder: Path = tmp_path_factory.mktemp("thousands")
    lines = "".join(f"China,Pakistan,friends {number},{1990 + number % 30},source {number}\n" for number in range(TIES))
    content = f"Country A,Country B,Relationship,Since,Source\n{lines}"
    added = overlay_with(load_records(write_cast(folder)), "ties.csv", content).dataset
    assert added
    return select(ties_of(added), view_of_all(layout="force"))


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_the_work_of_a_figure_of_thousands_of_ties_grows_with_them_and_it_says_what_it_leaves_out(
    thousands: Selection, kind: str
) -> None:
    assert thousands.count_shown > TIES
    made = list[BriefingFigure]()

    def make() -> None:
        made.append(FIGURE_KINDS[kind].figure_of(thousands, FigureOptions()))
        svg_bytes(made[0], "slide", "light")

    # Not with their square.
    assert calls_of(make) < MOST_CALLS * TIES
    figure = made[0]
    assert LEFT_OUT[kind] in figure.alt_text or LEFT_OUT[kind] in figure.slide.sentence


def test_the_numbers_of_a_figure_are_those_of_the_ties_that_it_draws(thousands: Selection) -> None:
    figure = FIGURE_KINDS["network"].figure_of(thousands, FigureOptions())
    assert len(figure.citations) == MOST_TIES_IN_FIGURE
    assert f"{thousands.count_shown - MOST_TIES_IN_FIGURE:,} more ties not drawn." in figure.slide.remarks


def test_a_list_of_thousands_ends_and_says_how_many_more(thousands: Selection) -> None:
    sentence = FIGURE_KINDS["sources"].figure_of(thousands, FigureOptions()).slide.sentence
    sources = {source for index in thousands.indices for source in thousands.ties.spells[index].sources}
    assert f"{len(sources) - MOST_PARAGRAPHS:,} more paragraphs not listed." in sentence


def test_a_note_names_as_many_sources_as_it_has_room_for_and_counts_the_rest(
    curated_ties: Ties, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, dataset = sorted(curated_ties.dataset.sources)[:4], curated_ties.dataset
    whole = Note.of(dataset, "Friends.", sources, 1)
    assert len(whole.sources) == 4
    assert not whole.more
    monkeypatch.setattr(captions, "MOST_OF_SOURCES", len(captions.sources_text(dataset, sources[:2])))
    short = Note.of(dataset, "Friends.", sources, 1)
    assert [key for key, _, _ in short.sources] == sources[:2]
    assert short.endswith(" and 2 more sources.")
    monkeypatch.setattr(captions, "MOST_OF_SOURCES", 1)
    assert Note.of(dataset, "Friends.", sources[:1]).endswith(f"{captions.sources_text(dataset, sources[:1])}.")


def test_notes_that_would_be_broken_into_lines_for_long_are_counted(
    ties: Ties, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = FIGURE_KINDS["network"].figure_of(select(ties, view_of_all()), FigureOptions(with_sources=True))
    first, second, *others = figure.citations
    monkeypatch.setattr(citation_layout, "MOST_OF_NOTES", len(first) + len(second))
    texts = [
        text for page in citation_layout.citation_pages(figure, "slide") for column in page.columns for text in column
    ]
    assert texts == [first, second, f"{len(others)} more notes not listed."]


def test_of_thousands_of_changes_between_two_actors_the_first_are_drawn_without_words(thousands: Selection) -> None:
    """Each had a line, whose words were tried in a hundred places and compared with all others: hours."""
    view = replace(thousands.view, as_of=date(2020, 1, 1), against=date(1989, 1, 1))
    selection = select(thousands.ties, view)
    made = list[BriefingFigure]()

    def make() -> None:
        made.append(FIGURE_KINDS["compare"].figure_of(selection, FigureOptions()))
        svg_bytes(made[0], "slide", "light")

    assert calls_of(make) < MOST_CALLS * TIES
    assert "more changes not drawn." in made[0].slide.remarks
    assert len(made[0].citations) == MOST_TIES_IN_FIGURE


def test_of_thousands_on_a_rank_the_first_are_listed(curated_ties: Ties, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of 20,000 were broken into lines again and again, for a quarter of a minute."""
    monkeypatch.setattr(rungs, "MOST_RUNG_ROWS", 40)
    figure = FIGURE_KINDS["ladder"].figure_of(select(curated_ties, view_of_all()), FigureOptions())
    chart = figure.picture
    assert isinstance(chart, LadderChart)
    for lines in (chart.lines, chart.brief):
        assert any(re.search(r"\band [\d,]+ more$", line.text) for line in lines)
    assert len(figure.citations) == sum(line.kind == "partner" and bool(line.noted) for line in chart.lines) <= 40
