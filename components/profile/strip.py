"""Spells and events -> a strip of time: lanes of labels, with events above them. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from components.profile.document import Strip, StripEvent, StripLane, StripSpan
from components.style.theme import EVENT_SHAPES, style_key, styles_of
from components.wording.spells import dates_text
from data.base.days import day_text
from data.model.event_rows import Event
from data.view.ties import SpellIndex, Ties

# Lanes of ties that are not labels, and events above the lanes.
_MOST_LANES, _MOST_EVENTS = 8, 14


def strip_of(
    ties: Ties, indices: Sequence[SpellIndex], events: Iterable[Event], day: date, *, names_of_pairs: bool = False
) -> Strip | None:
    """The strip of these spells; None if there is nothing to show over time. With labels only labels are lanes."""
    labels = [index for index in indices if ties.dataset.families[ties.tiers[index].family].is_exclusive]
    chosen = labels or list(indices)
    groups = [list(group) for _, group in groupby(chosen, key=lambda index: ties.tie[index])][:_MOST_LANES]
    if not groups:
        return None
    starts = [date.fromordinal(int(ties.starts[0][index])) for group in groups for index in group]
    first = min(starts).replace(month=1, day=1)
    shown = sorted((one for one in events if first <= one.date.middle <= day), key=lambda one: -one.significance)
    lanes = tuple(_lane(ties, group, day, names_of_pairs=names_of_pairs) for group in groups)
    return Strip(
        caption="Labels over time" if any(ties.layer(index) == "partnership" for index in chosen) else "Ties over time",
        first=first,
        last=day,
        as_of=day,
        lanes=lanes,
        events=tuple(
            StripEvent(one.date.middle, one.title, EVENT_SHAPES[one.kind], one.significance)
            for one in sorted(shown[:_MOST_EVENTS], key=lambda one: one.date.middle)
        ),
        text=_text(ties, groups, day),
    )


def _lane(ties: Ties, group: list[SpellIndex], day: date, *, names_of_pairs: bool) -> StripLane:
    dataset, family = ties.dataset, ties.tiers[group[0]].family
    name = dataset.families[family].name if dataset.families[family].is_exclusive else ties.spells[group[0]].wording
    if names_of_pairs:
        owner = dataset.families[family].owner
        name = " – ".join(dataset.actors[one].name for one in ties.actors[group[0]] if one == owner) or name
    return StripLane(name, tuple(_span(ties, index, day) for index in group))


def _span(ties: Ties, index: SpellIndex, day: date) -> StripSpan:
    stroke = styles_of(ties.dataset)[style_key(ties, index)].stroke
    start, certain = (date.fromordinal(int(side[index])) for side in ties.starts)
    end = date.fromordinal(min(int(ties.ends[0][index]), day.toordinal()))
    spell = ties.spells[index]
    return StripSpan(start, min(certain, end), max(end, start), spell.wording, stroke, bool(stroke.dash))


def _text(ties: Ties, groups: list[list[SpellIndex]], day: date) -> str:
    parts = [f"{ties.spells[index].wording}, {dates_text(ties.spells[index])}" for group in groups for index in group]
    return f"Strip of time to {day_text(day)}. {'; '.join(parts)}."
