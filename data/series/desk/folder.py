"""The folder of a desk's own series: a list of them, and a file of values for each. It is never part of the records."""

import os
from pathlib import Path

from data.model.schema import TABLE
from data.series.desk.convert import Copy
from data.series.series_set import DESK_LIST, read_series
from data.tables.rows import cells_of, csv_text


def store_copy(folder: Path, copy: Copy) -> None:
    """Write the values, then the list with the series in it, in the place of one with the same id.

    Each file is complete or not there: it is written beside and renamed. OSError if that cannot be done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DESK_LIST
    rows = {row.series: row for row in read_series(path.read_bytes())} if path.exists() else {}
    rows[copy.series.series] = copy.series
    _write(folder / copy.series.values, copy.content)
    _write(path, csv_text(TABLE["series"].columns, [cells_of(row) for row in rows.values()]).encode())


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)
