"""Where the focus is among those who share its rank -> sentences."""

from collections import Counter
from datetime import date

from components.wording.coverage import searched_time_text
from data.analysis.arrival import NO_TIER, Arrivals, ChangePattern, Level, LevelChange, Stay
from data.analysis.holders import Holder
from data.analysis.missing_ties import MissingTie, missing_ties_of
from data.base.days import day_text
from data.base.text import list_text, ordinal_range
from data.model.cells import actors_of, dyad_of
from data.model.dates import duration
from data.tables.dataset import Dataset
from data.tables.origin import added_count_text, added_mark
from data.view.fields.names import actor_or_dyad

_MOST_NAMED = 6
DAYS_PER_YEAR = 365.2425
ORDER_HEADINGS = ("Earlier", "On the same day", "Later", "Order unknown")


def rank_sentences(arrivals: Arrivals, holder: str, stay: Stay) -> list[str]:
    """Its rank on the day, its number among those at that rank, who came before and who after."""
    dataset = arrivals.selection.dataset
    day, name = day_text(arrivals.selection.view.as_of), actor_or_dyad(dataset, holder)
    if stay.level is None:
        spell = arrivals.selection.ties.spells[stay.last]
        wording = f"“{dataset.tiers[spell.tier].wording}”{added_mark(dataset, spell)}"
        return [f"On {day}, {name} holds {wording}, which {arrivals.ladder.author} does not rank."]
    holders, order = arrivals.on_level(stay.level)
    this = next(row for row in holders if row.actor == holder)
    uncertain = "" if this.certain else " (uncertain on this date: the exact date is not known)"
    added = added_count_text(tie=len(arrivals.by_added(stay.level)))
    number = f"the {ordinal_range(*order[holder])} of {len(holders)} to reach it{added}"
    first = f"As of {day}, {name} has held rank “{stay.level.name}” {arrival_text(arrivals, stay.first)}{uncertain}, {number}."
    return [first, *_neighbours(arrivals, holders, this)]


def _neighbours(arrivals: Arrivals, holders: tuple[Holder, ...], this: Holder) -> list[str]:
    groups = zip(ORDER_HEADINGS, by_order(holders, this), strict=True)
    return [f"{heading}: {_names(arrivals, group)}." for heading, group in groups if group]


def by_order(holders: tuple[Holder, ...], this: Holder) -> tuple[list[Holder], ...]:
    """Who came before, on the same day, after, and whose order is not known."""
    others = [holder for holder in holders if holder != this]
    before = [holder for holder in others if holder.latest < this.earliest]
    after = [holder for holder in others if holder.earliest > this.latest]
    same = [holder for holder in others if holder.earliest == holder.latest == this.earliest == this.latest]
    return before, same, after, [holder for holder in others if holder not in (*before, *same, *after)]


def _names(arrivals: Arrivals, holders: list[Holder]) -> str:
    return list_text([_name(arrivals, holder) for holder in holders], most=_MOST_NAMED)


def _name(arrivals: Arrivals, holder: Holder) -> str:
    ties = arrivals.selection.ties
    spell = ties.spells[holder.index]
    day = spell.start.display_text if spell.start else "start date unknown"
    return f"{actor_or_dyad(ties.dataset, holder.actor)} ({day}){added_mark(ties.dataset, spell)}"


def arrival_text(arrivals: Arrivals, index: int) -> str:
    """ "since 15 Sep 2022", of the spell with which a rank was reached."""
    start = arrivals.selection.ties.spells[index].start
    return f"since {start.display_text}" if start else "since an unknown date"


# Steps ----------------------------------------------------------------------------------------------------


def level_change_sentences(arrivals: Arrivals, stay: Stay, patterns: list[ChangePattern]) -> list[str]:
    """How long the last step took, beside what it took others, and where others came from."""
    sentences = []
    step = next((step for step in reversed(arrivals.changes) if step.after == stay), None)
    if step and step.before.level and stay.level:
        comparison = _comparison(arrivals, step, patterns)
        sentences.append(
            f"The step from “{step.before.level.name}” took {change_duration(arrivals, step)}{comparison}."
        )
    if stay.level:
        sentences.append(f"{_origins(arrivals, stay.level)}.")
    return sentences


def change_duration(arrivals: Arrivals, step: LevelChange) -> str:
    """ "9 years 1 month", "about 7 years"; "an unknown time" if a start is not known."""
    one, other = (arrivals.selection.ties.spells[stay.first].start for stay in (step.before, step.after))
    return duration(one, other) if one and other else "an unknown time"


def _comparison(arrivals: Arrivals, step: LevelChange, patterns: list[ChangePattern]) -> str:
    """How long the same step took others; how often it was made where there is nothing to compare."""
    pattern = next(pattern for pattern in patterns if step in pattern.changes)
    if len(pattern.changes) < 2:
        return "; no other partner has made this step"
    if len(pattern.timed) < 2 or pattern.median_days is None:
        return ""
    added = added_count_text(step=sum(_is_added(arrivals, other.after) for other in pattern.timed))
    return f"; the median of {len(pattern.timed)} partners is {years_text(pattern.median_days)}{added}"


def _is_added(arrivals: Arrivals, stay: Stay) -> bool:
    return bool(arrivals.selection.ties.added[stay.first])


def years_text(days: float) -> str:
    """ "8.2 years"."""
    return f"{days / DAYS_PER_YEAR:.1f} years"


def _origins(arrivals: Arrivals, level: Level) -> str:
    origins = arrivals.origins(level)
    counts = Counter(name for name, _ in origins).most_common()
    parts = [f"{number} {_origin_text(name)}" for name, number in counts]
    added = added_count_text(tie=sum(_is_added(arrivals, stay) for _, stay in origins))
    return f"Of the partners that reached “{level.name}”, {list_text(parts, most=_MOST_NAMED)}{added}"


def _origin_text(name: str) -> str:
    return "had no label before" if name == NO_TIER else f"came from “{name}”"


# Nothing to rank -----------------------------------------------------------------------------------------


def absence_text(arrivals: Arrivals, holder: str) -> str:
    """Why the focus has no rank in this order on the day."""
    dataset, ladder, day = arrivals.selection.dataset, arrivals.ladder, arrivals.selection.view.as_of
    opening = f"On {day_text(day)}, {actor_or_dyad(dataset, holder)} has no rank in “{ladder.name}”"
    dyad = _dyad_on_ladder(dataset, holder, dataset.families[ladder.family].owner)
    if not dyad:
        return f"{opening}."
    missing = (tie for tie in missing_ties_of(dataset, dyad, as_of=day) if tie.family == ladder.family)
    return f"{opening}: {_absence_reason(next(missing, None), day)}."


def _dyad_on_ladder(dataset: Dataset, holder: str, owner: str) -> str:
    """The dyad that would be on the ladder; "" if the holder can have none there."""
    dyad = dyad_of(holder, owner) if holder in dataset.actors and owner else holder
    is_dyad = dyad not in dataset.actors and all(actor in dataset.actors for actor in actors_of(dyad))
    return dyad if is_dyad else ""


def _absence_reason(missing: MissingTie | None, day: date) -> str:
    if missing is None:
        return "the filters hide its tie"
    if missing.reason == "ended" and missing.spell and missing.spell.end:
        return f"its last label ended {missing.spell.end.display_text}"
    if missing.reason == "none found" and missing.search:
        return f"no label was found {searched_time_text([missing.search], day)}"
    if missing.spell and missing.spell.start is None:
        return "when its first label began is unknown"
    return "its first label came later" if missing.spell else "this pair was not searched"
