"""An answer about the network -> when each of its lines held, as lanes over the years. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from components.connections.answers.answer import AnswerRow, NetworkAnswer
from components.style.markup import element
from data.analysis.connections.graph import Pair, question_selection, spells_by_pair, suspended
from data.base.days import year_step
from data.base.text import list_text
from data.model.span import Mask
from data.view.selection import Selection, read_through
from data.view.ties import Ties

_MOST_LANES = 8
# Percent of the width between two years of the axis.
_BETWEEN_YEARS = 12.0
Interval = tuple[int, int]
# A day (ordinal) -> where it is on the axis, in percent.
Percent = Callable[[int], float]


@dataclass(frozen=True)
class TimeLane:
    """A line of the answer, and when all its ties were in force at one time: first days, and first days no longer."""

    name: str
    times: tuple[Interval, ...]


def time_lanes(selection: Selection, answer: NetworkAnswer) -> tuple[TimeLane, ...]:
    """The first lines of the first part, the earliest first; only what passes the filters of the question counts."""
    counted = question_selection(selection).passed & ~suspended(selection.ties)
    rows = [row for row in answer.parts[0].rows if row.spells][:_MOST_LANES] if answer.parts else []
    lanes = [TimeLane(row.name, tuple(_times(selection.ties, row, counted))) for row in rows]
    return tuple(sorted((lane for lane in lanes if lane.times), key=lambda lane: lane.times[0]))


def _times(ties: Ties, row: AnswerRow, counted: Mask) -> list[Interval]:
    """When each of its pairs had a tie of a type that the line has, a measure of the same side, and of a rank, if the line
    is about one.
    """
    ranks, takers = _ranks(ties, row), {ties.spells[index].taken_by for index in row.spells}
    layers = {ties.layer(index) for index in row.spells}
    together: list[Interval] | None = None
    for pair in dict.fromkeys(ties.actors[index] for index in row.spells):
        meant = (
            one
            for one in spells_by_pair(ties)[pair]
            if counted[one]
            and ties.layer(one) in layers
            and ties.spells[one].taken_by in takers
            and not ties.proposed[one]
            and (not row.is_ranked or ties.group(one) in ranks[pair])
        )
        of_pair = _joined((int(ties.starts[0][one]), int(ties.ends[1][one])) for one in meant)
        together = of_pair if together is None else _common(together, of_pair)
    return together or []


def _ranks(ties: Ties, row: AnswerRow) -> dict[Pair, set[str]]:
    """Pair -> the ranks that all pairs of the line have in common, or its own where they differ."""
    of_pair: dict[Pair, set[str]] = {}
    for index in row.spells:
        of_pair.setdefault(ties.actors[index], set()).add(ties.group(index))
    same = set.intersection(*of_pair.values())
    return {pair: same or own for pair, own in of_pair.items()}


def _joined(intervals: Iterable[Interval]) -> list[Interval]:
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return joined


def _common(one: list[Interval], other: list[Interval]) -> list[Interval]:
    """When both hold; each is in order, and its intervals do not touch."""
    both, first, second = list[Interval](), 0, 0
    while first < len(one) and second < len(other):
        start, end = max(one[first][0], other[second][0]), min(one[first][1], other[second][1])
        if start < end:
            both.append((start, end))
        if one[first][1] == end:
            first += 1
        else:
            second += 1
    return both


def time_strip(selection: Selection, answer: NetworkAnswer) -> Element | None:
    """The lanes as elements, through the last day read or the date shown; None if there are none."""
    lanes, day, through = time_lanes(selection, answer), selection.view.as_of, read_through(selection.dataset)
    if not lanes:
        return None
    first = date.fromordinal(min(start for lane in lanes for start, _ in lane.times)).replace(month=1, day=1)
    last = max(day, through or day)
    span = max((last - first).days, 1)

    def percent(ordinal: int) -> float:
        return min(max(100 * (ordinal - first.toordinal()) / span, 0), 100)

    rows = [
        element("div", element("b", lane.name), element("span", *_bars(lane, percent), class_="aw-time"))
        for lane in lanes
    ]
    mark = element("i", class_="aw-time-day", style=f"left: {percent(day.toordinal()):.2f}%")
    axis = element("div", *_years(first, last, percent), mark, class_="aw-time-years", aria_hidden="true")
    texts = "; ".join(f"{lane.name}, {_times_text(lane, last)}" for lane in lanes)
    strip = element("div", *rows, class_="aw-times", role="img", aria_label=f"By date: {texts}.")
    return element("div", element("h4", "By date"), strip, axis, class_="aw-evidence")


def _bars(lane: TimeLane, percent: Percent) -> list[Element]:
    return [
        element("i", style=f"left: {percent(start):.2f}%; width: {max(percent(end) - percent(start), 0.5):.2f}%")
        for start, end in lane.times
    ]


def _years(first: date, last: date, percent: Percent) -> list[Element]:
    years = last.year - first.year + 1
    step = year_step(years, 100 / _BETWEEN_YEARS)
    shown = (year for year in range(first.year, last.year + 1) if year % step == 0)
    places = ((year, percent(date(year, 1, 1).toordinal())) for year in shown)
    return [element("span", str(year), style=f"left: {place:.2f}%") for year, place in places if place <= 96]


def _times_text(lane: TimeLane, last: date) -> str:
    def text(start: int, end: int) -> str:
        begun = date.fromordinal(start).year
        return f"since {begun}" if end > last.toordinal() else f"{begun} to {date.fromordinal(end).year}"

    return list_text([text(*time) for time in lane.times], most=6)
