"""The ties and places that the other ways draw: the same for all, and read once."""

import os
from functools import cache
from math import cos, pi, sin, sqrt
from pathlib import Path

import pandas as pd

RECORDS = Path(os.environ["ALLWEATHER_RECORDS"])
PAIR = r"^([A-Z]{3}|ORG:[A-Z0-9-]+)-([A-Z]{3}|ORG:[A-Z0-9-]+)$"
# Room for an actor, in the units of the picture.
ROOM = 36
GOLDEN_ANGLE = pi * (3 - sqrt(5))


@cache
def ties_on(as_of: str) -> pd.DataFrame:
    """One row for each tie in force on that day: one, other, wording, layer."""
    spells = pd.concat(pd.read_csv(path, dtype=str) for path in sorted(RECORDS.glob("spells/*.csv")))
    families = pd.read_csv(RECORDS / "families.csv", dtype=str)
    tiers = pd.read_csv(RECORDS / "tiers.csv", dtype=str).merge(families[["family", "layer", "exclusive"]], on="family")
    ties = spells.merge(tiers[["tier", "family", "layer", "exclusive"]], on="tier")
    start = ties["start"].fillna(ties["known_by"].str.ljust(10, "9"))
    ties = ties[(start <= as_of) & ~(ties["end"].str.ljust(10, "9") <= as_of)]
    # Of readings that contradict each other the page draws the main one; a proposal is no tie.
    is_main = ties["contest"].isna() | (ties["contest"] == ties["spell"])
    ties = ties[is_main & (ties["status"] != "proposed")]
    ties["line"] = ties["family"].where(ties["exclusive"] == "yes", ties["spell"])
    ties = ties.drop_duplicates(["dyad", "line"])
    ties[["one", "other"]] = ties["dyad"].str.extract(PAIR)
    return ties[["one", "other", "wording", "layer"]].reset_index(drop=True)


@cache
def names() -> dict[str, str]:
    actors = pd.read_csv(RECORDS / "actors.csv", dtype=str)
    return dict(zip(actors["actor"], actors["short_name"], strict=True))


@cache
def places(as_of: str) -> dict[str, tuple[float, float]]:
    """Where each actor is, whatever the filter: who has most ties in the middle. To find them costs a way no time."""
    ties = ties_on(as_of)
    actors = pd.concat([ties["one"], ties["other"]]).value_counts(sort=True).sort_index(kind="stable")
    order = actors.sort_values(ascending=False, kind="stable").index
    spots = ((ROOM * sqrt(place + 0.5), place * GOLDEN_ANGLE) for place in range(len(order)))
    return {
        actor: (round(far * cos(angle), 1), round(far * sin(angle), 1))
        for actor, (far, angle) in zip(order, spots, strict=True)
    }


def layers_of(ties: pd.DataFrame) -> list[str]:
    return sorted(ties["layer"].unique())


def actors_of(ties: pd.DataFrame) -> list[str]:
    return sorted({*ties["one"], *ties["other"]})


def elements(ties: pd.DataFrame, as_of: str) -> list[dict[str, object]]:
    """Nodes and edges as Cytoscape takes them; `label` is what st-link-analysis knows their style by."""
    spots = places(as_of)
    nodes: list[dict[str, object]] = [
        {
            "data": {"id": actor, "name": names()[actor], "label": "ACTOR"},
            "position": {"x": spots[actor][0], "y": spots[actor][1]},
        }
        for actor in actors_of(ties)
    ]
    edges: list[dict[str, object]] = [
        {"data": {"id": f"e{number}", "source": one, "target": other, "label": "TIE", "wording": wording}}
        for number, one, other, wording in zip(ties.index, ties["one"], ties["other"], ties["wording"], strict=True)
    ]
    return nodes + edges
