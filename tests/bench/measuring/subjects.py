"""What is measured: made-up records of three sizes and our own, with the layer that the filter takes off."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data.model.cells import actors_of
from data.model.schema import TABLE
from data.model.tie_rows import Spell
from data.model.vocabulary import LAYERS, Layer
from tests.bench.measuring.synthetic import AS_OF, write_records

ROOT = Path(__file__).parents[3]
OUR_RECORDS = ROOT / "data" / "records"
REAL = "real"
SIZES: dict[str, tuple[int, int]] = {"M": (200, 600), "L": (1000, 5000), "XL": (5000, 20000)}
WANTED_SHARE = 0.3


@dataclass(frozen=True)
class Subject:
    """A records folder and what stands in it on `AS_OF`; the filter takes one layer off."""

    name: str
    records: Path
    actors: int
    ties: int
    layers: tuple[Layer, ...]
    toggled: Layer
    ties_after: int

    @property
    def title(self) -> str:
        share = 1 - self.ties_after / self.ties
        return (
            f"{self.name}: {self.actors:,} actors, {self.ties:,} ties on {AS_OF}; "
            f"the filter takes {self.toggled} off, {self.ties_after:,} ties stay ({share:.0%} go)"
        )


@contextmanager
def subject(name: str) -> Iterator[Subject]:
    """The records of that size, written for the time of the measurement; "real" are our own."""
    if name == REAL:
        yield read_subject(name, OUR_RECORDS)
        return
    actors, ties = SIZES[name]
    with TemporaryDirectory(prefix="allweather-bench-") as folder:
        write_records(Path(folder), actors=actors, ties=ties)
        yield read_subject(name, Path(folder))


def read_subject(name: str, folder: Path) -> Subject:
    """Count the ties by layer, apart from the product's own loading, so that a picture short of ties is noticed."""
    families = {row["family"]: row for row in _rows(folder, "families")}
    family_of = {row["tier"]: families[row["family"]] for row in _rows(folder, "tiers")}
    standing: dict[tuple[str, str], str] = {}
    actors: set[str] = set()
    for row in _rows(folder, "spells"):
        spell, family = Spell.model_validate(row), family_of[row["tier"]]
        if _stands(spell):
            line = family["family"] if family["exclusive"] == "yes" else spell.spell
            standing[(spell.dyad, line)] = family["layer"]
            actors.update(actors_of(spell.dyad))
    if not standing:
        raise RuntimeError(f"no tie is in force on {AS_OF} in {folder}")
    count, total = Counter(standing.values()), len(standing)
    layers = tuple(layer for layer in LAYERS if layer in count)
    toggled = min(layers, key=lambda layer: abs(count[layer] / total - WANTED_SHARE))
    return Subject(name, folder, len(actors), total, layers, toggled, total - count[toggled])


def _rows(folder: Path, table: str) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob(TABLE[table].files)):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _stands(spell: Spell) -> bool:
    return spell.status != "proposed" and spell.is_main and spell.span.is_possible(AS_OF.toordinal())
