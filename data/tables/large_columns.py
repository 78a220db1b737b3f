"""The columns of a large file, read by Arrow: a table of a million rows in a second, and no object for any cell.

Only for files without quotes, in which a line is a row. Columns in which most cells differ, such as ids and addresses,
are kept as the texts they are; the others hold each different cell once.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import numpy.typing as npt
from annotated_types import MinLen

from data.model.rows import Table
from data.tables.sheet import UNWANTED

if TYPE_CHECKING:
    import pyarrow as pa

# Smaller files are read as quickly without it, and loading Arrow takes a tenth of a second.
LARGE = 4_000_000
# Bytes of which the columns are judged.
_SAMPLE = 400_000
# The same characters for the other library of expressions, which refuses lone surrogates itself.
_UNWANTED = re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", UNWANTED.pattern.encode("unicode_escape").decode())
_NOT_NORMAL = rf"^\s|\s$|^$|['\x{{3000}}\x{{85}}\x{{a0}}]|{_UNWANTED}".replace(r"\x{d800}-\x{dfff}", "")


class Texts(Sequence[str]):
    """The cells of a column, each made when it is asked for."""

    def __init__(self, array: "pa.StringArray") -> None:
        self._array = array

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(self._array[index].to_pylist())
        return str(self._array[int(index)].as_py())

    def __len__(self) -> int:
        return len(self._array)

    def find(self, text: str) -> int | None:
        """The place of a cell; None if there is none."""
        import pyarrow.compute as compute

        place = compute.index(self._array, text).as_py()
        return None if place < 0 else int(place)


Cells = tuple[Sequence[str], npt.NDArray[np.int32]]


def large_columns(table: Table, content: bytes) -> Mapping[str, Cells] | None:
    """Column -> its cells and, by row, the place of each; None if the file has to be read in another way."""
    lines = content.count(b"\n")
    if len(content) < LARGE or b'"' in content or b"\r" in content or not content.endswith(b"\n"):
        return None
    import pyarrow as pa
    from pyarrow import csv

    texts = _differing_columns(table, content)
    types = {name: pa.string() if name in texts else pa.dictionary(pa.int32(), pa.string()) for name in table.columns}
    options = csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=True)
    try:
        read = csv.read_csv(
            pa.BufferReader(content),
            parse_options=csv.ParseOptions(quote_char=False, ignore_empty_lines=False),
            convert_options=options,
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None
    if list(table.columns) != read.column_names or len(read) + 1 != lines:
        return None
    read = read.unify_dictionaries()
    found: dict[str, Cells] = {}
    for name in table.columns:
        column = read[name].combine_chunks()
        # One column after the other, so that the table is never there twice.
        read = read.drop_columns(name)
        if (cells := _cells(column)) is None:
            return None
        found[name] = cells
    keys = [found[name] for name in table.row.key]
    if len(keys) != 1 or not _all_differ(keys[0]):
        return None
    pa.default_memory_pool().release_unused()
    return found


def _differing_columns(table: Table, content: bytes) -> frozenset[str]:
    """The columns of plain texts in which most of the first cells differ."""
    lines = content[:_SAMPLE].decode("utf-8", "replace").split("\n")[1:-1]
    rows = [line.split(",") for line in lines]
    fitting = [row for row in rows if len(row) == len(table.columns)]
    cells = dict(zip(table.columns, zip(*fitting, strict=True), strict=True)) if fitting else {}
    return frozenset(name for name in cells if is_plain_text(table, name) and len(set(cells[name])) * 2 > len(fitting))


def is_plain_text(table: Table, name: str) -> bool:
    """Whether any filled text is valid in the column."""
    field = table.row.model_fields[name]
    return field.annotation is str and [type(rule) for rule in field.metadata] == [MinLen]


def _cells(array: Any) -> Cells | None:
    """None if a cell of plain text is empty, or in no normal form."""
    if not hasattr(array, "dictionary"):
        return (Texts(array), np.arange(len(array), dtype=np.int32)) if _is_normal(array) else None
    places = array.indices
    # Arrow itself would load pandas for that, which takes longer than the rest.
    codes = np.frombuffer(places.buffers()[1], np.int32, len(places), places.offset * places.type.byte_width)
    return tuple(array.dictionary.to_pylist()), codes.copy()


def _is_normal(array: Any) -> bool:
    """Whether no cell is empty, has spaces around it, an apostrophe (it may guard a formula), or unwanted characters."""
    import pyarrow.compute as compute

    return not compute.any(compute.match_substring_regex(array, _NOT_NORMAL)).as_py()


def _all_differ(cells: Cells | None) -> bool:
    if cells is None or not isinstance(cells[0], Texts):
        return False
    import pyarrow.compute as compute

    ids = cells[0]._array
    # Files of ours are sorted by key, and then a look at neighbours is enough.
    is_sorted = compute.all(compute.less(ids[:-1], ids[1:])).as_py()
    return bool(is_sorted or compute.count_distinct(ids).as_py() == len(ids))
