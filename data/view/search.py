"""The text search: what of a row is searched, and which rows hold every word of a text. Filter, highlight and lists use it."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from data.base.memo import memo
from data.base.text import search_key
from data.model.cells import actors_of
from data.model.event_rows import Event
from data.model.rows import Row
from data.model.span import Mask
from data.tables.column_table import Column, ColumnTable
from data.tables.dataset import Dataset
from data.tables.rows import cells_of
from data.view.events import ordered_events
from data.view.fields.names import names_of
from data.view.ties import Ties

# All names of an actor of ours have less than 200.
_MOST_LETTERS_OF_NAMES = 1_000


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
    passed = np.ones(len(ties), dtype=bool)
    dyad, pairs = ties.column("dyad"), _pairs(ties)
    for word, named in _named_by(ties.dataset, text):
        of_dyad = dyad.taken([one in named or other in named for one, other in pairs])
        passed &= np.logical_or.reduce(
            [of_dyad, *(column.taken([word in key for key in keys]) for column, keys in _searched(ties))]
        )
    return passed | dyad.is_one_of(tuple({event.dyad for event in events_with(ties.dataset, text)}))


def events_with(dataset: Dataset, text: str) -> list[Event]:
    """The events that name every word of the text, oldest first."""
    words, texts = _named_by(dataset, text), searchable_events(dataset)

    def finds(event: Event) -> bool:
        own, one, other = texts[event.event]
        return all(word in own or one in named or other in named for word, named in words)

    return list(filter(finds, ordered_events(dataset)))


def _named_by(dataset: Dataset, text: str) -> list[tuple[str, frozenset[str]]]:
    """The words of a text, each with the actors in whose names it is."""
    names = _names_keys(dataset).items()
    return [(word, frozenset(actor for actor, key in names if word in key)) for word in TextSearch(text).words]


@memo
def _searched(ties: Ties) -> tuple[tuple[Column, tuple[str, ...]], ...]:
    """What is searched of a spell besides the names of both actors: columns, and their values folded. Its wordings, that of
    its tier, occasion, instrument, note.
    """
    names = ("wording", "wording_zh", "wording_ru", "wording_be", "occasion", "instrument", "note")
    columns = [(column := ties.column(name), tuple(map(search_key, column.values))) for name in names]
    tiers, tier = ties.dataset.tiers, ties.column("tier")
    return (*columns, (tier, tuple(search_key(tiers[name].wording) for name in tier.values)))


@memo
def _pairs(ties: Ties) -> tuple[tuple[str, str], ...]:
    """The ends of each different dyad of the spells."""
    return tuple(map(actors_of, ties.column("dyad").values))


@memo
def _names_keys(dataset: Dataset) -> dict[str, str]:
    """Actor -> names, folded. Once for all rows: 50,000 pairs of a reader’s actors with a copy each would be gigabytes."""
    return {actor: search_key(" ".join(names_of(dataset, actor)))[:_MOST_LETTERS_OF_NAMES] for actor in dataset.actors}


@memo
def searchable_events(dataset: Dataset) -> dict[str, tuple[str, str, str]]:
    """Event id -> its title, summary, note, who said what to whom where, folded; and both actors, whose names are searched, too."""
    return {
        event.event: (search_key(" ".join(_event_texts(event))), *actors_of(event.dyad)) for event in dataset.events
    }


def _event_texts(event: Event) -> Iterable[str]:
    texts = (event.title, event.summary, event.note, event.instrument, event.place, event.speaker, event.addressee)
    return (*texts, *event.participants)
