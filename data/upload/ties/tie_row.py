"""A row of ties as it was read, and what is computed from its cells."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from data.base.fault import Fault, InvalidValueError
from data.base.text import quotable
from data.matching.names import id_stem
from data.matching.values import choice
from data.model.dates import HOW_TO_WRITE, PartialDate, partial_date
from data.model.schema import TABLE
from data.tables.origin import ADDED


@dataclass
class TieRow:
    """A row of spells: its line, its cells by column, and the year that it is about, if it is one row a year."""

    line: int
    cells: dict[str, str]
    year: int | None = None


def choice_of_layer(text: str) -> str:
    """The type of tie that a cell names; empty if it names none."""
    return choice(TABLE["families"], "layer", text) or "" if text else ""


def day_after(last: PartialDate) -> str:
    """The first day, month or year after a date, as exact as it is."""
    following = last.last + timedelta(days=1)
    return following.isoformat()[: len(last.text)]


def number_ids(rows: list[TieRow]) -> int:
    """Give each row without an id one of its own; how many got one."""
    uses: Counter[str] = Counter(row.cells["spell"] for row in rows if row.cells.get("spell"))
    numbered = 0
    for row in rows:
        if not row.cells.get("spell"):
            stem = "-".join(filter(None, (ADDED, id_stem(row.cells))))
            uses[stem] += 1
            row.cells["spell"] = stem if uses[stem] == 1 else f"{stem}-{uses[stem]}"
            numbered += 1
    return numbered


def date_fault(text: str) -> Fault:
    """What is wrong with a date that cannot be read."""
    try:
        partial_date(text)
    except InvalidValueError as problem:
        if "outside" in problem.fault.reason:
            return problem.fault
    return Fault(f'"{quotable(text)}" is not a valid date', HOW_TO_WRITE)
