"""A claim about the use of a label -> the verdict over time: whether China's side has used such a label of one partner only.

The uses are machine-coded from one broadcaster. Before the first day that was read and after the last, nothing is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from data.analysis.claims.case import satisfying_tiers
from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.analysis.usage.words import WordUse, partners_of_tiers
from data.usage.uses import OBSERVED_ACTOR, ObservedPeriod, period_of_labels
from data.view.fields.claim import Claim
from data.view.selection import first_day
from data.view.ties import Ties

_SIDE = "china"


@dataclass(frozen=True)
class UseAnswer:
    """The verdict on a day and over time, of whom such a label was used until the day, and through when texts were read."""

    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    uses: tuple[WordUse, ...]
    through: date | None


def check_use(ties: Ties, claim: Claim, as_of: date) -> UseAnswer:
    """Check the claim as of a day; the uses of anybody's labels but China's are not coded."""
    dataset, tiers = ties.dataset, satisfying_tiers(ties.dataset, claim)
    period = period_of_labels(dataset) if claim.partner == OBSERVED_ACTOR else None
    everyone = partners_of_tiers(dataset, tiers, date.max, side=_SIDE) if period else ()
    changes = list(_changes(ties, claim, as_of, period, everyone))
    ends = [since for _, since in changes[1:]]
    history = tuple(
        VerdictPeriod(verdict, since, until) for (verdict, since), until in zip(changes, [*ends, None], strict=True)
    )
    return UseAnswer(
        verdict=_verdict(claim, as_of, period, everyone),
        history=history,
        uses=partners_of_tiers(dataset, tiers, as_of, side=_SIDE) if period else (),
        through=period.through if period else None,
    )


def _changes(
    ties: Ties, claim: Claim, as_of: date, period: ObservedPeriod | None, everyone: tuple[WordUse, ...]
) -> Iterator[tuple[Verdict, date]]:
    """Each verdict that differs from the one before, with its first day."""
    begin = min(first_day(ties), as_of)
    days = {begin, *(one.uses.days[0] for one in everyone)}
    end = as_of
    if period:
        end = max(as_of, period.through)
        days |= {period.first, *([period.through + timedelta(days=1)] if as_of > period.through else [])}
    verdicts = ((_verdict(claim, day, period, everyone), day) for day in sorted(days) if begin <= day <= end)
    for _, run in groupby(verdicts, key=lambda pair: pair[0]):
        yield next(run)


def _verdict(claim: Claim, day: date, period: ObservedPeriod | None, everyone: tuple[WordUse, ...]) -> Verdict:
    if period is None or not period.first <= day <= period.through:
        return Verdict.UNDETERMINED
    used = {one.partner for one in everyone if one.uses.days[0] <= day}
    return Verdict.TRUE if used == {claim.actor} else Verdict.FALSE
