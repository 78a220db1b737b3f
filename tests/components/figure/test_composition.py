"""Figures of subjects that nobody prepared, on pages of every size: all texts whole, on the page, and none on another."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import PAGE_SIZES
from components.figure.layout.pages import pages_of
from components.figure.layout.slide_page import SlidePage
from components.figure.model import Box, TextLine
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import TODAY, view_of_all

EVERYTHING = view_of_all(as_of=TODAY)
TEN = ("BRA", "ETH", "IND", "IRN", "KAZ", "ORG:ASEAN", "ORG:SCO", "UZB", "VEN", "ZAF")
LONG_TITLE = (
    "多边主义与全天候战略合作伙伴关系 Всеобъемлющее стратегическое партнёрство and all that it says " + "again " * 5
)
# What is drawn of whom, and how.
SUBJECTS: dict[str, tuple[str, View, FigureOptions]] = {
    "Russia by rank": ("network", replace(EVERYTHING, actors=("RUS",), layout="rings"), FigureOptions()),
    "China's ladder": ("network", View(TODAY, families=("china_ladder",)), FigureOptions()),
    "Russia on the map": ("network", replace(EVERYTHING, actors=("RUS",), layout="map"), FigureOptions()),
    "Everything on the map": ("network", replace(EVERYTHING, layout="map"), FigureOptions()),
    "Iran": ("network", replace(EVERYTHING, actors=("IRN",), language="both"), FigureOptions(marking="TLP:AMBER")),
    "Ten mixed actors": ("network", replace(EVERYTHING, actors=TEN, among=True), FigureOptions(title=LONG_TITLE)),
    "One tie": (
        "network",
        replace(EVERYTHING, actors=("KAZ", "RUS"), among=True, layout="focal"),
        FigureOptions(with_sources=True),
    ),
    "The focal timeline": (
        "timeline",
        replace(EVERYTHING, actors=("BLR", "CHN", "PAK", "RUS"), among=True),
        FigureOptions(),
    ),
    "A comparison": ("compare", View(TODAY, families=("china_ladder",)), FigureOptions()),
    "All arrivals": ("arrival", View(TODAY, families=("china_ladder",)), FigureOptions()),
    "The arrival of Hungary": (
        "arrival",
        View(TODAY, families=("china_ladder",), focus="CHN-HUN", language="original"),
        FigureOptions(),
    ),
    "A claim": ("claim", EVERYTHING, FigureOptions()),
    "A profile": ("profile", View(TODAY, of="BLR-RUS"), FigureOptions()),
    "Tempo": ("tempo", replace(EVERYTHING, actors=("HUN",)), FigureOptions()),
}
# How much two boxes may share, in points: lines of one text are near to each other.
SPARE = 1.0


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBJECTS)
def test_every_text_is_whole_on_the_page_and_on_no_other(curated_ties: Ties, name: str) -> None:
    kind, view, options = SUBJECTS[name]
    figure = FIGURE_KINDS[kind].figure_of(select(curated_ties, view), options)
    for size in PAGE_SIZES:
        for page in pages_of(figure, size):
            if not isinstance(page, SlidePage):
                assert all(line.y < page.height for line in page.lines), size
                continue
            texts = list(_texts(page))
            assert [text for text, _ in texts if text.endswith("…")] == [], size
            assert [text for text, box in texts if not _is_on(page, box)] == [], size
            pairs = [(one[0], other[0]) for one, other in combinations(texts, 2) if _overlap(one[1], other[1])]
            assert pairs == [], size


def _texts(page: SlidePage) -> Iterator[tuple[str, Box]]:
    for line in (*page.lines, *page.edges):
        yield line.text, line.box
    if isinstance(page.picture, PageNetwork):
        labels = [*page.picture.names.values(), *(band.label for band in page.picture.bands)]
        labels += [curve.wording for curve in page.picture.curves if curve.wording]
        for label in labels:
            yield " ".join(label.lines), label.box
    else:
        for shape in page.picture:
            if isinstance(shape, TextLine):
                yield shape.text, shape.box


def _is_on(page: SlidePage, box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= page.width and box[3] <= page.height


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > SPARE and down > SPARE
