"""What changed, as sentences that can be pasted."""

from datetime import date

from components.compare.sentences import ComparedDays, change_sentence, sentence_text
from components.compare.words import change_remarks, change_summary, changes_document
from components.wording.citations import Citations
from data.analysis.diff import Change, changes_between, two_days
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all


def sentences(ties: Ties, first: str, second: str, **filters: object) -> list[str]:
    days, changes = compared(ties, first, second, **filters)
    citations = Citations(ties.dataset)
    return [sentence_text(change_sentence(ties, change, days), citations) for change in changes]


def compared(ties: Ties, first: str, second: str, **filters: object) -> tuple[ComparedDays, tuple[Change, ...]]:
    days = ComparedDays(date.fromisoformat(first), date.fromisoformat(second))
    view = view_of_all(as_of=days.second, **filters)
    return days, changes_between(*two_days(ties, view, against=days.first))


def test_a_move_up_has_its_day_both_wordings_and_source_numbers(ties: Ties) -> None:
    assert sentences(ties, "2022-09-14", "2022-09-15") == [
        "On 15 Sep 2022, China and Belarus moved up from “comprehensive partnership” "
        "(全面伙伴关系 / всестороннее партнёрство) [1] to “all-weather partnership” (全天候伙伴关系) [1, 2]."
    ]


def test_backwards_every_verb_is_the_opposite_one(ties: Ties) -> None:
    assert sentences(ties, "2022-09-15", "2022-09-14") == [
        "Before 15 Sep 2022, China and Belarus still held the lower-ranked “comprehensive partnership” "
        "(全面伙伴关系 / всестороннее партнёрство) [1] rather than “all-weather partnership” (全天候伙伴关系) [1, 2]."
    ]


def test_a_treaty_is_not_said_to_be_declared(ties: Ties) -> None:
    assert sentences(ties, "2015-05-09", "2015-05-10") == [
        "On 10 May 2015, “treaty of friendship” between Belarus and China took effect [1]."
    ]


def test_a_partnership_is_declared(ties: Ties) -> None:
    assert sentences(ties, "2015-04-19", "2015-04-20") == [
        "On 20 Apr 2015, China and Pakistan declared “all-weather partnership” (全天候伙伴关系) [1]."
    ]


def test_what_became_certain_says_why_it_was_not(ties: Ties) -> None:
    assert sentences(ties, "2011-06-10", "2011-07-01") == [
        "China and Russia held “comprehensive partnership” (全面伙伴关系) on 1 Jul 2011; "
        "on 10 Jun 2011 this is uncertain, because the start is known only as Jun 2011 [1]."
    ]


def test_a_tie_of_unknown_start_is_said_to_be_in_force_by_a_date(ties: Ties) -> None:
    assert sentences(ties, "2013-04-30", "2013-05-01") == [
        "“plain partnership” (伙伴关系) between China and Türkiye was in force by 1 May 2013; its start date is unknown."
    ]


def test_doubt_and_what_a_filter_hides_follow_the_sentence(ties: Ties) -> None:
    _, (change,) = compared(ties, "2022-09-14", "2022-09-15", tiers=("T1",))
    assert change_remarks(ties, change) == [
        "The filters hide “comprehensive partnership” (全面伙伴关系 / всестороннее партнёрство)."
    ]
    _, (seen,) = compared(ties, "2013-04-30", "2013-05-01")
    assert "From memory, no text read." in change_remarks(ties, seen)


def test_the_summary_counts_by_type_and_says_when_nothing_changed(ties: Ties) -> None:
    days, changes = compared(ties, "2022-09-14", "2022-09-15")
    second = select(ties, view_of_all(as_of=days.second))
    assert change_summary(changes, days, second) == "From 14 Sep 2022 to 15 Sep 2022: 1 moved up; 5 ties unchanged."
    same, none = compared(ties, "2022-09-15", "2022-09-15")
    assert change_summary(none, same, second) == "From 15 Sep 2022 to 15 Sep 2022: nothing changed; 6 ties unchanged."


def test_the_document_lists_each_source_once_as_plain_text_and_as_markdown(ties: Ties) -> None:
    days, changes = compared(ties, "2010-01-01", "2023-03-01")
    plain, markdown = (
        changes_document(ties, changes, days, about="All ties.", markdown=rich) for rich in (False, True)
    )
    assert plain.count("[2] Evening News, Leaders meet, 16 Sep 2022, https://example.org/1") == 1
    assert "## Moved up (1)" in markdown
    assert "Moved up (1)" in plain
    assert "#" not in plain
    assert "\\[2\\] Evening News" in markdown
