"""How long loading and checking take, compared with two alternatives, each in a process of its own.

The alternatives: pandas that reads the same files and checks nothing, and frictionless that validates the data
package against its schema (types, enumerations, keys), without the rules that span rows.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.publish.datapackage import package_text
from data.tables.dataset import RECORDS
from data.tables.reading import files_in
from tests.bench.measuring.synthetic import write_records

ROOT = Path(__file__).parents[2]
ACTORS, TIES = 5_000, 57_500
WAYS = {
    "ours: load and check": "from data.tables.dataset import load_records; load_records(Path({folder!r}))",
    "pandas: read only": "import pandas as pd; [pd.read_csv(file) for file in Path({folder!r}).rglob('*.csv')]",
    "frictionless: validate": "from frictionless import Package; Package({folder!r} + '/datapackage.json').validate()",
}
# Imports count: the first start of a page pays for them.
TIMED = """
import resource, time
begin = time.perf_counter()
from pathlib import Path
{way}
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@contextmanager
def synthetic_records() -> Iterator[Path]:
    """About 100,000 spells between 5,000 actors."""
    with tempfile.TemporaryDirectory(prefix="allweather-bench-") as name:
        write_records(Path(name), actors=ACTORS, ties=TIES)
        (Path(name) / "datapackage.json").write_text(package_text(files_in(Path(name))), "utf-8")
        yield Path(name)


def measure(way: str, folder: Path) -> tuple[float, float]:
    """Seconds and megabytes at the peak, of a fresh process."""
    program = TIMED.format(way=WAYS[way].format(folder=str(folder)))
    printed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, printed.stdout.split()[-2:])
    return seconds, megabytes


def report(title: str, folder: Path, ways: list[str], runs: int) -> None:
    lines = {file: max(len(file.read_text("utf-8").splitlines()) - 1, 0) for file in folder.rglob("*.csv")}
    spells = sum(number for file, number in lines.items() if file.parent.name == "spells")
    print(f"{title}: {sum(lines.values()):,} lines, {spells:,} of them spells")
    for way in ways:
        values = [measure(way, folder) for _ in range(runs)]
        seconds, megabytes = (statistics.median(column) for column in zip(*values, strict=True))
        spread = f"{min(values)[0]:.2f} to {max(values)[0]:.2f}"
        print(f"  {way:24} {seconds:7.2f} s ({spread}) {megabytes:7.0f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.records", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="for each way; medians are printed")
    parser.add_argument("--large-runs", type=int, default=3, help="for each way on the synthetic records")
    parser.add_argument("--only-ours", action="store_true")
    chosen = parser.parse_args()
    ways = list(WAYS)[: 1 if chosen.only_ours else None]
    report("our records", RECORDS, ways, chosen.runs)
    with synthetic_records() as folder:
        # frictionless needs minutes for these.
        report("synthetic records", folder, ways[:2], chosen.large_runs)


if __name__ == "__main__":
    main()
