"""A selection -> the actors of its network: whose dot is drawn, in which colour, and whether it is hollow. Pure."""

from collections import Counter

from components.figure.model import ActorDot, LegendEntry
from components.network.layouts.labels import MOST_NAMED
from components.network.layouts.rings import RingLayout
from components.network.layouts.subject import subject_of
from components.network.places import arrangement_for, ring_labels
from components.style.theme import EVENT_MARK, HOLLOW, style_key, styles_of
from data.model.span import FOREVER
from data.view.fields.names import focus_actors
from data.view.selection import Selection
from data.view.ties import SpellIndex

# Spell -> the number of its citation.
Numbers = dict[SpellIndex, int]
# The entry of the legend: the ring is that of the latest label, which ended before the day, began after it, or rests.
HOLLOW_GROUP, NOT_IN_FORCE = "Hollow dots", "the label of this ring is suspended or not in force on this date"


def dots_of(selection: Selection, numbers: Numbers) -> tuple[ActorDot, ...]:
    """The actors with ties in view; of chosen ones that can be named as a whole, everyone."""
    rows, arrangement = selection.dataset.actors, arrangement_for(selection)
    positions, centre, rings = arrangement.positions, arrangement.centre, arrangement.rings
    numbers_of = _numbers_by_actor(selection, centre, numbers)
    is_around = subject_of(selection.ties, selection.view).kind == "centre"
    # Around one actor or pair a dot that nothing leads to would say nothing, or that it still has a label.
    chosen = {*focus_actors(selection.dataset, selection.view.focus)} if is_around else {*positions}
    chosen = chosen & positions.keys() if len(positions) <= MOST_NAMED else set()
    labels = _labels_of_rings(selection, rings) if rings else {}
    ranked = ring_labels(selection.ties, arrangement)
    return tuple(
        ActorDot(
            actor,
            rows[actor].name,
            rows[actor].short_name,
            *positions[actor],
            is_centre=actor == centre,
            numbers=tuple(numbers_of.get(actor, ())),
            style=_style(selection, labels.get(actor), numbers_of.get(actor, [])),
            is_hollow=bool(numbers) and actor in ranked and not selection.in_force[list(ranked[actor])].any(),
        )
        for actor in sorted(selection.actors | chosen)
    )


def _labels_of_rings(selection: Selection, rings: RingLayout) -> dict[str, SpellIndex]:
    """Partner -> its label with the centre in the ranking of the rings, on the day, whatever the filters."""
    ties, labels = selection.ties, dict[str, SpellIndex]()
    for index in map(int, selection.in_force.nonzero()[0]):
        if ties.tiers[index].family == rings.family and rings.centre in ties.actors[index]:
            one, other = ties.actors[index]
            labels[other if one == rings.centre else one] = index
    return labels


def _style(selection: Selection, label: SpellIndex | None, numbers: list[int]) -> str:
    """The colour of a dot: its label in the ranking of the rings; without one that of its highest tie."""
    if label is not None:
        return style_key(selection.ties, label)
    order = list(styles_of(selection.dataset))
    styles = [style_key(selection.ties, selection.indices[number - 1]) for number in numbers]
    return min(styles, key=order.index, default="")


def hollow_entry(dots: tuple[ActorDot, ...]) -> tuple[LegendEntry, ...]:
    """What hollow dots mean, where there are some."""
    count = sum(dot.is_hollow for dot in dots)
    return (LegendEntry(NOT_IN_FORCE, EVENT_MARK, count, HOLLOW, HOLLOW_GROUP),) if count else ()


def may_have_hollow_dots(selection: Selection) -> tuple[LegendEntry, ...]:
    """The same entry where a label of the rings has ended, as there then are hollow dots on some day."""
    rings, ties = arrangement_for(selection).rings, selection.ties
    if rings is None:
        return ()
    last = {ties.tie[index]: index for index in range(len(ties)) if ties.tiers[index].family == rings.family}
    ended = sum(
        rings.centre in ties.actors[index]
        and (int(ties.ends[1][index]) != FOREVER or ties.spells[index].status == "suspended")
        for index in last.values()
    )
    return (LegendEntry(NOT_IN_FORCE, EVENT_MARK, ended, HOLLOW, HOLLOW_GROUP),) if ended else ()


def _numbers_by_actor(selection: Selection, centre: str, numbers: Numbers) -> dict[str, list[int]]:
    """Where many ties meet, their numbers would pile up: each belongs to the actor with fewer ties."""
    tie_counts = Counter(actor for index in selection.indices for actor in selection.ties.actors[index])
    by_actor: dict[str, list[int]] = {}
    for index, number in numbers.items():
        ends = selection.ties.actors[index]
        fewest = min(ends, key=lambda actor: (actor == centre, tie_counts[actor], actor))
        by_actor.setdefault(fewest, []).append(number)
    return by_actor
