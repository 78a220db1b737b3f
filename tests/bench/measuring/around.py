"""What stands around the made-up ties: actors, vocabulary, events, figures and sources."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from data.model.vocabulary import REGIONS

EARLIEST = date(1950, 1, 1)
LATEST = date(2026, 6, 30)
SOURCES = 40
GROUPS = "ABCDEFGS"
TIERS_PER_GROUP = 2
MADE_UP = "Made up to measure speed."

Cells = dict[str, str]
Tables = dict[str, list[Cells]]


@dataclass(frozen=True)
class Kind:
    """A family of ties: how many of all ties are of it, its tiers, and what opens one."""

    family: str
    layer: str
    share: float
    tiers: tuple[str, ...]
    status: str
    exclusive: bool = False


KINDS = (
    Kind(
        "ladder",
        "partnership",
        0.40,
        tuple(f"rung_{group}{place}".lower() for group in GROUPS for place in range(1, TIERS_PER_GROUP + 1)),
        "announced",
        exclusive=True,
    ),
    Kind("treaties", "treaty", 0.30, ("friendship", "defence", "borders"), "signed"),
    Kind("clubs", "membership", 0.18, ("council", "forum"), "in force"),
    Kind("unions", "integration", 0.12, ("customs", "currency"), "in force"),
)


# What rows share -------------------------------------------------------------------------------------


def day_between(dice: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=dice.randrange((last - first).days + 1))


def support(dice: random.Random) -> Cells:
    grade = dice.choices(("confirmed", "reported", "recalled"), (70, 26, 4))[0]
    cited = "" if grade == "recalled" else f"src-{dice.randrange(SOURCES):03}"
    return {"grade": grade, "sources": cited}


def words(tier: str) -> str:
    return f"{tier.replace('_', ' ')} tie".capitalize()


# The tables ------------------------------------------------------------------------------------------


def actor_row(dice: random.Random, actor: str) -> Cells:
    return {
        "actor": actor,
        "kind": "state",
        "name": f"State {actor}",
        "short_name": f"State {actor}",
        "region": dice.choice(REGIONS[:-1]),
        "latitude": f"{dice.uniform(-50, 65):.2f}",
        "longitude": f"{dice.uniform(-170, 175):.2f}",
    }


def vocabulary() -> Tables:
    """Families, their tiers, and the house ladder on which every tier has a rung."""
    tables: Tables = {"families": [], "tiers": [], "ladders": [], "rungs": []}
    for kind in KINDS:
        ladder = f"{kind.family}_house"
        tables["families"].append(
            {
                "family": kind.family,
                "name": kind.family.capitalize(),
                "layer": kind.layer,
                "exclusive": "yes" if kind.exclusive else "no",
                "meaning": MADE_UP,
            }
        )
        tables["tiers"] += [{"tier": tier, "family": kind.family, "wording": words(tier)} for tier in kind.tiers]
        tables["ladders"].append(
            {
                "ladder": ladder,
                "family": kind.family,
                "name": f"House order of {kind.family}",
                "author": "tests/bench",
                "house": "yes",
                "rationale": MADE_UP,
            }
        )
        tables["rungs"] += [_rung(kind, ladder, place, tier) for place, tier in enumerate(kind.tiers)]
    return tables


def _rung(kind: Kind, ladder: str, place: int, tier: str) -> Cells:
    group = GROUPS[place // TIERS_PER_GROUP] if kind.exclusive else "A"
    return {"ladder": ladder, "tier": tier, "rung": str(place + 1), "group": group, "group_name": f"Group {group}"}


def events(dice: random.Random, spells: list[Cells], number: int) -> list[Cells]:
    """Each event opens another spell, so no two are alike."""
    return [
        {
            "event": f"e{place:06}",
            "dyad": spell["dyad"],
            "date": spell["start"],
            "kind": dice.choice(("agreement", "visit", "summit", "statement")),
            "title": f"{spell['wording']} of {spell['dyad']} is opened",
            "significance": str(dice.randint(1, 5)),
            "rule": "Drawn by lot.",
            **support(dice),
        }
        for place, spell in enumerate(dice.sample(spells, min(number, len(spells))))
    ]


def indicator_row() -> Cells:
    return {
        "indicator": "trade",
        "name": "Trade",
        "unit": "million US$",
        "directed": "yes",
        "definition": "Drawn by lot.",
    }


def figures(dice: random.Random, spells: list[Cells]) -> list[Cells]:
    rows = []
    for place, dyad in enumerate(sorted({spell["dyad"] for spell in spells})[:200]):
        one, other = dyad.split("-")
        value = f"{dice.uniform(1, 9000):.1f}"
        row = {"figure": f"f{place:06}", "dyad": dyad, "from_actor": one, "to_actor": other, "indicator": "trade"}
        rows.append({**row, "period": "2022", "value": value, **support(dice)})
    return rows


def source_row(dice: random.Random, number: int) -> Cells:
    return {
        "source": f"src-{number:03}",
        "publisher": f"Publisher {number}",
        "family": f"Wire {number % 7}",
        "title": f"Made-up text {number}",
        "date": str(day_between(dice, EARLIEST, LATEST)),
        "reliability": "B",
    }


def search_row(kind: Kind, ids: list[str]) -> Cells:
    return {
        "search": f"look_{kind.family}",
        "table": "spells",
        "family": kind.family,
        "dyads": f"{ids[0]}-*",
        "through": "2026-06-30",
        "place": "Nowhere: drawn by lot",
        "finding": MADE_UP,
    }
