"""Ties and a View -> what is in view, and what each filter hides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.model.cells import actors_of, is_dyad
from data.model.event_rows import Event
from data.model.span import Force, Mask
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.view.drawing import html_of_selection
from data.view.event_filter import EventFilter
from data.view.events import ordered_events
from data.view.tie_filter import mask_near_focus, masks_of
from data.view.ties import SpellIndex, Ties
from data.view.view import DEFAULTS, FIELDS, View


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

    def _repr_html_(self) -> str | None:
        """The figure of the selection, for a notebook."""
        return html_of_selection(self)

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
        return frozenset(actor for dyad in _dyads(self.ties, self.shown) for actor in actors_of(dyad))

    @cached_property
    def dyads(self) -> frozenset[str]:
        return _dyads(self.ties, self.passed)

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
    def count_in_force(self) -> int:
        """How many of them are in force on the day, certainly or possibly: the others were only proposed."""
        return self.count(self.shown & ~self.ties.proposed)

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
        return self.count(self._in_all_but((name,), self.in_force))

    def passed_without(self, *names: str) -> Mask:
        """The spells that would pass if these filters were removed."""
        return self._in_all_but(names, _candidates(self.ties, self.view))

    def _in_all_but(self, names: tuple[str, ...], start: Mask) -> Mask:
        kept = [mask for key, mask in self.masks.items() if key not in (*names, "steps")]
        rest = _in_all(kept, start)
        if "steps" in self.masks and "steps" not in names:
            # Who is near depends on the ties that the other filters leave.
            rest = rest & mask_near_focus(self.ties, _in_all(kept, self.in_force), self.view)
        return rest

    @cached_property
    def certain(self) -> Mask:
        """Which spells are certainly in force on the day, filtered or not; of what was only proposed nothing is certain."""
        certain: Mask = self.ties.certain(as_of=self.view.as_of) & ~self.ties.proposed
        return certain

    def force(self, index: SpellIndex) -> Force:
        """Whether a spell is in force on the day of the view."""
        force = self.ties.spells[index].span.force(self.view.as_of.toordinal())
        return Force.POSSIBLE if force is Force.CERTAIN and self.ties.proposed[index] else force


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
    family = [ties.dataset.family_order[tier.family] for tier in ties.tiers]
    rung = [rung.rung if rung else 999 for rung in ties.rungs]
    dyad = ties.column("dyad")
    by_name = {name: place for place, name in enumerate(sorted(dyad.values))}
    of_dyad = dyad.taken([by_name[name] for name in dyad.values])
    positions = np.empty(len(ties), dtype=np.int64)
    positions[np.lexsort((of_dyad, ties.starts[0], np.array(rung), np.array(family)))] = np.arange(len(ties))
    return positions


def _dyads(ties: Ties, spells: Mask) -> frozenset[str]:
    dyad = ties.column("dyad")
    return frozenset(dyad.values[code] for code in np.unique(dyad.codes[spells]).tolist())


def _in_all(masks: Iterable[Mask], start: Mask) -> Mask:
    for mask in masks:
        start = start & mask
    return start


def _candidates(ties: Ties, view: View) -> Mask:
    return np.ones(len(ties), dtype=bool) if view.proposed else ~ties.proposed


def select(ties: Ties, view: View) -> Selection:
    """Apply the filters of the view. A proposal is not a tie: it is neither in force nor hidden, unless asked for."""
    masks = masks_of(ties, view)
    candidates = _candidates(ties, view)
    in_force = ties.in_force(as_of=view.as_of) & candidates
    if view.steps and view.focus:
        masks["steps"] = mask_near_focus(ties, _in_all(masks.values(), in_force), view)
    passed = _in_all(masks.values(), candidates)
    return Selection(ties, view, passed, passed & in_force, in_force, masks)


def without(view: View, name: str) -> View:
    """The same view with one filter removed."""
    defaults = {name: DEFAULTS[name]}
    if name == "actors":
        defaults["among"] = False
    return replace(view, **defaults)


def hides_focus(selection: Selection) -> bool:
    """Whether the records have ties of the focus, and the filters let none of them through."""
    focus = selection.view.focus
    if not focus or not selection.masks:
        return False
    ties = selection.ties
    dyad = ties.column("dyad")
    of_focus = dyad.taken([focus in (name, *actors_of(name)) for name in dyad.values]).astype(bool)
    return bool(of_focus.any()) and not selection.passed[of_focus].any()


def select_with_focus(ties: Ties, view: View) -> Selection:
    """What passes the filters; where they would hide the focus, what is there without them."""
    selection = select(ties, view)
    return select(ties, with_focus_shown(view)) if hides_focus(selection) else selection


def with_focus_shown(view: View) -> View:
    """The view without its filters, so that the focus is shown: an actor with its direct ties, a pair among all."""
    layout = "rings" if view.layout == "focal" else view.layout
    filters = {name: DEFAULTS[name] for name, field in FIELDS.items() if field.ties or field.events}
    steps = view.steps or (0 if is_dyad(view.focus) else 1)
    return replace(view, layout=layout, among=False, **{**filters, "steps": steps})


# The time of the records ----------------------------------------------------------------------------


@memo
def first_day(ties: Ties) -> date:
    """The first day on which something in the records begins or happens."""
    events = [value.first for value in ties.dataset.column("events", "date").values]
    spells = [date.fromordinal(int(ties.starts[0].min()))] if len(ties) else []
    return min((*events, *spells), default=date(1950, 1, 1))


@memo
def first_days(ties: Ties) -> Mapping[str, date]:
    """Actor -> the first day on which it may have a tie; before it the records have nothing on it."""
    days: dict[str, int] = {}
    for index in np.flatnonzero(~ties.proposed).tolist():
        start = int(ties.starts[0][index])
        for actor in ties.actors[index]:
            days[actor] = min(start, days.get(actor, start))
    return {actor: date.fromordinal(day) for actor, day in days.items()}


def read_through(dataset: Dataset) -> date | None:
    """The day through which sources were read; later events are not covered."""
    return max((search.through.last for search in dataset.searches), default=None)
