"""One file of events -> its reports between two countries as Parquet, the bad lines with their reason, and the counts."""

import gzip
import io
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from data.base.fault import FaultError
from data.observed.events.engine import LONGEST_FEED_TEXT
from data.observed.events.feed_file import FileCounts
from data.observed.events.intake.actor_names import actor_rows
from data.observed.events.intake.layouts import EVENT_CELLS, FileLayout, PublisherLayout, layout_of
from data.observed.events.intake.sql import connection, quoted
from data.observed.events.vocabulary import PLOVER_TYPES, QUAD_NAMES, cameo_codes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LONGEST_LINE = 2_000_000
_MOST_UNKNOWN = 50
# Each is counted by month: with the address of every report as its source, each page would read millions of rows.
_MOST_SOURCES = 100
_CUT_OFF = ("ends too early: the download was cut off", "download it again")
# Reasons for which a line is left out although nothing is wrong with it: the feed is about two countries.
NO_PAIR, ONE_COUNTRY = "no two countries", "within one country"


def read_file(path: Path, digest: str, staging: Path, *, today: date) -> FileCounts:
    """Read a file into `staging`: DIGEST.parquet and, if lines are bad, DIGEST.jsonl.

    FaultError if it cannot be read as a whole; then nothing of it is there.
    """
    with TemporaryDirectory(dir=staging) as room, _plain_file(path, Path(room)) as (file, first_line):
        layout = layout_of(first_line)
        with connection(Path(room)) as database:
            _load(database, file, layout)
            _check(database, layout.layout, today)
            counts = _counts(database, path, layout.layout, digest)
            _write(database, staging, digest)
    return counts


@contextmanager
def _plain_file(path: Path, room: Path) -> Iterator[tuple[Path, str]]:
    """A file that DuckDB can read (zips are unpacked), and its first line."""
    try:
        if path.suffix.lower() == ".zip":
            path = _unpacked(path, room)
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            first_line = file.readline(_LONGEST_LINE).decode("utf-8", "replace")
    except (EOFError, zlib.error) as error:
        raise FaultError(*_CUT_OFF) from error
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise FaultError(f"cannot be read: {error}", "check the file") from error
    if not first_line.strip():
        raise FaultError("has nothing in its first line", "check the file")
    yield path, first_line


def _unpacked(path: Path, room: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) != 1:
            raise FaultError(f"is a zip of {len(members)} files", "give a zip of one file, as GDELT does")
        # Under a name of our own: that in the zip could lead out of the folder.
        target = room / "unpacked.csv"
        with archive.open(members[0]) as packed, target.open("wb") as plain:
            shutil.copyfileobj(packed, plain, io.DEFAULT_BUFFER_SIZE * 16)
    return target


def _load(database: "DuckDBPyConnection", file: Path, found: FileLayout) -> None:
    """The table `raw`: the cells that are needed, as texts. Lines that have other columns go to `reject_errors`."""
    import duckdb

    columns = {f"c{number}": "VARCHAR" for number in range(found.columns)}
    cells = ", ".join(
        f"coalesce(c{place}, '') as {cell}" if (place := found.place[cell]) is not None else f"'' as {cell}"
        for cell in EVENT_CELLS
    )
    quote = found.layout.quote
    try:
        database.execute(
            f"create temp table raw as select {cells} from read_csv({quoted(str(file))}, columns={columns}, "
            f"auto_detect=false, delim={quoted(found.layout.delimiter)}, quote={quoted(quote)}, escape={quoted(quote)}, "
            f"header={found.has_header}, ignore_errors=true, store_rejects=true, rejects_limit=0, "
            f"max_line_size={_LONGEST_LINE})"
        )
    except duckdb.Error as error:
        text = str(error)
        if "GZIP" in text.upper() or "end of file" in text.lower():
            raise FaultError(*_CUT_OFF) from error
        raise FaultError(f"cannot be read: {text.splitlines()[0]}", "check the file") from error


def _check(database: "DuckDBPyConnection", layout: PublisherLayout, today: date) -> None:
    """The table `checked`: one row a line (or a pair of countries of it), with what is wrong with it in `fault`."""
    parts = "unnest(string_split({0}, ';'))" if layout.several_actors else "{0}"
    database.execute(
        f"create temp table lines as select * replace (trim({parts.format('actor1')}) as actor1), "
        "row_number() over () as line from raw"
        if layout.several_actors
        else "create temp view lines as select * replace (trim(actor1) as actor1) from raw"
    )
    database.execute(
        f"create temp view pairs as select * replace (trim({parts.format('actor2')}) as actor2) from lines"
    )
    values = database.execute("select actor1 from pairs union select actor2 from pairs").fetchall()
    database.execute("create temp table actors (written varchar, actor varchar, standing varchar)")
    _insert(database, "actors", list(actor_rows(value for (value,) in values)))
    database.execute("create temp table codes (code varchar, kind varchar, quad tinyint)")
    _insert(database, "codes", _code_rows(layout))
    database.execute("create temp table quads (written varchar, quad tinyint)")
    _insert(database, "quads", list(_quad_rows()))
    written = "substr(date, 1, 4) || '-' || substr(date, 5, 2) || '-' || substr(date, 7)"
    day = f"try_cast({written if layout.compact_dates else 'substr(date, 1, 10)'} as date)"
    database.execute(
        f"""create temp table checked as
        with typed as (
          select {day} as day, date as date_text, a1.actor as one, a2.actor as two, a1.standing as standing1,
            a2.standing as standing2, pairs.actor1 as written1, pairs.actor2 as written2, pairs.code as code, codes.kind,
            coalesce(quads.quad, codes.quad) as quad, events as events_text, mentions as mentions_text,
            case when events = '' then 1 else try_cast(events as integer) end as events,
            case when mentions = '' then 1 else try_cast(mentions as integer) end as mentions,
            event, case when source = '' then {quoted(layout.name)} else source end as source
          from pairs join actors a1 on a1.written = pairs.actor1 join actors a2 on a2.written = pairs.actor2
            left join codes on codes.code = pairs.code left join quads on quads.written = upper(pairs.quad))
        select *, case
          when day is null then 'the date is not a day'
          when day < {quoted(str(layout.first))}::date then 'the date is before {layout.first.year}'
          when day > {quoted(str(today + timedelta(1)))}::date then 'the date is in the future'
          when kind is null then 'the code is not in the list'
          when quad is null then 'the quad is none of the four'
          when events is null or events < 1 then 'the number of events is not a number from 1'
          when mentions is null or mentions < 0 then 'the number of mentions is not a number'
          when greatest(length(event), length(source)) > {LONGEST_FEED_TEXT} then 'the id or the source is too long'
          when standing1 = 'unknown' or standing2 = 'unknown' then 'an actor is not known' end as fault,
          case when one = '' or two = '' then '{NO_PAIR}' when one = two then '{ONE_COUNTRY}' end as left_out
        from typed"""
    )


def _insert(database: "DuckDBPyConnection", table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        lists = [list(column) for column in zip(*rows, strict=True)]
        cells = ", ".join(f"unnest(${number})" for number in range(1, len(lists) + 1))
        database.execute(f"insert into {table} select {cells}", lists)


def _code_rows(layout: PublisherLayout) -> list[tuple[object, ...]]:
    if layout.vocabulary == "plover":
        return [(kind, kind, None) for kind in PLOVER_TYPES]
    return [(code.code, code.kind, code.quad) for code in cameo_codes().values()]


def _quad_rows() -> Iterator[tuple[object, ...]]:
    for quad, name in QUAD_NAMES.items():
        yield str(quad), quad
        yield name.replace("-", "").upper(), quad


def _counts(database: "DuckDBPyConnection", path: Path, layout: PublisherLayout, digest: str) -> FileCounts:
    (broken,) = database.execute("select count(distinct line) from reject_errors").fetchone() or (0,)
    (lines,) = database.execute("select count(*) from raw").fetchone() or (0,)
    faults = dict(database.execute("select fault, count(*) from checked where fault is not null group by 1").fetchall())
    left_out = dict(
        database.execute(
            "select left_out, count(*) from checked where fault is null and left_out is not null group by 1"
        ).fetchall()
    )
    kept, events = database.execute(
        "select count(*), coalesce(sum(events), 0) from checked where fault is null and left_out is null"
    ).fetchone() or (0, 0)
    unknown = database.execute(
        "select written, count(*) from (select written1 as written from checked where standing1 = 'unknown' union all "
        "select written2 from checked where standing2 = 'unknown') group by 1 order by 2 desc, 1 limit ?",
        [_MOST_UNKNOWN],
    ).fetchall()
    sources = database.execute(
        f"select distinct source from checked where fault is null order by 1 limit {_MOST_SOURCES + 1}"
    ).fetchall()
    if len(sources) > _MOST_SOURCES:
        raise FaultError(
            f"names more than {_MOST_SOURCES} sources", "name the data set in that column, or leave the column out"
        )
    if broken:
        faults["the line does not have the columns of the file"] = broken
    return FileCounts(
        name=path.name,
        digest=digest,
        layout=layout.name,
        family=layout.family if layout.family != "plain" else _plain_family([name for (name,) in sources]),
        lines=lines + broken,
        reports=kept,
        events=int(events),
        aside=dict(sorted(faults.items())),
        left_out=dict(sorted(left_out.items())),
        unknown_actors=dict(unknown),
    )


def _plain_family(sources: list[str]) -> str:
    """Generated rows must never stand beside reports of real events."""
    if "SYNTHETIC" not in sources:
        return "plain"
    if sources == ["SYNTHETIC"]:
        return "synthetic"
    raise FaultError("mixes generated events (SYNTHETIC) with others", "take the generated ones out")


def _write(database: "DuckDBPyConnection", staging: Path, digest: str) -> None:
    """The reports in the columns of a feed; every line that is set aside as JSON, so that no program runs its cells."""
    database.execute(
        f"""copy (select event, day, date_trunc('month', day)::date as month, one as actor1, two as actor2,
          least(one, two) || '-' || greatest(one, two) as dyad, kind, code, quad, events, mentions, source
          from checked where fault is null and left_out is null)
        to {quoted(str(staging / f"{digest}.parquet"))} (format parquet, compression zstd)"""
    )
    rows = database.execute(
        "select fault, null, date_text, written1, written2, code, events_text, mentions_text, event, null from checked "
        "where fault is not null union all select distinct on (line) 'the line does not have the columns of the file', "
        "line, null, null, null, null, null, null, null, csv_line from reject_errors"
    )
    names = ("reason", "line", "date", "actor1", "actor2", "code", "events", "mentions", "event", "text")
    aside = staging / f"{digest}.jsonl"
    with aside.open("w", encoding="utf-8") as file:
        while batch := rows.fetchmany(10_000):
            for row in batch:
                known = {name: value for name, value in zip(names, row, strict=True) if value is not None}
                file.write(json.dumps(known, ensure_ascii=False) + "\n")
    if not aside.stat().st_size:
        aside.unlink()
