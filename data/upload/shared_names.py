"""What the tables of one upload know of one another: actors, sources and tiers that another of them defines."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.base.fault import Fault
from data.matching.columns import find_column, find_table
from data.matching.names import NameIndex, comparison_key
from data.model.cells import LIST_SEPARATOR, LONGEST_ID, MOST_LISTED
from data.model.schema import TABLE
from data.upload.reading.raw import UploadReading
from data.upload.reading.time_budget import check_time
from data.upload.table_choice import ChosenTable
from data.upload.ties.actor_reader import AddedActors
from data.upload.ties.own_labels import OwnFamilies

_ACTOR_NAMES = ("name", "short_name", "name_native", "name_zh", "name_ru")
# Of all actors of an upload; each takes as much of the memory as half of a row.
_MOST_NAMES = 100_000
# Each tie of a label would have a copy of a longer one.
_LONGEST_WORDING = 1_000


@dataclass
class Shared:
    """What all tables of an upload share: the sources and tiers that it or our records have, and what it adds besides.

    `ids` are those of its rows of ties, events and figures, so that none is given twice.
    """

    sources: frozenset[str]
    tiers: Mapping[str, str]
    wordings: Mapping[str, str]
    families: OwnFamilies
    ids: Counter[str]
    actors: AddedActors = field(default_factory=AddedActors)


def shared_by(chosen: list[ChosenTable], names: NameIndex) -> Shared:
    """What the tables share before any of their ties is read."""
    taken = {
        row for table in ("families", "tiers", "ladders") for row in own_rows(chosen, table, (TABLE[table].row.key[0],))
    }
    ids = Counter(
        row for table in ("spells", "events", "figures") for row in own_rows(chosen, table, (TABLE[table].row.key[0],))
    )
    del ids[""]
    return Shared(
        frozenset(own_rows(chosen, "sources", ("source",))) | frozenset(names.dataset.sources),
        dict(own_tiers(chosen)),
        dict(own_wordings(chosen)),
        OwnFamilies(taken | set(names.dataset.families)),
        ids,
    )


def own_rows(chosen: list[ChosenTable], name: str, columns: tuple[str, ...]) -> Iterator[str]:
    for table in chosen:
        if table.columns.table == name:
            for column in columns:
                at = table.columns.position(column)
                if at is not None:
                    yield from (cells[at].strip() for _, _, cells in table.records if at < len(cells))


def own_tiers(chosen: list[ChosenTable]) -> Iterator[tuple[str, str]]:
    """(id, id) and (comparison key of the wording, id) of each tier of the upload."""
    for table in chosen:
        at, wording = table.columns.position("tier"), table.columns.position("wording")
        if table.columns.table == "tiers" and at is not None:
            for _, _, cells in table.records:
                if at < len(cells) and (tier := cells[at].strip()) and len(tier) <= LONGEST_ID:
                    check_time()
                    yield tier, tier
                    if wording is not None and wording < len(cells) and (key := comparison_key(cells[wording])):
                        yield key, tier


def own_wordings(chosen: list[ChosenTable]) -> Iterator[tuple[str, str]]:
    """(id, wording) of each tier of the upload: what its ties say that have no wording of their own."""
    for table in chosen:
        at, wording = table.columns.position("tier"), table.columns.position("wording")
        if table.columns.table == "tiers" and at is not None and wording is not None:
            for _, _, cells in table.records:
                if max(at, wording) < len(cells) and len(cells[wording]) <= _LONGEST_WORDING:
                    yield cells[at].strip(), cells[wording].strip()


def added_actors(reading: UploadReading) -> dict[str, tuple[str, ...]]:
    """Actor -> names, for the actors that the upload adds: its other tables may name them."""
    actors: dict[str, tuple[str, ...]] = {}
    number = 0
    for raw in reading.tables:
        table = find_table(raw.name)
        if table is None or table.name != "actors":
            continue
        columns = [find_column(table, name) for name in raw.records[0][2]]
        for _, _, cells in raw.records[1:]:
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
            aliases = row.get("aliases", "").split(LIST_SEPARATOR, MOST_LISTED)[:MOST_LISTED]
            names = tuple(filter(None, (*(row.get(column, "") for column in _ACTOR_NAMES), *aliases)))
            number += len(names)
            if number > _MOST_NAMES:
                fault = Fault(f"has more than {_MOST_NAMES:,} names of actors", "leave out some of the aliases")
                reading.add_finding(raw.file, None, fault)
                break
            if len(actor := row.get("actor", "")) <= LONGEST_ID:
                actors[actor] = names
    actors.pop("", None)
    return actors
