"""Where the focus stands among its rung-mates -> sentences."""

from collections import Counter

from data.analysis.arrival import NO_TIER, Arrivals, Level, LevelStep, Stay, StepPattern
from data.analysis.holders import Holder
from data.analysis.missing_ties import missing_ties_of
from data.base.text import counted, listed, ordinals
from data.model.cells import actors_of, dyad_of
from data.model.dates import duration, spoken_day
from data.tables.origin import added_mark, counting
from data.view.fields.names import actor_or_dyad

MOST_NAMED = 6
YEAR = 365.2425
UNTOLD = "It cannot be told whether before or after it came"


def place_words(arrivals: Arrivals, who: str, stay: Stay) -> list[str]:
    """Its rung, its place among those on it, who came before and who after."""
    dataset = arrivals.selection.dataset
    name, day = actor_or_dyad(dataset, who), spoken_day(arrivals.selection.view.as_of)
    if stay.level is None:
        wording = dataset.tiers[arrivals.selection.ties.tiers[stay.last].tier].wording
        added = added_mark(dataset, arrivals.selection.ties.spells[stay.last])
        return [f"On {day} {name} stands on “{wording}”{added}, which {arrivals.ladder.author} does not place."]
    members, places = arrivals.mates(stay.level)
    own = next(member for member in members if member.actor == who)
    first, last = places[who]
    possible = "" if own.certain else " (possible on this day: a date is not exact)"
    added = counting(tie=len(arrivals.by_added(stay.level)))
    place = f"{ordinals(first, last)} of {counted(len(members), 'actor')} to arrive{added}"
    said = [f"On {day} {name} stands on “{stay.level.name}”{possible}, {arrived(arrivals, stay.first)}: {place}."]
    for words, some in zip(
        ("Before it came", "On the same day", "After it came", UNTOLD), around(members, own), strict=True
    ):
        if some:
            said.append(f"{words} {listed([_named(arrivals, member) for member in some], most=MOST_NAMED)}.")
    return said


def around(members: tuple[Holder, ...], own: Holder) -> tuple[list[Holder], ...]:
    """Who came before, on the same day, after, and of whom it cannot be told."""
    others = [member for member in members if member != own]
    before = [member for member in others if member.last < own.first]
    after = [member for member in others if member.first > own.last]
    same = [member for member in others if member.first == member.last == own.first == own.last]
    return before, same, after, [member for member in others if member not in (*before, *same, *after)]


def arrived(arrivals: Arrivals, at: int) -> str:
    """ "since 15 Sep 2022", of the spell with which somebody came to a rung."""
    start = arrivals.selection.ties.spells[at].start
    return f"since {start.spoken}" if start else "since a day that was not found"


def _named(arrivals: Arrivals, member: Holder) -> str:
    start = arrivals.selection.ties.spells[member.index].start
    day, ties = start.spoken if start else "start not found", arrivals.selection.ties
    return f"{actor_or_dyad(ties.dataset, member.actor)} ({day}){added_mark(ties.dataset, ties.spells[member.index])}"


def step_words(arrivals: Arrivals, stay: Stay, usual: list[StepPattern]) -> list[str]:
    """How long the last step took, beside what it took others, and where others came from."""
    said = []
    step = next((step for step in reversed(arrivals.steps) if step.after == stay), None)
    if step and step.before.level and stay.level:
        others = _others(arrivals, step, usual)
        said.append(f"The step from “{step.before.level.name}” took {took(arrivals, step)}{others}.")
    if stay.level:
        said.append(f"{_origins(arrivals, stay.level)}.")
    return said


def took(arrivals: Arrivals, step: LevelStep) -> str:
    """ "9 years 1 month", "about 7 years"; "an unknown time" if a start was not found."""
    one, other = (arrivals.selection.ties.spells[stay.first].start for stay in (step.before, step.after))
    return duration(one, other) if one and other else "an unknown time"


def _others(arrivals: Arrivals, step: LevelStep, usual: list[StepPattern]) -> str:
    same = next(one for one in usual if step in one.steps)
    if len(same.timed) < 2 or same.median_days is None:
        return "; nobody else has made it" if len(same.steps) < 2 else ""
    added = counting(step=sum(_is_added(arrivals, one.after) for one in same.timed))
    return f", against {years(same.median_days)} at the median of {len(same.timed)}{added}"


def _is_added(arrivals: Arrivals, stay: Stay) -> bool:
    return bool(arrivals.selection.ties.added[stay.first])


def years(days: float) -> str:
    """ "8.2 years"."""
    return f"{days / YEAR:.1f} years"


def _origins(arrivals: Arrivals, level: Level) -> str:
    origins = arrivals.origins(level)
    counts = Counter(name for name, _ in origins).most_common()
    words = [f"{number} from {name if name == NO_TIER else f'“{name}”'}" for name, number in counts]
    added = counting(tie=sum(_is_added(arrivals, stay) for _, stay in origins))
    return f"Of all that ever came to “{level.name}”, {listed(words, most=MOST_NAMED)}{added}"


def absent_words(arrivals: Arrivals, who: str) -> str:
    """Why the focus stands on no rung of this ladder on the day."""
    dataset, ladder, day = arrivals.selection.dataset, arrivals.ladder, arrivals.selection.view.as_of
    name, owner = actor_or_dyad(dataset, who), dataset.families[ladder.family].owner
    dyad = dyad_of(who, owner) if who in dataset.actors and owner else who
    opening = f"On {spoken_day(day)} {name} stands on no rung of “{ladder.name}”"
    if dyad in dataset.actors or any(actor not in dataset.actors for actor in actors_of(dyad)):
        return f"{opening}."
    blank = next((blank for blank in missing_ties_of(dataset, dyad, as_of=day) if blank.family == ladder.family), None)
    if blank is None:
        return f"{opening}: the filters hide its tie."
    end = blank.spell.end if blank.spell else None
    reasons = {
        "ended": f": its last tier ended {end.spoken if end else 'before'}",
        "not begun": ": its first tier came later",
        "none found": f": none was found through {blank.search.through.spoken if blank.search else '?'}",
        "not searched": ": nobody looked for one",
    }
    return f"{opening}{reasons[blank.reason]}."
