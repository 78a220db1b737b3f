"""A country or organisation on a day: labels, changes, memberships, treaties, measures, ladders, events, figures."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from data.analysis.arrival import holder_of_spell
from data.analysis.diff import Change, changes_between, two_days
from data.analysis.ladders import height, rungs_from_top
from data.analysis.profiles.events import KeyEvents, key_events
from data.analysis.profiles.measured import MeasuredSeries, series_of_actor
from data.analysis.profiles.pair import one_of_each_tie
from data.analysis.profiles.standing import Standing, everything_on, standing_of
from data.base.days import years_before
from data.base.memo import memo_large
from data.model.tie_rows import Ladder
from data.view.selection import list_order
from data.view.ties import SpellIndex, Ties
from data.view.view import View


@dataclass(frozen=True)
class LadderPlace:
    """The rung of one of the actor's labels on one ladder; `place` counts from the top, None if the author leaves it out."""

    ladder: Ladder
    index: SpellIndex
    place: int | None
    count: int


@dataclass(frozen=True)
class CountryProfile:
    """What is known of an actor on a day; ties in the order of a list.

    `labels` are those of its partnerships, by family, `standings` its place on the rankings of other actors' labels.
    `since` is the day from which `changes` are counted.
    """

    actor: str
    day: date
    ties: tuple[SpellIndex, ...]
    labels: tuple[SpellIndex, ...]
    memberships: tuple[SpellIndex, ...]
    bindings: tuple[SpellIndex, ...]
    measures_sent: tuple[SpellIndex, ...]
    measures_received: tuple[SpellIndex, ...]
    measures_other: tuple[SpellIndex, ...]
    standings: tuple[Standing, ...]
    places: tuple[LadderPlace, ...]
    since: date
    changes: tuple[Change, ...]
    events: KeyEvents
    figures: tuple[MeasuredSeries, ...]


@memo_large
def country_profile(ties: Ties, actor: str, day: date) -> CountryProfile:
    """The profile of an actor, which need not have a tie."""
    selection = everything_on(ties, day)
    in_force = [index for index in selection.indices if actor in ties.actors[index]]
    held = one_of_each_tie(ties, sorted(in_force, key=lambda one: list_order(ties, one)), day)
    layers: dict[str, list[SpellIndex]] = defaultdict(list)
    for index in held:
        layers[ties.layer(index)].append(index)
    since, measures = years_before(day, 1), layers["adversarial"]
    labels = tuple(layers["partnership"])
    own = tuple(index for index in labels if holder_of_spell(ties, index) == actor)
    return CountryProfile(
        actor=actor,
        day=day,
        ties=held,
        labels=labels,
        memberships=tuple(layers["membership"]),
        bindings=tuple(index for index in held if ties.layer(index) in ("treaty", "integration", "presence", "flow")),
        measures_sent=tuple(index for index in measures if ties.spells[index].taken_by == actor),
        measures_received=tuple(index for index in measures if ties.spells[index].taken_by not in ("", actor)),
        measures_other=tuple(index for index in measures if not ties.spells[index].taken_by),
        standings=tuple(standing_of(ties, index, day) for index in own),
        places=tuple(place for index in own for place in _places(ties, index)),
        since=since,
        changes=tuple(change for change in _changes(ties, since, day) if actor in ties.actors[change.index]),
        events=key_events(ties.dataset, actor, day),
        figures=series_of_actor(ties.dataset, actor),
    )


@memo_large
def _changes(ties: Ties, since: date, day: date) -> tuple[Change, ...]:
    """What changed in all ties."""
    return changes_between(*two_days(ties, View(as_of=day), against=since))


def _places(ties: Ties, index: SpellIndex) -> list[LadderPlace]:
    """On every ladder of the family on which there is anything to rank, our own first."""
    dataset, tier = ties.dataset, ties.tiers[index]
    ladders = [ladder for ladder in dataset.ladders.values() if ladder.family == tier.family]
    places = []
    for ladder in sorted(ladders, key=lambda one: not one.is_house):
        heights = sorted({height(dataset, ladder, rung.tier) or 0 for rung in rungs_from_top(dataset, ladder)})
        own = height(dataset, ladder, tier.tier)
        if len(heights) > 1:
            places.append(LadderPlace(ladder, index, heights.index(own) + 1 if own else None, len(heights)))
    return places
