"""Bytes of a text file -> raw table. Encoding and delimiter are guessed where the evidence is clear, and the guess is listed."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from data.base.csv_faults import LONGEST_CELL, opening_line, quote_fault, unended_line_of
from data.base.fault import Fault, FaultError
from data.base.text_encodings import EncodingError, is_utf_16, likely_encoding, text_of
from data.upload.reading.raw import (
    MAX_LINE_CHARACTERS,
    MAX_TABLE_CELLS,
    MAX_TABLE_COLUMNS,
    MAX_UPLOAD_ROWS,
    RawTable,
    Record,
    UploadReading,
)

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BINARY_FAULTS = {
    b"PK\x03\x04": Fault("is a zip file, not a CSV", "rename it to .zip or .xlsx"),
    b"\xd0\xcf\x11\xe0": Fault(
        "is an old or password-protected spreadsheet, not a CSV", "save it as .xlsx or CSV, without a password"
    ),
    b"%PDF": Fault("is a PDF, not a CSV", "upload the table itself, as CSV or XLSX"),
    b"\x1f\x8b": Fault("is a gzip file, not a CSV", "unpack it first"),
}
_CYRILLIC_WORD = re.compile("[\u0400-\u045f\u0490\u0491]+")
# What accented text of another Western or Turkish, Polish or Mac encoding looks like when it is read as Windows-1252:
# a sign within a word, a capital within a word, a letter of few languages, four accented letters in a row.
_NOT_WESTERN = re.compile(
    r"[^\W\d_][^\w\s\x00-\x7f’\xad\xa0–—][^\W\d_]|[a-z][À-ÖØ-ÞŠŽŒŸ][a-z]"
    r"|[ÐÝÞðýþ¹²³ªº][a-z]|[a-z][ðþ¹²³]|[À-ÖØ-öø-ÿŠŽšžŒœŸ]{4}"
)
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff60\u2010-\u2026]")


class _LimitError(FaultError):
    """A line above the limits."""

    def __init__(self, line: int, reason: str, fix: str) -> None:
        super().__init__(reason, fix)
        self.line = line


def read_text(reading: UploadReading, file: str, name: str, content: bytes) -> None:
    """Add the table of a text file to the reading, or what is wrong with it."""
    for start, fault in _BINARY_FAULTS.items():
        if content.startswith(start):
            reading.add_finding(file, None, fault)
            return
    text = _decode(reading, file, content)
    if text is None:
        return
    delimiter = _delimiter(text)
    guess = f"text separated by {DELIMITERS[delimiter]}"
    if delimiter != "," and not reading.add_guess(file, guess, "separate cells"):
        delimiter = ","
    records = _read_records(reading, file, text, delimiter)
    if records == []:
        reading.add_finding(file, None, Fault("is empty", "save it again, with its header and rows"))
    elif records:
        reading.add_table(RawTable(file, name, tuple(records), unended_line_of(text), delimiter))


# Encoding ------------------------------------------------------------------------------------------


def _decode(reading: UploadReading, file: str, content: bytes) -> str | None:
    """The text; None, with a finding, if its encoding is not clear."""
    try:
        return text_of(content)
    except EncodingError as problem:
        line, fault = problem.line, problem.fault
    for name, codec in _candidate_encodings(content):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        read_as = "text in that encoding: please check a few cells in the preview"
        if _is_plausible(text, codec) and reading.add_guess(file, f"the encoding {name}", read_as):
            return text.removeprefix("\ufeff")
    reading.add_finding(file, line, fault)
    return None


def _candidate_encodings(content: bytes) -> Iterator[tuple[str, str]]:
    """(name for the reader, codec) of encodings that fit the bytes."""
    if is_utf_16(content):
        little = content.startswith(codecs.BOM_UTF16_LE) or content[1:4096:2].count(0) >= content[:4096:2].count(0)
        yield "UTF-16", "utf-16-le" if little else "utf-16-be"
        return
    seems = likely_encoding(content)
    if "GB18030" in seems:
        yield "GB18030", "gb18030"
    elif "1251" in seems:
        yield "Windows-1251", "cp1251"
    elif "1252" in seems:
        yield "Windows-1252", "cp1252"


def _is_plausible(text: str, codec: str) -> bool:
    """Whether the decoded text is language.

    That is Chinese characters for GB18030, well-formed Russian words for Windows-1251, and for Windows-1252 accented
    letters beside plain ones: read as Windows-1252, other Western encodings have signs in the middle of words.
    """
    if codec.startswith("utf-16"):
        return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
    foreign = [character for character in text if character > "\x7f"]
    if codec == "gb18030":
        return len(_CHINESE.findall(text)) >= 0.95 * len(foreign)
    if codec == "cp1252":
        return not _NOT_WESTERN.search(text)
    words = [word for word in _CYRILLIC_WORD.findall(text) if len(word) > 1]
    # Read as Windows-1251, KOI8-R text has upper and lower case swapped: "бЕЛАРУСЬ".
    well_formed = sum(word.islower() or word.isupper() or word.istitle() for word in words)
    return len(words) > 0 and sum(map(len, words)) >= 0.8 * len(foreign) and well_formed >= 0.9 * len(words)


# Delimiter -----------------------------------------------------------------------------------------


def _delimiter(text: str) -> str:
    """The delimiter that occurs most in the header; a comma if none does."""
    header = next((line for line in text[: MAX_LINE_CHARACTERS * 2].splitlines() if line.strip()), "")
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=lambda mark: (unquoted.count(mark), mark == ","))


def _lines_within_limits(text: str, delimiter: str) -> Iterator[str]:
    """The lines of the text. Raises _LimitError before the csv module sees a line that is too long."""
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        cells = line.count(delimiter) + 1
        if cells > MAX_TABLE_COLUMNS * 10:
            raise _LimitError(
                number, f"has {cells:,} cells; at most {MAX_TABLE_COLUMNS} are allowed", "delete the empty columns"
            )
        if len(line) > MAX_LINE_CHARACTERS:
            reason = f"has {len(line):,} characters; a cell can hold at most {LONGEST_CELL:,}"
            raise _LimitError(number, reason, "shorten it")
        yield line


def _read_records(reading: UploadReading, file: str, text: str, delimiter: str) -> list[Record] | None:
    """All records that are not blank; None, with a finding, if they cannot be read or are too many."""
    records, cell_count = list[Record](), 0
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines_within_limits(text, delimiter), delimiter=delimiter, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return records
        except _LimitError as problem:
            reading.add_finding(file, problem.line, problem.fault)
            return None
        except csv.Error as error:
            line = opening_line(text, first, reader.line_num, delimiter)
            reading.add_finding(file, line, quote_fault(str(error), reader.line_num))
            return None
        cell_count += len(cells)
        if any(cell.strip() for cell in cells):
            records.append((first, reader.line_num, cells))
        if fault := _limit_fault(len(cells), cell_count, len(records)):
            reading.add_finding(file, first, fault)
            return None


def _limit_fault(columns: int, cell_count: int, records: int) -> Fault | None:
    """Which limit is exceeded; None if none is. The header is one of the records."""
    if columns > MAX_TABLE_COLUMNS:
        return Fault(f"has {columns:,} cells; at most {MAX_TABLE_COLUMNS} are allowed", "delete columns")
    if cell_count > MAX_TABLE_CELLS:
        return Fault(f"exceeds the limit of {MAX_TABLE_CELLS:,} cells", "split the file")
    if records > MAX_UPLOAD_ROWS + 1:
        return Fault(f"is row {MAX_UPLOAD_ROWS + 1:,}; at most {MAX_UPLOAD_ROWS:,} are allowed", "split the file")
    return None
