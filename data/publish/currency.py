"""Searches and rows -> how current each table is: the day through which it was read, by what, and its newest row."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from data.base.memo import memo
from data.model.dates import PartialDate
from data.model.ledger_rows import Search
from data.tables.dataset import Dataset

# A table, a family of ties or "", and a dyad or "" for a machine-coded table.
_Scope = tuple[str, str, str]


@dataclass(frozen=True)
class Currency:
    """A table, or a family of ties in it: the search that goes furthest, and the date of its newest row.

    `search` is None for what was never searched as a whole.
    """

    table: str
    family: str
    search: Search | None
    newest: PartialDate | None
    rows: int


@dataclass(frozen=True)
class StaleSearch:
    """A search that ends before a row of the kind that it should cover, which no later search covers."""

    search: Search
    row: str
    day: PartialDate


@dataclass(frozen=True)
class _Dated:
    scope: _Scope
    row: str
    day: PartialDate


@memo
def currency_of(dataset: Dataset) -> tuple[Currency, ...]:
    """Each table with dated rows, ties by family, in the order of the records."""
    rows: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
    for dated in _dated_rows(dataset):
        rows[dated.scope[:2]].append(dated)
    searched = {(search.table, search.family) for search in dataset.searches}
    order = ["spells", "events", "figures", "contacts", "sightings"]
    families = ["", *dataset.families]
    keys = sorted({*rows, *searched}, key=lambda key: (order.index(key[0]), families.index(key[1])))
    return tuple(
        Currency(
            table,
            family,
            max(_searches(dataset, table, family), key=lambda search: search.through.last, default=None),
            max((dated.day for dated in rows[table, family]), key=lambda day: day.first, default=None),
            _count(dataset, table) if table in ("contacts", "sightings", "figures") else len(rows[table, family]),
        )
        for table, family in keys
    )


def _count(dataset: Dataset, table: str) -> int:
    return len(dataset.rows[table])


def _searches(dataset: Dataset, table: str, family: str) -> list[Search]:
    return [search for search in dataset.searches if (search.table, search.family) == (table, family)]


@memo
def stale_searches(dataset: Dataset) -> tuple[StaleSearch, ...]:
    """The searches that end before the newest row that they should cover, unless another search goes that far."""
    newest: dict[_Scope, _Dated] = {}
    for dated in _dated_rows(dataset):
        known = newest.get(dated.scope)
        if known is None or dated.day.first > known.day.first:
            newest[dated.scope] = dated
    found: dict[str, StaleSearch] = {}
    for dated in sorted(newest.values(), key=lambda one: one.day.first):
        covering = [search for search in _searches(dataset, *dated.scope[:2]) if _was_for(search, dated.scope[2])]
        latest = max(covering, key=lambda search: search.through.last, default=None)
        if latest and latest.through.last < dated.day.first:
            found[latest.search] = StaleSearch(latest, dated.row, dated.day)
    return tuple(found.values())


def _was_for(search: Search, dyad: str) -> bool:
    """Whether a search was for a dyad; one without dyads was for all."""
    return not dyad or not search.dyads or search.covers(dyad)


def _dated_rows(dataset: Dataset) -> Iterator[_Dated]:
    """Every row with the day on which it began, and what a search for it would name. An end may lie ahead."""
    for spell in dataset.spells:
        if spell.opening:
            yield _Dated(("spells", dataset.tiers[spell.tier].family, spell.dyad), spell.spell, spell.opening)
    for event in dataset.events:
        yield _Dated(("events", "", event.dyad), event.event, event.date)
    for name in ("contacts", "sightings"):
        if len(rows := dataset.in_columns(name)):
            column = rows.columns["date"]
            newest = max(column.values, key=lambda day: day.first)
            index = int(column.is_one_of((newest,)).argmax())
            yield _Dated((name, "", ""), rows[index].id, newest)
