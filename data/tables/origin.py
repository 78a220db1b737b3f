"""Whether a row is ours or was added by a reader: its mark on the page, in figures and in files."""

from dataclasses import replace
from types import MappingProxyType

from data.base.text import list_text, quantity
from data.model.rows import Row
from data.model.schema import TABLE
from data.tables.dataset import Dataset, key_of

ADDED, OURS = "added", "Allweather"
# The column with the origin of a row, in files with rows of both; uploads ignore it.
RECORD_COLUMN = "record"
# The column with the classification marking of a file; uploads ignore it, too.
HANDLING_COLUMN = "handling"
# Separates the version of our records from the version of the added rows.
ADDED_VERSION = "+added-"


def added_mark(dataset: Dataset, row: Row) -> str:
    """ " (added)" for a row that a reader added, empty for one of ours."""
    return f" ({ADDED})" if dataset.is_added(row) else ""


def added_count_text(**rows: int) -> str:
    """ ", including 1 added event and 2 added ties", for the end of a sentence that counts; empty if none is added."""
    added = [quantity(number, f"{ADDED} {name}") for name, number in rows.items() if number]
    return f", including {list_text(added)}" if added else ""


def origin_of(dataset: Dataset, row: Row) -> str:
    """ "added" or "Allweather", for a column of a table or a file."""
    return ADDED if dataset.is_added(row) else OURS


def without_added_rows(dataset: Dataset) -> Dataset:
    """The records alone, as they were before a reader added rows to them."""
    if not dataset.added:
        return dataset
    # No reader adds to a table in columns.
    by_row = {name: of_table for name, of_table in dataset.rows.items() if not TABLE[name].in_columns}
    ours = {name: tuple(row for row in of_table if not dataset.is_added(row)) for name, of_table in by_row.items()}
    kept = {(name, key_of(row)) for name, of_table in ours.items() for row in of_table}
    places = {key: place for key, place in dataset.places.items() if key in kept}
    rows = {**dataset.rows, **ours}
    version = dataset.version.partition(ADDED_VERSION)[0]
    return replace(
        dataset, rows=MappingProxyType(rows), places=MappingProxyType(places), version=version, added=frozenset()
    )
