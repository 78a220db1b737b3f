"""Bytes of a text file -> records: its letters and its separator are guessed where that is sure, and the guess is said."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from data.base.csv_faults import LONGEST_CELL, opening_line, quote_fault
from data.base.fault import Fault, FaultError
from data.base.text_encodings import EncodingError, is_utf_16, likely_encoding, text_of
from data.upload.raw import LONGEST_LINE, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, RawSheet, Reading, Record

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BINARY = {
    b"PK\x03\x04": Fault("is a zip file by its content, not a CSV", "rename it to end in .zip or .xlsx"),
    b"\xd0\xcf\x11\xe0": Fault(
        "is an old or a password-protected spreadsheet by its content", "save it as .xlsx or CSV, without a password"
    ),
    b"%PDF": Fault("is a PDF by its content", "upload the table itself, as CSV or XLSX"),
    b"\x1f\x8b": Fault("is a gzip file by its content", "unpack it first"),
}
_CYRILLIC_WORD = re.compile("[\u0400-\u045f\u0490\u0491]+")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff60\u2010-\u2026]")


class _TooMuchError(FaultError):
    """A line or a file beyond the limits."""

    def __init__(self, line: int, reason: str, fix: str) -> None:
        super().__init__(reason, fix)
        self.line = line


def read_text(reading: Reading, file: str, name: str, content: bytes) -> None:
    """Add the table of a text file, or what is wrong with it."""
    for start, fault in _BINARY.items():
        if content.startswith(start):
            reading.find(file, None, fault)
            return
    text = _decoded(reading, file, content)
    if text is None:
        return
    records = list[Record]()
    delimiter = _delimiter(text)
    marks = f"cells separated by {DELIMITERS[delimiter]}"
    if delimiter != "," and not reading.guess(file, marks, "read as separate cells"):
        delimiter = ","
    if _read_records(reading, file, text, delimiter, records):
        if not records:
            reading.find(file, None, Fault("is empty", "save it again, with its header and rows"))
            return
        cut_off = 0 if text.endswith(("\n", "\r")) else text.count("\n") + 1
        reading.take(RawSheet(file, name, tuple(records), cut_off, delimiter))


# Letters -------------------------------------------------------------------------------------------


def _decoded(reading: Reading, file: str, content: bytes) -> str | None:
    try:
        return text_of(content)
    except EncodingError as problem:
        line, fault = problem.line, problem.fault
    for name, codec in _candidates(content):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        taken = "read as such: look at a few cells of the rows as read"
        if _is_sure(text, codec) and reading.guess(file, f"letters in {name}", taken):
            return text.removeprefix("\ufeff")
    reading.find(file, line, fault)
    return None


def _candidates(content: bytes) -> Iterator[tuple[str, str]]:
    if is_utf_16(content):
        little = content.startswith(codecs.BOM_UTF16_LE) or content[1:4096:2].count(0) >= content[:4096:2].count(0)
        yield "UTF-16", "utf-16-le" if little else "utf-16-be"
        return
    seems = likely_encoding(content)
    if "GB18030" in seems:
        yield "GB18030", "gb18030"
    elif "1251" in seems:
        yield "Windows-1251", "cp1251"


def _is_sure(text: str, codec: str) -> bool:
    """Whether the text reads as a text: Chinese letters for GB18030, well-formed Russian words for Windows-1251."""
    if codec.startswith("utf-16"):
        return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
    foreign = [letter for letter in text if letter > "\x7f"]
    if codec == "gb18030":
        return len(_CHINESE.findall(text)) >= 0.95 * len(foreign)
    words = [word for word in _CYRILLIC_WORD.findall(text) if len(word) > 1]
    # Read as Windows-1251, KOI8-R has its small and capital letters the wrong way round: "бЕЛАРУСЬ".
    well_formed = sum(word.islower() or word.isupper() or word.istitle() for word in words)
    return len(words) > 0 and sum(map(len, words)) >= 0.8 * len(foreign) and well_formed >= 0.9 * len(words)


# Separator -----------------------------------------------------------------------------------------


def _delimiter(text: str) -> str:
    """What separates most of the header; a comma where nothing does."""
    header = next((line for line in text[: LONGEST_LINE * 2].splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), mark == ","))


def _bounded(text: str, delimiter: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if line.count(delimiter) > MOST_COLUMNS * 10:
            count = f"{line.count(delimiter) + 1:,}"
            raise _TooMuchError(
                number, f"has {count} cells; at most {MOST_COLUMNS} are allowed", "delete empty columns"
            )
        if len(line) > LONGEST_LINE:
            reason = f"has {len(line):,} characters; a cell can hold at most {LONGEST_CELL:,}"
            raise _TooMuchError(number, reason, "shorten it")
        yield line


def _read_records(reading: Reading, file: str, text: str, delimiter: str, records: list[Record]) -> bool:
    """Read all records; False, and a finding, where that cannot be done."""
    count = 0
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_bounded(text, delimiter), delimiter=delimiter, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return True
        except _TooMuchError as problem:
            reading.find(file, problem.line, problem.fault)
            return False
        except csv.Error as error:
            line = opening_line(text, first, reader.line_num, delimiter)
            reading.find(file, line, quote_fault(str(error), reader.line_num))
            return False
        if len(cells) > MOST_COLUMNS:
            reason = f"has {len(cells):,} cells; at most {MOST_COLUMNS} are allowed"
            reading.find(file, first, Fault(reason, "delete columns"))
            return False
        count += len(cells)
        if any(cell.strip() for cell in cells):
            records.append((first, reader.line_num, cells))
        if count > MOST_CELLS:
            reason = f"brings the table to more than {MOST_CELLS:,} cells"
            reading.find(file, first, Fault(reason, "split the file"))
            return False
        if len(records) > MOST_ROWS + 1:
            reason = f"is row {MOST_ROWS + 1:,}; at most {MOST_ROWS:,} are allowed"
            reading.find(file, first, Fault(reason, "split the file"))
            return False
