"""Days within the time read that were not read whole, in words. Pure."""

from datetime import date

from data.base.days import day_text
from data.base.text import list_text
from data.model.vocabulary import UnreadKind
from data.tables.dataset import Dataset
from data.usage.unread import BlindSpot, blind_spots

_WORDS: dict[UnreadKind, str] = {"nothing": "not read", "titles": "known by titles only", "part": "read in part"}


def blind_spot_text(spot: BlindSpot) -> str:
    """ "23 Aug 2026 to 10 Oct 2026: of 49 days 19 known by titles only"; "1 Dec 2018: not read"."""
    parts = [f"{spot.unread[kind]} {words}" for kind, words in _WORDS.items() if spot.unread.get(kind)]
    if spot.days == 1:
        return f"{day_text(spot.first)}: {next(words for kind, words in _WORDS.items() if spot.unread.get(kind))}"
    span = f"{day_text(spot.first)} to {day_text(spot.last)}"
    return f"{span}: of {spot.days} days {list_text(parts, most=len(parts))}"


def unread_text(dataset: Dataset, table: str, since: date = date.min, until: date = date.max) -> str:
    """All the blind spots between two days, separated by semicolons; "" without any."""
    return "; ".join(map(blind_spot_text, blind_spots(dataset, table, since, until)))


def unread_by_year(dataset: Dataset, table: str) -> dict[int, str]:
    """Year -> its blind spots in words; a year that was read whole is left out."""
    years = {year for spot in blind_spots(dataset, table) for year in range(spot.first.year, spot.last.year + 1)}
    return {year: unread_text(dataset, table, date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)}
