"""Observed events: how long an import takes, and each question, beside plain SQL and pandas on the same machine.

`python -m tests.bench.events --millions 1,10` makes so many invented reports, imports them, and prints milliseconds: the
first time, and the median of the next; with several sizes, how each question grows. With `--spark` the same on a Spark
Connect server of its own (Sail), with `--at sc://host` on one that is there already and sees the same folder. 48 million
take about ten minutes and 10 GB of the disk.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from data.observed.events import questions
from data.observed.events.answers import windows
from data.observed.events.duckdb_engine import DUCKDB_MEMORY, DuckDBEngine
from data.observed.events.engine import Engine
from data.observed.events.intake.sql import connection, quoted
from data.observed.events.questions import Question
from data.observed.events.spark_engine import SparkEngine
from data.observed.events.vocabulary import cameo_codes
from data.store.settings import ROOT

RUNS, FEWEST_RUNS = 9, 3
# A slow question is asked less often: no more than this in all, once it was asked a few times.
SECONDS_FOR_A_QUESTION = 8.0
REPORTS_IN_A_FILE = 1_000_000
SINCE, UNTIL, LAST = date(2015, 1, 1), date(2024, 12, 1), date(2024, 12, 1)
HEADER = "date,actor1,actor2,event_code,events,mentions,source"
QUESTIONS: dict[str, Question] = {
    "series of a pair": questions.series("BLR-CHN", SINCE, UNTIL),
    "by kind and month": questions.kinds(("BLR", "CHN", "PAK", "RUS"), SINCE, UNTIL),
    "partners": questions.partners("CHN", date(2020, 1, 1), UNTIL, most=20),
    "all pairs (layout)": questions.pairs(date(2020, 1, 1), UNTIL),
    "biggest change": questions.changes(*windows(LAST, 3), least=30),
    "share": questions.shares(("BLR-CHN", "CHN-RUS"), SINCE, UNTIL),
    "latest reports": questions.reports("CHN-RUS", SINCE, UNTIL, most=50),
    "pairs of a code (all)": questions.of_code("19", SINCE, UNTIL, least_mentions=10, most=20),
}
# Milliseconds, warm, at so many million reports.
LIMITED_AT = 48
LIMITS = {"series of a pair": 50, "partners": 300, "biggest change": 300}
# In millions; each takes a third of a gigabyte there.
MOST_IN_PANDAS = 20
# Seconds for each ten million reports.
IMPORT_LIMIT = 90
# Warm milliseconds by engine and question, then by how many million reports.
Figures = dict[tuple[str, str], dict[float, float]]
PLAIN_SQL = {
    "series of a pair": "select month, kind, quad, sum(events), sum(mentions), any_value(total) from '{cube}' join (select "
    "month, sum(events) as total from '{months}' group by 1) using (month) where dyad = 'BLR-CHN' and month between "
    "'2015-01-01' and '2024-12-01' group by all order by 1, 2, 3",
    "partners": "select partner, sum(events) n from '{sides}' where actor = 'CHN' and month between '2020-01-01' and "
    "'2024-12-01' group by 1 order by n desc, partner limit 20",
    "biggest change": "select actor, partner, sum(events) filter (month < '2024-10-01') b, sum(events) filter (month >= "
    "'2024-10-01') n from '{sides}' where actor < partner and month between '2023-10-01' and '2024-12-01' group by 1, 2 "
    "having b >= 30 or n >= 30",
}


def write_reports(folder: Path, number: int) -> list[Path]:
    """Invented reports as plain files, the same each time: few pairs have many, and there are more each year."""
    files = max(10, -(-number // REPORTS_IN_A_FILE))
    from data.matching.world_names import world_names

    first = ["CHN", "USA", "RUS", "BLR", "PAK", "IRN", "ISR", "UKR", "GBR", "IND"]
    actors = [*first, *sorted(set(world_names().codes["iso"]) - set(first))]
    codes = [code for code in cameo_codes() if len(code) == 3]
    paths = [folder / f"reports.{part}.csv" for part in range(files)]
    for part, path in enumerate(paths):
        rows = range(part * number // files, (part + 1) * number // files)
        with connection(folder) as database:
            database.execute(
                f"""copy (select date '1995-01-01' + cast(10957 * power(i / {number}, 0.6) as integer) as date, one as actor1,
                  two as actor2, code as event_code, 1 as events, mentions, 'SYNTHETIC' as source from (
                  select i, $actors[1 + cast(floor(power({len(actors)}, (hash(i) % 1000003) / 1000003.0)) - 1 as integer)] one,
                  $actors[1 + cast(floor(power({len(actors)}, (hash(i * 7 + 1) % 1000003) / 1000003.0)) - 1 as integer)] two,
                  $codes[1 + cast(hash(i * 11 + 3) % {len(codes)} as integer)] code, 1 + hash(i * 13 + 5) % 20 as mentions
                  from range({rows.start}, {rows.stop}) t(i)) where one <> two)
                to {quoted(str(path))} (format csv, header true)""",
                {"actors": actors, "codes": codes},
            )
    return paths


def measured(ask: Callable[[], object]) -> tuple[float, float]:
    """(first, median of the others) in milliseconds."""
    times: list[float] = []
    while len(times) <= FEWEST_RUNS or (len(times) <= RUNS and sum(times) < SECONDS_FOR_A_QUESTION * 1000):
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    return times[0], median(times[1:])


def report_import(paths: list[Path], feed: Path, millions: float) -> None:
    """In a process of its own, so that its peak is its own."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "data.observed", "import", *map(str, paths), "--into", str(feed)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    # Of fewer, most of the time is that of the start.
    verdict = _verdict(seconds, IMPORT_LIMIT * millions / 10, "s") if millions >= 10 else ""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = sum(file.stat().st_size for file in feed.rglob("*.parquet")) / 1e6
    print(done.stdout.splitlines()[-1])
    print(
        f"  imported in {seconds:.1f} s{verdict}, {peak:,.0f} MB at the peak; the feed has {size:,.0f} MB",
        flush=True,
    )


def _verdict(figure: float, limit: float, unit: str) -> str:
    return f" (at most {limit:,.0f} {unit}: {'held' if figure <= limit else 'MISSED'})"


def report_questions(title: str, engine: Engine, millions: float, figures: Figures) -> None:
    print(f"  {title}")
    for name, question in QUESTIONS.items():
        first, warm = measured(lambda question=question: engine.rows(question))  # type: ignore[misc]
        figures.setdefault((title, name), {})[millions] = warm
        is_limited = name in LIMITS and millions >= LIMITED_AT and engine.name == "DuckDB"
        words = _verdict(warm, LIMITS[name], "ms") if is_limited else ""
        print(f"    {name:24} {first:8.0f} {warm:8.0f} ms{words}", flush=True)


def report_growth(figures: Figures) -> None:
    """How many times as long each question takes at the largest size as at the smallest."""
    sizes = sorted({millions for of_size in figures.values() for millions in of_size})
    if len(sizes) < 2:
        return
    print(f"growth from {sizes[0]:g} to {sizes[-1]:g} million reports ({sizes[-1] / sizes[0]:.0f} times), warm ms")
    for (title, name), of_size in figures.items():
        if sizes[0] in of_size and sizes[-1] in of_size:
            times = of_size[sizes[-1]] / of_size[sizes[0]]
            each = " ".join(f"{of_size[size]:7.0f}" if size in of_size else f"{'':7}" for size in sizes)
            print(f"  {title[:44]:44} {name:24} {each}  {times:5.1f} times")


def report_plain_sql(edition: Path) -> None:
    import duckdb

    print(f"  plain SQL on the same files, {DUCKDB_MEMORY}")
    with duckdb.connect(config={"memory_limit": DUCKDB_MEMORY, "threads": 2}) as database:
        tables = {name: str(edition / f"{name}.parquet") for name in ("cube", "sides", "months")}
        for name, sql in PLAIN_SQL.items():
            text = sql.format(**tables)
            first, warm = measured(lambda text=text: database.execute(text).fetchall())  # type: ignore[misc]
            print(f"    {name:24} {first:8.0f} {warm:8.0f} ms", flush=True)


_PANDAS = """
import resource, time, pandas as pd, pathlib, sys
start = time.perf_counter()
rows = pd.concat([pd.read_parquet(file, columns=["dyad", "actor1", "actor2", "month", "kind", "quad", "events"])
                  for file in sorted(pathlib.Path(sys.argv[1]).glob("*.parquet"))])
loaded = time.perf_counter()
for _ in range(2):
    begin = time.perf_counter(); rows[rows.dyad == "BLR-CHN"].groupby(["month", "kind"]).events.sum(); one = time.perf_counter()
    near = rows[(rows.actor1 == "CHN") | (rows.actor2 == "CHN")]
    near.actor2.where(near.actor1 == "CHN", near.actor1).value_counts().head(20); two = time.perf_counter()
print(f"    read {1000 * (loaded - start):,.0f} ms, series of a pair {1000 * (one - begin):,.0f} ms, partners "
      f"{1000 * (two - one):,.0f} ms, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at the peak")
"""


def report_pandas(edition: Path) -> None:
    print("  pandas that has all reports in memory", flush=True)
    done = subprocess.run([sys.executable, "-c", _PANDAS, str(edition / "events")], capture_output=True, text=True)
    print(done.stdout.rstrip() or f"    failed: {done.stderr.strip().splitlines()[-1:]}")


def report_spark(feed: Path, address: str, millions: float, figures: Figures) -> None:
    if address:
        engine = SparkEngine(f"{address}/;folder={feed}")
        report_questions(f"Spark at {address}", engine, millions, figures)
        engine.close()
        return
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start()
    engine = SparkEngine(f"sc://127.0.0.1:{server.listening_address[1]}/;folder={feed}")
    report_questions(f"Spark Connect (Sail, 1 worker, {os.cpu_count()} cores)", engine, millions, figures)
    engine.close()
    server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.events", description=__doc__)
    parser.add_argument("--millions", default="1", help="how many million reports, one or several numbers")
    parser.add_argument("--spark", action="store_true", help="also on a Spark Connect server")
    parser.add_argument("--at", default="", help="an address sc://host:port of a Spark that sees the same folder")
    parser.add_argument("--no-pandas", action="store_true")
    chosen = parser.parse_args()
    figures: Figures = {}
    for millions in map(float, chosen.millions.split(",")):
        with TemporaryDirectory(prefix="allweather-bench-") as name:
            report_size(Path(name), millions, chosen, figures)
    report_growth(figures)


def report_size(folder: Path, millions: float, chosen: argparse.Namespace, figures: Figures) -> None:
    """Make so many reports in a folder, import them, and ask each engine."""
    start = time.perf_counter()
    paths = write_reports(folder, int(millions * 1e6))
    print(f"{millions:g} million reports, written in {time.perf_counter() - start:.0f} s (first and median warm ms)")
    report_import(paths, folder / "feed", millions)
    for path in paths:
        path.unlink()
    engine = DuckDBEngine(folder / "feed")
    report_questions(f"DuckDB, {DUCKDB_MEMORY}", engine, millions, figures)
    engine.close()
    report_plain_sql(folder / "feed" / "edition-1")
    if millions > MOST_IN_PANDAS:
        print(f"  pandas is left out above {MOST_IN_PANDAS} million: it holds all reports in memory")
    elif not chosen.no_pandas:
        report_pandas(folder / "feed" / "edition-1")
    if chosen.spark or chosen.at:
        report_spark(folder / "feed", chosen.at, millions, figures)


if __name__ == "__main__":
    main()
