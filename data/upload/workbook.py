"""XLSX -> records of each sheet, read part by part within the limits.

A library for spreadsheets builds the whole book in memory before it can be measured, and expands entities or leaves
that to the parser. Here each part goes through expat in small pieces, a part with a DOCTYPE is refused, nothing is
run and no link is followed: of a formula the value that was saved with it is taken.
"""

import posixpath
import zipfile
from xml.parsers import expat

from data.base.formula_guard import guarded
from data.upload.archive import FAULTS, ArchiveError, entries_of, fault_of, opened
from data.upload.raw import RawSheet, Reading
from data.upload.workbook_parts import SheetReader, Strings, Styles, XmlPartError, local

MOST_PARTS = 2_000
_PIECE = 65_536


class _Book:
    """The parts of a workbook."""

    def __init__(self, reading: Reading, file: str, archive: zipfile.ZipFile) -> None:
        self.reading, self.file, self.archive = reading, file, archive
        self.parts = {entry.filename.lstrip("/"): entry for entry in entries_of(archive)}

    def parse(self, part: str, handler: object) -> None:
        """Hand a part to the `start`, `end` and `text` of a handler. XmlPartError if it is none that can be taken."""
        entry = self.parts.get(part)
        if entry is None:
            raise XmlPartError(f"lacks its part {part}", "save it again as .xlsx")
        if fault := fault_of(entry):
            raise XmlPartError(fault.reason, fault.fix)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refused
        parser.StartElementHandler = getattr(handler, "start")  # noqa: B009 (handlers differ in type)
        parser.EndElementHandler = getattr(handler, "end", None)
        parser.CharacterDataHandler = getattr(handler, "text", None)
        parser.buffer_text = True
        try:
            with self.archive.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    if not self.reading.has_room(self.file, len(piece)):
                        raise XmlPartError("could not be read", "save it again as .xlsx")
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError) as error:
            # What the part says of its letters may be no encoding that there is.
            if isinstance(error, LookupError) and "encoding" not in str(error):
                raise
            raise XmlPartError(f"is damaged in its part {part}", "open it and save it again") from None
        except FAULTS:
            raise XmlPartError(f"is damaged in its part {part}", "save or download it again") from None


def _refused(*_: object) -> None:
    raise XmlPartError("declares entities in its XML, which no spreadsheet program does", "save it again as .xlsx")


class _Outline:
    """xl/workbook.xml: names, states and ids of the sheets; whether days count from 1904."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            target = next((value for key, value in attributes.items() if local(key) == "id"), "")
            self.sheets.append((attributes.get("name", "?"), attributes.get("state", "visible"), target))
        elif local(name) == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class _Links:
    """xl/_rels/workbook.xml.rels: id -> part, and the kind of each."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self.parts[attributes.get("Id", "")] = part
            self.kinds.setdefault(attributes.get("Type", "").rsplit("/", 1)[-1], part)


def read_workbook(reading: Reading, file: str, content: bytes) -> None:
    """Add every sheet of the book, or what is wrong with it."""
    before = len(reading.findings)
    try:
        book = _Book(reading, file, opened(content, MOST_PARTS))
        _read(book)
    except (ArchiveError, XmlPartError) as problem:
        if len(reading.findings) == before:
            reading.find(file, None, problem.fault)


def _read(book: _Book) -> None:
    if "EncryptedPackage" in book.parts:
        raise XmlPartError("is protected by a password", "save it without one")
    if "xl/workbook.xml" not in book.parts:
        raise XmlPartError("is not an XLSX workbook", "save it as .xlsx, or as CSV")
    outline, links, strings, styles = _Outline(), _Links(), Strings(), Styles()
    book.parse("xl/workbook.xml", outline)
    book.parse("xl/_rels/workbook.xml.rels", links)
    if "sharedStrings" in links.kinds:
        book.parse(links.kinds["sharedStrings"], strings)
    if "styles" in links.kinds:
        book.parse(links.kinds["styles"], styles)
    _tell_left_out(book)
    for name, state, target in outline.sheets:
        where = f"{book.file}, sheet {name}"
        left_out = "left out (unhide it to load it)"
        if state != "visible" and book.reading.guess(where, "a hidden sheet", left_out):
            continue
        if "/worksheets/" in (part := links.parts.get(target, "")):
            _read_sheet(book, where, name, part, SheetReader(strings, styles, from_1904=outline.from_1904))


def _tell_left_out(book: _Book) -> None:
    if any("vbaProject" in part or "/macrosheets/" in part for part in book.parts):
        book.reading.tell(book.file, "macros", "left out; they were not run")
    if any(part.startswith("xl/externalLinks/") for part in book.parts):
        book.reading.tell(book.file, "links to other workbooks", "not followed; the saved values were taken")


def _read_sheet(book: _Book, where: str, name: str, part: str, sheet: SheetReader) -> None:
    book.parse(part, sheet)
    for row, column, fault in sheet.faults:
        book.reading.find(where, row, fault, column=column)
    if sheet.formulas:
        book.reading.tell(where, f"{sheet.formulas:,} formulas", "the values saved with them")
    if sheet.hidden:
        book.reading.tell(where, f"{sheet.hidden:,} hidden rows", "taken like the others")
    if sheet.faults:
        return
    width = max((max(cells, default=0) for cells in sheet.rows.values()), default=0) + 1
    records = [
        (row, row, [guarded(cells.get(at, "")) for at in range(width)]) for row, cells in sorted(sheet.rows.items())
    ]
    records = [record for record in records if any(cell.strip() for cell in record[2])]
    if records:
        book.reading.take(RawSheet(where, name, tuple(records)))
        if sheet.dates:
            book.reading.tell(where, f"{sheet.dates:,} dates kept as numbers", "the days that the spreadsheet shows")
    elif name.casefold() not in ("sheet1", "sheet2", "sheet3"):
        book.reading.tell(where, "an empty sheet", "left out")
