"""Figures of subjects that nobody prepared, on pages of every size: all texts whole, on the page, and none on another."""

from dataclasses import replace
from datetime import date

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PAGE_SIZES
from components.figure.layout.pages import pages_of
from components.figure.layout.slide_page import SlidePage
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import FOCAL_ACTORS, TODAY, VISIT_IN_BEIJING, view_of_all
from tests.sweep.pages import faults_of_page

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
    "The focal four": (
        "network",
        View(VISIT_IN_BEIJING, layout="focal", actors=FOCAL_ACTORS, among=True, note="A visit.", circled=("BLR",)),
        FigureOptions(with_sources=True, marking="TLP:AMBER"),
    ),
    "Pakistan by rank": ("network", replace(EVERYTHING, actors=("PAK",), layout="rings"), FigureOptions()),
    "Ten mixed actors by rank": (
        "network",
        replace(EVERYTHING, actors=TEN, among=True, layout="rings"),
        FigureOptions(),
    ),
    "One change": (
        "compare",
        View(TODAY, actors=("CHN", "KAZ"), among=True, against=date(2020, 1, 1)),
        FigureOptions(with_sources=True),
    ),
    "Changes in Central Asia": (
        "compare",
        View(TODAY, actors=("CHN",), regions=("Central Asia",), against=date(2020, 1, 1)),
        FigureOptions(),
    ),
    "The ladder of three": (
        "ladder",
        View(VISIT_IN_BEIJING, actors=FOCAL_ACTORS, among=True, families=("china_ladder",)),
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


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBJECTS)
def test_every_text_is_whole_on_the_page_and_on_no_other(curated_ties: Ties, name: str) -> None:
    kind, view, options = SUBJECTS[name]
    figure = FIGURE_KINDS[kind].figure_of(select(curated_ties, view), options)
    for size in PAGE_SIZES:
        for page in pages_of(figure, size):
            if isinstance(page, SlidePage):
                assert faults_of_page(page) == [], size
            else:
                assert all(line.y < page.height for line in page.lines), size
