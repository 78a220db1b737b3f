"""When something is in force, as far as its dates can tell: the one rule, for a row and for arrays of rows alike.

The browser needs it for every day while you drag along the time axis: components/network/browser/history.js repeats it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from data.model.dates import PartialDate

# Days as proleptic ordinals (`date.toordinal`), one for each row.
Days = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
D = TypeVar("D", int, Days)
# The end of what has none.
FOREVER = date.max.toordinal()


class Force(StrEnum):
    """Whether something is in force on a day, as far as its dates can tell."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, order=True)
class Span(Generic[D]):
    """The first and last day on which something may start, and may no longer be in force: ordinals, or arrays of them.

    With "2011-06" as its start it is possible on 10 June 2011 and certain from 30 June on; as its end it is the other
    way round. It is in force on the day of its start, and no longer on the day of its end.
    """

    earliest_start: D
    latest_start: D
    earliest_end: D
    latest_end: D

    @overload
    def is_certain(self: "Span[int]", day: int) -> bool: ...
    @overload
    def is_certain(self: "Span[Days]", day: int) -> Mask: ...
    def is_certain(self, day: int) -> Any:
        """Whether it is in force on the day, whichever days the dates may mean."""
        return (self.latest_start <= day) & (day < self.earliest_end)

    @overload
    def is_possible(self: "Span[int]", day: int) -> bool: ...
    @overload
    def is_possible(self: "Span[Days]", day: int) -> Mask: ...
    def is_possible(self, day: int) -> Any:
        """Whether it may be in force on the day, certainly or not."""
        return (self.earliest_start <= day) & (day < self.latest_end)

    def force(self: "Span[int]", day: int) -> Force:
        if self.is_certain(day):
            return Force.CERTAIN
        return Force.POSSIBLE if self.is_possible(day) else Force.NO

    def may_overlap(self: "Span[int]", other: "Span[int]") -> bool:
        """Whether there may be a day on which both are in force."""
        return self.earliest_start < other.latest_end and other.earliest_start < self.latest_end


def span_between(start: PartialDate, end: PartialDate | None) -> Span[int]:
    """From a start to the day on which it is no longer in force; None if there is no such day yet."""
    ends = (FOREVER, FOREVER) if end is None else (end.first.toordinal(), end.last.toordinal())
    return Span(start.first.toordinal(), start.last.toordinal(), *ends)


def span_array(spans: list[Span[int]]) -> Span[Days]:
    """The same as one span of arrays, in the same order."""
    rows = [(span.earliest_start, span.latest_start, span.earliest_end, span.latest_end) for span in spans]
    limits = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Span(limits[:, 0], limits[:, 1], limits[:, 2], limits[:, 3])
