"""What another question about the network takes over, what it puts aside, and that this is said."""

import pytest

from components.connections.carried import carried_to, without_named
from data.view.ties import Ties
from data.view.view import QUESTIONS, Question
from tests.components.connections.asking import asked

NOTHING: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def test_a_pair_without_a_tie_is_asked_about_its_first_country_alone_and_comes_back(ties: Ties) -> None:
    there = carried_to(asked(ties, "BLR", "PAK"), "hangs", NOTHING)
    assert there.between == ("BLR",)
    assert there.remarks == (
        "Pakistan is put aside: it has no tie of its own with Belarus on record. It comes back with “How are they "
        "connected?”.",
    )
    # It is not on the page any more, so that the next question need not say so again.
    assert carried_to(asked(ties, "BLR", question="hangs"), "triangles", there.aside).remarks == ()
    back = carried_to(asked(ties, "BLR", question="hangs"), "connected", there.aside)
    assert (back.between, back.remarks) == (("BLR", "PAK"), ())
    assert carried_to(asked(ties, "BLR", "CHN"), "hangs", NOTHING).between == ("BLR", "CHN")


def test_who_is_left_out_is_put_aside_with_the_question_that_can_leave_out(ties: Ties) -> None:
    there = carried_to(asked(ties, "BLR", "PAK", without=("CHN",)), "common", NOTHING)
    assert (there.between, there.without) == (("BLR", "PAK"), ())
    assert there.remarks == (
        "“Without China” is put aside: it belongs to “How are they connected?”, and comes back with it.",
    )
    back = carried_to(asked(ties, "BLR", "PAK", question="common"), "connected", there.aside)
    assert back.without == ("CHN",)


def test_who_is_one_of_the_two_is_not_left_out_any_more(ties: Ties) -> None:
    selection = asked(ties, "BLR", "PAK", without=("CHN", "TUR"))
    without, remarks = without_named(selection, ("BLR", "CHN"))
    assert without == ("TUR",)
    assert remarks == ("China is no longer left out: the question is now about it.",)
    assert without_named(selection, ("BLR", "RUS")) == (("CHN", "TUR"), ())


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("then", QUESTIONS)
@pytest.mark.parametrize("between", [(), ("BLR",), ("BLR", "PAK"), ("BLR", "CHN", "PAK")])
def test_the_link_of_a_question_names_only_whom_it_is_about(
    ties: Ties, question: Question, then: Question, between: tuple[str, ...]
) -> None:
    most = {"connected": 2, "common": 5, "hangs": 2, "triangles": 2, "groups": 1}
    carried = carried_to(asked(ties, *between, question=question), then, NOTHING)
    assert len(carried.between) <= most[then]
    assert carried.between[:1] == between[:1] or not between
    # Whoever is put aside is named, and so is who was put there as an example.
    assert (
        bool(carried.remarks)
        == (carried.between != between[: len(carried.between)] or len(carried.between) < len(between))
        or not between
    )
