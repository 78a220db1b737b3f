"""The first line of a file -> its layout: which column holds what, and how its cells are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.base.fault import FaultError
from data.base.text import quotable

Vocabulary = Literal["cameo", "plover"]
# What is read of a line. Without a column for it, `events` is 1 and the others are empty.
EVENT_CELLS = ("date", "actor1", "actor2", "code", "quad", "events", "mentions", "event", "source")


@dataclass(frozen=True)
class PublisherLayout:
    """How files of one publisher are written.

    `key` are the columns that make a report of the feed unique where it has an id. `compact_dates` are written 20160728,
    and with `several_actors` a cell can name several countries. No date can be before `first`.
    """

    name: str
    family: str
    cells: Mapping[str, str]
    key: tuple[str, ...]
    first: date
    vocabulary: Vocabulary = "cameo"
    delimiter: str = "\t"
    quote: str = ""
    compact_dates: bool = False
    several_actors: bool = False


def _gdelt(name: str, number_of: Mapping[str, int]) -> PublisherLayout:
    cells = {cell: str(number) for cell, number in number_of.items()}
    return PublisherLayout(name, "GDELT", cells, ("event",), date(1979, 1, 1), compact_dates=True)


# Columns by their number, from 0: these files have no header. Their first 34 columns are the same.
_GDELT_CELLS = {"event": 0, "date": 1, "actor1": 7, "actor2": 17, "code": 26, "mentions": 31}
GDELT_1, GDELT_2 = _gdelt("GDELT 1.0", _GDELT_CELLS), _gdelt("GDELT 2.0", _GDELT_CELLS)
# The files up to March 2013 have no address of the source.
GDELT_COLUMNS = {57: GDELT_1, 58: GDELT_1, 61: GDELT_2}
ICEWS = PublisherLayout(
    "ICEWS",
    "ICEWS",
    {
        "date": "Event Date",
        "actor1": "Source Country",
        "actor2": "Target Country",
        "code": "CAMEO Code",
        "event": "Event ID",
    },
    # Its ids are not unique.
    ("event", "day", "actor1", "actor2", "code"),
    date(1990, 1, 1),
)
POLECAT = PublisherLayout(
    "POLECAT",
    "POLECAT",
    {
        "date": "Event Date",
        "actor1": "Actor Country",
        "actor2": "Recipient Country",
        "code": "Event Type",
        "quad": "Quad Code",
        "event": "Event ID",
    },
    ("event", "actor1", "actor2"),
    date(2010, 1, 1),
    vocabulary="plover",
    several_actors=True,
)
PLAIN_LAYOUT = PublisherLayout(
    "plain",
    "plain",
    {
        "date": "date",
        "actor1": "actor1",
        "actor2": "actor2",
        "code": "event_code",
        "events": "events",
        "mentions": "mentions",
        "event": "event",
        "source": "source",
    },
    ("event",),
    date(1900, 1, 1),
    delimiter=",",
    quote='"',
)
_WITH_HEADER = (ICEWS, POLECAT, PLAIN_LAYOUT)
# GDELT's file of 1979 to 2013 in 17 columns: reports added up by actor and place, without ids, so that whoever also has
# the yearly files would count each report twice.
_GDELT_REDUCED = ("Date", "Source", "Target", "CAMEOCode", "NumEvents", "NumArts")
_OPTIONAL = ("events", "mentions", "event", "source")


@dataclass(frozen=True)
class FileLayout:
    """The layout of one file: how many columns it has, and where each cell of `EVENT_CELLS` is (None if it has none)."""

    layout: PublisherLayout
    columns: int
    place: Mapping[str, int | None]
    has_header: bool


def layout_of(first_line: str) -> FileLayout:
    """The layout that the first line of a file shows. FaultError if it is none of those known."""
    line = first_line.rstrip("\r\n").removeprefix("\ufeff")
    for layout in _WITH_HEADER:
        header = [name.strip().strip('"') for name in line.split(layout.delimiter)]
        needed = {cell: name for cell, name in layout.cells.items() if cell not in _OPTIONAL}
        if set(needed.values()) <= set(header):
            place = {cell: _index(header, layout.cells.get(cell)) for cell in EVENT_CELLS}
            return FileLayout(layout, len(header), place, has_header=True)
    cells = line.split("\t")
    if tuple(cells[: len(_GDELT_REDUCED)]) == _GDELT_REDUCED:
        raise FaultError(
            "is GDELT’s reduced file, whose reports are added up and have no ids: they could be counted twice",
            "give the yearly, monthly and daily files of GDELT, which have 57, 58 or 61 columns",
        )
    if len(cells) in GDELT_COLUMNS and cells[0].isdigit() and cells[1].isdigit():
        layout = GDELT_COLUMNS[len(cells)]
        numbers = {cell: int(layout.cells[cell]) if cell in layout.cells else None for cell in EVENT_CELLS}
        return FileLayout(layout, len(cells), numbers, has_header=False)
    known = "57, 58 or 61 columns with tabs (GDELT), or a header of ICEWS, POLECAT or date,actor1,actor2,event_code"
    raise FaultError(f'its columns are of no known layout: "{quotable(line[:60])}"', f"give a file with {known}")


def _index(header: list[str], name: str | None) -> int | None:
    return header.index(name) if name in header else None
