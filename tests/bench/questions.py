"""A list of changes and a claim on all records and on 100,000 synthetic spells, compared with plain pandas; and the
questions about the network, on all records and on 20,000 synthetic ties.

`python -m tests.bench.questions` prints medians in milliseconds, and the most memory that one answer takes.
"""

import argparse
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pandas as pd

from data.analysis.claims.answers import check_claim
from data.analysis.claims.case import satisfying_tiers
from data.analysis.diff import changes_between, two_days
from data.tables.dataset import RECORDS, load_records
from data.view.fields.claim import Claim, Form, Relation, Scope
from data.view.ties import Ties, ties_of
from data.view.view import View
from tests.bench.connections import LIMITS as NETWORK_LIMITS
from tests.bench.connections import network_questions, network_subjects
from tests.bench.measuring.synthetic import AS_OF, write_records

RUNS = 9
BEFORE = date(2013, 3, 1)
ACTORS, TIES = 5000, 56000
LIMITS = {"all records": 50, "100,000 spells": 500}


@dataclass(frozen=True)
class Subject:
    name: str
    ties: Ties
    claim: Claim


def subjects() -> Iterator[Subject]:
    real = ties_of(load_records(RECORDS))
    yield Subject(
        "all records", real, Claim("BLR", Relation.CONTAINS, "strategic", "CHN", Form.NTH, 30, "", Scope.THEN)
    )
    with TemporaryDirectory(prefix="allweather-bench-") as folder:
        write_records(Path(folder), actors=ACTORS, ties=TIES)
        synthetic = ties_of(load_records(Path(folder)))
    hub, other = (actor for actor, _ in _busiest(synthetic))
    yield Subject(
        "100,000 spells", synthetic, Claim(other, Relation.AT_LEAST, "rung_g2", hub, Form.NTH, 30, "", Scope.THEN)
    )


def _busiest(ties: Ties) -> list[tuple[str, int]]:
    """The two actors with the most spells: a claim about the partners of the first takes longest."""
    count = pd.Series([actor for ends in ties.actors for actor in ends]).value_counts()
    return [(str(actor), int(number)) for actor, number in count.head(2).items()]


def frame_of(ties: Ties) -> pd.DataFrame:
    """The spells for plain pandas: one row each, days as ordinals."""
    return pd.DataFrame(
        {
            "tie": ties.tie,
            "tier": [tier.tier for tier in ties.tiers],
            "one": [one for one, _ in ties.actors],
            "other": [other for _, other in ties.actors],
            "start": ties.starts[0],
            "sure": ties.starts[1],
            "ends": ties.ends[0],
            "end": ties.ends[1],
        }
    )


def plain_changes(frame: pd.DataFrame) -> int:
    """How many ties differ between two days; without types, filters or vague dates."""
    days = [
        frame[(frame["start"] <= day.toordinal()) & (day.toordinal() < frame["end"])].drop_duplicates(
            "tie", keep="last"
        )
        for day in (BEFORE, AS_OF)
    ]
    both = days[0].merge(days[1], on="tie", how="outer", suffixes=("_then", "_now"))
    return int((both["tier_then"].fillna("") != both["tier_now"].fillna("")).sum())


def plain_claim(frame: pd.DataFrame, subject: Subject) -> int:
    """On how many days of change the actor has the place of the claim; without vague dates, gaps or sources."""
    claim = subject.claim
    tiers = satisfying_tiers(subject.ties.dataset, claim)
    meant = frame[((frame["one"] == claim.partner) | (frame["other"] == claim.partner)) & frame["tier"].isin(tiers)]
    meant = meant.assign(who=meant["one"].where(meant["one"] != claim.partner, meant["other"]))
    places = 0
    for day in sorted({*meant["start"], *meant["end"]}):
        in_force = meant[(meant["start"] <= day) & (day < meant["end"])].groupby("who")["start"].min()
        places += int((in_force.rank(method="min") == claim.number).sum())
    return places


def measure(ask: Callable[[], object]) -> tuple[float, float]:
    """Median milliseconds of one answer once the arrays are there, and the peak of memory in MB."""
    ask()
    times = []
    for _ in range(RUNS):
        # Of the processor, so that other programs on the machine do not count.
        begin = time.process_time()
        ask()
        times.append(1000 * (time.process_time() - begin))
    tracemalloc.start()
    ask()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return median(times), peak


def _changes(subject: Subject) -> object:
    return changes_between(*two_days(subject.ties, View(as_of=AS_OF), against=BEFORE))


def _claim(subject: Subject) -> object:
    return check_claim(subject.ties, subject.claim, as_of=AS_OF)


def main() -> None:
    argparse.ArgumentParser(prog="python -m tests.bench.questions", description=__doc__).parse_args()
    print(f"{'':16}{'':16}{'ours':>10}{'MB':>8}{'pandas':>10}{'MB':>8}{'limit':>8}   (ms, medians of {RUNS} runs)")
    for subject in subjects():
        frame = frame_of(subject.ties)
        questions: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "changes": (partial(_changes, subject), partial(plain_changes, frame)),
            "claim": (partial(_claim, subject), partial(plain_claim, frame, subject)),
        }
        for name, ways in questions.items():
            (ours, memory), (plain, plain_memory) = (measure(way) for way in ways)
            print(
                f"{subject.name:16}{name:16}{ours:10.1f}{memory:8.1f}{plain:10.1f}{plain_memory:8.1f}"
                f"{LIMITS[subject.name]:8}   {len(subject.ties):,} spells"
            )
    for name, ties, actors in network_subjects():
        for question, ask in network_questions(ties, *actors).items():
            spent, memory = measure(ask)
            print(
                f"{name:16}{question:16}{spent:10.1f}{memory:8.1f}{'':18}{NETWORK_LIMITS[name]:8}   {len(ties):,} spells"
            )


if __name__ == "__main__":
    main()
