"""Bytes of a CSV file -> raw rows with their lines, or findings; nothing here knows what a record means."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from data.findings import Finding, quoted

# Shares of letters that text of another encoding shows when it is tried: enough to name the likely one.
_GUESSES = (("gb18030", "GB18030"), ("windows-1251", "Windows-1251"))
_SAVE = "save it as UTF-8"


@dataclass
class RawTable:
    """The rows of one file as text by column, each with the line on which it begins."""

    file: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _looks_like(content: bytes) -> str:
    """The likely encoding of text that is not UTF-8."""
    if (
        content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        or content[:400].count(0) > len(content[:400]) / 5
    ):
        return "UTF-16"
    for encoding, name in _GUESSES:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or (
            any("\u4e00" <= letter <= "\u9fff" for letter in text) and not _cyrillic_pairs(content)
        ):
            return name
    return "another encoding"


def _cyrillic_pairs(content: bytes) -> bool:
    """Whether most high bytes stand in the range of Windows-1251's letters and seldom begin a GB pair of use."""
    high = [byte for byte in content if byte >= 0x80]
    lower = sum(byte >= 0xE0 for byte in high)
    return bool(high) and lower / len(high) > 0.7


def decoded(file: str, content: bytes) -> tuple[str, list[Finding]]:
    """The text of a file; with a finding and no text if it is not readable UTF-8. A byte-order mark is let pass."""
    if not content.strip():
        return "", [Finding(file, None, None, "is empty (a header line is needed at least)")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        return "", [Finding(file, line, None, f"is not UTF-8 but looks like {_looks_like(content)} ({_SAVE})")]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        likely = "looks like UTF-16" if _looks_like(content) == "UTF-16" else "holds a NUL character"
        return "", [Finding(file, line, None, f"{likely} ({_SAVE})")]
    return text, []


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Cells with the line on which the record begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for cells in reader:
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _header_findings(file: str, header: list[str], columns: tuple[str, ...]) -> list[Finding]:
    findings = []
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            findings.append(Finding(file, 1, name, "stands more than once in the header (keep one)"))
        if name not in columns:
            near = get_close_matches(name, columns, 1)
            hint = f"did you mean {near[0]}?" if near else f"the columns are {', '.join(columns)}"
            findings.append(Finding(file, 1, quoted(name), f"is no column of this table ({hint})"))
    findings += [Finding(file, 1, name, "is missing from the header") for name in columns if name not in header]
    return findings


def read_table(file: str, content: bytes, columns: tuple[str, ...]) -> RawTable:
    """Every row of a file, and every fault of its form."""
    text, findings = decoded(file, content)
    table = RawTable(file, findings=findings)
    if not text:
        return table
    header: list[str] | None = None
    line = 0
    try:
        for line, cells in _records(text):
            if header is None:
                header = [cell.strip() for cell in cells]
                table.findings += _header_findings(file, header, columns)
            else:
                _add_row(table, line, header, cells, columns, last_line_whole=text.endswith("\n"), text=text)
    except csv.Error as problem:
        table.findings.append(_csv_finding(file, text, line, problem))
    return table


def _add_row(
    table: RawTable,
    line: int,
    header: list[str],
    cells: list[str],
    columns: tuple[str, ...],
    *,
    last_line_whole: bool,
    text: str,
) -> None:
    if len(cells) != len(header):
        half = not last_line_whole and line >= text.count("\n")
        why = (
            "the last line is half-written"
            if half and len(cells) < len(header)
            else "a comma inside a cell needs quotes around it"
        )
        message = f"has {len(cells)} cells, the header has {len(header)} ({why})"
        table.findings.append(Finding(table.file, line, None, message))
        return
    row = {name: cell for name, cell in zip(header, cells, strict=True) if name in columns}
    for name, cell in row.items():
        if any((ord(letter) < 32 and letter not in "\n\r\t") or letter == "\x7f" for letter in cell):
            table.findings.append(
                Finding(table.file, line, name, f"{quoted(cell)} holds a control character (remove it)")
            )
    table.rows.append((line, row))


def _csv_finding(file: str, text: str, last: int, problem: csv.Error) -> Finding:
    if "unexpected end of data" in str(problem):
        opened = last + 1 if last else 1
        lines = text.splitlines()
        opened = next((at for at in range(max(last, 1), len(lines) + 1) if lines[at - 1].count('"') % 2), opened)
        return Finding(
            file, opened, None, "a quotation mark opens here and is never closed (close it, or double it inside a cell)"
        )
    return Finding(
        file, last + 1, None, f"cannot be read as CSV: {problem} (a quotation mark inside a cell is doubled)"
    )
