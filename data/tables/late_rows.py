"""Typed rows of a large table, each made when it is first asked for: whoever filters and counts asks the columns instead."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from data.model.rows import Row
from data.tables.column_table import Column, ColumnTable

R = TypeVar("R", bound=Row)
RowPlace = tuple[str, tuple[str, ...]]


class LateRows(Sequence[Row]):
    """The rows of a table in columns, each made once."""

    def __init__(self, columns: ColumnTable) -> None:
        self.columns = columns
        self._made: list[Row | None] = [None] * len(columns)

    def __reduce__(self) -> tuple[type["LateRows"], tuple[ColumnTable]]:
        """A copy for another process has no row yet."""
        return LateRows, (self.columns,)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        row = self._made[index]
        if row is None:
            # Of two threads that make a row at the same time, all later readers get the same.
            row = self._made[index] = self.columns[index]
        return row

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Row]:
        return map(self.__getitem__, range(len(self)))


class PickedRows(Sequence[R], Generic[R]):
    """Some rows of a table, in an order of their own."""

    def __init__(self, rows: Sequence[R], places: npt.NDArray[np.int64]) -> None:
        self._rows = rows
        self._places: list[int] = places.tolist()

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[R, ...]: ...
    def __getitem__(self, index: int | slice) -> R | tuple[R, ...]:
        if isinstance(index, slice):
            return tuple(map(self._rows.__getitem__, self._places[index]))
        return self._rows[self._places[index]]

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[R]:
        return map(self._rows.__getitem__, self._places)


class RowOrigins(Mapping[RowPlace, tuple[str, int]]):
    """(file, line) of each (table, key): those of tables in columns are looked up in them."""

    def __init__(self, origins: Mapping[RowPlace, tuple[str, int]], late: Mapping[str, ColumnTable]) -> None:
        self._origins, self._late = origins, late

    def __getitem__(self, place: RowPlace) -> tuple[str, int]:
        name, key = place
        if (table := self._late.get(name)) is None:
            return self._origins[place]
        if (index := table.place_of(key)) is None:
            raise KeyError(place)
        return table.origin(index)

    def __iter__(self) -> Iterator[RowPlace]:
        yield from self._origins
        yield from ((name, key) for name, table in self._late.items() for key in table.keys)

    def __len__(self) -> int:
        return len(self._origins) + sum(map(len, self._late.values()))


def column_of(rows: Sequence[Row], name: str) -> Column:
    """A column of rows, whether they are kept in columns or not."""
    if isinstance(rows, ColumnTable):
        return rows.columns[name]
    return rows.columns.columns[name] if isinstance(rows, LateRows) else Column.of(getattr(row, name) for row in rows)
