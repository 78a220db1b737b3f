"""A file as its publisher gives it (CSV, tab-separated, XLSX) -> the columns that are wanted, as text."""

import codecs
import csv
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

import pandas as pd

from data.base.fault import FaultError
from data.base.text import quotable
from data.matching.names import comparison_key

# Lines above a header: SIPRI writes about ten.
MOST_PREAMBLE = 40
_MOST_BYTES, MOST_SHEETS = 2_000_000_000, 40
# A year of BACI has eleven million rows: they are taken in parts.
ROWS_AT_ONCE = 500_000
_OPENING, _PIECE = 20_000, 1 << 20
# The names of each column.
Wanted = Sequence[tuple[str, ...]]
# Errors raised when a damaged archive or workbook is read.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, ParseError, OSError, EOFError, NotImplementedError, RuntimeError,
    LookupError, ValueError,
)  # fmt: skip
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LETTERS = re.compile(r"[A-Z]+")


class CopyError(FaultError):
    """A file is not the one that a layout describes; its text is for the reader."""


def read_columns(name: str, content: bytes, wanted: Wanted) -> Iterator[pd.DataFrame]:
    """The wanted columns as text, in frames of so many rows, each named by the first of its names; none if no table
    has them.

    A column is found by any of its names, whatever its case and spaces; one that has the name "" as well may be missing.
    The header may have lines above it. Of a workbook the first sheet that has them counts, of a zip every file.
    """
    for table in _tables(name, content):
        rows = iter(table.rows)
        head = list(islice(rows, MOST_PREAMBLE))
        number, places = _header(head, wanted)
        if places is None:
            continue
        cells = ([_cell(row, place) for place in places] for row in chain(head[number + 1 :], rows))
        names = [names[0] for names in wanted]
        # One without a row, too, so that it is there.
        yield pd.DataFrame(list(islice(cells, ROWS_AT_ONCE)), columns=names, dtype=str)
        while part := list(islice(cells, ROWS_AT_ONCE)):
            yield pd.DataFrame(part, columns=names, dtype=str)
        if not table.has_others:
            return


def has_columns(name: str, content: bytes, wanted: Wanted) -> bool:
    """Whether a table of the file has the wanted columns."""
    return any(
        _header(list(islice(table.rows, MOST_PREAMBLE)), wanted)[1] is not None for table in _tables(name, content)
    )


def _header(head: Sequence[list[str]], wanted: Wanted) -> tuple[int, list[int | None] | None]:
    """The number of the line that names the columns, and the place of each; None if no line does."""
    keys = [tuple(map(comparison_key, names)) for names in wanted]
    for number, row in enumerate(head):
        found = [comparison_key(cell[:100]) for cell in row]
        places = [next((found.index(key) for key in names if key and key in found), None) for names in keys]
        if all(place is not None or "" in names for place, names in zip(places, wanted, strict=True)):
            return number, places
    return 0, None


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


@dataclass(frozen=True)
class _Table:
    """The rows of a table; `has_others` where what comes after it in the file may be more of the same."""

    rows: Iterator[list[str]]
    has_others: bool = False


def _tables(name: str, content: bytes) -> Iterator[_Table]:
    if content[:4] == b"PK\x03\x04":
        for table in _zipped(name, content):
            yield _Table(_unpacked(name, table.rows), table.has_others)
    else:
        yield _Table(_lines(name, lambda: io.BytesIO(content)))


def _unpacked(name: str, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows, which are read from an archive only now; CopyError where it turns out to be damaged."""
    try:
        yield from rows
    except _UNREADABLE as problem:
        raise _damaged(name, problem) from None


def _damaged(name: str, problem: Exception) -> CopyError:
    return CopyError(f"{quotable(name)} cannot be unpacked: {quotable(str(problem))}", "download it again")


def _zipped(name: str, content: bytes) -> Iterator[_Table]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise CopyError(f"{quotable(name)} unpacks to more than 2 GB", "unpack it and import its parts")
        sheets = [entry.filename for entry in entries if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename)]
        if sheets:
            texts = _shared_texts(archive)
            for sheet in sheets[:MOST_SHEETS]:
                yield _Table(_sheet_rows(archive, sheet, texts))
            return
        for entry in entries:
            if entry.filename.lower().endswith((".csv", ".tsv", ".tab", ".txt")):
                yield _Table(_lines(entry.filename, partial(archive.open, entry)), has_others=True)
    except _UNREADABLE as problem:
        raise _damaged(name, problem) from None


def _lines(name: str, open_file: Callable[[], IO[bytes]]) -> Iterator[list[str]]:
    """The cells of each line; a file that is not UTF-8 is Western European, as SIPRI's are."""
    encoding = _encoding(open_file)
    with io.TextIOWrapper(open_file(), encoding, errors="replace", newline="") as text:
        opening = text.read(_OPENING)
    mark = max(("\t", ",", ";"), key=opening.count)
    # A last line that is cut off ends with the file; its open quote must not swallow what is before it.
    with io.TextIOWrapper(open_file(), encoding, errors="replace", newline="") as text:
        try:
            yield from csv.reader((line.replace("\0", "") for line in text), delimiter=mark)
        except csv.Error as problem:
            reason = f"{quotable(name)} is not a readable table: {problem}"
            raise CopyError(reason, "use the file as its publisher gives it") from None


def _encoding(open_file: Callable[[], IO[bytes]]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_file() as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    texts = []
    with archive.open("xl/sharedStrings.xml") as file:
        for _, element in iterparse(file):
            if element.tag == f"{_MAIN}si":
                texts.append("".join(part.text or "" for part in element.iter(f"{_MAIN}t")))
                element.clear()
    return texts


def _sheet_rows(archive: zipfile.ZipFile, sheet: str, texts: Sequence[str]) -> Iterator[list[str]]:
    with archive.open(sheet) as file:
        for _, element in iterparse(file):
            if element.tag == f"{_MAIN}row":
                yield _row_cells(element.iter(f"{_MAIN}c"), texts)
                element.clear()


def _row_cells(cells: Iterable[Element], texts: Sequence[str]) -> list[str]:
    row: list[str] = []
    for cell in cells:
        letters = _LETTERS.match(cell.get("r", ""))
        place = _place(letters[0]) if letters else len(row)
        if place > 16_384:
            continue
        row += [""] * (place + 1 - len(row))
        row[place] = _text_of(cell, texts)
    return row


def _place(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text_of(cell: Element, texts: Sequence[str]) -> str:
    kind = cell.get("t", "")
    if kind == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return texts[int(value)] if value.isdigit() and int(value) < len(texts) else ""
    return str(value)
