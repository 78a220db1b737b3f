"""A column of periods ("2010–2015", "2016 to present") -> two columns: since, and the last day."""

import re
from dataclasses import replace

from data.matching.columns import find_column
from data.matching.empty_cells import is_no_date
from data.model.schema import TABLE
from data.upload.mapping.columns import LAST_DAY, SAMPLE, role_ranks
from data.upload.reading.raw import RawTable

_PERIOD = re.compile(r"(\d{4}) ?(?:[-–—/]| to ) ?(\d{4}|[^\W\d]{1,20}|)", re.ASCII)
_MOST_CHARACTERS = 40
# What most cells of a column must be.
_LEAST_SHARE_OF_PERIODS = 0.6
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
    for first, last, cells in rows:
        # A row without the cell is reported as it is.
        halves = period_of(cells[at]) or (cells[at], "") if at < len(cells) else ()
        records.append((first, last, [*cells[:at], *halves, *cells[at + 1 :]]))
    return replace(raw, records=tuple(records))


def period_of(written: str) -> tuple[str, str] | None:
    """(first year, last year, empty if it goes on); None if it is no period."""
    text = " ".join(written[: _MOST_CHARACTERS + 1].split())
    match = _PERIOD.fullmatch(text) if len(written) <= _MOST_CHARACTERS else None
    if match is None:
        return None
    first, last = match.groups()
    if last.isdigit():
        return (first, last) if first <= last else None
    return (first, "") if is_no_date(last) else None


def _are_periods(texts: list[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return bool(filled) and sum(period_of(text) is not None for text in filled) >= _LEAST_SHARE_OF_PERIODS * len(filled)
