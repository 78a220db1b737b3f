"""Changes between stored versions -> news: what changed in the world, what was found later, what was corrected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.base.fault import InvalidValueError
from data.links.version_changes import StoredVersion, VersionChange
from data.model.cells import actors_of, split
from data.model.dates import partial_date
from data.model.schema import TABLE
from data.store.history import cell_changes

# The tables whose rows are news by themselves; of the others it is said how many changed.
NEWS_TABLES = ("spells", "events")
# What an end or a change of status in the world may bring along in the same row.
_WORLD_COLUMNS = frozenset(("end", "end_date", "status"))
_BESIDE = frozenset(("note", "sources", "grade"))
Cells = Mapping[str, str]


class NewsKind(StrEnum):
    """In the order of a list for readers; the value is what a reader sees."""

    WORLD = "Changes in the world"
    LATER = "Found later"
    CORRECTION = "Corrections of the records"


@dataclass(frozen=True)
class News:
    """A change of a tie or an event. `pins` are the versions to which a link may be pinned that shows the earlier state."""

    change: VersionChange
    kind: NewsKind
    pins: tuple[str, ...] = ()

    @property
    def cells(self) -> Cells:
        """The row as it is now; of a removed one, as it was."""
        return cells_of_change(self.change)


def cells_of_change(change: VersionChange) -> Cells:
    return change.row.after or change.row.before or {}


def ends_of(cells: Cells) -> tuple[str, ...]:
    """The actors of a row: the two of its dyad, and the others concerned; none if they cannot be read."""
    try:
        return (*actors_of(cells.get("dyad", "")), *split(cells.get("others", "")))
    except InvalidValueError:
        return ()


def is_watched(cells: Cells, watch: Sequence[str]) -> bool:
    """Whether a row concerns one of the actors or dyads; without any, every row does."""
    return not watch or not frozenset(watch).isdisjoint((cells.get("dyad", ""), *ends_of(cells)))


def news_kind(change: VersionChange) -> NewsKind:
    """In the world is what happened after the last day that had been read: nobody could have recorded it before."""
    row, covered = change.row, change.covered
    if row.after is None:
        return NewsKind.CORRECTION
    if row.before is None:
        return NewsKind.WORLD if _is_after(covered, _opening(row.after)) else NewsKind.LATER
    columns = {cell.column for cell in cell_changes(row)}
    is_of_world = columns & _WORLD_COLUMNS and columns <= _WORLD_COLUMNS | _BESIDE
    end = row.after.get("end") or row.after.get("end_date") or _opening(row.after)
    return NewsKind.WORLD if is_of_world and _is_after(covered, end) else NewsKind.CORRECTION


def _opening(cells: Cells) -> str:
    return cells.get("date") or cells.get("start") or cells.get("known_by") or ""


def _is_after(covered: date | None, text: str) -> bool:
    try:
        return bool(covered and text) and partial_date(text).last > (covered or date.max)
    except InvalidValueError:
        return False


def news_of(
    versions: Sequence[StoredVersion], changes: Iterable[VersionChange], watch: Sequence[str] = ()
) -> tuple[News, ...]:
    """The changes of ties and events, the newest first; with a watchlist only those that concern it."""
    changes = tuple(changes)
    return tuple(
        News(change, kind, _pins(versions, changes, change) if kind is NewsKind.CORRECTION else ())
        for change in changes
        if change.row.table in NEWS_TABLES and is_watched(cells_of_change(change), watch)
        for kind in [news_kind(change)]
    )


def _pins(
    versions: Sequence[StoredVersion], changes: Sequence[VersionChange], change: VersionChange
) -> tuple[str, ...]:
    """The stored versions that hold the row as it was before, the newest first."""
    if change.row.before is None:
        return ()
    changed_in = {other.version for other in changes if _is_same_row(other, change)}
    older = versions[versions.index(change.version) + 1 :]
    return tuple(one.version for one in _until_and_with(older, changed_in))


def _is_same_row(one: VersionChange, other: VersionChange) -> bool:
    return one.row.table == other.row.table and one.row.new_key == other.row.key


def _until_and_with(
    versions: Iterable[StoredVersion], last: "frozenset[StoredVersion] | set[StoredVersion]"
) -> Iterator[StoredVersion]:
    for version in versions:
        yield version
        if version in last:
            return


def other_rows(changes: Iterable[VersionChange]) -> dict[str, int]:
    """Table -> how many of its rows changed, for the tables whose rows are no news; in the order of the schema."""
    counted = [change.row.table for change in changes if change.row.table not in NEWS_TABLES]
    return {name: counted.count(name) for name in TABLE if name in counted}
