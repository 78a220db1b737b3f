"""Which rows name which: from a spell to its sources, from a source to all that cites it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.event_rows import Contact, Event, Sighting
from data.model.ledger_rows import ClaimRow, PresetRow, Search, Source
from data.model.measured_rows import Figure, Indicator
from data.model.rows import Row, Table
from data.model.schema import TABLES
from data.model.tie_rows import Actor, Family, Ladder, Spell, Tier
from data.tables.dataset import Dataset
from data.tables.origin import added_mark

# A table, and the id of one of its rows.
RowKey = tuple[str, str]


def references_of(table: Table, row: Row) -> Iterator[tuple[str, RowKey]]:
    """(column, (table, id)) for each id that the row names."""
    for column, to in table.references.items():
        for name in _ids(column, getattr(row, column)):
            yield column, (to, name)


def _ids(column: str, value: object) -> Iterable[str]:
    if not value:
        return ()
    if column == "dyad":
        return actors_of(str(value))
    return value if isinstance(value, tuple) else (str(value),)


def rows_referring(dataset: Dataset, target: RowKey) -> tuple[RowKey, ...]:
    """The rows that name the row of (table, id), in the order of the tables."""
    return (*_by_target(dataset).get(target, ()), *_in_columns_referring(dataset, target))


@memo
def _by_target(dataset: Dataset) -> Mapping[RowKey, tuple[RowKey, ...]]:
    referring: dict[RowKey, dict[RowKey, None]] = defaultdict(dict)
    for table in TABLES:
        for row in dataset.rows[table.name] if not table.in_columns else ():
            for _, place in references_of(table, row):
                referring[place][table.name, row.id] = None
    return {place: tuple(rows) for place, rows in referring.items()}


def _in_columns_referring(dataset: Dataset, target: RowKey) -> Iterator[RowKey]:
    """The same for tables in columns, in which each different cell is read once, and only the rows meant are made."""
    for table in TABLES:
        for name in [name for name, to in table.references.items() if table.in_columns and to == target[0]]:
            rows = dataset.in_columns(table.name)
            column = rows.columns[name]
            is_named = np.array([target[1] in _ids(name, value) for value in column.values], dtype=bool)
            for key in rows.where(is_named[column.codes]).keys if is_named.any() else ():
                yield table.name, "/".join(key)


def caption(dataset: Dataset, row: Row) -> str:
    """A row in one line, with the mark of an added one."""
    return _caption(dataset, row) + added_mark(dataset, row)


def _caption(dataset: Dataset, row: Row) -> str:
    match row:
        case Spell():
            return f"{row.dyad}: {row.wording}, {row.opening_text}"
        case Event():
            return f"{row.dyad}, {row.date.display_text}: {row.title}"
        case Figure():
            indicator = dataset.indicators[row.indicator]
            return f"{row.dyad or row.to_actor}, {row.period}: {indicator.name}, {row.value:g} {indicator.unit}"
        case Contact():
            return f"{row.date.display_text}: {row.kind.replace('_', ' ')}, {row.leader}"
        case Sighting():
            return f"{row.date.display_text}, {row.partner}: {row.label_zh}"
        case Source():
            return f"{row.publisher}: {row.title}"
        case PresetRow() | ClaimRow():
            return row.title
        case Tier():
            return row.wording
        case Actor() | Family() | Ladder() | Indicator():
            return row.name
        case Search():
            return f"{row.family or row.table}, through {row.through.display_text}"
        case _:
            return row.id
