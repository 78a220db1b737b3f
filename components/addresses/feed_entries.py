"""Changes between versions of the records -> the entries of a feed: one sentence each, with source and link. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from components.wording.citations import citation
from data.base.fault import InvalidValueError
from data.base.text import excerpt, list_text, quantity
from data.links.version_changes import StoredVersion, VersionChange
from data.model.cells import actors_of, split
from data.model.dates import partial_date
from data.store.history import cell_changes, change_verb
from data.tables.dataset import Dataset

MOST_ENTRIES = 100
# The tables whose rows are news by themselves; of the others a feed says how many changed.
NEWS = ("spells", "events")
# A version that changed more rows than this was a revision: the others are counted.
MOST_PER_VERSION = 30
_LONGEST_CELL, _MOST_CELLS = 80, 3


@dataclass(frozen=True)
class FeedEntry:
    """`key` is the same for ever; `link` is a path and query of the page; `sources` are cited in full."""

    key: str
    at: datetime
    sentence: str
    link: str
    sources: tuple[str, ...] = ()


def feed_entries(dataset: Dataset, changes: Iterable[VersionChange], focus: str = "") -> tuple[FeedEntry, ...]:
    """The newest first; with a focus only what concerns that actor or dyad."""
    entries = list[FeedEntry]()
    for version, of_version in groupby(changes, key=lambda change: change.version):
        entries += _entries_of(dataset, version, list(of_version), focus)
        if len(entries) >= MOST_ENTRIES:
            break
    return tuple(entries[:MOST_ENTRIES])


def _entries_of(
    dataset: Dataset, version: StoredVersion, changes: list[VersionChange], focus: str
) -> Iterator[FeedEntry]:
    news = [change for change in changes if change.row.table in NEWS and _concerns(_cells(change), focus)]
    for change in news[:MOST_PER_VERSION]:
        yield _entry(dataset, change)
    if (more := len(news) - MOST_PER_VERSION) > 0:
        yield _summary(version, "more", f"{quantity(more, 'more tie or event', 'more ties and events')} changed.")
    others = Counter(change.row.table for change in changes if change.row.table not in NEWS)
    if others and not focus:
        rows = list_text(
            [quantity(number, f"row of {table}", f"rows of {table}") for table, number in others.items()], most=20
        )
        yield _summary(version, "others", f"Also changed: {rows}.")


def _summary(version: StoredVersion, part: str, sentence: str) -> FeedEntry:
    return FeedEntry(_key(version, part), version.at, sentence, "/records")


def _key(version: StoredVersion, *parts: str) -> str:
    """A URN that names the row in this version: the same whenever and by whoever it is asked for."""
    return uuid5(NAMESPACE_URL, "/".join(("allweather", version.version, *parts))).urn


def _cells(change: VersionChange) -> Mapping[str, str]:
    return change.row.after or change.row.before or {}


def _actors(cells: Mapping[str, str]) -> tuple[str, ...]:
    try:
        return (*actors_of(cells.get("dyad", "")), *split(cells.get("others", "")))
    except InvalidValueError:
        return ()


def _concerns(cells: Mapping[str, str], focus: str) -> bool:
    return not focus or focus in (cells.get("dyad"), *_actors(cells))


def _entry(dataset: Dataset, change: VersionChange) -> FeedEntry:
    row, cells = change.row, _cells(change)
    known = [source for source in split(cells.get("sources", "")) if source in dataset.sources]
    sources = tuple(citation(dataset, source) for source in known)
    if row.after:
        link = f"/records?{urlencode({'table': row.table, 'record': '/'.join(row.new_key)})}"
    else:
        link = f"/?{urlencode({'preset': 'everything', 'focus': cells.get('dyad', '')})}"
    key = _key(change.version, row.table, *row.new_key)
    return FeedEntry(key, change.version.at, _sentence(dataset, change), link, sources)


def _sentence(dataset: Dataset, change: VersionChange) -> str:
    verb, subject = change_verb(change.row), _subject(dataset, change.row.table, _cells(change))
    if verb == "added":
        return f"New: {subject}."
    if verb == "removed":
        return f"Removed: {subject}."
    cells = cell_changes(change.row)
    words = [f"{cell.column.replace('_', ' ')} {_quoted(cell.after)}, was {_quoted(cell.before)}" for cell in cells]
    more = f"; and {len(words) - _MOST_CELLS} more" if len(words) > _MOST_CELLS else ""
    return f"Changed: {subject}: {'; '.join(words[:_MOST_CELLS])}{more}."


def _quoted(cell: str) -> str:
    return f"“{excerpt(cell, _LONGEST_CELL)}”" if cell else "empty"


def _subject(dataset: Dataset, table: str, cells: Mapping[str, str]) -> str:
    """ "China and Belarus, “all-weather partnership”, since 15 Sep 2022", or an event with its title and date."""
    ends = _actors(cells)[:2]
    names = list_text([dataset.actors[actor].name if actor in dataset.actors else actor for actor in ends])
    if table == "events":
        return ", ".join(filter(None, (names, cells.get("title", "").rstrip("."), _date(cells.get("date", "")))))
    start, known_by, end = (_date(cells.get(name, "")) for name in ("start", "known_by", "end"))
    since = f"since {start}" if start else f"by {known_by}" if known_by else ""
    until = f"until {end}" if end else ""
    return ", ".join(filter(None, (names, f"“{cells.get('wording', '')}”", since, until)))


def _date(text: str) -> str:
    try:
        return partial_date(text).display_text if text else ""
    except InvalidValueError:
        return text
