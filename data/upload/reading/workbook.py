"""XLSX -> raw tables, read part by part within the limits.

Written by hand, because openpyxl (3.1, read-only, with defusedxml, behind a size-counting stream) failed these tests of
tests/data/upload/test_workbooks.py: `test_a_workbook_that_cannot_be_read_says_why` for merged cells, formulas without a
saved value, entities and a cell in the last column (each read as if it were not there), `test_a_strict_workbook_is_read`
(no sheets), and `test_a_row_of_a_million_cells_stays_within_memory`, for which it needs 950 MB and 23 s. It also takes more
than twice as long for 20,000 rows.

Here each part goes through expat in small pieces; a part with a DOCTYPE is refused, nothing is run, no link is followed,
and of a formula the saved value is read.
"""

import posixpath
import zipfile
from bisect import bisect_right
from xml.parsers import expat

from data.base.fault import Fault
from data.base.formula_guard import with_formula_guard
from data.base.text import quantity
from data.upload.reading.archive import ZIP_ERRORS, ArchiveError, entry_fault, file_entries, open_archive
from data.upload.reading.raw import MAX_UPLOAD_TABLES, RawTable, Record, SheetFault, UploadReading
from data.upload.reading.workbook_parts import (
    SheetReader,
    Strings,
    Styles,
    column_letters,
    local_name,
)
from data.upload.reading.xml_reader import PIECE_BYTES, ElementHandler, XmlPartError, XmlReader

MAX_PARTS = 2_000
# Spreadsheet programs write at most 31 characters.
_LONGEST_SHEET_NAME = 100
_DEFAULT_SHEET_NAMES = ("sheet1", "sheet2", "sheet3")


class _Book:
    """The parts of a workbook."""

    def __init__(self, reading: UploadReading, file: str, archive: zipfile.ZipFile) -> None:
        self.reading, self.file, self.archive, self.tags = reading, file, archive, 0
        self.parts = {entry.filename.lstrip("/"): entry for entry in file_entries(archive)}

    def parse(self, part: str, handler: ElementHandler) -> None:
        """Pass a part to the handler. Raises XmlPartError if it is missing or damaged, or must not be read."""
        entry = self.parts.get(part)
        if entry is None:
            raise XmlPartError(f"is missing its part {part}", "save it again as .xlsx")
        if fault := entry_fault(entry):
            raise XmlPartError(fault.reason, fault.fix)
        try:
            with XmlReader(handler, self.tags) as reader:
                self._parse_pieces(reader, entry)
        except (expat.ExpatError, LookupError) as error:
            # A LookupError about an encoding: the part names one that does not exist.
            if isinstance(error, LookupError) and "encoding" not in str(error):
                raise
            raise XmlPartError(f"is damaged in its part {part}", "open it and save it again") from None
        except ZIP_ERRORS:
            raise XmlPartError(f"is damaged in its part {part}", "save or download it again") from None

    def _parse_pieces(self, reader: XmlReader, entry: zipfile.ZipInfo) -> None:
        with self.archive.open(entry) as stream:
            while piece := stream.read(PIECE_BYTES):
                if not self.reading.has_room(self.file, len(piece)):
                    # The reading has a finding about it already.
                    raise XmlPartError("cannot be read", "save it again as .xlsx")
                reader.read(piece)
            reader.finish()
        self.tags = reader.tags


class _Outline:
    """xl/workbook.xml: (name, state, id) of each sheet; whether days count from 1904."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "sheet":
            target = next((value for key, value in attributes.items() if local_name(key) == "id"), "")
            self.sheets.append((attributes.get("name", "?"), attributes.get("state", "visible"), target))
        elif local_name(name) == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class _Relationships:
    """xl/_rels/workbook.xml.rels: id -> part, and kind -> its first part."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        self.parts_by_kind: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship" and attributes.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self.parts[attributes.get("Id", "")] = part
            self.parts_by_kind.setdefault(attributes.get("Type", "").rsplit("/", 1)[-1], part)


def read_workbook(reading: UploadReading, file: str, content: bytes) -> None:
    """Add every sheet of the workbook to the reading, or what is wrong with it."""
    before = len(reading.findings)
    try:
        _read_book(_Book(reading, file, open_archive(content, MAX_PARTS)))
    except (ArchiveError, XmlPartError) as problem:
        if len(reading.findings) == before:
            reading.add_finding(file, None, problem.fault)


def _read_book(book: _Book) -> None:
    if "EncryptedPackage" in book.parts:
        raise XmlPartError("is protected by a password", "save it without one")
    if "xl/workbook.xml" not in book.parts:
        raise XmlPartError("is not an XLSX workbook", "save it as .xlsx, or as CSV")
    outline, relationships, strings, styles = _Outline(), _Relationships(), Strings(), Styles()
    book.parse("xl/workbook.xml", outline)
    book.parse("xl/_rels/workbook.xml.rels", relationships)
    for kind, handler in (("sharedStrings", strings), ("styles", styles)):
        if kind in relationships.parts_by_kind:
            book.parse(relationships.parts_by_kind[kind], handler)
    _add_notices(book)
    if len(outline.sheets) > MAX_UPLOAD_TABLES:
        raise XmlPartError(f"has more than {MAX_UPLOAD_TABLES} sheets", "upload a workbook with fewer sheets")
    for name, state, target in outline.sheets:
        if len(name) > _LONGEST_SHEET_NAME:
            raise XmlPartError(f"has a sheet with a name of {len(name):,} characters", "rename it")
        where = f"{book.file}, sheet {name}"
        if state != "visible" and book.reading.add_guess(where, "a hidden sheet", "skipped (unhide it to load it)"):
            continue
        if "/worksheets/" in (part := relationships.parts.get(target, "")):
            sheet = SheetReader(strings, styles, from_1904=outline.from_1904, letters=book.reading.letters)
            book.parse(part, sheet)
            book.reading.letters = sheet.letters
            _add_sheet(book.reading, where, name, sheet)


def _add_notices(book: _Book) -> None:
    if any("vbaProject" in part or "/macrosheets/" in part for part in book.parts):
        book.reading.add_notice(book.file, "macros", "skipped; they were not run")
    if any(part.startswith("xl/externalLinks/") for part in book.parts):
        book.reading.add_notice(book.file, "links to other workbooks", "not followed; the saved values were read")


def _add_sheet(reading: UploadReading, where: str, name: str, sheet: SheetReader) -> None:
    _add_sheet_notices(reading, where, sheet)
    records = _records_of(sheet)
    if not records:
        for row, column, fault in sheet.faults:
            reading.add_finding(where, row, fault, column=column)
        if not sheet.faults and name.casefold() not in _DEFAULT_SHEET_NAMES:
            reading.add_notice(where, "an empty sheet", "skipped")
        return
    faults = (*sheet.faults, *_merged_faults(sheet))
    reading.add_table(RawTable(where, name, tuple(records), faults=faults))


def _add_sheet_notices(reading: UploadReading, where: str, sheet: SheetReader) -> None:
    notices = (
        (sheet.formulas, "formula", "the values saved with them"),
        (sheet.hidden_rows, "hidden row", "read like the others"),
        (sheet.hidden_columns, "hidden column", "read like the others"),
        (sheet.dates, "number", "the dates that the sheet shows"),
        (sheet.not_available, "cell with #N/A", "empty cells"),
    )
    for number, noun, read_as in notices:
        if number:
            noun_many = "cells with #N/A" if "#N/A" in noun else None
            written = quantity(number, noun, noun_many) + (" in date format" if noun == "number" else "")
            reading.add_notice(where, written, read_as)
    if filled := _fill_down(sheet):
        reading.add_notice(where, quantity(filled, "merged cell"), "the value in each of its rows")


def _fill_down(sheet: SheetReader) -> int:
    """Give every row of the areas that are one column wide their value; how many areas had one.

    Areas may name a thousand million rows, and lie on one another: each cell that is there is looked at once.
    """
    filled, rows, done = 0, sorted(sheet.rows), dict[int, int]()
    for first, column, last, last_column in sorted(sheet.merged):
        value = sheet.rows.get(first, {}).get(column, "")
        if column != last_column or not value:
            continue
        filled += 1
        begin = bisect_right(rows, max(first, done.get(column, 0)))
        for row in rows[begin : bisect_right(rows, last)]:
            sheet.count_letters(value)
            sheet.rows[row].setdefault(column, value)
        done[column] = max(last, done.get(column, 0))
    return filled


def _merged_faults(sheet: SheetReader) -> list[SheetFault]:
    """A fault for each row of the areas that are several columns wide; they matter below the header only.

    Each row has the first of its areas: there may be many, one on another.
    """
    rows, faults, done = sorted(sheet.rows), list[SheetFault](), 0
    for first, column, last, last_column in sorted(sheet.merged):
        if column == last_column:
            continue
        name = f"{column_letters(column)}{first}:{column_letters(last_column)}{last}"
        fault = Fault(f"the cells {name[:20]} are merged", "unmerge them, and fill in each cell")
        for row in rows[bisect_right(rows, max(first - 1, done)) : bisect_right(rows, last)]:
            faults.append((row, column_letters(column), fault))
        done = max(done, last)
    return faults


def _records_of(sheet: SheetReader) -> list[Record]:
    """The rows that are not blank, all of one width."""
    width = max((max(cells, default=0) for cells in sheet.rows.values()), default=0) + 1
    records = (
        (row, row, [with_formula_guard(cells.get(column, "")) for column in range(width)])
        for row, cells in sorted(sheet.rows.items())
    )
    return [record for record in records if any(cell.strip() for cell in record[2])]
