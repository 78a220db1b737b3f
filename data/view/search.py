"""The text search: what of a row is searched, and which rows hold every word of a text. Filter, highlight and lists use it."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from data.base.memo import memo
from data.base.text import search_key
from data.model.cells import actors_of
from data.model.event_rows import Event
from data.model.rows import Row
from data.model.span import Mask
from data.model.tie_rows import Spell
from data.tables.column_table import ColumnTable
from data.tables.dataset import Dataset
from data.tables.rows import cells_of
from data.view.events import ordered_events
from data.view.fields.names import names_of
from data.view.ties import Ties


class TextSearch:
    """The words of a text; a row matches that holds all of them, in any order, whatever their case and accents."""

    def __init__(self, text: str) -> None:
        self.words = tuple(search_key(text).split())

    def finds(self, searchable: str) -> bool:
        """Whether every word is in a text that `search_key` has been applied to; a search without words finds all."""
        return all(word in searchable for word in self.words)

    def finds_row(self, cells: Mapping[str, str]) -> bool:
        """Whether every word is in some cell of a row of a table."""
        return not self.words or self.finds(search_key(" ".join(cells.values())))


def rows_with(rows: Sequence[Row], text: str) -> Sequence[Row]:
    """The rows of a table in whose cells every word of the text is."""
    search = TextSearch(text)
    if isinstance(rows, ColumnTable):
        return rows.where(_rows_of_columns_with(rows, search)) if search.words else rows
    return [row for row in rows if not search.words or search.finds_row(cells_of(row))]


def _rows_of_columns_with(rows: ColumnTable, search: TextSearch) -> Mask:
    """By row: whether every word is in some cell of it. Each different cell is read once."""
    passed = np.ones(len(rows), dtype=bool)
    for word in search.words:
        passed &= np.logical_or.reduce(
            [column.taken([word in search_key(cell) for cell in column.cells]) for column in rows.columns.values()]
        )
    return passed


def spells_with(ties: Ties, text: str) -> Mask:
    """The spells in which, or in an event of whose dyad, every word of the text is."""
    search = TextSearch(text)
    texts, dyads = searchable_spells(ties), {event.dyad for event in events_with(ties.dataset, text)}
    return np.array(
        [spell.dyad in dyads or search.finds(text) for spell, text in zip(ties.spells, texts, strict=True)], dtype=bool
    )


def events_with(dataset: Dataset, text: str) -> list[Event]:
    """The events that name every word of the text, oldest first."""
    search, texts = TextSearch(text), searchable_events(dataset)
    return [event for event in ordered_events(dataset) if search.finds(texts[event.event])]


@memo
def searchable_spells(ties: Ties) -> tuple[str, ...]:
    """By spell index: wordings, occasion, instrument, note and the names of both actors, folded."""
    return tuple(search_key(" ".join(_spell_parts(ties.dataset, spell))) for spell in ties.spells)


@memo
def searchable_events(dataset: Dataset) -> dict[str, str]:
    """Event id -> title, summary, note, who said what to whom where, and the names of both actors, folded."""
    return {event.event: search_key(" ".join(_event_parts(dataset, event))) for event in dataset.events}


def _spell_parts(dataset: Dataset, spell: Spell) -> Iterable[str]:
    wordings = (spell.wording, *spell.native_wordings.values(), dataset.tiers[spell.tier].wording)
    return (*wordings, spell.occasion, spell.instrument, spell.note, *_names(dataset, spell.dyad))


def _event_parts(dataset: Dataset, event: Event) -> Iterable[str]:
    texts = (event.title, event.summary, event.note, event.instrument, event.place, event.speaker, event.addressee)
    return (*texts, *event.participants, *_names(dataset, event.dyad))


def _names(dataset: Dataset, dyad: str) -> Iterable[str]:
    return (name for actor in actors_of(dyad) for name in names_of(dataset, actor))
