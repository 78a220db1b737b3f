"""Columns of yes and no: a row that says no states no tie, or one that has ended."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from data.base.csv_faults import cell_count_fault
from data.base.fault import Fault, FaultError
from data.base.text import list_text, quantity, quotable
from data.matching.columns import find_pair
from data.matching.empty_cells import is_no_date
from data.matching.names import comparison_key
from data.model.schema import TABLE
from data.upload.mapping.columns import LAST_DAY, YEAR, role_ranks
from data.upload.reading.raw import MAX_UPLOAD_ROWS, RawTable, Record, SheetFault, UploadReading
from data.upload.reading.time_budget import check_time

_YES = frozenset(("yes", "y", "true", "x", "✓", "✔", "☑", "1", "да", "是", "oui", "sí", "si", "ja"))
_NO = frozenset(("no", "n", "false", "✗", "✘", "❌", "0", "нет", "否", "non", "nein"))
_DIGITS = frozenset(("0", "1"))
# What numbers of 0 and 1 count, and is no kind of tie; as comparison keys.
_NUMBERS = frozenset(
    ("weight", "count", "value", "number", "id", "type", "level", "tier", "rank", "score", "distance", "order", "size", "year")
)  # fmt: skip
# Headings of columns that say whether a tie still holds, or whether it no longer does; as comparison keys.
_HOLDS = frozenset(
    ("active", "isactive", "current", "iscurrent", "inforce", "isinforce", "valid", "isvalid", "stillinforce", "stillactive",
     "stillvalid", "stillholds", "ongoing", "isongoing", "holds", "действует")
)  # fmt: skip
_ENDED = frozenset(
    ("ended", "terminated", "isterminated", "expired", "isexpired", "cancelled", "canceled", "withdrawn", "lapsed", "defunct",
     "former", "dissolved", "revoked", "denounced", "abrogated", "inactive", "suspended", "superseded")
)  # fmt: skip
_YEAR = re.compile("(?:1[89]|20)[0-9]{2}")
LABEL = "Label"
_MOST_LETTERS = 10_000_000


class YesNoError(FaultError):
    """The columns of yes and no cannot be read: they state too many ties, or one for each year."""


@dataclass(frozen=True)
class YesNo:
    """The columns of yes and no below a header: those of kinds of ties, and those of whether a tie holds."""

    kinds: tuple[int, ...] = ()
    holds: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()


def yes_no_columns(raw: RawTable, position: int) -> YesNo:
    """Where a table of pairs has columns of yes and no. Raises YesNoError if these are years."""
    header = raw.records[position][2]
    pair = {at for found in find_pair(header) for at in found}
    years = [at for at, name in enumerate(header) if pair and _YEAR.fullmatch(name.strip())]
    if len(years) > 1 and all(_says_yes_or_no(raw.records[position + 1 :], at, may_be_same=True) for at in years):
        raise YesNoError("has a column for each year", "write a row for each year, with the year in one column")
    kinds, holds, ended = list[int](), list[int](), list[int]()
    for at, name in enumerate(header) if pair else ():
        if at not in pair and name.strip() and _says_yes_or_no(raw.records[position + 1 :], at):
            key = comparison_key(name[:100])
            (holds if key in _HOLDS else ended if key in _ENDED else kinds).append(at)
    numbered = {at for at in kinds if comparison_key(header[at][:100]) in _NUMBERS}
    return YesNo(tuple(at for at in kinds if at not in numbered), tuple(holds), tuple(ended))


def _says_yes_or_no(records: Iterable[Record], at: int, *, may_be_same: bool = False) -> bool:
    texts = set[str]()
    for _, _, cells in records:
        text = _word(cells, at)
        if text and text not in _YES and text not in _NO:
            return False
        texts.add(text)
    texts.discard("")
    # A number that is always the same may count anything.
    return bool(texts) and (may_be_same or not texts < _DIGITS)


def _word(cells: list[str], at: int) -> str:
    return cells[at].strip()[:10].casefold().removesuffix(".0") if at < len(cells) else ""


def with_ends(reading: UploadReading, raw: RawTable, position: int, columns: YesNo) -> RawTable:
    """The table; its rows that say that a tie no longer holds have a fault, unless they have an end or a status."""
    header = raw.records[position][2]
    says = dict.fromkeys(columns.holds, _NO) | dict.fromkeys(columns.ended, _YES)
    closing = [
        at
        for at, name in enumerate(header)
        if at not in says
        and ({"end", LAST_DAY} & role_ranks(TABLE["spells"], name).keys() or name.strip().casefold() == "status")
    ]
    faults: list[SheetFault] = []
    for first, _, cells in raw.records[position + 1 :]:
        ended = next((at for at, words in says.items() if _word(cells, at) in words), None)
        if ended is not None and not any(at < len(cells) and not is_no_date(cells[at]) for at in closing):
            fault = Fault(
                "says that the tie does not hold, and not since when",
                "add its end, or a status such as signed or suspended",
            )
            faults.append((first, quotable(header[ended].strip()), fault))
    names = list_text([f"“{header[at].strip()}”" for at in says], most=4)
    rows = quantity(len(faults), "row")
    if not faults or not reading.add_guess(
        raw.file, names, f"whether a tie still holds: {rows} without an end left out"
    ):
        return raw
    return replace(raw, faults=(*raw.faults, *faults))


def with_zeros(reading: UploadReading, raw: RawTable, position: int) -> RawTable:
    """The table; its rows with 0 in a column that counts or codes ties, such as “Alliance”, have a fault: they state none."""
    header, rows = raw.records[position][2], raw.records[position + 1 :]
    columns = [at for at in range(len(header)) if find_pair(header) and _codes_ties(header[at], rows, at)]
    faults = [
        (
            first,
            quotable(header[at].strip()),
            Fault("is 0, which states no tie", "delete the row, or name what ties the two"),
        )
        for first, _, cells in rows
        for at in columns
        if _word(cells, at) == "0"
    ]
    names = list_text([f"“{header[at].strip()}”" for at in columns], most=4)
    rows_text = quantity(len({first for first, *_ in faults}), "row")
    if not faults or not reading.add_guess(raw.file, f"0 in {names}", f"no tie: {rows_text} left out"):
        return raw
    return replace(raw, faults=(*raw.faults, *faults))


def _codes_ties(heading: str, rows: Iterable[Record], at: int) -> bool:
    """Whether a column is named as what ties two, and has whole numbers: 0, and others than 1."""
    if comparison_key(heading[:100]) in _NUMBERS or "tier" not in role_ranks(TABLE["spells"], heading):
        return False
    texts = {text for _, _, cells in rows if (text := _word(cells, at))}
    return "0" in texts and not texts <= _DIGITS and all(text.isdecimal() for text in texts)


def with_kinds(reading: UploadReading, raw: RawTable, position: int, columns: tuple[int, ...]) -> RawTable:
    """The table with a row for each yes of these columns, whose heading is its label; without the rows that say no.

    Raises YesNoError if these are more than an upload may have.
    """
    header, rows = raw.records[position][2], raw.records[position + 1 :]
    ragged = [record for record in rows if len(_fitting(record[2], len(header))) != len(header)]
    faults = [(first, None, _width_fault(raw, (first, last, cells), len(header))) for first, last, cells in ragged]
    whole = [(first, last, _fitting(cells, len(header))) for first, last, cells in rows]
    whole = [record for record in whole if len(record[2]) == len(header)]
    ties = list(_ties(whole, header, columns))
    silent = len(whole) - sum(any(_word(cells, at) in _YES for at in columns) for *_, cells in whole)
    names = list_text([f"“{header[at].strip()}”" for at in columns], most=6)
    left = f"; {quantity(silent, 'row')} without a yes left out" if silent else ""
    if not reading.add_guess(raw.file, f"yes or no in {names}", f"a tie for each yes, {len(ties):,} in all{left}"):
        return raw
    first, last, _ = raw.records[position]
    kept = sorted([*ties, *ragged], key=lambda record: record[0])
    records = (*raw.records[:position], (first, last, [*_others(header, columns), LABEL]), *kept)
    return replace(raw, records=records, faults=(*raw.faults, *faults), last_year=_last_year(whole, header))


def _last_year(records: Iterable[Record], header: list[str]) -> int:
    at = next((at for at, name in enumerate(header) if YEAR in role_ranks(TABLE["spells"], name)), None)
    years = (cells[at].strip()[:4] for *_, cells in records) if at is not None else ()
    return max((int(year) for year in years if year.isdecimal()), default=0)


def _ties(records: Iterable[Record], header: list[str], columns: tuple[int, ...]) -> Iterator[Record]:
    number = letters = 0
    for first, last, cells in records:
        check_time()
        others = _others(cells, columns)
        length = sum(map(len, others))
        for at in columns:
            if _word(cells, at) in _YES:
                number, letters = number + 1, letters + length
                if number > MAX_UPLOAD_ROWS or letters > _MOST_LETTERS:
                    reason = f"has more than {MAX_UPLOAD_ROWS:,} ties in its columns of yes and no"
                    raise YesNoError(reason, "upload fewer rows at a time")
                yield first, last, [*others, header[at].strip()]


def _others(cells: list[str], columns: tuple[int, ...]) -> list[str]:
    return [cell for at, cell in enumerate(cells) if at not in columns]


def _fitting(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones beyond the header."""
    return cells[:width] if not any(cell.strip() for cell in cells[width:]) else cells


def _width_fault(raw: RawTable, record: Record, width: int) -> Fault:
    first, last, cells = record
    fault = cell_count_fault(len(_fitting(cells, width)), width, first, last, raw.unended_line)
    assert fault is not None
    return fault
