"""Triangles in words: those that are not balanced first, and what that means."""

from datetime import date

from components.connections.answers.triangle_words import triangle_answer, triangle_sentence
from components.connections.picture import pictured
from components.figure.captions import FigureOptions
from components.figure.elements.hulls import UNBALANCED
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import NetworkPicture
from components.figure.render.svg import svg_of
from data.analysis.connections.triangles import triangles_of
from data.view.selection import select
from data.view.ties import Ties
from tests.components.connections.asking import answered
from tests.data.analysis.connections.ledger import Drawn, ledger, on
from tests.support.cast import view_of_all


def test_triangles_that_are_not_balanced_come_first_with_what_that_means() -> None:
    sides = (("AAA", "BBB", "T1"), ("AAA", "CCC", "ME"), ("BBB", "CCC", "TR"))
    drawn = [Drawn(*side, 0, None) for side in sides]
    drawn += [Drawn("AAA", "DDD", "ME", 0, None), Drawn("BBB", "DDD", "T1", 0, None)]
    selection = on(ledger(drawn), 1)
    assert triangle_sentence(selection.dataset, triangles_of(selection, "AAA-BBB")) == (
        "two triangles with Aaa and Bbb are not balanced: Aaa – Bbb – Ccc and Aaa – Bbb – Ddd. In each, two have a measure "
        "between them, such as sanctions, while both have a partnership or treaty with Bbb: Bbb has ties with both sides of a "
        "dispute. Of 2 in all, none is balanced and none (0 %) is unknown."
    )


def test_three_measures_are_not_said_to_have_a_partner() -> None:
    sides = (("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "CCC"))
    selection = on(ledger([Drawn(*side, "ME", 0, None) for side in sides]), 1)
    drawn = [*(Drawn(*side, "ME", 0, None) for side in sides), Drawn("CCC", "DDD", "TR", 0, None)]
    assert triangle_sentence(selection.dataset, triangles_of(selection, "AAA")) == (
        "the only triangle around Aaa is unbalanced; none (0 %) is unknown."
    )
    selection = on(ledger(drawn), 1)
    assert triangle_sentence(selection.dataset, triangles_of(selection, "AAA")).startswith(
        "one triangle around Aaa is not balanced: Aaa – Bbb – Ccc. All three sides are measures. Of 2 in all, none is balanced"
    )


def test_triangles_that_are_not_balanced_are_marked_in_picture_legend_and_files(curated_ties: Ties) -> None:
    selection = select(
        curated_ties, view_of_all(between=("BLR", "CHN"), question="triangles", as_of=date(2026, 10, 10))
    )
    answer = triangle_answer(selection, ("BLR", "CHN"))
    strained = triangles_of(selection, "BLR-CHN").with_balance(-1)
    assert [actors for _, actors in answer.triangles] == [one.actors for one in strained]
    # Only their sides are in full colour, and all of them.
    assert {curated_ties.actors[index] for index in answer.lit} == {side for one in strained for side in one.sides}
    assert set(answer.lit) < set(answer.support)
    figure = FIGURE_KINDS["connected"].figure_of(selection, FigureOptions())
    assert isinstance(figure.picture, NetworkPicture)
    assert [hull.actors for hull in figure.picture.hulls if hull.is_triangle] == [one.actors for one in strained]
    assert figure.legend[-2].text == f"{UNBALANCED} · {len(strained)} triangles"
    assert all(dot.actor in pictured(selection, answer).actors for dot in figure.picture.dots)
    svg = svg_of(figure, "slide", "light")
    assert svg.count("<title>Not balanced: ") == len(strained)


def test_without_any_that_is_not_balanced_all_are_shown_and_none_is_marked() -> None:
    sides = (("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "CCC"))
    answer = triangle_answer(on(ledger([Drawn(*side, "TR", 0, None) for side in sides]), 1), ("AAA",))
    assert (len(answer.lit), answer.triangles) == (3, ())


def test_what_was_not_searched_on_the_sides_is_said_of_the_triangles_that_are_named(curated_ties: Ties) -> None:
    gaps = answered(curated_ties, "BLR", "CHN", question="triangles", as_of=date(2026, 10, 10)).gaps
    (text,) = (gap for gap in gaps if "could change whether these triangles are balanced" in gap)
    assert "Canada and China" in text
