"""A file as its publisher gives it (CSV, tab-separated, XLSX) -> the columns that are wanted, as text."""

import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from xml.etree.ElementTree import Element, ParseError, iterparse

import pandas as pd

from data.base.fault import FaultError
from data.base.text import quotable
from data.matching.names import comparison_key

# Lines above a header: SIPRI writes about ten.
MOST_PREAMBLE = 40
_MOST_BYTES, MOST_SHEETS = 2_000_000_000, 40
# Errors raised when a damaged archive or workbook is read.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, ParseError, OSError, EOFError, NotImplementedError, RuntimeError,
    LookupError, ValueError,
)  # fmt: skip
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LETTERS = re.compile(r"[A-Z]+")


class CopyError(FaultError):
    """A file is not the one that a layout describes; its text is for the reader."""


def read_columns(name: str, content: bytes, wanted: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    """The wanted columns as text, each named by the first of its names; CopyError if one is not there.

    A column is found by any of its names, whatever its case and spaces; one that has the
    name "" as well may be missing. The header may have lines above it.
    """
    keys = [tuple(map(comparison_key, names)) for names in wanted]
    for rows in _tables(name, content):
        head = list(islice(rows, MOST_PREAMBLE))
        for number, row in enumerate(head):
            found = [comparison_key(cell[:100]) for cell in row]
            places = [next((found.index(key) for key in names if key and key in found), None) for names in keys]
            if all(place is not None or "" in names for place, names in zip(places, wanted, strict=True)):
                cells = ([_cell(one, place) for place in places] for one in chain(head[number + 1 :], rows))
                return pd.DataFrame(cells, columns=[names[0] for names in wanted])
    listed = ", ".join(names[0] for names in wanted)
    raise CopyError(
        f"{quotable(name)} has no table with the columns {listed}", "use the file as its publisher gives it"
    )


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _tables(name: str, content: bytes) -> Iterator[Iterator[list[str]]]:
    """The rows of each table in a file."""
    if content[:4] == b"PK\x03\x04":
        yield from _zipped(name, content)
    else:
        yield _lines(content)


def _zipped(name: str, content: bytes) -> Iterator[Iterator[list[str]]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise CopyError(f"{quotable(name)} unpacks to more than 2 GB", "unpack it and import its parts")
        sheets = [entry.filename for entry in entries if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename)]
        if sheets:
            texts = _shared_texts(archive)
            for sheet in sheets[:MOST_SHEETS]:
                yield _sheet_rows(archive, sheet, texts)
            return
        for entry in entries:
            if entry.filename.lower().endswith((".csv", ".tsv", ".tab", ".txt")):
                yield _lines(archive.read(entry))
    except _UNREADABLE as problem:
        reason = f"{quotable(name)} cannot be unpacked: {quotable(str(problem))}"
        raise CopyError(reason, "download it again") from None


def _lines(content: bytes) -> Iterator[list[str]]:
    """The cells of each line; a file that is not UTF-8 is Western European, as SIPRI's are."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    opening = text[:20_000]
    mark = max(("\t", ",", ";"), key=opening.count)
    # A last line that is cut off ends with the file; its open quote must not swallow what is before it.
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", "")), delimiter=mark)
    except csv.Error as problem:
        raise CopyError(f"is not a readable table: {problem}", "use the file as its publisher gives it") from None


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
