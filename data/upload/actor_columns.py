"""The two columns of a table that name the sides of a tie, judging by the header and by the values."""

from collections.abc import Callable
from functools import cache

from data.matching.code_schemes import code_reading
from data.matching.columns import find_column, find_pair, find_table
from data.matching.dates import day_readings
from data.matching.empty_cells import is_no_date
from data.matching.names import NameIndex, comparison_key
from data.model.schema import TABLE
from data.upload.mapping.columns import SAMPLE
from data.upload.reading.raw import RawTable, Record
from data.upload.ties.actor_reader import cells_at

# Words in the heading of a column of numbers that are codes.
_OF_CODES = ("code", "iso", "cow", "gwno", "country", "state", "nation", "actor", "side", "node", "source", "target")


def actor_columns(raw: RawTable, position: int, names: NameIndex) -> list[tuple[int, int]]:
    """The pairs of columns that name two actors, the one with the most known names first; by values if no name says so."""
    header = raw.records[position][2]
    sample = raw.records[position + 1 :][:SAMPLE]
    share = _share_of_actors(sample, names)
    pairs = [pair for pair in find_pair(header) if not _hold_dates(sample, pair)]
    if pairs:
        return sorted(pairs, key=lambda pair: -round(share(pair[0]) + share(pair[1]), 1))
    if len(header) > 30 or find_table(raw.name) not in (None, TABLE["spells"]):
        return []
    known = [at for at in range(len(header)) if share(at) >= 0.6 and not _may_count(header[at], sample, at)]
    return (
        [(known[0], known[1])] if len(known) == 2 and len(sample) > 1 and all(cell.strip() for cell in header) else []
    )


def lone_actor_column(raw: RawTable, position: int, names: NameIndex) -> int | None:
    """The only column that names actors, of a list of the partners of one: the other side is for the reader to choose."""
    header, sample = raw.records[position][2], raw.records[position + 1 :][:SAMPLE]
    is_pair = any(find_column(TABLE["spells"], name) == "dyad" for name in header)
    if is_pair or len(header) > 30 or len(sample) < 2 or not all(cell.strip() for cell in header):
        return None
    share = _share_of_actors(sample, names)
    known = [at for at in range(len(header)) if share(at) >= 0.6 and not _may_count(header[at], sample, at)]
    return known[0] if len(known) == 1 else None


def _share_of_actors(sample: tuple[Record, ...], names: NameIndex) -> Callable[[int], float]:
    @cache
    def share(at: int) -> float:
        texts = [text for text in cells_at(sample, at) if text]
        if not texts:
            return 0.0
        reading = code_reading(texts, ())
        if reading.scheme or reading.open:
            # Names say more than codes.
            return 0.7
        return sum(names.actor(text) is not None for text in texts) / len(texts)

    return share


def _may_count(heading: str, sample: tuple[Record, ...], at: int) -> bool:
    """Whether a column of numbers may be of anything: 300 is Greece only where the heading speaks of codes or states."""
    texts = cells_at(sample, at)
    is_number = all(text.replace(".", "").isdigit() for text in texts if text)
    return is_number and not any(word in comparison_key(heading[:100]) for word in _OF_CODES)


def _hold_dates(sample: tuple[Record, ...], pair: tuple[int, int]) -> bool:
    texts = [text for text in cells_at(sample, *pair) if not is_no_date(text)]
    return bool(texts) and sum(
        (bool(day_readings(text)) and not text.isdigit()) or (text.isdigit() and len(text) == 4) for text in texts
    ) * 2 > len(texts)
