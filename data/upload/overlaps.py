"""Added rows about the same dyad and time as rows of the records. Both remain; the reader sees them side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from data.model.event_rows import Event
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset

Dated = TypeVar("Dated", Spell, Event)


@dataclass(frozen=True)
class Overlap:
    """Two rows about one dyad and one time: a reader's and ours."""

    added: Spell | Event
    ours: Spell | Event


def overlaps_of(dataset: Dataset) -> Iterator[Overlap]:
    """Spells that hold at the same time in an exclusive family or on one tier; events of one kind and day."""
    for spell, our_spells in _added_with_ours(dataset, dataset.main_spells):
        yield from (Overlap(spell, ours) for ours in our_spells if _spells_overlap(dataset, spell, ours))
    for event, our_events in _added_with_ours(dataset, dataset.events):
        yield from (Overlap(event, ours) for ours in our_events if _may_be_one_event(event, ours))


def _added_with_ours(dataset: Dataset, rows: Iterable[Dated]) -> Iterator[tuple[Dated, list[Dated]]]:
    """Each added row, with our rows about its dyad."""
    ours: dict[str, list[Dated]] = defaultdict(list)
    added: list[Dated] = []
    for row in rows:
        (added if dataset.is_added(row) else ours[row.dyad]).append(row)
    return ((row, ours[row.dyad]) for row in added)


def _spells_overlap(dataset: Dataset, one: Spell, other: Spell) -> bool:
    family = dataset.tiers[one.tier].family
    if family != dataset.tiers[other.tier].family:
        return False
    if not dataset.families[family].is_exclusive and one.tier != other.tier:
        return False
    return one.span.may_overlap(other.span)


def _may_be_one_event(one: Event, other: Event) -> bool:
    """Whether they are of one kind, on days that may be the same."""
    return one.kind == other.kind and one.date.first <= other.date.last and other.date.first <= one.date.last
