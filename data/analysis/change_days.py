"""A selection -> the days on which something changes in it, whatever day it shows."""

from bisect import bisect_left, bisect_right
from datetime import date

import numpy as np

from data.model.span import FOREVER
from data.view.selection import Selection


def change_days(selection: Selection, *, until: date) -> tuple[date, ...]:
    """The days on which one of the spells that passed the filters begins or ends, for certain or possibly; in order.

    A spell of a vague date has two such days at each end: from one it is possible, from the other certain.
    """
    passed, (starts, ends) = selection.passed, (selection.ties.starts, selection.ties.ends)
    days = np.unique(np.concatenate([limits[passed] for limits in (*starts, *ends)]))
    known = days[(days > 0) & (days < FOREVER) & (days <= until.toordinal())]
    return tuple(date.fromordinal(int(day)) for day in known)


def days_after(days: tuple[date, ...], day: date, *, forward: bool) -> tuple[date, ...]:
    """The days after this one; the days before it, the nearest first, if not `forward`."""
    return days[bisect_right(days, day) :] if forward else days[: bisect_left(days, day)][::-1]
