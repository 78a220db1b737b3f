"""Plan -> the rows of the chart as plain frames: step lanes, marks, stacked counts, what was not looked at. Pure."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pandas as pd

from components.style.plan import LEAST_SHADE
from components.style.text_width import fitting_text
from components.style.theme import CONTACT_BARS, EVENT_BARS, STEP_MARKS, strength_of, style_key, styles_of, text_on
from components.tempo.plan import MARKS_HEIGHT, TEMPO_LANE_HEIGHT, USES_NAME_HEIGHT, TempoPlan, TempoRow
from components.wording.coverage import blind_spot_text, coverage_text, unread_text
from components.wording.spells import NO_EARLIER_LABEL, marked_dates
from data.analysis.periods import Tally, after_period
from data.analysis.tier_changes import TierChange
from data.base.days import ONE_DAY, day_text, month_text
from data.tables.origin import added_mark
from data.usage.unread import blind_spots
from data.view.fields.names import actor_or_dyad
from data.view.selection import read_through
from data.view.ties import SpellIndex
from data.view.view import Unit

TEMPO_CHART_WIDTH, LETTER, ITALIC = 690, 6.3, 5.4
# The share of a period that its bar leaves free on either side.
BAR_MARGIN = 0.07
# From, to, the pixels of its top and bottom, what it says.
_Unseen = tuple[date, date, float, float, str]
OTHER_TIE = "Another tie began"


def period_text(first: date, unit: Unit) -> str:
    return str(first.year) if unit == "year" else month_text(first)


_BAR_COLUMNS = [
    "from", "to", "middle", "period", "covered", "opacity", "y", "y2", "y_middle", "kind", "number",
]  # fmt: skip


# Counts --------------------------------------------------------------------------------------------


def events_frame(plan: TempoPlan) -> pd.DataFrame:
    return _counts(plan, plan.events, plan.rows[1], EVENT_BARS, lambda _: "")


def contacts_frame(plan: TempoPlan) -> pd.DataFrame:
    return _counts(plan, plan.contacts, plan.rows[2], CONTACT_BARS, lambda first: coverage_of(plan, first))


def moves_frame(plan: TempoPlan) -> pd.DataFrame:
    return _counts(plan, plan.moves, plan.rows[0], STEP_MARKS, lambda _: "")


def _counts(
    plan: TempoPlan, tally: Tally, row: TempoRow, kinds: Iterable[str], gaps: Callable[[date], str]
) -> pd.DataFrame:
    """One row a period and kind: from, to (days), the bar's pixels, its middle, and the words of its tip."""
    scale = (row.bottom - row.top) / (tally.highest or 1)
    bars, heights = [], dict.fromkeys((period for period, _ in tally.counts), 0)
    for kind in kinds:
        for (period, counted_kind), number in tally.counts.items():
            if counted_kind == kind:
                low, high = heights[period], heights[period] + number
                heights[period] = high
                pixels = {
                    "y": row.bottom - low * scale,
                    "y2": row.bottom - high * scale,
                    "y_middle": row.bottom - (low + number / 2) * scale,
                }
                bars.append({**_bar(plan, period, gaps(period)), **pixels, "kind": kind, "number": number})
    return pd.DataFrame(bars, columns=_BAR_COLUMNS)


def _bar(plan: TempoPlan, period: date, gap: str) -> dict[str, object]:
    """From where to where a bar of a period goes, and what of the period was looked at; a bar with a gap is paler."""
    after = after_period(period, plan.unit)
    margin = (after - period) * BAR_MARGIN
    return {
        "from": pd.Timestamp(period) + margin,
        "to": pd.Timestamp(after) - margin,
        "middle": pd.Timestamp(period) + (after - period) / 2,
        "period": period_text(period, plan.unit),
        "covered": gap or "whole period",
        "opacity": 0.55 if gap else 1.0,
    }


def coverage_of(plan: TempoPlan, first: date) -> str:
    """What of a period was not looked at for contacts; empty if all of it was."""
    observed, after = plan.observed_period, after_period(first, plan.unit)
    if observed is None or after <= observed.first or first > observed.through:
        return "no"
    parts = [f"from {day_text(observed.first)}"] * (first < observed.first)
    parts += [f"through {day_text(observed.through)}"] * (after - ONE_DAY > observed.through)
    unread = unread_text(plan.selection.dataset, "contacts", first, after - ONE_DAY)
    return "; ".join(filter(None, (" ".join(parts), unread)))


# Steps ---------------------------------------------------------------------------------------------


def lanes_frame(plan: TempoPlan) -> pd.DataFrame:
    """One row a spell on a lane: from, to (days), its pixels, wording, colour."""
    ties = plan.selection.ties
    shown = (index for index, tie in enumerate(ties.tie) if tie in plan.lanes and plan.selection.passed[index])
    rows, named = [row for index in shown if (row := _lane_row(plan, index))], set[object]()
    for row in rows:
        # The pair is named before the first bar of its lane, where the bar has no room for it.
        has_room = not _has_several_dyads(plan) or str(row["text"]).startswith(str(row["name"]))
        row["before"] = "" if has_room or row["y"] in named else row["name"]
        if row["before"]:
            row["text"] = row["short"]
        named.add(row["y"])
    return pd.DataFrame(rows)


def _lane_row(plan: TempoPlan, index: SpellIndex) -> dict[str, object] | None:
    """A spell on its lane; None if all of it is off the axis."""
    ties, last = plan.selection.ties, plan.last.toordinal()
    start, end = (date.fromordinal(min(int(days[index]), last)) for days in (ties.starts[0], ties.ends[1]))
    if end <= plan.first or start >= plan.last:
        return None
    start = max(start, plan.first)
    top = plan.rows[0].top + MARKS_HEIGHT + plan.lanes.index(ties.tie[index]) * TEMPO_LANE_HEIGHT
    width = (end - start) / (plan.last - plan.first) * TEMPO_CHART_WIDTH
    pair = actor_or_dyad(ties.dataset, ties.spells[index].dyad)
    wording = ties.spells[index].wording + added_mark(ties.dataset, ties.spells[index])
    colour = plan.colour(styles_of(ties.dataset)[style_key(ties, index)].stroke)
    return {
        "from": start,
        "at": index,
        "to": end,
        "y": top,
        "y2": top + TEMPO_LANE_HEIGHT - 4,
        "y_middle": top + (TEMPO_LANE_HEIGHT - 4) / 2,
        "wording": wording,
        "held": marked_dates(ties, index),
        "name": pair,
        "text": fitting_text(f"{pair}: {wording}" if _has_several_dyads(plan) else wording, width, character=LETTER),
        "short": fitting_text(wording, width, character=LETTER),
        "colour": colour,
        "ink": text_on(colour),
    }


def uses_top(plan: TempoPlan) -> int:
    """The pixel at which the strip of uses begins; its name is above it."""
    return plan.rows[0].top + MARKS_HEIGHT + len(plan.lanes) * TEMPO_LANE_HEIGHT + USES_NAME_HEIGHT


def uses_frame(plan: TempoPlan) -> pd.DataFrame:
    """One row a year in which a label of the pair was used: from, to (days), its pixels below the lanes, how often."""
    top = uses_top(plan)
    return pd.DataFrame(
        [
            {
                "from": max(year.first, plan.first),
                "to": min(year.last, plan.last),
                "y": top,
                "y2": top + TEMPO_LANE_HEIGHT - 4,
                "y_middle": top + (TEMPO_LANE_HEIGHT - 4) / 2,
                "strength": strength_of(year.share),
                "year": str(year.year),
                "uses": str(year.number),
            }
            for year in plan.uses
        ]
    )


def _has_several_dyads(plan: TempoPlan) -> bool:
    return len({step.dyad for step in plan.tempo.moves}) > 1


def marks_frame(plan: TempoPlan) -> pd.DataFrame:
    """One row a step on the axis: where its mark stands and its rule runs, how exact it is, and its words."""
    row = plan.rows[0]
    rows = []
    for step in plan.tempo.changes:
        if plan.on_axis(step.start) and plan.marks_changes:
            rows.append(
                {
                    "from": max(step.start.first, plan.first),
                    "to": min(step.start.last + ONE_DAY, plan.last),
                    "middle": max(step.start.first, plan.first) + (step.start.last - step.start.first) / 2,
                    "y": row.top + MARKS_HEIGHT / 2 - 2 if step.moves else row.bottom - TEMPO_LANE_HEIGHT / 2 - 2,
                    "at": step.index,
                    "kind": step.kind.value if step.moves else OTHER_TIE,
                    "moves": step.moves,
                    "exact": step.start.precision == "day",
                    **change_texts(plan, step),
                }
            )
    return pd.DataFrame(rows)


def change_texts(plan: TempoPlan, step: TierChange) -> dict[str, str]:
    spells, dataset = plan.selection.ties.spells, plan.selection.dataset
    return {
        "dyad": actor_or_dyad(plan.selection.dataset, step.dyad),
        "day": step.start.display_text,
        "before": spells[step.previous].wording if step.previous is not None else NO_EARLIER_LABEL,
        "after": spells[step.index].wording + added_mark(dataset, spells[step.index]),
    }


# What was not looked at ----------------------------------------------------------------------------


def unseen_frame(plan: TempoPlan) -> pd.DataFrame:
    """Shaded: contacts before the first one recorded (or all of their row), days that were not read, and all rows after the
    last source read.
    """
    contacts, bottom = plan.rows[2], plan.rows[2].bottom
    rows: list[_Unseen] = []
    if plan.observed_period is None:
        rows.append((plan.first, plan.last, contacts.top, bottom, "Recorded only for pairs with China"))
    elif plan.observed_period.first > plan.first:
        words = f"No contacts recorded before {day_text(plan.observed_period.first)}"
        rows.append((plan.first, min(plan.observed_period.first, plan.last), contacts.top, bottom, words))
    rows += _unread_within(plan, "contacts", contacts.top, bottom) if plan.observed_period else []
    if plan.uses:
        rows += _unread_within(plan, "sightings", uses_top(plan), uses_top(plan) + TEMPO_LANE_HEIGHT - 4)
    through = read_through(plan.selection.dataset)
    if through and through < plan.last:
        words = coverage_text(plan.selection.dataset)
        rows.append((max(through, plan.first), plan.last, plan.rows[0].top, bottom, words))
    frame = pd.DataFrame(rows, columns=["from", "to", "y", "y2", "words"])
    frame["y_middle"] = (frame["y"] + frame["y2"]) / 2
    span = (plan.last - plan.first).days
    widths = [
        (end - start).days / span * TEMPO_CHART_WIDTH for start, end in zip(frame["from"], frame["to"], strict=True)
    ]
    frame["text"] = [
        fitting_text(words, width, character=ITALIC) for words, width in zip(frame["words"], widths, strict=True)
    ]
    return frame


def _unread_within(plan: TempoPlan, table: str, top: float, bottom: float) -> list[_Unseen]:
    """The blind spots within the time read, each wide enough to be seen."""
    least = timedelta(days=(plan.last - plan.first).days * LEAST_SHADE / TEMPO_CHART_WIDTH)
    spots = blind_spots(plan.selection.dataset, table, plan.first, plan.last)
    return [
        (spot.first, max(spot.last + ONE_DAY, spot.first + least), top, bottom, blind_spot_text(spot)) for spot in spots
    ]


# The same as a table -------------------------------------------------------------------------------


def tempo_table(plan: TempoPlan) -> pd.DataFrame:
    """One row a period with anything in it: its steps in words, a column a kind, and what of it was looked at."""
    events, contacts, moves = (tally.counts for tally in (plan.events, plan.contacts, plan.moves))
    kinds = {kind for _, kind in events}
    rows = []
    for period in sorted({period for counts in (events, contacts, moves) for period, _ in counts}):
        steps = (f"{kind.lower()}: {number}" for (first, kind), number in moves.items() if first == period)
        row: dict[str, object] = {"Period": period_text(period, plan.unit), "Label changes": "; ".join(steps)}
        row |= {name: events[period, name] for name in EVENT_BARS if name in kinds}
        row |= {f"{name} (observed)": contacts[period, name] for name in CONTACT_BARS if plan.tempo.partners}
        rows.append({**row, "Contacts searched": coverage_of(plan, period) or "whole period"})
    return pd.DataFrame(rows)
