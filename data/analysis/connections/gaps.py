"""What was not searched for some actors, so that what is missing between them means nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from data.analysis.connections.graph import MEASURES
from data.analysis.missing_ties import MissingTie, missing_ties_of
from data.model.cells import actors_of, dyad_of
from data.model.ledger_rows import Search
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.view.selection import read_through


@dataclass(frozen=True)
class Gaps:
    """How far the ties of some actors were searched, asked on a day.

    `whole` has for each the searches that looked at all its partners, `looked_at` how many of its pairs were looked at by
    name. `missing` says why any two of them have no tie of a family. `suspended` are their ties that do not count for that
    reason. `is_after` is a day after the last source read.
    """

    actors: tuple[str, ...]
    day: date
    whole: Mapping[str, tuple[Search, ...]]
    looked_at: Mapping[str, int]
    missing: tuple[MissingTie, ...]
    suspended: tuple[Spell, ...]
    through: date | None
    is_after: bool

    @property
    def not_searched(self) -> tuple[str, ...]:
        """The families in which nobody looked for a tie between them, or between some two of them."""
        return tuple(dict.fromkeys(one.family for one in self.missing if one.reason == "not searched"))


def gaps_of(dataset: Dataset, actors: tuple[str, ...], *, as_of: date, with_measures: bool = True) -> Gaps:
    """What was searched for these actors, and what was not; without measures where none of them counts."""

    def counts(family: str) -> bool:
        return with_measures or dataset.families[family].layer != MEASURES

    searches = [search for search in dataset.searches if search.table == "spells"]
    through = read_through(dataset)
    return Gaps(
        actors,
        as_of,
        whole={actor: tuple(search for search in searches if f"{actor}-*" in search.dyads) for actor in actors},
        looked_at={actor: len(_named_pairs(searches, actor)) for actor in actors},
        missing=tuple(
            one
            for pair in combinations(actors, 2)
            for one in missing_ties_of(dataset, dyad_of(*pair), as_of=as_of)
            if counts(one.family)
        ),
        suspended=tuple(
            spell
            for spell in _suspended(dataset)
            if not set(actors).isdisjoint(actors_of(spell.dyad))
            and spell.span.is_possible(as_of.toordinal())
            and counts(dataset.tiers[spell.tier].family)
        ),
        through=through,
        is_after=through is None or as_of > through,
    )


def _suspended(dataset: Dataset) -> list[Spell]:
    places = dataset.main_places
    is_suspended = dataset.column("spells", "status").is_one_of(["suspended"])[places]
    return [dataset.spells[place] for place in places[is_suspended].tolist()]


def _named_pairs(searches: list[Search], actor: str) -> set[str]:
    """The pairs of the actor that a search names; one for all partners of the other end names each of them as well."""
    named = (part for search in searches for part in search.dyads if not part.endswith("-*"))
    return {part for part in named if actor in actors_of(part)}
