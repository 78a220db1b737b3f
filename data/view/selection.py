"""Ties and a View -> what is in view, and what each filter hides."""

from collections.abc import Iterable
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
        """Positions of the shown spells, the highest rung first, then in order of arrival."""
        places = np.flatnonzero(self.shown)
        return tuple(places[np.argsort(_list_positions(self.ties)[places])].tolist())

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
        """How many of them hold on the day for certain, in the tier that is shown."""
        return self.count(self.shown & self.certain)

    @cached_property
    def hides(self) -> dict[str, int]:
        """For each filter in use: the ties in force that would come back if that one were dropped."""
        return {name: self.count_without(name) - self.count_shown for name in self.masks}

    def count_without(self, name: str) -> int:
        """Ties in force that would be shown if one filter were dropped."""
        others = [mask for key, mask in self.masks.items() if key != name]
        return self.count(_all(others, self.in_force))

    def count_hidden(self, grade: str) -> int:
        """Ties of that grade in force and not shown."""
        of_grade = np.asarray(facts_of(self.ties)["grades"] == grade, dtype=bool)
        return self.count(self.in_force & ~self.shown & of_grade)

    @cached_property
    def certain(self) -> Mask:
        """Which spells hold on the day for certain, filtered or not."""
        return self.ties.certain(as_of=self.view.as_of)

    def force(self, index: SpellIndex) -> Force:
        """Whether a spell holds on the day of the view."""
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
    """The place of each spell in the order of a list for readers."""
    ordered = sorted(range(len(ties)), key=lambda at: list_order(ties, at))
    positions = np.empty(len(ties), dtype=np.int64)
    positions[ordered] = np.arange(len(ties))
    return positions


def _all(masks: Iterable[Mask], start: Mask) -> Mask:
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
    """One mask for each filter in use."""
    facts = facts_of(ties)

    def isin(column: str, values: tuple[str, ...]) -> Mask:
        return np.asarray(facts[column].isin(values), dtype=bool)

    masks = {name: isin(name, getattr(view, name)) for name in ("layers", "families", "grades") if getattr(view, name)}
    if view.tiers:
        masks["tiers"] = isin("tier", view.tiers) | isin("group", view.tiers)
    if view.actors:
        one, other = isin("one", view.actors), isin("other", view.actors)
        masks["actors"] = one & other if view.among else one | other
    if view.regions:
        masks["regions"] = isin("region_one", view.regions) | isin("region_other", view.regions)
    if view.withdrawn:
        gone = frozenset(view.withdrawn)
        masks["withdrawn"] = np.array([not rests_on(spell.sources, gone) for spell in ties.spells], dtype=bool)
    if view.text:
        masks["text"] = spells_with(ties, view.text)
    return masks


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
    """Apply the filters of the view. A proposal is no tie: it neither stands nor is hidden, unless asked for."""
    masks = _masks(ties, view)
    everything = np.ones(len(ties), dtype=bool) if view.proposed else ~ties.proposed
    in_force = ties.in_force(as_of=view.as_of) & everything
    if view.steps and view.focus:
        masks["steps"] = _near(ties, _all(masks.values(), in_force), view)
    passed = _all(masks.values(), everything)
    return Selection(ties, view, passed, passed & in_force, in_force, masks)


def without_added_ties(selection: Selection) -> Selection:
    """The same without the rows that a reader laid over: what a link can show elsewhere."""
    passed, shown, in_force = (
        mask & ~selection.ties.added for mask in (selection.passed, selection.shown, selection.in_force)
    )
    return replace(selection, passed=passed, shown=shown, in_force=in_force)


def without(view: View, name: str) -> View:
    """The same view with one filter dropped."""
    dropped = {name: DEFAULTS[name]}
    if name == "actors":
        dropped["among"] = False
    return replace(view, **dropped)


# The time of the records ----------------------------------------------------------------------------


@memo
def first_day(ties: Ties) -> date:
    """The first day of which the records speak."""
    events = (event.date.first for event in ties.dataset.events)
    spells = (date.fromordinal(int(day)) for day in ties.starts[0])
    return min((*events, *spells), default=date(1950, 1, 1))


def read_through(dataset: Dataset) -> date | None:
    """The day through which sources were read: what follows is a blind spot, not a quiet time."""
    return max((search.through.last for search in dataset.searches), default=None)
