"""A table in columns: each column holds its different values once, and which of them each row has; rows are made when asked for.

For machine-coded tables, and for any other that is large. Everything is checked by column, each different cell once. Files
with any fault are read row by row instead, which says what is wrong and where.
"""

import csv
import io
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, Any, overload

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter

from data.base.formula_guard import text_in_cell
from data.base.text_encodings import EncodingError, text_of
from data.model.rows import Row, Table
from data.tables.large_columns import Cells, Texts, is_plain_text, large_columns
from data.tables.rows import cell_of
from data.tables.sheet import UNWANTED, Line

# Cells one a line: what `text_in_cell` may change in one of them.
_ODD = re.compile(r"'|\r|^[^\S\n]|[^\S\n]$", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Column:
    """`cells` are the different texts in order of appearance, `values` what they mean; `codes` has the place of each row's."""

    cells: Sequence[str]
    values: Sequence[Any]
    codes: npt.NDArray[np.int32]

    @cached_property
    def _place(self) -> dict[Any, int]:
        return {value: place for place, value in enumerate(self.values)}

    def place_of(self, value: Any) -> int | None:
        """Where a value is among the different ones; None if no row has it."""
        return self.values.find(value) if isinstance(self.values, Texts) else self._place.get(value)

    def is_one_of(self, values: Sequence[Any]) -> npt.NDArray[np.bool_]:
        """The rows that have one of these values."""
        asked = np.zeros(len(self.values), dtype=bool)
        asked[[place for value in values if (place := self.place_of(value)) is not None]] = True
        return asked[self.codes]

    def taken(self, of_values: Sequence[Any]) -> npt.NDArray[Any]:
        """For each row what `of_values` has at the place of the row's value."""
        return np.asarray(of_values)[self.codes]

    @classmethod
    def of(cls, values: Iterable[Any]) -> "Column":
        """A column of these values, a row after the other."""
        every = list(values)
        different = tuple(dict.fromkeys(every))
        # A text is the cell that it is written in.
        cells = different if all(type(value) is str for value in different) else tuple(map(cell_of, different))
        return cls(cells, different, _codes(every, different))


def _codes(cells: Iterable[Hashable], different: Iterable[Hashable]) -> npt.NDArray[np.int32]:
    place = {cell: number for number, cell in enumerate(different)}
    return np.fromiter(map(place.__getitem__, cells), dtype=np.int32)


@dataclass(frozen=True, eq=False)
class ColumnTable(Sequence[Row]):
    """The rows of a table, and for each the name of its file and the number of the line in which it begins."""

    table: Table
    files: Column
    columns: Mapping[str, Column]
    line_numbers: npt.NDArray[np.int32]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ColumnTable) and self.table == other.table and self._texts() == other._texts()

    __hash__ = object.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy for another process has nothing that was made of the cells."""
        columns = {name: replace(column) for name, column in self.columns.items()}
        return type(self), (self.table, replace(self.files), columns, self.line_numbers)

    def _texts(self) -> list[list[str]]:
        """The texts of each column, a row after the other."""
        return [column.taken(column.cells).tolist() for column in self.columns.values()]

    def __len__(self) -> int:
        return len(self.line_numbers)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        return self.table.row.model_construct(
            **{name: column.values[column.codes[index]] for name, column in self.columns.items()}
        )

    def __iter__(self) -> Iterator[Row]:
        return map(self.__getitem__, range(len(self)))

    def where(self, passed: npt.NDArray[np.bool_] | npt.NDArray[np.int64] | slice) -> "ColumnTable":
        """The rows that a mask marks, or those at these places, in their order; of a slice nothing is copied."""
        columns = {name: replace(column, codes=column.codes[passed]) for name, column in self.columns.items()}
        files = replace(self.files, codes=self.files.codes[passed])
        return replace(self, files=files, columns=MappingProxyType(columns), line_numbers=self.line_numbers[passed])

    def origin(self, index: int) -> tuple[str, int]:
        """The file of a row, and the number of its line."""
        return self.files.cells[self.files.codes[index]], int(self.line_numbers[index])

    def cells(self, index: int) -> dict[str, str]:
        """The texts of a row."""
        return {name: column.cells[column.codes[index]] for name, column in self.columns.items()}

    @cached_property
    def places(self) -> Mapping[tuple[str, ...], int]:
        """Key -> the place of its row."""
        return MappingProxyType({key: place for place, key in enumerate(self.keys)})

    def place_of(self, key: tuple[str, ...]) -> int | None:
        """The place of the row with this key; None if there is none."""
        ids = self.columns[self.table.row.key[0]]
        if not isinstance(ids.cells, Texts):
            return self.places.get(key)
        place = ids.cells.find(key[0])
        return None if place is None else next(iter(np.flatnonzero(ids.codes == place).tolist()), None)

    @property
    def keys(self) -> Iterator[tuple[str, ...]]:
        """The keys of all rows, in their order."""
        keys = [self.columns[name] for name in self.table.row.key]
        return zip(*(map(column.cells.__getitem__, column.codes.tolist()) for column in keys), strict=True)

    def get(self, name: str) -> Row | None:
        """The row with this id; None if there is none."""
        place = self.place_of((name,))
        return None if place is None else self[place]


class ColumnLines(Mapping[tuple[str, ...], Line]):
    """The same rows as lines of their file, each made when it is asked for."""

    def __init__(self, rows: ColumnTable) -> None:
        self.rows = rows

    def __getitem__(self, key: tuple[str, ...]) -> Line:
        index = self.rows.place_of(key)
        if index is None:
            raise KeyError(key)
        return self.line(index)

    def line(self, index: int) -> Line:
        """The line of the row at this place."""
        return Line(*self.rows.origin(index), self.rows.cells(index), self.rows[index])

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return self.rows.keys

    def __len__(self) -> int:
        return len(self.rows)


def column_table(table: Table, file: str, content: bytes) -> ColumnTable | None:
    """The table of a faultless file with a line a row; None for any other, which is then read row by row."""
    if large := large_columns(table, content):
        return _large_table(table, file, large)
    return table_of_files(table, {file: content})


def table_of_files(table: Table, contents: Mapping[str, bytes]) -> ColumnTable | None:
    """The same of several files that together hold a table; of a single large one with its texts at hand."""
    if len(contents) == 1:
        ((file, content),) = contents.items()
        if large := large_columns(table, content):
            return _large_table(table, file, {name: _with_texts(*column) for name, column in large.items()})
    cells: list[list[str]] = [[] for _ in table.columns]
    rows: dict[str, int] = {}
    try:
        for file, content in contents.items():
            rows[file] = _add_cells(table, content, cells)
        columns = {name: _column(table, name, column) for name, column in zip(table.columns, cells, strict=True)}
    except (EncodingError, csv.Error, ValueError):
        return None
    codes = np.repeat(np.arange(len(rows), dtype=np.int32), list(rows.values()))
    numbers = np.concatenate([np.arange(2, count + 2, dtype=np.int32) for count in rows.values()])
    files = Column(tuple(rows), tuple(rows), codes)
    found = ColumnTable(table, files, MappingProxyType(columns), numbers)
    return found if len(found) and len(found.places) == len(found) else None


def _add_cells(table: Table, content: bytes, cells: list[list[str]]) -> int:
    """Add the cells of a file to those of each column; the number of its rows. ValueError for a file in any other form."""
    text = text_of(content)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    rows = list(reader)
    missing = table.optional_columns.difference(header)
    names = [name for name in table.columns if name not in missing]
    is_regular = header == names and all(len(row) == len(header) for row in rows)
    if not (is_regular and reader.line_num == len(rows) + 1):
        raise ValueError
    found = dict(zip(names, zip(*rows, strict=True), strict=False))
    for name, column in zip(table.columns, cells, strict=True):
        column += found.get(name, [""] * len(rows) if name in missing else [])
    return len(rows)


def _with_texts(cells: Sequence[str], codes: npt.NDArray[np.int32]) -> Cells:
    return (cells[:] if isinstance(cells, Texts) else cells), codes


def _large_table(table: Table, file: str, found: Mapping[str, Cells]) -> ColumnTable | None:
    try:
        columns = {name: _large_column(table, name, *cells) for name, cells in found.items()}
    except ValueError:
        return None
    rows = len(next(iter(columns.values())).codes)
    numbers = np.arange(2, rows + 2, dtype=np.int32)
    return ColumnTable(table, _one_file(file, rows), MappingProxyType(columns), numbers)


def _one_file(file: str, rows: int) -> Column:
    return Column((file,), (file,), np.zeros(rows, dtype=np.int32))


def _large_column(table: Table, name: str, cells: Sequence[str], codes: npt.NDArray[np.int32]) -> Column:
    """Plain texts mean themselves. ValueError as for any other column."""
    if isinstance(cells, Texts):
        return Column(cells, cells, codes)
    if UNWANTED.search("\n".join(cells)):
        raise ValueError(name)
    return _valid_column(table, name, cells, codes)


def _column(table: Table, name: str, cells: list[str]) -> Column:
    """ValueError if a cell is not valid, or in no normal form: two cells could mean the same."""
    different = tuple(dict.fromkeys(cells))
    codes = _codes(cells, different)
    # Of the texts of a large file each is kept once.
    cells.clear()
    if UNWANTED.search("\n".join(different)):
        raise ValueError(name)
    return _valid_column(table, name, different, codes)


def _valid_column(table: Table, name: str, cells: Sequence[str], codes: npt.NDArray[np.int32]) -> Column:
    is_odd = _are_odd(cells)
    texts = tuple(map(text_in_cell, cells)) if is_odd else tuple(cells)
    if len(set(texts)) != len(texts):
        raise ValueError(name)
    if is_plain_text(table, name):
        # Such a text is valid if it is there, and means itself.
        if not all(texts) or (is_odd and any(text != text.strip() for text in texts)):
            raise ValueError(name)
        return Column(texts, texts, codes)
    values = tuple(_adapter(table, name).validate_python(texts))
    if tuple(cell_of(value).strip() for value in values) != texts:
        raise ValueError(name)
    return Column(texts, values, codes)


def _are_odd(cells: Sequence[str]) -> bool:
    """Whether a cell may stand for another text than its own: one look at all, as few columns have any."""
    lines = "\n".join(cells)
    return lines.count("\n") != max(len(cells) - 1, 0) or _ODD.search(lines) is not None


@cache
def _adapter(table: Table, name: str) -> TypeAdapter[Any]:
    field = table.row.model_fields[name]
    form: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    # All at once: a call for each takes longer than what it checks.
    return TypeAdapter(list[form])


def in_columns(table: Table, lines: Mapping[tuple[str, ...], Line]) -> ColumnTable:
    """The rows of lines that were read or changed one by one."""
    if isinstance(lines, ColumnLines):
        return lines.rows
    numbered = [(line.number, line.row) for line in lines.values() if line.row]
    file = next((line.file for line in lines.values()), table.files)
    columns = {name: Column.of(getattr(row, name) for _, row in numbered) for name in table.columns}
    numbers = np.array([number for number, _ in numbered], dtype=np.int32)
    return ColumnTable(table, _one_file(file, len(numbered)), MappingProxyType(columns), numbers)
