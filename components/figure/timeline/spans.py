"""Spells -> spans on a time axis, and where the axis begins and ends. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from components.figure.timeline.rows import TimelineSpan
from components.style.theme import style_key, styles_of
from components.wording.spells import label_text
from data.model.vocabulary import LAYERS
from data.tables.origin import added_mark
from data.view.selection import Selection, read_through
from data.view.ties import SpellIndex, Ties

# How far the axis goes on after the last day, and how much of the time before the first one is empty.
AXIS_MARGIN, AXIS_LEAD = timedelta(days=31), 0.02


def last_day(selection: Selection) -> date:
    """Where the axis ends: after the day shown or the last source read, so that no clock decides how a figure looks."""
    return max(selection.view.as_of, read_through(selection.dataset) or selection.view.as_of) + AXIS_MARGIN


def first_day_of(ties: Ties, indices: Iterable[SpellIndex], last: date, *others: date) -> date:
    """Where the axis begins: a little before the first of these spells and days."""
    first = min([*(date.fromordinal(int(ties.starts[0][index])) for index in indices), *others])
    return first - (last - first) * AXIS_LEAD


def span_of(selection: Selection, index: SpellIndex, number: int) -> TimelineSpan:
    """A spell until its end, or the end of the axis; `number` is that of its note."""
    ties, dataset = selection.ties, selection.dataset
    key = style_key(ties, index)
    start, certain = (int(days[index]) for days in ties.starts)
    end = max(min(int(ties.ends[1][index]), last_day(selection).toordinal()), start)
    return TimelineSpan(
        date.fromordinal(start),
        date.fromordinal(min(certain, end)),
        date.fromordinal(end),
        styles_of(dataset)[key].stroke,
        label_text(selection.view.language, ties.spells[index]) + added_mark(dataset, ties.spells[index]),
        number,
        # The row itself says of which type another tie is.
        "" if key in LAYERS else styles_of(dataset)[key].name,
    )
