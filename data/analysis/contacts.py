"""Observed contacts with China's leaders: which of them count, whose they are, and the time they cover."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from data.base.days import day_text
from data.base.memo import memo
from data.model.event_rows import Contact
from data.model.ledger_rows import Search
from data.tables.column_table import ColumnTable
from data.tables.dataset import Dataset
from data.usage.uses import OBSERVED_ACTOR, ObservedPeriod
from data.view.fields.names import focus_actors

Places: TypeAlias = "npt.NDArray[np.int64]"
# Signing, ceremonies and the like come with a talk: counted beside it, one contact would count twice.
MEETING_KINDS = ("meeting", "talks", "phone_call", "video_call")


def contact_partner(dataset: Dataset, focus: str) -> str:
    """The partner whose contacts with China are meant: the other end of a dyad with China, or the actor; else ""."""
    ends = focus_actors(dataset, focus)
    partners = [end for end in ends if end != OBSERVED_ACTOR]
    return partners[0] if len(partners) == 1 and (len(ends) == 1 or OBSERVED_ACTOR in ends) else ""


def meetings_with(dataset: Dataset, partner: str) -> ColumnTable:
    """The meetings, talks and calls with a partner, oldest first."""
    return dataset.contacts.where(_places_of(dataset, partner, is_meetings=True))


def contacts_with(dataset: Dataset, partner: str) -> ColumnTable:
    """All contacts with a partner, oldest first."""
    return dataset.contacts.where(_places_of(dataset, partner, is_meetings=False))


@memo
def meetings(dataset: Dataset) -> ColumnTable:
    """The meetings, talks and calls with anybody, oldest first; those of a day by their id, as in the file."""
    return dataset.contacts.where(_by_date(dataset, is_meetings=True))


@memo
def _by_date(dataset: Dataset, *, is_meetings: bool) -> Places:
    """The places of the contacts, or of the meetings, the oldest first."""
    column = dataset.contacts.columns["date"]
    order = sorted(range(len(column.values)), key=column.values.__getitem__)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    places = np.argsort(ranks[column.codes], kind="stable")
    return places[dataset.contacts.columns["kind"].is_one_of(MEETING_KINDS)[places]] if is_meetings else places


@memo
def _by_partner(dataset: Dataset, *, is_meetings: bool) -> tuple[Places, Places]:
    """The same sorted by partner first, and the number of the partner of each: of a million rows only places are copied."""
    places, partner = _by_date(dataset, is_meetings=is_meetings), dataset.contacts.columns["partner"]
    # Small numbers are sorted by counting, several times as fast.
    smallest = np.uint16 if len(partner.values) <= np.iinfo(np.uint16).max else np.int64
    numbers = partner.codes[places].astype(smallest)
    order = np.argsort(numbers, kind="stable")
    return places[order], numbers[order]


def _slice_of(dataset: Dataset, partner: str, *, is_meetings: bool) -> slice:
    """Where those of a partner are in `_by_partner`."""
    number = dataset.contacts.columns["partner"].place_of(partner)
    if number is None:
        return slice(0, 0)
    first, after = np.searchsorted(_by_partner(dataset, is_meetings=is_meetings)[1], [number, number + 1]).tolist()
    return slice(first, after)


def _places_of(dataset: Dataset, partner: str, *, is_meetings: bool) -> Places:
    return _by_partner(dataset, is_meetings=is_meetings)[0][_slice_of(dataset, partner, is_meetings=is_meetings)]


def meeting_days(dataset: Dataset, partner: str) -> Places:
    """The first day (its ordinal) on which each meeting with a partner may have been, in order."""
    return _days(dataset)[dataset.contacts.columns["date"].codes[_places_of(dataset, partner, is_meetings=True)]]


@memo
def _days(dataset: Dataset) -> Places:
    """The first day (its ordinal) of each date that a contact has."""
    days = (day.first.toordinal() for day in dataset.contacts.columns["date"].values)
    return np.fromiter(days, np.int64)


def contact_rows(rows: ColumnTable) -> Iterator[Contact]:
    """The contacts of a table, each made when it is its turn."""
    return (row for row in rows if isinstance(row, Contact))


def latest_contacts(rows: ColumnTable, most: int) -> list[Contact]:
    """The last few of contacts that are sorted by date, the newest first."""
    return list(contact_rows(rows.where(slice(max(len(rows) - most, 0), len(rows)))))[::-1]


def counts_by(rows: ColumnTable, *names: str) -> list[tuple[tuple[Any, ...], int]]:
    """How many rows have the same values in some columns: (values, number), in order of the values' places."""
    columns = [rows.columns[name] for name in names]
    sizes = [len(column.values) for column in columns]
    places = np.zeros(len(rows), dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        places = places * size + column.codes
    counts = np.bincount(places) if len(places) else np.zeros(0, dtype=np.int64)
    taken = np.flatnonzero(counts)
    codes = np.unravel_index(taken, sizes) if len(taken) else [taken] * len(columns)
    values = [
        [column.values[code] for code in of_column.tolist()] for column, of_column in zip(columns, codes, strict=True)
    ]
    return list(zip(zip(*values, strict=True), counts[taken].tolist(), strict=True))


def contact_searches(dataset: Dataset) -> tuple[Search, ...]:
    """The searches that fed the contacts."""
    return tuple(search for search in dataset.searches if search.table == "contacts")


@memo
def observed_period(dataset: Dataset) -> ObservedPeriod | None:
    """The time that the contacts cover; None if there are none."""
    days = [day for (day,), _ in counts_by(dataset.contacts, "date")]
    if not days:
        return None
    last_contact = max(day.last for day in days)
    searched = (search.through.last for search in contact_searches(dataset))
    return ObservedPeriod(min(day.first for day in days), max((*searched, last_contact)))


def contact_coverage_text(dataset: Dataset) -> str:
    """What was looked through, and what that leaves out, in the words of the records."""
    return " ".join(
        f"{search.place}, through {day_text(search.through.last)}. {search.finding}"
        for search in contact_searches(dataset)
    )
