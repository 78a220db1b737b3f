"""Rows -> CSV for spreadsheets in every country, and zips of texts."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

from data.base.formula_guard import with_formula_guard
from data.base.zip_time import NO_TIME
from data.model.rows import Row, Table
from data.tables.dataset import Dataset
from data.tables.origin import HANDLING_COLUMN, RECORD_COLUMN, origin_of
from data.tables.rows import cells_of

CSV_TYPE, ZIP_TYPE = "text/csv", "application/zip"
BYTE_ORDER_MARK = "\ufeff"
MARKING_FILE = "MARKING.txt"

# Columns after those of the schema: name -> the cell of a row.
FurtherColumns = Mapping[str, Callable[[Row], str]]


def further_columns(dataset: Dataset, marking: str = "") -> FurtherColumns:
    """The origin of each row if a reader added some, and the classification marking if there is one."""
    origin = {RECORD_COLUMN: lambda row: origin_of(dataset, row)} if dataset.added else {}
    return origin | ({HANDLING_COLUMN: lambda _: marking} if marking else {})


def csv_of(table: Table, rows: Iterable[Row], further: FurtherColumns | None = None) -> bytes:
    """CSV that loads again as it is."""
    further = further or {}
    cells = (cells_of(row) | {name: cell(row) for name, cell in further.items()} for row in rows)
    return quoted_csv((*table.columns, *further), cells)


def quoted_csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """CSV in which no cell runs as a formula, whatever separates cells in the reader's country.

    Every cell is in quotation marks, so that one with a semicolon or a tab stays whole; without the byte-order mark Excel
    garbles Chinese and Cyrillic.
    """
    text, header = io.StringIO(), list(columns)
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(map(with_formula_guard, header))
    writer.writerows([with_formula_guard(row[column]) for column in header] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def marked_csv_zip(name: str, content: bytes, marking: str) -> bytes:
    """A CSV with its marking in a text file beside it."""
    return zipped({name: content.decode(), MARKING_FILE: f"{marking}\n\nThis marking applies to {name}.\n"})


def zipped(files: Mapping[str, str]) -> bytes:
    """A zip of {name: text}; the same texts give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return packed.getvalue()
