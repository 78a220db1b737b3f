"""What a reader would have to mend by hand: lines that nobody can follow, labels that are cut, signs without a key."""

from datetime import date
from typing import Any

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import PageSize, edge_of_bar
from components.figure.layout.slide_page import slide_pages
from components.figure.layout.tie_curves import MOST_ALIKE
from components.figure.model import BriefingFigure, StraightLine, TextLine
from components.style.theme import LAYER_STROKES
from data.links.page_links import view_of_link
from data.view.selection import select
from data.view.ties import Ties

SIZES: tuple[PageSize, ...] = ("slide", "a4-portrait", "a4-landscape")
TODAY = date(2026, 10, 10)


def figure_of(ties: Ties, kind: str, **link: str) -> BriefingFigure:
    view, _ = view_of_link({"preset": "everything", **link}, ties.dataset, kind, today=TODAY)
    return FIGURE_KINDS[kind].figure_of(select(ties, view), FigureOptions())


def texts_of(figure: BriefingFigure, size: PageSize) -> list[str]:
    """The texts in the pictures of its pages, those of several lines as one."""
    texts = list[str]()
    for page in slide_pages(figure, size):
        assert not isinstance(page.picture, PageNetwork)
        for shape in page.picture:
            if isinstance(shape, TextLine):
                texts += [shape.text] if shape.joint is None else [f"{texts.pop()}{shape.joint}{shape.text}"]
    return texts


@pytest.mark.parametrize("size", SIZES)
def test_many_ties_of_one_type_are_one_line_and_each_is_named(curated_ties: Ties, size: PageSize) -> None:
    figure = figure_of(curated_ties, "network", actors="ORG:EU")
    (page,) = slide_pages(figure, size)
    assert isinstance(page.picture, PageNetwork)
    lists = [curve for curve in page.picture.curves if curve.is_list]
    assert lists
    assert all(len(curve.edges) > MOST_ALIKE for curve in lists)
    assert len(page.picture.curves) - len(lists) + sum(len(curve.edges) for curve in lists) == len(figure.citations)
    for curve in lists:
        assert curve.wording
        assert curve.wording.is_list
        rows = " ".join(row.strip("\u2002 ") for row in curve.wording.lines)
        assert [edge.wording for edge in curve.edges if edge.wording not in rows] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pair", ["CHN-RUS", "CHN-HUN", "CHN-PAK", "BLR-RUS"])
def test_the_last_label_of_a_pair_is_whole_beside_its_deeds(curated_ties: Ties, pair: str, size: PageSize) -> None:
    figure = figure_of(curated_ties, "deeds", of=pair)
    first = next(iter(slide_pages(figure, size)))
    assert not isinstance(first.picture, PageNetwork)
    (band, *_), texts = picture_of(figure).plans, texts_of(figure, size)
    last = max((mark for mark in band.marks if getattr(mark, "whole", "")), key=lambda mark: mark.right)
    assert last.whole in texts


def picture_of(figure: BriefingFigure) -> Any:
    return figure.picture


def test_the_signs_beside_deeds_have_a_key(curated_ties: Ties) -> None:
    figure = figure_of(curated_ties, "deeds", of="CHN-RUS")
    assert {"year not fully covered", "too little of the year to show", "not covered by the source"} <= {
        entry.text for entry in figure.legend
    }


def test_deeds_are_spread_evenly_over_their_pages(curated_ties: Ties) -> None:
    heights = [plan.height for plan in picture_of(figure_of(curated_ties, "deeds", of="CHN-RUS")).plans]
    assert min(heights) * 2 > max(heights)


@pytest.mark.parametrize("size", SIZES)
def test_names_of_labels_in_use_are_whole_and_shades_have_a_key(curated_ties: Ties, size: PageSize) -> None:
    figure = figure_of(curated_ties, "usage")
    texts = texts_of(figure, size)
    assert [name for plan in picture_of(figure).plans for name in plan.scale.values() if name not in texts] == []
    assert any("not read" in entry.text for entry in figure.legend)


def test_each_type_of_tie_has_an_edge_of_its_own_on_a_timeline(curated_ties: Ties) -> None:
    dashes = [stroke.dash for layer, stroke in LAYER_STROKES.items() if layer != "partnership"]
    assert len(set(dashes)) == len(dashes)
    figure = figure_of(curated_ties, "timeline", actors="BLR,CHN,PAK,RUS", among="yes")
    edges = {entry.edge for entry in figure.legend if entry.edge}
    (page, *_) = slide_pages(figure, "slide")
    assert not isinstance(page.picture, PageNetwork)
    drawn = {shape.dash for shape in page.picture if isinstance(shape, StraightLine) and shape.paint == "paper"}
    assert drawn
    assert drawn <= edges
    assert edge_of_bar((0, 0, 9, 9), ()) == []


def test_a_claim_has_its_evidence_below_its_bars(curated_ties: Ties) -> None:
    texts = texts_of(figure_of(curated_ties, "claim", as_of="2023-03-01"), "slide")
    assert "Evidence" in texts
    assert any(text.startswith("China and Belarus: “all-weather comprehensive strategic") for text in texts)


def test_a_country_whose_treaties_are_all_on_one_rank_is_not_drawn_on_rings(curated_ties: Ties) -> None:
    figure = figure_of(curated_ties, "network", actors="KAZ")
    assert picture_of(figure).bands == ()
    assert figure.title.startswith("Kazakhstan’s ties")
