"""Ties and a View -> the spells that each filter in use lets through; the rules for events are in `event_filter`."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.span import Mask
from data.tables.column_table import Column
from data.usage.silence import label_use
from data.view.fields.names import focus_actors
from data.view.impact import rests_on
from data.view.partners import partner_regions
from data.view.search import spells_with
from data.view.ties import Ties, group_key
from data.view.view import View


@dataclass(frozen=True)
class SpellColumn:
    """What one column says of each spell: its place among the different values."""

    values: Mapping[Hashable, int]
    places: npt.NDArray[np.intp]

    @classmethod
    def through(cls, column: Column, said: Sequence[Hashable]) -> "SpellColumn":
        """What is `said` of each value of a column."""
        values: dict[Hashable, int] = {}
        used, first = np.unique(column.codes, return_index=True)
        places = np.zeros(len(said), dtype=np.intp)
        # In the order of the spells: lists of values follow it where nothing else decides.
        for code in used[np.argsort(first)].tolist():
            places[code] = values.setdefault(said[code], len(values))
        return cls(values, places[column.codes])

    def is_one_of(self, asked: Iterable[Hashable]) -> Mask:
        """The spells of which the column says one of these values."""
        chosen = np.zeros(len(self.values), dtype=bool)
        chosen[[self.values[value] for value in asked if value in self.values]] = True
        return chosen[self.places]


@memo
def facts_of(ties: Ties) -> Mapping[str, SpellColumn]:
    """The columns that filters ask about, one cell a spell."""
    dataset, tier, dyad = ties.dataset, ties.column("tier"), ties.column("dyad")
    tiers, ends = [dataset.tiers[name] for name in tier.values], [actors_of(name) for name in dyad.values]
    families = [dataset.families[each.family] for each in tiers]
    rungs = [dataset.rung(dataset.house_ladder(each.family).ladder, each.tier) for each in tiers]
    return {
        "layer": SpellColumn.through(tier, [family.layer for family in families]),
        "family": SpellColumn.through(tier, [family.family for family in families]),
        "tier": SpellColumn.through(tier, tier.values),
        "group": SpellColumn.through(tier, list(map(group_key, rungs, tiers))),
        "grade": SpellColumn.through(grade := ties.column("grade"), grade.values),
        "dyad": SpellColumn.through(dyad, dyad.values),
        "one": SpellColumn.through(dyad, [one for one, _ in ends]),
        "other": SpellColumn.through(dyad, [other for _, other in ends]),
        **_regions(ties, dyad, ends, SpellColumn.through(tier, [family.owner for family in families])),
    }


def _regions(ties: Ties, dyad: Column, ends: Sequence[tuple[str, str]], owners: SpellColumn) -> dict[str, SpellColumn]:
    """The regions of the partners at each end: of each pair and owner once."""
    names = [str(name) for name in owners.values]
    pairs, codes = np.unique(dyad.codes.astype(np.int64) * len(names) + owners.places, return_inverse=True)
    regions = [
        partner_regions(ties.dataset, ends[pair // len(names)], frozenset((names[pair % len(names)],)))
        for pair in pairs.tolist()
    ]
    column = Column(pairs, pairs, codes.reshape(-1).astype(np.int32))
    return {
        f"region_{name}": SpellColumn.through(column, [each[place] for each in regions])
        for place, name in enumerate(("one", "other"))
    }


def masks_of(ties: Ties, view: View) -> dict[str, Mask]:
    """One mask for each filter in use that hides ties, except `steps`, which is applied after the other filters."""
    return {name: mask(ties, view) for name, mask in TIE_MASKS.items() if getattr(view, name)}


def _has_one_of(ties: Ties, column: str, values: tuple[str, ...]) -> Mask:
    return facts_of(ties)[column].is_one_of(values)


def _tiers_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "tier", view.tiers) | _has_one_of(ties, "group", view.tiers)


def _actors_mask(ties: Ties, view: View) -> Mask:
    one, other = _has_one_of(ties, "one", view.actors), _has_one_of(ties, "other", view.actors)
    return one & other if view.is_among else one | other


def _regions_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "region_one", view.regions) | _has_one_of(ties, "region_other", view.regions)


def _withdrawn_mask(ties: Ties, view: View) -> Mask:
    withdrawn = frozenset(view.withdrawn)
    sources = ties.column("sources")
    return sources.taken([not rests_on(cited, withdrawn) for cited in sources.values]).astype(bool)


@memo
def _silent_on(ties: Ties, day: date) -> Mask:
    """China’s labels that were not used for long, as known on a day."""
    uses = (label_use(ties.dataset, spell, day) for spell in ties.spells)
    return np.array([bool(use and use.is_silent) for use in uses], dtype=bool)


# Field of the view -> the spells that it lets through, when it is set.
TIE_MASKS: Mapping[str, Callable[[Ties, View], Mask]] = {
    "layers": lambda ties, view: _has_one_of(ties, "layer", view.layers),
    "families": lambda ties, view: _has_one_of(ties, "family", view.families),
    "grades": lambda ties, view: _has_one_of(ties, "grade", view.grades),
    "tiers": _tiers_mask,
    "actors": _actors_mask,
    "regions": _regions_mask,
    "withdrawn": _withdrawn_mask,
    "silent": lambda ties, view: _silent_on(ties, view.as_of),
    "added_only": lambda ties, _: ties.added,
    "text": lambda ties, view: spells_with(ties, view.text),
}


def mask_near_focus(ties: Ties, shown: Mask, view: View) -> Mask:
    """The spells with both ends within `view.steps` ties of the focus, by what is shown on the day."""
    ends = facts_of(ties)["one"], facts_of(ties)["other"]
    near = _said_of(ends, shown).intersection(focus_actors(ties.dataset, view.focus))
    for _ in range(view.steps):
        near |= _said_of(ends, shown & (ends[0].is_one_of(near) | ends[1].is_one_of(near)))
    return ends[0].is_one_of(near) & ends[1].is_one_of(near)


def _said_of(columns: Iterable[SpellColumn], spells: Mask) -> set[Hashable]:
    """What the columns say of these spells."""
    places = ((tuple(column.values), np.unique(column.places[spells])) for column in columns)
    return {values[place] for values, at in places for place in at.tolist()}
