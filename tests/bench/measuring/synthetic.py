"""Seed -> a records folder of any size, valid in every table of the schema."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from string import ascii_uppercase

from data.model.cells import dyad_of
from data.model.schema import TABLES
from tests.bench.measuring import around
from tests.bench.measuring.around import EARLIEST, KINDS, LATEST, Cells, Kind, Tables, day_between, support, words

AS_OF = date(2023, 3, 1)
SEED = 2023
TIES_PER_EVENT = 5
LONGEST_GAP = 300

Tie = tuple[str, str]


def write_records(folder: Path, *, actors: int, ties: int, seed: int = SEED) -> None:
    """Write a whole records folder; on `AS_OF` exactly `ties` ties are in force.

    ValueError if a row does not satisfy its model.
    """
    made = _tables(random.Random(seed), actors, ties)
    for table in TABLES:
        path = folder / table.files.replace("*", "made")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.columns, restval="", lineterminator="\n")
            writer.writeheader()
            for row in made.get(table.name, []):
                table.row.model_validate(row)
                writer.writerow(row)


def _tables(dice: random.Random, actors: int, ties: int) -> Tables:
    ids = ["".join(letters) for letters in islice(product(ascii_uppercase, repeat=3), actors)]
    spells = [spell for kind, tie in _drawn(dice, ids, ties) for spell in _spells_of(dice, kind, tie)]
    for number, spell in enumerate(spells):
        spell["spell"] = f"s{number:06}"
    return {
        "actors": [around.actor_row(dice, actor) for actor in ids],
        **around.vocabulary(),
        "spells": spells,
        "events": around.events(dice, spells, ties // TIES_PER_EVENT),
        "indicators": [around.indicator_row()],
        "figures": around.figures(dice, spells),
        "sources": [around.source_row(dice, number) for number in range(around.SOURCES)],
        "searches": [around.search_row(kind, ids) for kind in KINDS],
    }


# Who is tied to whom ---------------------------------------------------------------------------------


def _drawn(dice: random.Random, ids: list[str], ties: int) -> Iterator[tuple[Kind, Tie]]:
    """Distinct dyads and families; every actor has a tie, and who has many is likelier to get more."""
    urn, taken = [ids[0]], set[tuple[str, str]]()
    kinds = [kind for kind in KINDS for _ in range(round(kind.share * ties))][:ties]
    kinds += [KINDS[0]] * (ties - len(kinds))
    dice.shuffle(kinds)
    newcomers = iter(ids[1:])
    for kind in kinds:
        newcomer = next(newcomers, None)
        while True:
            one, other = newcomer or dice.choice(urn), dice.choice(urn)
            place = (kind.family, dyad_of(one, other))
            if one != other and place not in taken:
                break
        taken.add(place)
        urn += [one, other]
        yield kind, (one, other)


# A tie through time ----------------------------------------------------------------------------------


def _starts(dice: random.Random) -> list[date]:
    """One to three days on which a spell begins; the last but at most one is before `AS_OF`."""
    number = dice.choice((1, 1, 2, 2, 3))
    later = int(number > 1 and dice.random() < 0.3)
    before = {day_between(dice, EARLIEST, AS_OF - timedelta(days=60)) for _ in range(number - later)}
    return sorted(before) + [day_between(dice, AS_OF + timedelta(days=30), LATEST) for _ in range(later)]


def _end(dice: random.Random, kind: Kind, start: date, following: date | None) -> date | None:
    """The day a spell ends: on an exclusive family's next step, or some time before the next spell."""
    if following is None:
        last = max(start, AS_OF) + timedelta(days=30)
        return day_between(dice, last, LATEST) if last < LATEST and dice.random() < 0.1 else None
    if kind.exclusive:
        return following
    first = max(start, AS_OF) if start <= AS_OF < following else start
    gap = min(dice.randrange(1, LONGEST_GAP), (following - first).days - 1)
    return following - timedelta(days=max(gap, 0))


def _spells_of(dice: random.Random, kind: Kind, tie: Tie) -> Iterator[Cells]:
    """A dyad moves from tier to tier in an exclusive family, and leaves and rejoins in another."""
    starts = _starts(dice)
    chosen = dice.sample(kind.tiers, len(starts)) if kind.exclusive else [dice.choice(kind.tiers)] * len(starts)
    for place, (start, tier) in enumerate(zip(starts, chosen, strict=True)):
        end = _end(dice, kind, start, starts[place + 1] if place + 1 < len(starts) else None)
        yield {
            "dyad": dyad_of(*tie),
            "tier": tier,
            "wording": words(tier),
            "start": str(start),
            "end": str(end or ""),
            "status": kind.status,
            **support(dice),
        }
