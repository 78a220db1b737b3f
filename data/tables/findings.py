"""What is wrong with the records, in plain sentences: where it stands and how to mend it."""

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST = 60
_NEIGHBOURS = 12
_MOST_GUESSES = 200
_SAVE = "save it as UTF-8"
_MENDS = (
    ("is empty", "fill the cell"),
    ("is missing", "add it to the header"),
    ("is no column", "rename it, or delete the column"),
    ("is not one of", "write one of these"),
    ("is not in", "write an id that is there, or add a row for it to that table"),
    ("is there already", "write another id, or delete one of the rows"),
    ("overlaps with", "give the earlier one an end, or the later one a later start"),
    ("nobody cites", "name it in the sources of a row, or delete it"),
    ("is never closed", "close it, or delete it"),
    ("before", "correct one of the two dates"),
)
_QUOTED = re.compile(r"'([^']*)'")
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)


def shown(text: str) -> str:
    """The text as a message may show it: hidden characters escaped, shortened if it is long."""
    return escaped(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")


def escaped(text: str) -> str:
    """Control characters, invisible joints, marks that reorder text: shown as they are, a message could lie."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `row` is the line number as a text editor shows it; the header is line 1."""

    file: str
    row: int | None
    column: str | None
    message: str
    value: str = ""

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        return escaped(": ".join(part for part in (place, self.column, self.message) if part))


def reason_and_mend(message: str) -> tuple[str, str]:
    """A message and the advice in brackets at its end, apart; without brackets the kind of fault says what to do."""
    if not message.endswith(")"):
        return message, next((mend for words, mend in _MENDS if words in message), "correct it")
    depth = 0
    for at in range(len(message) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(message[at], 0)
        if not depth:
            return message[:at].rstrip(), message[at + 1 : -1]
    return message, ""


class RecordsError(Exception):
    """The records cannot be used; `findings` says everything that is wrong with them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


class Names:
    """Names among which the nearest to a misspelt one is found, at a cost that hardly grows with their number."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self._found: dict[str, str | None] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.names

    @cached_property
    def _onward(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _backward(self) -> list[str]:
        return sorted(name[::-1] for name in self.names)

    def nearest(self, name: str) -> str | None:
        """Only neighbours in the alphabet, read from either end, are compared: a typo spares one end."""
        name = name[:LONGEST]
        near = set(_around(self._onward, name)) | {other[::-1] for other in _around(self._backward, name[::-1])}
        by_folded = {other.casefold(): other for other in sorted(near)}
        found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
        return by_folded[found[0]] if found else None

    def perhaps(self, name: str) -> str:
        """ " (perhaps RUS?)", or nothing if no name is near; help with a few is enough where very many are wrong."""
        if name not in self._found and len(self._found) < _MOST_GUESSES:
            self._found[name] = self.nearest(name)
        near = self._found.get(name)
        return f" (perhaps {shown(near)}?)" if near else ""


def _around(ordered: list[str], name: str) -> list[str]:
    at = bisect_left(ordered, name)
    return ordered[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def plain(error: "ErrorDetails") -> str:
    """A pydantic error as a sentence about the cell."""
    value, kind, context = str(error["input"]), error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return _no_choice(value, _QUOTED.findall(context["expected"]))
    if value == "" or kind == "string_too_short":
        return "is empty"
    if kind == "string_too_long":
        return f'"{shown(value)}" has {len(value):,} letters (write at most {context["max_length"]})'
    if kind == "value_error":
        return str(context["error"]).replace(value, shown(value))
    return f'"{shown(value)}" {_number_fault(kind, value, context)}'


def _no_choice(value: str, choices: list[str]) -> str:
    one_of = ", ".join(choices)
    if not value:
        return f"is empty (use one of {one_of})"
    return f'"{shown(value)}" is not one of {one_of}{Names(choices).perhaps(value)}'


def _number_fault(kind: str, value: str, context: Mapping[str, Any]) -> str:
    if kind in ("float_parsing", "int_parsing", "int_from_float", "finite_number", "int_parsing_size"):
        return f"is no {'whole ' if kind.startswith('int') else ''}number{_without_commas(value)}"
    if kind == "greater_than_equal":
        return f"is too small (at least {context['ge']:g})"
    if kind == "less_than_equal":
        return f"is too big (at most {context['le']:g})"
    return f"is not allowed here ({kind.replace('_', ' ')})"


def _without_commas(value: str) -> str:
    bare = re.sub(r"[,\s]", "", value)
    return f" (write {bare})" if bare != value and _NUMBER.fullmatch(bare) else ""


def is_utf_16(content: bytes) -> bool:
    """Whether a byte-order mark says so, or about half of the bytes are NUL, all on one side."""
    start = content[:4096]
    nuls = max(start[::2].count(0), start[1::2].count(0))
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(start) > 3 and nuls > len(start) / 5)


def encoding_of(content: bytes) -> str:
    """What bytes that are no UTF-8 seem to be.

    Chinese in GB18030 mostly leads with the bytes B0-D7; the small Cyrillic letters of Windows-1251 are
    E0-FF and stand together, the accented letters of Windows-1252 stand alone.
    """
    mended = content.decode("utf-8-sig", errors="replace")
    if mended.count("\ufffd") * 4 < sum(letter > "\x7f" for letter in mended):
        return "is UTF-8 for the most part, but not on this line"
    runs = re.findall(rb"[\x80-\xff]+", content)
    leads = [lead for run in runs for lead in run[: len(run) // 2 * 2 : 2]]
    if leads and sum(0xB0 <= lead <= 0xD7 for lead in leads) * 2 > len(leads):
        return "seems to be GB18030 or GBK"
    return f"seems to be Windows-{1251 if sum(map(len, runs)) > 2 * len(runs) else 1252}"


def decoded(content: bytes) -> tuple[str, int | None, str]:
    """The text; or the first line that is no UTF-8, and what the file seems to be instead."""
    if is_utf_16(content):
        return "", None, f"seems to be UTF-16 ({_SAVE})"
    try:
        return content.decode("utf-8-sig"), None, ""
    except UnicodeDecodeError as error:
        return "", content.count(b"\n", 0, error.start) + 1, f"{encoding_of(content)} ({_SAVE})"


def miscount(cells: int, columns: int, first: int, last: int, cut_off: int) -> str:
    if cells == columns:
        return ""
    counted = f"has {cells} cells where the header has {columns}"
    if last > first:
        return f"{counted}; it runs from line {first} to line {last} (is a quote not closed?)"
    if cells > columns:
        return f"{counted} (a cell that holds a comma needs quotes around it)"
    return f"{counted} ({'the last line is cut off' if last == cut_off else 'an empty cell needs its comma, too'})"


def lines_of(text: str) -> list[str]:
    """Lines as a text editor and the csv module count them: str.splitlines knows more line ends than they do."""
    return io.StringIO(text, newline="").readlines()


def opening(text: str, first: int, last: int, delimiter: str = ",") -> int:
    """The line on which the last quoted cell of the record opens."""
    opened, inside, closed, fresh = first, False, False, True
    for number, line in enumerate(lines_of(text)[first - 1 : last], first):
        for letter in line:
            if letter == '"' and fresh and not inside:
                opened, inside = number, True
            elif letter == '"' and (inside or closed):
                inside, closed = not inside, inside
                continue
            closed, fresh = False, not inside and letter in f"{delimiter}\r\n"
    return opened
