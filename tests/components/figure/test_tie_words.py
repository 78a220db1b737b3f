"""What a figure of a network writes on its ties: one line a pair, the highest label first, nothing on anything else."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import PageSize
from components.figure.layout.slide_page import slide_pages
from components.figure.model import Box, BriefingFigure
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import FOCAL_ACTORS, VISIT_IN_BEIJING

PLAIN, WITH_SOURCES = FigureOptions(), FigureOptions(with_sources=True)
TEN = (*FOCAL_ACTORS, "IRN", "KAZ", "UZB", "IND", "TUR", "SRB")
HIGHEST = ("all-weather comprehensive strategic partnership", "all-weather strategic cooperative partnership")


def figure_of(ties: Ties, *actors: str, options: FigureOptions = PLAIN, **fields: Any) -> BriefingFigure:
    view = View(**{"as_of": VISIT_IN_BEIJING, "layout": "focal", "actors": actors, "among": True, **fields})
    return FIGURE_KINDS["network"].figure_of(select(ties, view), options)


def drawn(figure: BriefingFigure, size: PageSize = "slide") -> PageNetwork:
    (page,) = slide_pages(figure, size)
    assert isinstance(page.picture, PageNetwork)
    return page.picture


def words_of(network: PageNetwork) -> list[str]:
    return [" ".join(curve.wording.lines) for curve in network.curves if curve.wording]


def overlaps(network: PageNetwork) -> list[tuple[str, str]]:
    radius = network.radius
    boxes: list[tuple[str, Box]] = [(actor, label.box) for actor, label in network.names.items()]
    boxes += [("dot", (x - radius, y - radius, x + radius, y + radius)) for x, y in network.positions.values()]
    boxes += [(curve.edge.wording, curve.wording.box) for curve in network.curves if curve.wording]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
    ]


@pytest.mark.slow
@pytest.mark.parametrize("actors", [("CHN", "PAK"), ("BLR", "CHN", "RUS"), FOCAL_ACTORS, TEN], ids=len)
@pytest.mark.parametrize("size", ["slide", "a4-portrait"])
def test_no_words_are_on_other_words_names_or_dots_and_the_highest_labels_are_there(
    curated_ties: Ties, actors: tuple[str, ...], size: PageSize
) -> None:
    network = drawn(figure_of(curated_ties, *actors), size)
    assert overlaps(network) == []
    written = " ".join(words_of(network))
    present = [wording for wording, pair in zip(HIGHEST, ("BLR", "PAK"), strict=True) if {pair, "CHN"} <= set(actors)]
    assert present
    assert all(wording in written for wording in present)


def test_the_dots_use_the_width_and_the_height_of_the_page(curated_ties: Ties) -> None:
    xs, ys = zip(*drawn(figure_of(curated_ties, *FOCAL_ACTORS)).positions.values(), strict=True)
    assert max(xs) - min(xs) > 0.8 * 900
    assert max(ys) - min(ys) > 170


def test_among_many_pairs_one_line_stands_for_all_ties_of_a_pair(curated_ties: Ties) -> None:
    figure = figure_of(curated_ties, *TEN)
    network = drawn(figure)
    pairs = [curve.edge.actors for curve in network.curves]
    assert len(pairs) == len(set(pairs)) < sum(len(curve.edges) for curve in network.curves)
    line = next(curve for curve in network.curves if curve.edge.actors == ("CHN", "PAK"))
    assert (len(line.edges), line.edge.style) == (7, "china_ladder/B")
    assert line.bend == pytest.approx(line.point(0.5)), "a line of its own is straight"
    assert "all-weather strategic cooperative partnership ×7" in words_of(network)
    assert "×7: one line for 7 ties of a pair" in figure.slide.remarks
    assert all(f"{edge.number}. " in " ".join(figure.citations) for edge in line.edges)


def test_with_sources_the_words_end_with_the_numbers_of_their_notes(curated_ties: Ties) -> None:
    words = words_of(drawn(figure_of(curated_ties, *TEN, options=WITH_SOURCES)))
    (label,) = (text for text in words if text.startswith("all-weather strategic cooperative partnership"))
    assert label.replace("\u2009", " ") == "all-weather strategic cooperative partnership² ¹⁰ ¹⁷ ¹⁹ ²² ⁺² ×7"


def test_the_top_tie_only_leaves_one_line_of_one_tie_for_each_pair(curated_ties: Ties) -> None:
    figure = figure_of(curated_ties, *TEN, options=FigureOptions(top_tie_only=True, language="original"))
    network = drawn(figure)
    assert all(len(curve.edges) == 1 for curve in network.curves)
    assert len({curve.edge.actors for curve in network.curves}) == len(network.curves)
    assert "全天候战略合作伙伴关系" in words_of(network)
    assert "×" not in " ".join(words_of(network)) + figure.slide.remarks


def test_the_top_tie_only_says_of_how_many_ties(curated_ties: Ties) -> None:
    figure = figure_of(curated_ties, *FOCAL_ACTORS, options=FigureOptions(top_tie_only=True))
    assert figure.slide.sentence.startswith(
        "4 of 19 ties in force shown, the highest of each pair; the highest label is"
    )
    assert [entry.text.rpartition(" · ")[2] for entry in figure.legend] == ["1 tie", "2 ties", "1 tie"]


def test_the_sentence_quotes_the_words_on_the_line(curated_ties: Ties) -> None:
    figure = figure_of(curated_ties, "BLR", "KAZ")
    (quoted,) = (part.partition("”")[0] for part in figure.slide.sentence.split("“")[1:])
    assert quoted in words_of(drawn(figure))[0]


def test_without_words_the_count_is_left(curated_ties: Ties) -> None:
    assert sorted(words_of(drawn(figure_of(curated_ties, *TEN, words="none")))) == [*["×2"] * 4, "×4", "×6", "×7"]


def test_a_pair_in_focus_is_drawn_apart(curated_ties: Ties) -> None:
    network = drawn(figure_of(curated_ties, *TEN, focus="CHN-PAK"))
    of_pair = [curve for curve in network.curves if curve.edge.actors == ("CHN", "PAK")]
    assert len(of_pair) == len({curve.bend for curve in of_pair}) == 7


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"words": "none"}, ""),
        ({"words": "since"}, "all-weather strategic cooperative partnership · since 20 Apr 2015"),
        ({"language": "original"}, "全天候战略合作伙伴关系"),
        ({"language": "both"}, "all-weather strategic cooperative partnership · 全天候战略合作伙伴关系"),
    ],
    ids=str,
)
def test_words_and_language_are_those_of_the_view(curated_ties: Ties, fields: dict[str, Any], expected: str) -> None:
    words = words_of(drawn(figure_of(curated_ties, "CHN", "PAK", as_of=date(2023, 6, 16), **fields)))
    assert expected in words if expected else words == []
