"""Tempo -> the rows of its chart as plain frames: step lanes, marks, stacked counts, what was not looked at. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from components.network.payload import since
from components.standing import actor_or_dyad
from components.theme import CONTACT_BARS, EVENT_BARS, STEP_MARKS, Stroke, event_bar, style_key, styles_of, text_on
from components.timeline import fitted
from data.contacts import Observation, observation
from data.dates import MONTHS, PartialDate, spoken_day
from data.in_view import InView, read_through
from data.tempo import Step, Tally, Tempo, after_period, tally
from data.view import Unit

# More steps than this are counted: so many rules would hide what they cross.
MOST_RULES = 12
TITLE, MARKS, LANE, COUNTS, GAP = 20, 18, 21, 118, 12
PICTURE_WIDTH, LETTER = 690, 6.3
# The share of a period that its bar leaves free on either side.
MARGIN = 0.07
OTHER_TIE = "Another tie began"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """A row of the chart: title above, and its pixels from `top` to `bottom`."""

    title: str
    top: int
    bottom: int


@dataclass(frozen=True)
class Plan:
    """Everything that the chart is drawn from; the axis goes from `first` to `last`."""

    found: InView
    tempo: Tempo
    unit: Unit
    today: date
    dark: bool = False

    @property
    def ruled(self) -> bool:
        return len(self.tempo.moves) <= MOST_RULES

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """With few steps, the ties on which they are, each a lane of its own."""
        ties = (self.found.ties.tie[step.at] for step in self.tempo.moves) if self.ruled else ()
        return tuple(dict.fromkeys(ties))

    @cached_property
    def observed(self) -> Observation | None:
        """The time in which contacts were looked for, if any could be counted here."""
        return observation(self.found.dataset) if self.tempo.partners else None

    @cached_property
    def first(self) -> date:
        """By month the axis opens where contacts do: before, a month is narrower than a line."""
        if self.found.view.since:
            return self.found.view.since
        if self.unit == "month" and self.observed:
            return self.observed.first.replace(day=1)
        events = (event.date.first for event in self.tempo.events)
        contacts = (contact.date.first for contact in self.tempo.contacts)
        steps = (step.start.first for step in self.tempo.steps)
        return min((*events, *contacts, *steps), default=self.today).replace(month=1, day=1)

    @cached_property
    def last(self) -> date:
        return max(self.found.view.until or self.today, self.first + ONE_DAY)

    @cached_property
    def rows(self) -> tuple[Row, Row, Row]:
        """Steps, events, contacts: from the top down."""
        every = f"a {self.unit}"
        steps = MARKS + LANE * (len(self.lanes) + self.has_beside) if self.ruled else COUNTS // 2
        heights = (max(steps, MARKS + LANE), COUNTS, COUNTS if self.tempo.partners else LANE)
        titles = (
            "Tier steps" if self.ruled else f"Tier steps {every}",
            f"Curated events {every}",
            f"Observed contacts with China’s leaders {every}, machine-coded",
        )
        rows, top = [], TITLE
        for title, height in zip(titles, heights, strict=True):
            rows.append(Row(title, top, top + height))
            top += height + GAP + TITLE
        return rows[0], rows[1], rows[2]

    @property
    def has_beside(self) -> bool:
        return any(not step.moves and self.on_axis(step.start) for step in self.tempo.steps)

    def on_axis(self, day: PartialDate) -> bool:
        return day.last >= self.first and day.first <= self.last

    def colour(self, stroke: Stroke) -> str:
        return stroke.dark if self.dark else stroke.light

    @cached_property
    def events(self) -> Tally:
        return self._tally((event.date, event_bar(event.kind)) for event in self.tempo.events)

    @cached_property
    def contacts(self) -> Tally:
        return self._tally((contact.date, contact.kind.replace("_", " ")) for contact in self.tempo.contacts)

    @cached_property
    def moves(self) -> Tally:
        return self._tally((step.start, step.kind.value) for step in self.tempo.moves)

    def _tally(self, dated: Iterable[tuple[PartialDate, str]]) -> Tally:
        return tally(((day, kind) for day, kind in dated if self.on_axis(day)), self.unit)


def period_words(first: date, unit: Unit) -> str:
    return str(first.year) if unit == "year" else f"{MONTHS[first.month]} {first.year}"


# Counts --------------------------------------------------------------------------------------------


def events_frame(plan: Plan) -> pd.DataFrame:
    return _counts(plan, plan.events, plan.rows[1], EVENT_BARS, lambda _: "")


def contacts_frame(plan: Plan) -> pd.DataFrame:
    return _counts(plan, plan.contacts, plan.rows[2], CONTACT_BARS, lambda first: coverage_of(plan, first))


def moves_frame(plan: Plan) -> pd.DataFrame:
    return _counts(plan, plan.moves, plan.rows[0], STEP_MARKS, lambda _: "")


def _counts(plan: Plan, counted: Tally, row: Row, kinds: Iterable[str], covers: Callable[[date], str]) -> pd.DataFrame:
    """One row a period and kind: from, to (days), the bar's pixels, its middle, and the words of its tip."""
    scale = (row.bottom - row.top) / (counted.highest or 1)
    found, heights = [], dict.fromkeys((period for period, _ in counted.counts), 0)
    for kind in kinds:
        for (first, one), number in counted.counts.items():
            if one != kind:
                continue
            below, heights[first] = heights[first], heights[first] + number
            after = after_period(first, plan.unit)
            margin = (after - first) * MARGIN
            covered = covers(first)
            found.append(
                {
                    "from": pd.Timestamp(first) + margin,
                    "to": pd.Timestamp(after) - margin,
                    "middle": pd.Timestamp(first) + (after - first) / 2,
                    "y": row.bottom - below * scale,
                    "y2": row.bottom - heights[first] * scale,
                    "y_middle": row.bottom - (below + number / 2) * scale,
                    "period": period_words(first, plan.unit),
                    "kind": kind,
                    "number": number,
                    "covered": covered or "whole period",
                    "opacity": 0.55 if covered else 1.0,
                }
            )
    return pd.DataFrame(found)


def coverage_of(plan: Plan, first: date) -> str:
    """What of a period was not looked at for contacts; empty if all of it was."""
    seen, after = plan.observed, after_period(first, plan.unit)
    if seen is None or after <= seen.first or first > seen.through:
        return "not looked at"
    parts = [f"from {spoken_day(seen.first)}"] * (first < seen.first)
    parts += [f"through {spoken_day(seen.through)}"] * (after - ONE_DAY > seen.through)
    return " ".join(parts)


# Steps ---------------------------------------------------------------------------------------------


def lanes_frame(plan: Plan) -> pd.DataFrame:
    """One row a spell on a lane: from, to (days), its pixels, wording, colour."""
    ties, styles, top = plan.found.ties, styles_of(plan.found.dataset), plan.rows[0].top + MARKS
    rows = []
    for at, tie in enumerate(ties.tie):
        start, end = (
            date.fromordinal(min(int(days[at]), plan.last.toordinal())) for days in (ties.starts[0], ties.ends[1])
        )
        if tie not in plan.lanes or not plan.found.passed[at] or end <= plan.first or start >= plan.last:
            continue
        start = max(start, plan.first)
        colour = plan.colour(styles[style_key(ties, at)].stroke)
        letters = int((end - start) / (plan.last - plan.first) * PICTURE_WIDTH / LETTER)
        wording = ties.spells[at].wording
        name = f"{actor_or_dyad(plan.found.dataset, ties.spells[at].dyad)}: " if _several(plan) else ""
        rows.append(
            {
                "from": start,
                "to": end,
                "y": top + plan.lanes.index(tie) * LANE,
                "y2": top + plan.lanes.index(tie) * LANE + LANE - 4,
                "y_middle": top + plan.lanes.index(tie) * LANE + (LANE - 4) / 2,
                "wording": wording,
                "held": since(ties, at),
                "name": actor_or_dyad(plan.found.dataset, ties.spells[at].dyad),
                "text": fitted(f"{name}{wording}", letters),
                "colour": colour,
                "ink": text_on(colour),
            }
        )
    return pd.DataFrame(rows)


def _several(plan: Plan) -> bool:
    return len({step.dyad for step in plan.tempo.moves}) > 1


def marks_frame(plan: Plan) -> pd.DataFrame:
    """One row a step on the axis: where its mark stands and its rule runs, how exact it is, and its words."""
    row = plan.rows[0]
    rows = []
    for step in plan.tempo.steps:
        if plan.on_axis(step.start) and plan.ruled:
            rows.append(
                {
                    "from": max(step.start.first, plan.first),
                    "to": min(step.start.last + ONE_DAY, plan.last),
                    "middle": max(step.start.first, plan.first) + (step.start.last - step.start.first) / 2,
                    "y": row.top + MARKS / 2 - 2 if step.moves else row.bottom - LANE / 2 - 2,
                    "kind": step.kind.value if step.moves else OTHER_TIE,
                    "moves": step.moves,
                    "exact": step.start.precision == "day",
                    **step_words(plan, step),
                }
            )
    return pd.DataFrame(rows)


def step_words(plan: Plan, step: Step) -> dict[str, str]:
    spells = plan.found.ties.spells
    return {
        "dyad": actor_or_dyad(plan.found.dataset, step.dyad),
        "day": step.start.spoken,
        "before": spells[step.before].wording if step.before is not None else "no earlier tier in the records",
        "after": spells[step.at].wording,
    }


# What was not looked at ----------------------------------------------------------------------------


def unseen_frame(plan: Plan) -> pd.DataFrame:
    """Shaded: contacts before the first one recorded (or all of their row), and all rows after the last source read."""
    contacts, bottom, rows = plan.rows[2], plan.rows[2].bottom, []
    if plan.observed is None:
        rows.append((plan.first, plan.last, contacts.top, bottom, "Recorded only for dyads with China"))
    elif plan.observed.first > plan.first:
        words = f"No contacts recorded before {spoken_day(plan.observed.first)}"
        rows.append((plan.first, min(plan.observed.first, plan.last), contacts.top, bottom, words))
    through = read_through(plan.found.dataset)
    if through and through < plan.last:
        words = f"Blind spot: sources were read through {spoken_day(through)}"
        rows.append((max(through, plan.first), plan.last, plan.rows[0].top, bottom, words))
    frame = pd.DataFrame(rows, columns=["from", "to", "y", "y2", "words"])
    frame["y_middle"] = (frame["y"] + frame["y2"]) / 2
    span = (plan.last - plan.first).days
    letters = [
        (end - start).days / span * PICTURE_WIDTH / LETTER
        for start, end in zip(frame["from"], frame["to"], strict=True)
    ]
    frame["text"] = [fitted(words, int(most)) for words, most in zip(frame["words"], letters, strict=True)]
    return frame
