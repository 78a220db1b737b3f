"""A case -> true, false or undetermined on a day, and since when and until when.

Dates that are not exact, partners that nobody looked at and days after the last source read leave several pasts
possible. A claim is true if it is true in all of them, and false if it is true in none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from data.analysis.claims.case import Case
from data.analysis.claims.truth import ANY_NUMBER, TRUTHS, ActorFacts, DayFacts, Truth
from data.analysis.holders import HoldersOnDay
from data.view.fields.claim import Scope
from data.view.selection import first_day


class Verdict(StrEnum):
    TRUE = "true"
    FALSE = "false"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class VerdictPeriod:
    """A time with one verdict, from its first day to the day on which it is another (None: to the end of what is known)."""

    verdict: Verdict
    since: date
    until: date | None


def verdict_of(truth: Truth) -> Verdict:
    if truth.must:
        return Verdict.TRUE
    return Verdict.UNDETERMINED if truth.may else Verdict.FALSE


def history_of(verdicts: Iterable[tuple[Verdict, int]]) -> tuple[VerdictPeriod, ...]:
    """The verdicts on days (ordinals) in their order, as times with one verdict each."""
    changes = [next(run) for _, run in groupby(verdicts, key=lambda one: one[0])]
    ends = [date.fromordinal(since) for _, since in changes[1:]]
    return tuple(
        VerdictPeriod(verdict, date.fromordinal(since), until)
        for (verdict, since), until in zip(changes, [*ends, None], strict=True)
    )


def verdict_on(case: Case, day: int) -> Verdict:
    """The verdict on a day, an ordinal."""
    return verdict_of(TRUTHS[case.claim.form](_day_facts(case, day)))


def verdict_history(case: Case, as_of: date) -> tuple[VerdictPeriod, ...]:
    """The verdicts from the first day of the records on, as far as the last source read or the day asked for."""
    begin = min(first_day(case.ties), as_of).toordinal()
    end = max(as_of.toordinal(), case.coverage.any_source)
    days_after_searches = {day + 1 for day in case.coverage.last_days()}
    later = sorted(day for day in case.holders.change_days() | days_after_searches if begin < day <= end)
    return history_of((verdict_on(case, day), day) for day in (begin, *later))


def _day_facts(case: Case, day: int) -> DayFacts:
    claim, on_day = case.claim, case.holders.on(day)
    is_late = claim.scope is not Scope.EVER and day > case.coverage.any_source
    is_unsearched = day > case.coverage.all_partners
    least = 0 if is_late else int(on_day.certain.sum())
    most = ANY_NUMBER if is_unsearched else int(on_day.open.sum())
    surely, perhaps = on_day.holds(claim.actor, certain=True), on_day.may_hold(claim.actor)
    return DayFacts(
        number=claim.number,
        actor=_actor_facts(case, on_day, claim.actor, day, is_late=is_late),
        other=_actor_facts(case, on_day, claim.other, day, is_late=is_late) if claim.other else None,
        count=(least, most),
        others=(max(least - surely, 0), most if is_unsearched else most - perhaps),
        is_late=is_late,
        is_complete=case.coverage.all_partners > 0,
    )


def _actor_facts(case: Case, on_day: HoldersOnDay, actor: str, day: int, *, is_late: bool) -> ActorFacts:
    searched = case.coverage.actors.get(actor, 0)
    surely, perhaps = on_day.holds(actor, certain=True), on_day.may_hold(actor)
    return ActorFacts(
        has=Truth(must=surely and not is_late, may=perhaps or day > searched),
        arrival=on_day.arrival(actor),
        order=on_day.order_bounds(actor),
        searched=searched,
    )
