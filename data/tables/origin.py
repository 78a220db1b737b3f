"""What stands behind every row that a reader laid over ours: on the page, in figures and in files."""

from data.base.text import counted, listed
from data.model.schema import Row
from data.tables.dataset import Dataset

ADDED, OURS = "added", "Allweather"
# The column that says whose row it is, in files that hold both; the page of uploads reads past it.
RECORD_COLUMN = "record"
# What stands between the version of the records and that of the rows laid over them.
OWN_VERSION = "+own-"


def added_mark(dataset: Dataset, row: Row) -> str:
    """ " (added)" for a reader's own row, nothing for one of ours."""
    return f" ({ADDED})" if dataset.is_added(row) else ""


def counting(**rows: int) -> str:
    """ ", counting 1 added event and 2 added ties", for the end of what is said of them; nothing where none is added."""
    added = [counted(number, f"{ADDED} {name}") for name, number in rows.items() if number]
    return f", counting {listed(added)}" if added else ""


def whose(dataset: Dataset, row: Row) -> str:
    """Whose row it is, for a column of a table or a file."""
    return ADDED if dataset.is_added(row) else OURS
