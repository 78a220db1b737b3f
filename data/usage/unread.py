"""Gaps of coverage -> the blind spots within the time that was read: which days, and what was read of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.base.days import ONE_DAY
from data.base.memo import memo
from data.model.vocabulary import UnreadKind
from data.tables.dataset import Dataset

# Days that lie no further apart are one blind spot: on an axis of years a single day cannot be seen.
_NEAR = timedelta(days=31)
UNREAD_WORDS: Mapping[UnreadKind, str] = {
    "nothing": "not read",
    "titles": "known by titles only",
    "part": "read in part",
}
UnreadDays = Mapping[date, UnreadKind]


@dataclass(frozen=True)
class BlindSpot:
    """From the first to the last of days near each other that were not read whole, and how many of each kind they are."""

    first: date
    last: date
    unread: Mapping[UnreadKind, int]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@memo
def unread_days(dataset: Dataset, table: str) -> UnreadDays:
    """Day -> what was read of it, for the days of a table that no search of it read whole, in order."""
    tables = {search.search: search.table for search in dataset.searches}
    days: dict[date, UnreadKind] = {}
    for gap in dataset.coverage_gaps:
        if tables[gap.search] == table:
            span = (gap.last.last - gap.first.first).days + 1
            days |= {gap.first.first + number * ONE_DAY: gap.read for number in range(span)}
    return dict(sorted(days.items()))


def blind_spots(dataset: Dataset, table: str, since: date = date.min, until: date = date.max) -> tuple[BlindSpot, ...]:
    """The blind spots of a table between two days, oldest first."""
    groups: list[list[date]] = []
    unread = unread_days(dataset, table)
    for day in unread:
        if since <= day <= until:
            if groups and day - groups[-1][-1] <= _NEAR:
                groups[-1].append(day)
            else:
                groups.append([day])
    return tuple(BlindSpot(days[0], days[-1], Counter(unread[day] for day in days)) for days in groups)
