"""What thousands of a reader's ties would make of an answer: it lists what a page can hold, and says so."""

from components.connections.answers.answer import (
    MOST_TIES_LISTED,
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    limited,
    way_names,
)


def answer_with(*spells: int) -> NetworkAnswer:
    rows = tuple(AnswerRow(f"Line {number}", "", tuple(range(count))) for number, count in enumerate(spells))
    return NetworkAnswer("Ties", "There are many.", (), (AnswerPart("All", rows),), (), (), ())


def test_an_answer_lists_no_more_ties_than_a_page_can_hold_and_says_so() -> None:
    short = answer_with(MOST_TIES_LISTED - 1, 1)
    assert limited(short) is short
    cut = limited(answer_with(MOST_TIES_LISTED - 2, 5, 7))
    assert [len(row.spells) for row in cut.parts[0].rows] == [MOST_TIES_LISTED - 2, 2, 0]
    assert cut.details == ("Listed as evidence are the first 3,000 of 3,010 ties.",)


def test_a_very_long_way_is_named_by_its_two_ends() -> None:
    names = [f"Actor {number}" for number in range(1_000)]
    assert way_names(names[:20]) == names[:20]
    assert way_names(names) == [*names[:10], "980 more", *names[-10:]]
