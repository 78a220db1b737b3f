"""Whether a row is ours or was added by a reader: its mark on the page, in figures and in files."""

from data.base.text import list_text, quantity
from data.model.schema import Row
from data.tables.dataset import Dataset

ADDED, OURS = "added", "Allweather"
# The column with the origin of a row, in files with rows of both; uploads ignore it.
RECORD_COLUMN = "record"
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
