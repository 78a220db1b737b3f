"""Files that were read -> the next edition of a feed: Parquet by year, sorted by dyad, and the tables that answer quickly.

An edition is complete before `feed.json` names it, and the one before it stays until the next: whoever is reading goes on.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from data.observed.events.feed_file import FEED_FILE, FeedFile, FileCounts
from data.observed.events.intake.layouts import GDELT_1, ICEWS, PLAIN_LAYOUT, POLECAT
from data.observed.events.intake.sql import connection, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KEYS = {layout.family: layout.key for layout in (GDELT_1, ICEWS, POLECAT, PLAIN_LAYOUT)}
# Small enough that a question about one dyad reads little, large enough that the index of the file stays small.
_ROWS_IN_A_GROUP = 61_440
_PARQUET = f"(format parquet, compression zstd, row_group_size {_ROWS_IN_A_GROUP})"
# From the years: what the questions of the page need. Each is sorted by what it is asked for.
_TABLES = {
    "cube": (
        "select dyad, month, kind, quad, sum(events)::bigint as events, sum(mentions)::bigint as mentions "
        "from events group by all order by dyad, month, kind, quad"
    ),
    "sides": (
        "with pairs as (select dyad, month, quad, sum(events)::bigint as events, sum(mentions)::bigint as mentions "
        "from cube group by all), ends as ("
        "select split_part(dyad, '-', 1) as actor, split_part(dyad, '-', 2) as partner, * from pairs union all "
        "select split_part(dyad, '-', 2), split_part(dyad, '-', 1), * from pairs) "
        "select * exclude (dyad) from ends order by year(month), actor, partner, month, quad"
    ),
    "months": (
        "select month, source, kind, quad, sum(events)::bigint as events, sum(mentions)::bigint as mentions "
        "from events group by all order by month, source, kind, quad"
    ),
}


def publish(folder: Path, before: FeedFile, files: tuple[FileCounts, ...], staging: Path) -> FeedFile:
    """Write the next edition with these files, and make it the one that is read."""
    after = before.model_copy(
        update={"edition": before.edition + 1, "family": files[0].family, "files": (*before.files, *files)}
    )
    old, new = folder / before.folder, folder / after.folder
    shutil.rmtree(new, ignore_errors=True)
    (new / "events").mkdir(parents=True)
    with TemporaryDirectory(dir=staging) as room, connection(Path(room)) as database:
        staged = [staging / f"{file.digest}.parquet" for file in files]
        reports = _write_years(database, old, new, staged, after.family)
        _write_tables(database, new)
    duplicates = before.duplicates + before.reports + sum(file.reports for file in files) - reports
    after = after.model_copy(update={"reports": reports, "duplicates": duplicates})
    _replace(folder / FEED_FILE, after.model_dump_json(indent=1))
    for number in range(after.edition - 1):
        shutil.rmtree(folder / f"edition-{number}", ignore_errors=True)
    return after


def _write_years(database: "DuckDBPyConnection", old: Path, new: Path, staged: Iterable[Path], family: str) -> int:
    """The years of the staged files, each together with what there was; other years are taken over as they are."""
    added = f"read_parquet([{', '.join(quoted(str(path)) for path in staged)}], filename=true)"
    # A feed without any report has its tables, too.
    years = {year for (year,) in database.execute(f"select distinct year(day) from {added}").fetchall()} or {1900}
    (has_ids,) = database.execute(f"select count(*) > 0 from {added} where event <> ''").fetchone() or (False,)
    for path in sorted((old / "events").glob("*.parquet")):
        if int(path.stem) not in years:
            _link(path, new / "events" / path.name)
    for year in sorted(years):
        there = old / "events" / f"{year}.parquet"
        window = f"day between '{year}-01-01' and '{year}-12-31'"
        rows = f"select * exclude (filename), filename as file from {added} where {window}"
        if there.exists():
            rows = f"select *, '' as file from {quoted(str(there))} union all by name {rows}"
        database.execute(
            f"copy ({_unique(rows, family) if has_ids else f'select * exclude (file) from ({rows})'} "
            f"order by dyad, month, day, code, actor1, event) "
            f"to {quoted(str(new / 'events' / f'{year}.parquet'))} {_PARQUET}"
        )
    database.execute(f"create view events as select * from read_parquet({quoted(str(new / 'events' / '*.parquet'))})")
    (reports,) = database.execute("select count(*) from events").fetchone() or (0,)
    return int(reports)


def _unique(rows: str, family: str) -> str:
    """Of several reports with one id the first counts; those without an id all count."""
    key = ", ".join(_KEYS.get(family, ("event",)))
    return (
        f"select * exclude (file, turn) from (select *, case when event = '' then 1 else "
        f"row_number() over (partition by {key} order by file, day, actor1, actor2, code) end as turn from ({rows})) "
        f"where turn = 1"
    )


def _write_tables(database: "DuckDBPyConnection", new: Path) -> None:
    for name, question in _TABLES.items():
        file = quoted(str(new / f"{name}.parquet"))
        database.execute(f"copy ({question}) to {file} {_PARQUET}")
        database.execute(f"create view {name} as select * from read_parquet({file})")


def _link(source: Path, target: Path) -> None:
    """The same file at a second place; a copy where the file system cannot do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _replace(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(path)
