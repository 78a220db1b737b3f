"""A column of periods ("2010–2015", "2016 to present") -> two columns: since, and the last day."""

import re
from dataclasses import replace

from data.base.fault import Fault
from data.matching.columns import find_column
from data.matching.empty_cells import is_no_date, is_unknown
from data.model.schema import TABLE
from data.upload.mapping.columns import LAST_DAY, SAMPLE, role_ranks
from data.upload.reading.raw import RawTable

_PERIOD = re.compile(r"(\d{4}) ?(?:[-–—/]| to ) ?(\d{4}|[^\W\d]{1,20}|\?|)", re.ASCII)
# "2004-06" among periods.
_SHORT_PERIOD = re.compile(r"\d{4}[-–/]\d{2}", re.ASCII)
_MOST_CHARACTERS = 40
# What most cells of a column must be.
_LEAST_SHARE_OF_PERIODS = 0.6
_LEAST_SHARE_OF_CLEAR = 0.2
SINCE, UNTIL = "Since", "Valid until"


def with_periods(raw: RawTable) -> RawTable:
    """The table with its one column of periods as two; as it is if it has none, several, or a column for the end."""
    header, rows = raw.records[0][2], raw.records[1:]
    if any({"end", LAST_DAY} & role_ranks(TABLE["spells"], name).keys() for name in header):
        return raw
    columns = [
        at for at in range(len(header)) if _are_periods([cells[at] for _, _, cells in rows[:SAMPLE] if at < len(cells)])
    ]
    if len(columns) != 1 or any(
        find_column(TABLE["spells"], name) == "start" for name in header if name != header[columns[0]]
    ):
        return raw
    at = columns[0]
    records = [(*raw.records[0][:2], [*header[:at], SINCE, UNTIL, *header[at + 1 :]])]
    faults = list(raw.faults)
    for first, last, cells in rows:
        # A row without the cell is reported as it is.
        halves = period_of(cells[at]) or (cells[at], "") if at < len(cells) else ()
        if at < len(cells) and _SHORT_PERIOD.fullmatch(cells[at].strip()):
            fault = Fault(
                f'"{cells[at].strip()}" may be two years or a month', "write both years, or the month in words"
            )
            faults.append((first, SINCE, fault))
        records.append((first, last, [*cells[:at], *halves, *cells[at + 1 :]]))
    return replace(raw, records=tuple(records), faults=tuple(faults))


def period_of(written: str) -> tuple[str, str] | None:
    """(first year, last year, empty if it goes on); None if it is no period."""
    text = " ".join(written[: _MOST_CHARACTERS + 1].split())
    match = _PERIOD.fullmatch(text) if len(written) <= _MOST_CHARACTERS else None
    if match is None:
        return None
    first, last = match.groups()
    if last.isdigit():
        return (first, last) if first <= last else None
    return (first, "") if is_no_date(last) and not is_unknown(last) else None


def _are_periods(texts: list[str]) -> bool:
    """Whether most are periods, or look like some of which the end is not clear; months alone look so, too."""
    filled = [text.strip() for text in texts if text.strip()]
    clear = sum(period_of(text) is not None for text in filled)
    alike = sum(_is_alike(text) for text in filled)
    return clear > _LEAST_SHARE_OF_CLEAR * len(filled) and alike >= _LEAST_SHARE_OF_PERIODS * len(filled)


def _is_alike(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS and bool(
        _PERIOD.fullmatch(" ".join(text.split())) or _SHORT_PERIOD.fullmatch(text)
    )
