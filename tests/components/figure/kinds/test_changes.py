"""What changed between two dates as a table, and few ties by rank: with their history below, on evenly full pages."""

from datetime import date

import pytest

from components.figure.captions import FigureOptions
from components.figure.charts.changes import ChangesChart
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.slide_page import slide_pages
from components.figure.model import BriefingFigure, TextLine
from components.figure.timeline.above_text import ChartAboveChart, ChartAboveText
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import FOCAL_ACTORS, TODAY, VISIT_IN_BEIJING
from tests.sweep.pages import MOST_EMPTY, emptiest


@pytest.fixture(scope="module")
def focal(curated_ties: Ties) -> Selection:
    view = View(as_of=VISIT_IN_BEIJING, layout="focal", actors=FOCAL_ACTORS, among=True, focus="BLR-CHN")
    return select(curated_ties, view)


def test_two_days_are_compared_side_by_side(focal: Selection) -> None:
    figure = FIGURE_KINDS["compare"].figure_of(focal, FigureOptions())
    (changed,) = table_in(figure).changes
    assert (changed.sign, changed.kind, changed.date) == ("↑", "Moved up", "15 Sep 2022")
    assert changed.before == "comprehensive strategic partnership of mutual trust and win-win cooperation"
    assert changed.after == "all-weather comprehensive strategic partnership"
    assert figure.citations[0].startswith("1. On 15 Sep 2022, China and Belarus moved up")
    assert figure.slide.sentence.startswith("1 moved up;")


def table_in(figure: BriefingFigure) -> ChangesChart:
    """The table of changes, alone or above the history of its ties."""
    picture = figure.picture
    if isinstance(picture, ChartAboveText) and isinstance(picture.chart, ChartAboveChart):
        picture = picture.chart.first
    assert isinstance(picture, ChangesChart)
    return picture


def test_few_changes_have_the_history_of_their_ties_and_the_evidence_below_the_table(focal: Selection) -> None:
    figure = FIGURE_KINDS["compare"].figure_of(focal, FigureOptions())
    (page,) = slide_pages(figure, "slide")
    assert emptiest(page)[0] < MOST_EMPTY
    assert not isinstance(page.picture, PageNetwork)
    texts = [shape.text for shape in page.picture if isinstance(shape, TextLine)]
    assert {"1 Mar 2022", "1 Mar 2023", "Evidence"} <= {*texts}, "the two days on the axis"
    assert "since 15 Sep 2022, confirmed. CCTV Xinwen Lianbo" in " ".join(texts)


def test_few_partners_by_rank_fill_their_slide_with_the_history_of_each(focal: Selection) -> None:
    (page,) = slide_pages(FIGURE_KINDS["ladder"].figure_of(focal, FigureOptions()), "slide")
    assert emptiest(page)[0] < MOST_EMPTY
    assert not isinstance(page.picture, PageNetwork)
    texts = " ".join(shape.text for shape in page.picture if isinstance(shape, TextLine))
    assert "diplomatic relations" in texts, "what the pair was before its labels"


@pytest.mark.slow
def test_a_list_of_changes_that_needs_several_pages_has_them_evenly_full(curated_ties: Ties) -> None:
    view = View(TODAY, actors=("CHN",), regions=("Central Asia",), against=date(2020, 1, 1))
    pages = slide_pages(FIGURE_KINDS["compare"].figure_of(select(curated_ties, view), FigureOptions()), "slide")
    counts = []
    for page in pages:
        assert not isinstance(page.picture, PageNetwork)
        counts.append(sum(isinstance(shape, TextLine) for shape in page.picture))
    assert len(counts) > 1
    assert min(counts) > 0.6 * max(counts)
