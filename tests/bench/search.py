"""The search on all records and on 100,000 synthetic ties: how long the index takes, and how long each query.

`python -m tests.bench.search` prints milliseconds: of each query the median, and the slowest of all.
"""

import argparse
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from data.search.index import index_of
from data.search.search import search
from data.tables.dataset import RECORDS, Dataset, load_records
from tests.bench.measuring.synthetic import write_records

RUNS = 9
LIMIT = 50
ACTORS, TIES = 5000, 56000
QUERIES = (
    "Raisi",
    "Qin Gang",
    "potash 1.91 million",
    "china hungary",
    "bel",
    "白俄罗斯",
    "chnia",
    "all-weather",
    "state visit",
)


def synthetic() -> Dataset:
    with TemporaryDirectory(prefix="allweather-bench-") as folder:
        write_records(Path(folder), actors=ACTORS, ties=TIES)
        return load_records(Path(folder))


def queries_for(dataset: Dataset) -> tuple[str, ...]:
    """Those of a reader; where nothing is called so, words that many and few rows have."""
    if "BLR" in dataset.actors and dataset.actors["BLR"].name == "Belarus":
        return QUERIES
    first, other = list(dataset.actors.values())[:2]
    words = dataset.spells[0].wording
    return (first.name, f"{first.name} {other.name}", words, words.split()[0][:3], dataset.events[0].title, "visti")


def milliseconds(dataset: Dataset, text: str) -> tuple[float, int]:
    """The median of several searches, and how much is found."""
    times, found = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        found = search(dataset, text).count
        times.append((time.perf_counter() - start) * 1000)
    return median(times), found


def main() -> None:
    argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__).parse_args()
    slowest = 0.0
    for name, dataset in (("all records", load_records(RECORDS)), ("100,000 ties", synthetic())):
        start = time.perf_counter()
        rows = len(index_of(dataset, ()))
        print(f"{name}: {rows:,} entries, index built in {(time.perf_counter() - start) * 1000:,.0f} ms")
        for text in queries_for(dataset):
            spent, found = milliseconds(dataset, text)
            slowest = max(slowest, spent)
            print(f"  {text[:50]:50} {spent:6.1f} ms  {found:7,} found")
    print(f"slowest: {slowest:.1f} ms (limit {LIMIT} ms)")


if __name__ == "__main__":
    main()
