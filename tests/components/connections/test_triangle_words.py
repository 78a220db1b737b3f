"""Triangles in words: those that are not balanced first, and what that means."""

from components.connections.answers.triangle_words import triangle_sentence
from data.analysis.connections.triangles import triangles_of
from tests.data.analysis.connections.ledger import Drawn, ledger, on


def test_triangles_that_are_not_balanced_come_first_with_what_that_means() -> None:
    sides = (("AAA", "BBB", "T1"), ("AAA", "CCC", "ME"), ("BBB", "CCC", "TR"))
    drawn = [Drawn(*side, 0, None) for side in sides]
    drawn += [Drawn("AAA", "DDD", "ME", 0, None), Drawn("BBB", "DDD", "T1", 0, None)]
    selection = on(ledger(drawn), 1)
    assert triangle_sentence(selection.dataset, triangles_of(selection, "AAA-BBB")) == (
        "two triangles with Aaa and Bbb are not balanced: Aaa – Bbb – Ccc and Aaa – Bbb – Ddd. In each, two have a measure "
        "between them, while both have a partnership or treaty with Bbb. Of 2 in all, none is balanced and none (0 %) is unknown."
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
