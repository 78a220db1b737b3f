"""Changes between versions of the records -> the entries of a feed: one sentence each, with source and link. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from components.news.steps import spells_by_key, step_sentence
from components.wording.citations import citation
from data.base.fault import InvalidValueError
from data.base.text import list_text, quantity, quoted
from data.links.version_changes import StoredVersion, VersionChange
from data.model.cells import split
from data.model.dates import partial_date
from data.news.news import News, NewsKind, cells_of_change, ends_of, news_of, other_rows
from data.store.history import cell_changes, change_verb
from data.tables.dataset import Dataset
from data.tables.rows import cells_of
from data.view.ties import ties_of

MOST_ENTRIES = 100
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
    remark: str = ""


def feed_entries(
    dataset: Dataset,
    versions: Sequence[StoredVersion],
    changes: Iterable[VersionChange],
    watch: Sequence[str] = (),
) -> tuple[FeedEntry, ...]:
    """The newest first; with a watchlist only what concerns one of its actors or dyads."""
    entries, changes = list[FeedEntry](), tuple(changes)
    news = {id(one.change): one for one in news_of(versions, changes, watch)}
    for version, of_version in groupby(changes, key=lambda change: change.version):
        entries += _entries_of(dataset, version, list(of_version), news, watch)
        if len(entries) >= MOST_ENTRIES:
            break
    return tuple(entries[:MOST_ENTRIES])


def _entries_of(
    dataset: Dataset,
    version: StoredVersion,
    changes: list[VersionChange],
    news: Mapping[int, News],
    watch: Sequence[str],
) -> Iterator[FeedEntry]:
    of_version = [news[id(change)] for change in changes if id(change) in news]
    for one in of_version[:MOST_PER_VERSION]:
        yield news_entry(dataset, one)
    if (more := len(of_version) - MOST_PER_VERSION) > 0:
        yield _summary(version, "more", f"{quantity(more, 'more tie or event', 'more ties and events')} changed.")
    others = other_rows(changes)
    if others and not watch:
        yield _summary(version, "others", f"Also changed: {others_text(others)}.")


def others_text(others: Mapping[str, int]) -> str:
    """ "1 row of sources and 12 rows of contacts"."""
    return list_text(
        [quantity(number, f"row of {table}", f"rows of {table}") for table, number in others.items()], most=20
    )


def _summary(version: StoredVersion, part: str, sentence: str) -> FeedEntry:
    return FeedEntry(_key(version, part), version.at, sentence, "/records")


def _key(version: StoredVersion, *parts: str) -> str:
    """A URN that names the row in this version: the same whenever and by whoever it is asked for."""
    return uuid5(NAMESPACE_URL, "/".join(("allweather", version.version, *parts))).urn


def news_entry(dataset: Dataset, news: News) -> FeedEntry:
    """A change of a tie or an event as one sentence, with its sources and where it leads."""
    change, row, cells = news.change, news.change.row, news.cells
    known = [source for source in split(cells.get("sources", "")) if source in dataset.sources]
    sources = tuple(citation(dataset, source) for source in known)
    if row.after:
        link = f"/records?{urlencode({'table': row.table, 'record': '/'.join(row.new_key)})}"
    else:
        link = f"/?{urlencode({'preset': 'everything', 'focus': cells.get('dyad', '')})}"
    key = _key(change.version, row.table, *row.new_key)
    return FeedEntry(key, change.version.at, _sentence(dataset, change), link, sources, remark_text(news))


def remark_text(news: News) -> str:
    """What kind of change it is, and which pinned links show the earlier state."""
    if news.kind is NewsKind.WORLD:
        return ""
    if news.kind is NewsKind.LATER:
        return "Found later: it dates from a time that had been covered."
    return " ".join(filter(None, ("Correction of the records.", pins_text(news))))


def pins_text(news: News) -> str:
    """Which pinned links show the earlier state; "" if none is stored."""
    verb = "shows" if len(news.pins) == 1 else "show"
    links = "A link pinned" if len(news.pins) == 1 else "Links pinned"
    return f"{links} to {list_text(list(news.pins))} {verb} the earlier state." if news.pins else ""


def _sentence(dataset: Dataset, change: VersionChange) -> str:
    verb, subject = change_verb(change.row), _subject(dataset, change.row.table, cells_of_change(change))
    if verb == "added":
        return _step(dataset, change) or f"New: {subject}."
    if verb == "removed":
        return f"Removed: {subject}."
    cells = cell_changes(change.row)
    words = [f"{cell.column.replace('_', ' ')} {_quoted(cell.after)}, was {_quoted(cell.before)}" for cell in cells]
    more = f"; and {len(words) - _MOST_CELLS} more" if len(words) > _MOST_CELLS else ""
    return f"Changed: {subject}: {'; '.join(words[:_MOST_CELLS])}{more}."


def _step(dataset: Dataset, change: VersionChange) -> str:
    """What a new spell changed: "moved up from … to …"; "" if it is not a spell, or the records have changed since."""
    ties = ties_of(dataset)
    index = spells_by_key(ties).get("/".join(change.row.new_key)) if change.row.table == "spells" else None
    if index is None:
        return ""
    now = cells_of(ties.spells[index])
    told = ("dyad", "tier", "wording", "start", "known_by", "status")
    is_same = all(now[name] == (change.row.after or {}).get(name, "") for name in told)
    return step_sentence(ties, index) if is_same else ""


def _quoted(cell: str) -> str:
    return quoted(cell, _LONGEST_CELL) if cell else "empty"


def _subject(dataset: Dataset, table: str, cells: Mapping[str, str]) -> str:
    """ "China and Belarus, “all-weather partnership”, since 15 Sep 2022", or an event with its title and date."""
    ends = ends_of(cells)[:2]
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
