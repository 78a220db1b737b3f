"""A row of ties as it was read, and what is computed from its cells."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from data.base.fault import Fault, InvalidValueError
from data.base.text import quotable
from data.matching.names import comparison_key, id_stem
from data.matching.values import choice
from data.model.dates import HOW_TO_WRITE, PartialDate, partial_date
from data.model.schema import TABLE
from data.tables.origin import ADDED
from data.view.fields.names import LAYER_NAMES


@dataclass
class TieRow:
    """A row of spells: its line, its cells by column, and the year that it is about, if it is one row a year."""

    line: int
    cells: dict[str, str]
    year: int | None = None


def choice_of_layer(text: str) -> str:
    """The type of tie that a cell names; empty if it names none."""
    key = comparison_key(text[:60])
    named = (layer for layer, name in LAYER_NAMES.items() if comparison_key(name) == key)
    return choice(TABLE["families"], "layer", text) or next(named, "") if text else ""


def day_after(last: PartialDate) -> str:
    """The first day, month or year after a date, as exact as it is."""
    following = last.last + timedelta(days=1)
    return following.isoformat()[: len(last.text)]


def number_ids(rows: list[TieRow], used: Counter[str]) -> int:
    """Give each row without an id one of its own, which no other row of the upload has; how many got one."""
    numbered = 0
    for row in rows:
        if not row.cells.get("spell"):
            row.cells["spell"] = unused_id(row.cells, used)
            numbered += 1
    return numbered


def unused_id(row: Mapping[str, str], used: Counter[str]) -> str:
    """An id for a row that no other row of the upload has; counted among those that are `used`."""
    stem = "-".join(filter(None, (ADDED, id_stem(row))))
    while True:
        used[stem] += 1
        new_id = stem if used[stem] == 1 else f"{stem}-{used[stem]}"
        if new_id == stem or new_id not in used:
            used[new_id] += new_id != stem
            return new_id


def date_fault(text: str) -> Fault:
    """What is wrong with a date that cannot be read."""
    try:
        partial_date(text)
    except InvalidValueError as problem:
        if "outside" in problem.fault.reason:
            return problem.fault
    return Fault(f'"{quotable(text)}" is not a valid date', HOW_TO_WRITE)
