"""A row with several actors in one cell ("China; Russia") -> a row for each of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from data.matching.names import MAX_NAME_CHARACTERS, NameIndex, comparison_key
from data.upload.reading.raw import MAX_UPLOAD_ROWS, Record

# Tried in this order: a name may contain a comma or "and", and no name a semicolon.
_SEPARATORS = (re.compile(r"[;\n|]"), re.compile(r"[,/]| and | und | et | и ", re.IGNORECASE))
# One state that is no more, and not two.
_ONE_STATE = frozenset(("serbiaandmontenegro", "serbiamontenegro", "сербияичерногория"))
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


def several_in_one(whole: Sequence[Record], records: Sequence[Record], positions: list[int]) -> list[str]:
    """The different cells that became several rows."""
    rows = Counter(first for first, *_ in records)
    many = [cells for first, _, cells in whole if rows[first] > 1]
    single = {cells[at] for _, _, cells in records for at in positions if at < len(cells)}
    return list(
        dict.fromkeys(cells[at] for cells in many for at in positions if at < len(cells) and cells[at] not in single)
    )


def _actors_in(written: str, names: NameIndex) -> list[str]:
    """The names of which a cell is a list; empty if it is not one of known names only."""
    if len(written) > MAX_NAME_CHARACTERS or comparison_key(written) in _ONE_STATE or names.actor(written):
        return []
    for separator in _SEPARATORS:
        parts = [part.strip() for part in separator.split(written) if part.strip()]
        if 1 < len(parts) <= _MOST and all(map(names.actor, parts)):
            # Two names of one actor, such as "Burma/Myanmar", are one.
            return list({names.actor(part): part for part in parts}.values())
    return []
