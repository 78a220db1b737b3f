"""An answer of the feed -> the marks of its two charts: counts, and below them shares; conflict downwards. Pure."""

from collections.abc import Callable, Iterator
from datetime import date

from components.observed.answer import ObservedAnswer, Period
from components.style.plan import (
    CHARACTER_WIDTH,
    GAP,
    NOTE_HEIGHT,
    TITLE_HEIGHT,
    Area,
    Dot,
    Label,
    Mark,
    MarksPlan,
    Segment,
)
from components.style.theme import QUAD_BARS
from components.wording.reports import share_text
from data.analysis.periods import after_period
from data.base.days import month_text
from data.observed.events.vocabulary import CONFLICT, QUAD_NAMES

_ROW_HEIGHT = 120
# From the axis outwards.
_OUTWARDS = (1, 2, 3, 4)


def observed_plan(answer: ObservedAnswer) -> MarksPlan:
    """Both charts on one axis of time."""
    first, last = _place(answer.since), _place(after_period(answer.until, "month"))
    marks: list[Mark] = [*_legend(first)]
    scale: dict[int, str] = {}
    y = NOTE_HEIGHT + GAP
    rows: tuple[tuple[str, Callable[[Period, int], float], Callable[[float], str]], ...] = (
        (f"Reports per {answer.unit}", lambda period, quad: period.quads.get(quad, 0), lambda value: f"{value:,.0f}"),
        (
            "Share of all reports between two countries",
            lambda period, quad: period.quads.get(quad, 0) / period.all if period.all else 0.0,
            share_text,
        ),
    )
    for title, value, words in rows:
        marks.append(Label(first, y + TITLE_HEIGHT / 2, title, is_strong=True))
        y += TITLE_HEIGHT
        drawn, ends = _row(answer, value, words, y, (first, last))
        marks += drawn
        scale |= ends
        y += _ROW_HEIGHT + GAP
    return MarksPlan(first, last, y, tuple(marks), scale)


def _legend(first: float) -> Iterator[Mark]:
    aside = 0.0
    for name, stroke in QUAD_BARS.items():
        yield Dot(first, NOTE_HEIGHT / 2, "square", stroke, 7, aside=aside + 4)
        yield Label(first, NOTE_HEIGHT / 2, name, aside=aside + 13)
        aside += len(name) * CHARACTER_WIDTH + 30


def _row(
    answer: ObservedAnswer,
    value: Callable[[Period, int], float],
    words: Callable[[float], str],
    top: int,
    span: tuple[float, float],
) -> tuple[list[Mark], dict[int, str]]:
    """The bars of a chart, and the words of its scale by pixel."""
    up, down = (
        max(
            (
                sum(value(period, quad) for quad in QUAD_NAMES if (quad in CONFLICT) == is_down)
                for period in answer.periods
            ),
            default=0,
        )
        for is_down in (False, True)
    )
    size = _ROW_HEIGHT / ((up + down) or 1)
    zero = top + up * size
    marks: list[Mark] = [Segment(span[0], zero, span[1], zero, "quiet", 0.6)]
    for period in answer.periods:
        left, right = max(_place(period.first), span[0]), min(_place(after_period(period.first, answer.unit)), span[1])
        margin, heights = (right - left) * 0.07, {True: 0.0, False: 0.0}
        for quad in _OUTWARDS:
            if not (amount := value(period, quad)):
                continue
            is_down = quad in CONFLICT
            low, high = heights[is_down], heights[is_down] + amount
            heights[is_down] = high
            edges = (zero + low * size, zero + high * size) if is_down else (zero - high * size, zero - low * size)
            name = str(period.first.year) if answer.unit == "year" else month_text(period.first)
            tip = f"{name}: {QUAD_NAMES[quad]}, {words(amount)}"
            marks.append(Area(left + margin, right - margin, *edges, QUAD_BARS[QUAD_NAMES[quad]], 1.0, tip))
    ends = {top: words(up), round(zero): "0", top + _ROW_HEIGHT: words(down)}
    return marks, ends if up and down else {top: words(up or down), top + _ROW_HEIGHT: "0"} if up else ends


def _place(day: date) -> float:
    return day.year + (day.month - 1) / 12
