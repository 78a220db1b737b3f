"""The pictures of the sweep: each actor as the centre, seeded sets of actors, families, presets; each in all its layouts."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from components.network.layouts.arrangement import layouts_for
from components.network.layouts.subject import subject_of
from data.view.presets import presets
from data.view.ties import Ties
from data.view.view import View

SETS = 200
FEWEST, MOST = 2, 40
SEED = 7


@dataclass(frozen=True)
class Case:
    """A picture to look at: what it is of, in words, and the view that shows it."""

    name: str
    view: View


def all_cases(ties: Ties, today: date, *, sets: int = SETS, seed: int = SEED) -> list[Case]:
    """Every picture of the sweep, in a fixed order."""
    subjects = [
        *_centres(ties, today),
        *_sets(ties, today, sets, seed),
        *_families(ties, today),
        *_presets(ties, today),
    ]
    return [
        Case(f"{subject.name}, {layout}", replace(subject.view, layout=layout))
        for subject in subjects
        for layout in layouts_for(ties, subject_of(ties, subject.view))
    ]


def some_cases(ties: Ties, today: date, count: int, *, seed: int = SEED) -> list[Case]:
    """So many of them, chosen by the seed."""
    return random.Random(seed).sample(all_cases(ties, today), count)


def _centres(ties: Ties, today: date) -> Iterator[Case]:
    for actor in ties.actors_tied:
        yield Case(actor, View(as_of=today, actors=(actor,), among=False))


def _sets(ties: Ties, today: date, count: int, seed: int) -> Iterator[Case]:
    dice = random.Random(seed)
    for number in range(count):
        actors = _drawn(ties, dice, dice.randint(FEWEST, MOST))
        yield Case(f"set {number} of {len(actors)}", View(as_of=today, actors=actors, among=True))


def seeded_set(ties: Ties, size: int, seed: int = SEED) -> tuple[str, ...]:
    """So many actors that have ties, in alphabetical order."""
    return _drawn(ties, random.Random(seed), size)


def _drawn(ties: Ties, dice: random.Random, size: int) -> tuple[str, ...]:
    return tuple(sorted(dice.sample(ties.actors_tied, size)))


def _families(ties: Ties, today: date) -> Iterator[Case]:
    for family in ties.dataset.families:
        yield Case(f"family {family}", View(as_of=today, families=(family,)))


def _presets(ties: Ties, today: date) -> Iterator[Case]:
    for preset in presets(ties.dataset, today=today).values():
        yield Case(f"preset {preset.key}", preset.view)
