"""A row with several actors in one cell ("China; Russia") -> a row for each of them."""

import re
from collections.abc import Iterator, Sequence

from data.matching.names import MAX_NAME_CHARACTERS, NameIndex
from data.upload.reading.raw import MAX_UPLOAD_ROWS, Record

# Tried in this order: a name may contain a comma or "and", and no name a semicolon.
_SEPARATORS = (re.compile(r"[;\n|]"), re.compile(r"[,/]| and | und | et | и ", re.IGNORECASE))
_MOST, _MOST_LETTERS = 40, 10_000_000


def row_for_each(records: Sequence[Record], positions: list[int], names: NameIndex) -> Iterator[Record]:
    """The records, those with several known actors in one cell of the positions as one for each; never very many.

    Nor very many letters: each row will have its own copy of those of its other cells.
    """
    room, letters = MAX_UPLOAD_ROWS - len(records), _MOST_LETTERS
    for first, last, cells in records:
        parts = {at: _actors_in(cells[at], names) for at in positions if at < len(cells)}
        several = {at: found for at, found in parts.items() if found}
        length = sum(map(len, cells)) if several else 0
        if len(several) != 1 or room < _MOST or letters < _MOST * length:
            yield first, last, cells
            continue
        ((at, found),) = several.items()
        letters -= len(found) * length
        room -= len(found) - 1
        for name in found:
            yield first, last, [*cells[:at], name, *cells[at + 1 :]]


def _actors_in(written: str, names: NameIndex) -> list[str]:
    """The names of which a cell is a list; empty if it is not one of known names only."""
    if len(written) > MAX_NAME_CHARACTERS or names.actor(written):
        return []
    for separator in _SEPARATORS:
        parts = [part.strip() for part in separator.split(written) if part.strip()]
        if 1 < len(parts) <= _MOST and all(map(names.actor, parts)):
            return parts
    return []
