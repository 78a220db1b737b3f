"""Arrivals -> the flow of tiers through the years: on which level everyone was on some days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.analysis.arrival import NO_TIER, NOT_RANKED, Arrivals, Level

# Years between two columns of the flow, and how many must have a label before it begins.
YEARS_BETWEEN, FEWEST_TO_BEGIN = 5, 3

FlowPosition = Level | str


@dataclass(frozen=True)
class Flow:
    """Where everyone was on each of some days: `positions[i]` is holder -> level, NO_TIER or NOT_RANKED on `days[i]`."""

    days: tuple[date, ...]
    positions: tuple[Mapping[str, FlowPosition], ...]

    def levels(self) -> list[FlowPosition]:
        """All that anyone was ever on: the highest level first, then NOT_RANKED, then NO_TIER."""
        return sorted({position for on_day in self.positions for position in on_day.values()}, key=height_of)


def flow_of(arrivals: Arrivals) -> Flow:
    """Where everyone who had a tier by the day was at the end of every fifth year, and on the day.

    It begins when a few have a tier, so that decades of one tie do not press the rest together.
    """
    ties, day = arrivals.selection.ties, arrivals.selection.view.as_of
    first_days = {holder: int(ties.starts[0][stays[0].first]) for holder, stays in arrivals.stays.items()}
    present = sorted(holder for holder, first in first_days.items() if first <= day.toordinal())
    days = _days_shown(sorted(first_days[holder] for holder in present), day)
    positions = ({holder: _position(arrivals, holder, shown) for holder in present} for shown in days)
    return Flow(days, tuple(positions))


def _days_shown(first_days: list[int], day: date) -> tuple[date, ...]:
    """The ends of every fifth year since a few had a tier, and the day itself."""
    opening = first_days[min(FEWEST_TO_BEGIN, len(first_days)) - 1] if first_days else day.toordinal()
    first_year = date.fromordinal(opening).year // YEARS_BETWEEN * YEARS_BETWEEN
    year_ends = (date(year, 12, 31) for year in range(first_year, day.year + 1, YEARS_BETWEEN))
    # A column too near to the last one would say the same.
    shown = (end for end in year_ends if opening <= end.toordinal() and (day - end).days > YEARS_BETWEEN * 365 // 2)
    return (*shown, day)


def _position(arrivals: Arrivals, holder: str, day: date) -> FlowPosition:
    stay = arrivals.stay_of(holder, day.toordinal())
    if stay is None:
        return NO_TIER
    return stay.level or NOT_RANKED


def height_of(position: FlowPosition) -> int:
    """For sorting from the top down."""
    if isinstance(position, Level):
        return position.height
    return 10_000 if position == NOT_RANKED else 10_001


def name_of(position: FlowPosition) -> str:
    return position.name if isinstance(position, Level) else position
