"""Ties and a View -> what is in view, and what each filter hides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.schema import Event, Spell
from data.model.span import Force, Mask
from data.tables.dataset import Dataset
from data.view.event_filter import EventFilter
from data.view.events import ordered_events
from data.view.impact import rests_on
from data.view.partners import partner_regions
from data.view.search import spells_with
from data.view.ties import SpellIndex, Ties, group_key
from data.view.view import DEFAULTS, View


@dataclass(frozen=True, eq=False)
class Selection:
    """What passed the filters.

    `passed` marks the spells that passed whatever their time, `shown` those of them in force on
    `view.as_of` (certainly or possibly), `in_force` all spells in force on that day.
    """

    ties: Ties
    view: View
    passed: Mask
    shown: Mask
    in_force: Mask
    masks: dict[str, Mask]

    @property
    def dataset(self) -> Dataset:
        return self.ties.dataset

    @cached_property
    def indices(self) -> tuple[int, ...]:
        """The shown spells, the highest rung first, then in order of arrival."""
        indices = np.flatnonzero(self.shown)
        return tuple(indices[np.argsort(_list_positions(self.ties)[indices])].tolist())

    @property
    def spells(self) -> tuple[Spell, ...]:
        """The shown spells, in the order of `indices`."""
        return tuple(self.ties.spells[index] for index in self.indices)

    @cached_property
    def actors(self) -> frozenset[str]:
        return frozenset(actor for index in self.indices for actor in self.ties.actors[index])

    @cached_property
    def dyads(self) -> frozenset[str]:
        return frozenset(self.ties.spells[index].dyad for index in np.flatnonzero(self.passed))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that passed, oldest first."""
        return tuple(filter(EventFilter(self.dataset, self.view).passes, ordered_events(self.dataset)))

    def count(self, spells: Mask) -> int:
        """How many ties the spells are: two of one tie may be possible on a day, and are one."""
        numbers = self.ties.numbers[spells]
        return int(np.count_nonzero(np.diff(numbers, prepend=-1)))

    @property
    def count_shown(self) -> int:
        """How many ties are shown, certain or possible."""
        return self.count(self.shown)

    @property
    def count_certain(self) -> int:
        """How many of them are certainly in force on the day, in the tier that is shown."""
        return self.count(self.shown & self.certain)

    @cached_property
    def hides(self) -> dict[str, int]:
        """For each filter in use: how many more ties would be shown if it alone were removed."""
        return {name: self.count_without(name) - self.count_shown for name in self.masks}

    def count_without(self, name: str) -> int:
        """How many ties would be shown if one filter were removed."""
        others = [mask for key, mask in self.masks.items() if key != name]
        return self.count(_in_all(others, self.in_force))

    def count_hidden(self, grade: str) -> int:
        """Ties of that grade in force and not shown."""
        of_grade = np.asarray(facts_of(self.ties)["grades"] == grade, dtype=bool)
        return self.count(self.in_force & ~self.shown & of_grade)

    @cached_property
    def certain(self) -> Mask:
        """Which spells are certainly in force on the day, filtered or not."""
        return self.ties.certain(as_of=self.view.as_of)

    def force(self, index: SpellIndex) -> Force:
        """Whether a spell is in force on the day of the view."""
        if self.certain[index]:
            return Force.CERTAIN
        return Force.POSSIBLE if self.in_force[index] else Force.NO


def list_order(ties: Ties, index: SpellIndex) -> tuple[Any, ...]:
    """Sorts ties as a reader would list them: by family and rung, then by arrival."""
    rung = ties.rungs[index]
    return (
        ties.dataset.family_order[ties.tiers[index].family],
        rung.rung if rung else 999,
        ties.starts[0][index],
        ties.spells[index].dyad,
    )


@memo
def _list_positions(ties: Ties) -> npt.NDArray[np.int64]:
    """By spell index: the position in a list for readers."""
    ordered = sorted(range(len(ties)), key=lambda index: list_order(ties, index))
    positions = np.empty(len(ties), dtype=np.int64)
    positions[ordered] = np.arange(len(ties))
    return positions


def _in_all(masks: Iterable[Mask], start: Mask) -> Mask:
    for mask in masks:
        start = start & mask
    return start


@memo
def facts_of(ties: Ties) -> pd.DataFrame:
    """One row a spell, the columns that filters ask about, as categories."""
    dataset, regions = ties.dataset, [_partner_regions(ties, index) for index in range(len(ties))]
    facts = pd.DataFrame(
        {
            "layers": [dataset.families[tier.family].layer for tier in ties.tiers],
            "families": [tier.family for tier in ties.tiers],
            "tier": [tier.tier for tier in ties.tiers],
            "group": [group_key(rung, tier) for rung, tier in zip(ties.rungs, ties.tiers, strict=True)],
            "grades": [spell.grade for spell in ties.spells],
            "dyad": [spell.dyad for spell in ties.spells],
            "one": [one for one, _ in ties.actors],
            "other": [other for _, other in ties.actors],
            "region_one": [one for one, _ in regions],
            "region_other": [other for _, other in regions],
        }
    )
    return facts.astype("category")


def _partner_regions(ties: Ties, index: SpellIndex) -> tuple[str, ...]:
    owner = ties.dataset.families[ties.tiers[index].family].owner
    return partner_regions(ties.dataset, ties.actors[index], frozenset((owner,)))


def _masks(ties: Ties, view: View) -> dict[str, Mask]:
    """One mask for each filter in use that hides ties, but for the steps, which need those that the others leave."""
    return {name: mask(ties, view) for name, mask in _MASKS.items() if getattr(view, name)}


def _has_one_of(ties: Ties, column: str, values: tuple[str, ...]) -> Mask:
    return np.asarray(facts_of(ties)[column].isin(values), dtype=bool)


def _tiers_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "tier", view.tiers) | _has_one_of(ties, "group", view.tiers)


def _actors_mask(ties: Ties, view: View) -> Mask:
    one, other = _has_one_of(ties, "one", view.actors), _has_one_of(ties, "other", view.actors)
    return one & other if view.among else one | other


def _regions_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "region_one", view.regions) | _has_one_of(ties, "region_other", view.regions)


def _withdrawn_mask(ties: Ties, view: View) -> Mask:
    withdrawn = frozenset(view.withdrawn)
    return np.array([not rests_on(spell.sources, withdrawn) for spell in ties.spells], dtype=bool)


# Field of the view -> the spells that it lets through, when it is set.
_MASKS: Mapping[str, Callable[[Ties, View], Mask]] = {
    "layers": lambda ties, view: _has_one_of(ties, "layers", view.layers),
    "families": lambda ties, view: _has_one_of(ties, "families", view.families),
    "grades": lambda ties, view: _has_one_of(ties, "grades", view.grades),
    "tiers": _tiers_mask,
    "actors": _actors_mask,
    "regions": _regions_mask,
    "withdrawn": _withdrawn_mask,
    "text": lambda ties, view: spells_with(ties, view.text),
}
# Those that hide ties, as their declarations say: a filter without a rule would hide nothing.
TIE_FILTERS = frozenset((*_MASKS, "steps"))


def _near(ties: Ties, shown: Mask, view: View) -> Mask:
    """The spells with both ends within `view.steps` ties of the focus, by what is shown on the day."""
    graph = nx.Graph(ties.actors[index] for index in np.flatnonzero(shown))
    ends = (view.focus,) if view.focus in ties.dataset.actors else actors_of(view.focus)
    near = {
        actor
        for end in ends
        if end in graph
        for actor in nx.single_source_shortest_path_length(graph, end, cutoff=view.steps)
    }
    return np.array([one in near and other in near for one, other in ties.actors], dtype=bool)


def select(ties: Ties, view: View) -> Selection:
    """Apply the filters of the view. A proposal is not a tie: it is neither in force nor hidden, unless asked for."""
    masks = _masks(ties, view)
    candidates = np.ones(len(ties), dtype=bool) if view.proposed else ~ties.proposed
    in_force = ties.in_force(as_of=view.as_of) & candidates
    if view.steps and view.focus:
        masks["steps"] = _near(ties, _in_all(masks.values(), in_force), view)
    passed = _in_all(masks.values(), candidates)
    return Selection(ties, view, passed, passed & in_force, in_force, masks)


def without_added_ties(selection: Selection) -> Selection:
    """The same without the rows that a reader added: what a link can show elsewhere."""
    passed, shown, in_force = (
        mask & ~selection.ties.added for mask in (selection.passed, selection.shown, selection.in_force)
    )
    return replace(selection, passed=passed, shown=shown, in_force=in_force)


def without(view: View, name: str) -> View:
    """The same view with one filter removed."""
    defaults = {name: DEFAULTS[name]}
    if name == "actors":
        defaults["among"] = False
    return replace(view, **defaults)


# The time of the records ----------------------------------------------------------------------------


@memo
def first_day(ties: Ties) -> date:
    """The first day on which something in the records begins or happens."""
    events = (event.date.first for event in ties.dataset.events)
    spells = (date.fromordinal(int(day)) for day in ties.starts[0])
    return min((*events, *spells), default=date(1950, 1, 1))


def read_through(dataset: Dataset) -> date | None:
    """The day through which sources were read; later events are not covered."""
    return max((search.through.last for search in dataset.searches), default=None)
