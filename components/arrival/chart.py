"""The flow of tiers through the years -> bands between columns, the path of the focus on top."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import cos, pi

import altair as alt
import pandas as pd

from components.style.page_style import ground
from components.style.theme import GROUPS, INK, PAPER, Ground
from data.analysis.arrival import NO_TIER, NOT_PLACED, Arrivals, Flow, Level
from data.base.text import counted, listed
from data.view.fields.names import actor_or_dyad

State = Level | str
# The width of a column and the gap between two levels, as shares of a column's distance and of all actors.
BAR, GAP = 0.1, 0.035
BENDS, MOST_NAMED = 14, 12
HEIGHT, LETTERS = 420, 30
# What is left free behind the last column, for the names.
ROOM = 0.3
PALE: dict[Ground, str] = {"light": "#c9ced6", "dark": "#3c434e"}
# Another author's rungs have no colour of ours: they go through ours from the top.
PLAIN = tuple(GROUPS)


@dataclass(frozen=True)
class Layout:
    """Where each state begins in each column, counted in actors from the top; and the height of all."""

    order: tuple[State, ...]
    tops: tuple[dict[State, float], ...]
    height: float


def _height(state: State) -> int:
    return state.height if isinstance(state, Level) else 10_000 if state == NOT_PLACED else 10_001


def name_of(state: State) -> str:
    return state.name if isinstance(state, Level) else state


def layout_of(flow: Flow) -> Layout:
    """The highest level on top, no tier at the bottom; the same gap between all."""
    order = tuple(sorted({state for states in flow.states for state in states.values()}, key=_height))
    everyone = max(len(flow.states[-1]), 1)
    tops = []
    for states in flow.states:
        count, at, top = Counter(states.values()), 0.0, dict[State, float]()
        for state in order:
            top[state] = at
            at += count[state] + GAP * everyone
        tops.append(top)
    return Layout(order, tuple(tops), everyone * (1 + GAP * len(order)))


@dataclass(frozen=True)
class Band:
    """Those who go from one state to another between two columns: who, and where the band begins on each side."""

    column: int
    before: State
    after: State
    who: tuple[str, ...]
    left: float
    right: float


def bands_of(flow: Flow, layout: Layout) -> Iterator[Band]:
    """The bands of each state leave it, and reach the next, in the order of the levels: they cross least."""
    for column in range(len(flow.days) - 1):
        moves = defaultdict[tuple[State, State], list[str]](list)
        for who, state in flow.states[column].items():
            moves[state, flow.states[column + 1][who]].append(who)
        left, right = dict(layout.tops[column]), dict(layout.tops[column + 1])
        ordered = sorted(moves, key=lambda move: (_height(move[0]), _height(move[1])))
        starts = {}
        for move in ordered:
            starts[move] = left[move[0]]
            left[move[0]] += len(moves[move])
        for move in sorted(moves, key=lambda move: (_height(move[1]), _height(move[0]))):
            yield Band(column, *move, tuple(moves[move]), starts[move], right[move[1]])
            right[move[1]] += len(moves[move])


def _bent() -> Iterator[tuple[float, float]]:
    """From 0 to 1, and how far a band has come across by then."""
    return ((at / BENDS, (1 - cos(pi * at / BENDS)) / 2) for at in range(BENDS + 1))


def colours_of(layout: Layout) -> dict[State, str]:
    theme = ground()
    found: dict[State, str] = {}
    for place, state in enumerate(layout.order):
        key = state.group if isinstance(state, Level) and state.group in GROUPS else PLAIN[place % (len(PLAIN) - 3)]
        found[state] = GROUPS[key].on(theme) if isinstance(state, Level) else PALE[theme]
    return found


def chart_of(arrivals: Arrivals, flow: Flow, who: str) -> alt.LayerChart:
    """The whole picture; `who` is the focus, or ""."""
    layout = layout_of(flow)
    colours, bands = colours_of(layout), list(bands_of(flow, layout))
    last = len(flow.days) - 1
    x = alt.Scale(domain=[0, (last + BAR) * (1 + ROOM)], nice=False)
    y = alt.Scale(domain=[layout.height, 0], nice=False)
    layers = [
        _ribbons(arrivals, flow, bands, colours, x, y),
        *_columns(flow, layout, colours, x, y),
        *_path(arrivals, bands, who, x, y),
    ]
    whole: alt.LayerChart = alt.layer(*layers).properties(height=HEIGHT).configure_view(stroke=None)
    return whole


def _ribbons(
    arrivals: Arrivals, flow: Flow, bands: list[Band], colours: dict[State, str], x: alt.Scale, y: alt.Scale
) -> alt.Chart:
    rows = []
    for number, band in enumerate(bands):
        moved = band.before != band.after
        names = listed([actor_or_dyad(arrivals.selection.dataset, who) for who in band.who], most=MOST_NAMED)
        told = f"{name_of(band.before)} → {name_of(band.after)}" if moved else f"{name_of(band.before)}, no change"
        for share, across in _bent():
            top = band.left + (band.right - band.left) * across
            rows.append(
                {
                    "band": number,
                    "x": band.column + BAR + share * (1 - BAR),
                    "y": top,
                    "y2": top + len(band.who),
                    "colour": colours[band.after if band.before == NO_TIER else band.before],
                    "opacity": 0.16 if band.before == band.after == NO_TIER else 0.5 if moved else 0.3,
                    "years": f"{_spoken(flow.days[band.column])} to {_spoken(flow.days[band.column + 1])}",
                    "move": told,
                    "who": f"{counted(len(band.who), 'actor')}: {names}",
                }
            )
    made: alt.Chart = (
        alt.Chart(pd.DataFrame(rows, columns=["band", "x", "y", "y2", "colour", "opacity", "years", "move", "who"]))
        .mark_area(line=False)
        .encode(
            x=alt.X("x:Q", scale=x, axis=_year_axis(flow)),
            y=alt.Y("y:Q", scale=y, axis=None),
            y2="y2:Q",
            detail="band:N",
            color=alt.Color("colour:N", scale=None),
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=["years", "move", "who"],
        )
    )
    return made


def _spoken(day: date) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else f"{day:%b %Y}"


def _columns(flow: Flow, layout: Layout, colours: dict[State, str], x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """A bar for each level in each column, its number on it; the years above, the names behind the last."""
    rows = []
    for column, states in enumerate(flow.states):
        count = Counter(states.values())
        rows += [
            {
                "x": column,
                "x2": column + BAR,
                "y": layout.tops[column][state],
                "y2": layout.tops[column][state] + count[state],
                "middle": layout.tops[column][state] + count[state] / 2,
                "colour": colours[state],
                "level": name_of(state),
                "actors": count[state],
                "year": _spoken(flow.days[column]),
                "label": f"{_cut(name_of(state))} · {count[state]}" if column == len(flow.days) - 1 else "",
            }
            for state in layout.order
            if count[state]
        ]
    base = alt.Chart(pd.DataFrame(rows)).encode(tooltip=["year", "level", "actors"])
    across = alt.X("x:Q", scale=x)
    bars = base.mark_rect(opacity=0.95).encode(
        x=across, x2="x2:Q", y=alt.Y("y:Q", scale=y, axis=None), y2="y2:Q", color=alt.Color("colour:N", scale=None)
    )
    names = base.mark_text(align="left", dx=6, fontSize=11.5, color=INK[ground()]).encode(
        x=alt.X("x2:Q", scale=x), y=alt.Y("middle:Q", scale=y), text="label:N"
    )
    return [bars, names]


def _cut(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"


def _year_axis(flow: Flow) -> alt.Axis:
    spoken = json.dumps([_spoken(day) for day in flow.days])
    return alt.Axis(
        title=None,
        orient="top",
        values=list(range(len(spoken))),
        labelExpr=f"{spoken}[datum.value]",
        labelAlign="left",
        grid=False,
        ticks=False,
        domain=False,
    )


def _path(arrivals: Arrivals, bands: list[Band], who: str, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """The way of the focus, as a dark line through the bands it was in."""
    own = [band for band in bands if who in band.who]
    if not own:
        return []
    rows = [
        {
            "x": band.column + BAR + share * (1 - BAR),
            "y": band.left + (band.right - band.left) * across + band.who.index(who) + 0.5,
        }
        for band in own
        for share, across in _bent()
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("x:Q", scale=x),
        y=alt.Y("y:Q", scale=y),
        order="x:Q",
        tooltip=alt.value(actor_or_dyad(arrivals.selection.dataset, who)),
    )
    theme = ground()
    return [base.mark_line(color=PAPER[theme], strokeWidth=5.5), base.mark_line(color=INK[theme], strokeWidth=2.6)]
