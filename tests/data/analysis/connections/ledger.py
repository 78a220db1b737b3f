"""Random small ledgers: seven actors, and ties of three types between any of them, with exact days."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import networkx as nx
from hypothesis import strategies as st

from data.model.dates import partial_date
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset, load_records
from data.view.selection import Selection, select
from data.view.ties import Ties, ties_of
from data.view.view import View
from tests.support.cast import FILES, write_cast

ACTORS = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG")
FIRST = date(2020, 1, 1)
LAST = 24
TIERS = {"T1": "partnership", "T2": "partnership", "TR": "treaty", "ME": "adversarial"}


@dataclass(frozen=True)
class Drawn:
    """A tie: its ends, its tier, its first day and the first day on which it is over, counted from FIRST."""

    one: str
    other: str
    tier: str
    start: int
    end: int | None

    def is_in_force(self, day: int) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def layer(self) -> str:
        return TIERS[self.tier]


@st.composite
def _drawn(draw: st.DrawFn) -> Drawn:
    one, other = sorted(draw(st.lists(st.sampled_from(ACTORS), min_size=2, max_size=2, unique=True)))
    start = draw(st.integers(0, LAST))
    length = draw(st.none() | st.integers(1, LAST))
    return Drawn(one, other, draw(st.sampled_from(sorted(TIERS))), start, None if length is None else start + length)


LEDGERS = st.lists(_drawn(), min_size=1, max_size=16)
DAYS = st.integers(0, LAST + 4)


@cache
def empty_ledger() -> Dataset:
    """The cast with seven more actors, a family of measures, and no spells."""
    actors = "".join(f"{actor},state,{actor.title()},{actor.title()},,,,,Europe,,,\n" for actor in ACTORS)
    more = {
        "actors": actors,
        "families": "measures,Measures,adversarial,,no,What one does against the other.\n",
        "tiers": "ME,measures,arms embargo,,,,,,\n",
        "ladders": "bans,measures,Measures,Allweather,2026,yes,All equal.,\n",
        "rungs": "bans,ME,1,M,Measures\n",
    }
    with TemporaryDirectory(prefix="allweather-ledger-") as folder:
        return load_records(
            write_cast(Path(folder), **{name: FILES[f"{name}.csv"] + text for name, text in more.items()})
        )


def ledger(drawn: list[Drawn]) -> Ties:
    """The ties of a dataset that has these spells alone."""
    dataset = empty_ledger()
    spells = tuple(_spell(number, one) for number, one in enumerate(drawn))
    rows = MappingProxyType({**dataset.rows, "spells": spells})
    return ties_of(replace(dataset, rows=rows))


def _spell(number: int, drawn: Drawn) -> Spell:
    return Spell(
        spell=f"s{number:02}",
        dyad=f"{drawn.one}-{drawn.other}",
        tier=drawn.tier,
        wording=drawn.tier,
        start=partial_date(day_of(drawn.start).isoformat()),
        end=None if drawn.end is None else partial_date(day_of(drawn.end).isoformat()),
        status="in force",
        sources=("s1",),
        grade="confirmed",
    )


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number)


def on(ties: Ties, day: int, **fields: object) -> Selection:
    """Everything, on a day of the ledger."""
    return select(ties, View(as_of=day_of(day), **fields))  # type: ignore[arg-type]


def graph_on(
    drawn: list[Drawn], day: int, *, counts: Callable[[Drawn], bool] = lambda one: one.tier != "ME"
) -> "nx.Graph[str]":
    """Who is tied with whom on a day, straight from what was drawn."""
    return nx.Graph((one.one, one.other) for one in drawn if one.is_in_force(day) and counts(one))
