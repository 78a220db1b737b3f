"""Two days compared: the changes, their types, and that they lead from one day to the other."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.analysis.diff import (
    INVERSE,
    Change,
    ChangeKind,
    TieState,
    changes_between,
    kinds_by_other_ladders,
    tie_states,
    two_days,
)
from data.tables.dataset import load_records
from data.view.ties import Ties, ties_of
from data.view.view import View
from tests.support.cast import cast_text, view_of_all, write_cast
from tests.support.examples import examples
from tests.support.inputs.anything import near_days, views

BELARUS, RUSSIA = "BLR-CHN|china_ladder", "CHN-RUS|china_ladder"


def between(ties: Ties, first: str, second: str, *, ladder: str = "", **filters: object) -> dict[str, Change]:
    """Tie -> its change from the first day to the second."""
    view = view_of_all(as_of=date.fromisoformat(second), **filters)
    days = two_days(ties, view, against=date.fromisoformat(first))
    return {change.tie: change for change in changes_between(*days, ladder=ladder)}


def kinds(ties: Ties, first: str, second: str, **options: object) -> dict[str, ChangeKind]:
    return {tie: change.kind for tie, change in between(ties, first, second, **options).items()}  # type: ignore[arg-type]


def test_a_higher_tier_is_a_move_up(ties: Ties) -> None:
    assert kinds(ties, "2022-09-14", "2022-09-15") == {BELARUS: ChangeKind.UP}


def test_a_tie_that_was_not_there_is_new_and_one_that_is_gone_has_ended(ties: Ties) -> None:
    assert kinds(ties, "2015-04-19", "2015-04-20") == {"CHN-PAK|china_ladder": ChangeKind.NEW}
    assert kinds(ties, "2015-04-20", "2015-04-19") == {"CHN-PAK|china_ladder": ChangeKind.ENDED}


def test_a_wording_that_changed_in_one_language_only_is_a_new_wording(folder: Path) -> None:
    old, end = "rus-2,CHN-RUS,T2,comprehensive partnership,全面伙伴关系,,,,2011-06,,", ",in force,,,,s1,confirmed,,"
    new = "rus-3,CHN-RUS,T2,comprehensive partnership,全面伙伴关系,,усебаковае партнёрства,,2013-01-01,,"
    text = cast_text("spells/china.csv", f"{old}{end}", f"{old}2013-01-01{end}\n{new}{end}")
    ties = ties_of(load_records(write_cast(folder, spells_china=text)))
    assert kinds(ties, "2012-12-31", "2013-01-01") == {RUSSIA: ChangeKind.REWORDED}


def test_equal_days_have_no_changes(ties: Ties) -> None:
    assert kinds(ties, "2023-03-01", "2023-03-01") == {}


def test_a_month_makes_a_tie_certain_in_two_steps(ties: Ties) -> None:
    assert kinds(ties, "2011-05-31", "2011-06-10") == {RUSSIA: ChangeKind.UP}
    assert not (now := between(ties, "2011-05-31", "2011-06-10")[RUSSIA].state_after) or not now.certain
    assert kinds(ties, "2011-06-10", "2011-07-01") == {RUSSIA: ChangeKind.CERTAIN}
    assert kinds(ties, "2011-07-01", "2011-06-10") == {RUSSIA: ChangeKind.UNCERTAIN}


def test_a_tie_of_unknown_start_is_not_called_new(ties: Ties) -> None:
    assert kinds(ties, "2013-04-30", "2013-05-01") == {"CHN-TUR|china_ladder": ChangeKind.SEEN}
    assert kinds(ties, "2013-05-01", "2013-04-30") == {"CHN-TUR|china_ladder": ChangeKind.UNSEEN}


def test_an_order_that_leaves_a_tier_out_cannot_tell_up_from_down(ties: Ties) -> None:
    assert kinds(ties, "2022-09-14", "2022-09-15", ladder="other") == {BELARUS: ChangeKind.OTHER}
    change = between(ties, "2022-09-14", "2022-09-15", ladder="other")[BELARUS]
    assert [ladder.ladder for ladder in kinds_by_other_ladders(ties, change)[ChangeKind.UP]] == ["house"]


def test_a_tie_that_comes_into_view_by_moving_up_is_not_new(ties: Ties) -> None:
    change = between(ties, "2022-09-14", "2022-09-15", tiers=("T1",))[BELARUS]
    assert (change.kind, change.before) == (ChangeKind.UP, None)
    assert change.hidden_before
    assert ties.spells[change.hidden_before.index].spell == "blr-1"


@given(view=views(), against=near_days, ladder=st.sampled_from(("", "other")))
def test_the_changes_lead_from_the_first_day_to_the_second(ties: Ties, view: View, against: date, ladder: str) -> None:
    _lead_and_invert(ties, view, against, ladder)


@pytest.mark.slow
@examples(60)
@given(view=views(), against=near_days)
def test_on_the_curated_records_they_do_so_too(curated_ties: Ties, view: View, against: date) -> None:
    _lead_and_invert(curated_ties, view, against, "")


def states_after_changes(changes: Iterable[Change], states: Mapping[str, TieState]) -> dict[str, TieState]:
    """The ties in view after the changes. ValueError if a change does not fit what is there."""
    after = dict(states)
    for change in changes:
        if after.pop(change.tie, None) != change.before:
            raise ValueError(f"{change.tie} is not what the change says it was")
        if change.after:
            after[change.tie] = change.after
    return after


def _lead_and_invert(ties: Ties, view: View, against: date, ladder: str) -> None:
    first, second = two_days(ties, view, against=against)
    changes = changes_between(first, second, ladder=ladder)
    assert states_after_changes(changes, tie_states(first)) == tie_states(second)
    back = changes_between(second, first, ladder=ladder)
    assert {change.tie: INVERSE[change.kind] for change in changes} == {change.tie: change.kind for change in back}
    assert states_after_changes(back, tie_states(second)) == tie_states(first)


def test_changes_that_do_not_fit_are_refused(ties: Ties) -> None:
    first, second = two_days(ties, view_of_all(), against=date(2022, 9, 14))
    with pytest.raises(ValueError, match=r"BLR-CHN\|china_ladder is not what"):
        states_after_changes(changes_between(first, second), tie_states(second))


def test_every_kind_is_the_inverse_of_its_inverse() -> None:
    assert set(INVERSE) == set(ChangeKind)
    assert all(INVERSE[INVERSE[kind]] is kind for kind in ChangeKind)


@pytest.mark.slow
def test_what_changed_in_the_week_of_samarkand_on_the_curated_records(curated_ties: Ties) -> None:
    day = date(2022, 9, 12)
    view = replace(view_of_all(), as_of=day + timedelta(days=7), families=("china_ladder",))
    changes = changes_between(*two_days(curated_ties, view, against=day))
    assert {(change.tie, change.kind) for change in changes} == {(BELARUS, ChangeKind.UP)}
