"""CSV -> Dataset."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

import pandas as pd
from pydantic import ValidationError

from data.checks import Known, check
from data.findings import Finding, quoted
from data.reading import RawTable, read_table
from data.schema import (
    TABLE,
    TABLES,
    Actor,
    Event,
    Family,
    Figure,
    Indicator,
    Ladder,
    Row,
    Rung,
    Search,
    Source,
    Spell,
    Table,
    Tier,
)

RECORDS = Path(__file__).parent / "records"
EXPECTED = "expected.csv"
Place = tuple[str, int]
R = TypeVar("R", bound=Row)


class RecordsError(Exception):
    """The records have faults; `findings` holds all of them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


@dataclass(frozen=True, eq=False)
class Dataset:
    """All records, read-only: typed rows by table, and the file and line that each stands on."""

    rows: Mapping[str, tuple[Row, ...]]
    places: Mapping[tuple[str, tuple[str, ...]], Place]
    version: str

    def _all(self, table: str, _: type[R]) -> tuple[R, ...]:
        return cast(tuple[R, ...], self.rows[table])

    def _by_id(self, table: str, kind: type[R]) -> dict[str, R]:
        return {key_of(row)[0]: row for row in self._all(table, kind)}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return dict(sorted(self._by_id("actors", Actor).items()))

    @cached_property
    def families(self) -> dict[str, Family]:
        return self._by_id("families", Family)

    @cached_property
    def tiers(self) -> dict[str, Tier]:
        return self._by_id("tiers", Tier)

    @cached_property
    def ladders(self) -> dict[str, Ladder]:
        return self._by_id("ladders", Ladder)

    @cached_property
    def sources(self) -> dict[str, Source]:
        return self._by_id("sources", Source)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return self._by_id("indicators", Indicator)

    @property
    def spells(self) -> tuple[Spell, ...]:
        return self._all("spells", Spell)

    @property
    def events(self) -> tuple[Event, ...]:
        return self._all("events", Event)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self._all("figures", Figure)

    @property
    def rungs(self) -> tuple[Rung, ...]:
        return self._all("rungs", Rung)

    @property
    def searches(self) -> tuple[Search, ...]:
        return self._all("searches", Search)

    @cached_property
    def _house_ladders(self) -> dict[str, Ladder]:
        return {ladder.family: ladder for ladder in self.ladders.values() if ladder.house == "yes"}

    @cached_property
    def _rungs(self) -> dict[tuple[str, str], Rung]:
        return {(rung.ladder, rung.tier): rung for rung in self.rungs}

    def house_ladder(self, family: str) -> Ladder:
        """Our own order of a family's tiers."""
        return self._house_ladders[family]

    def rung(self, ladder: str, tier: str) -> Rung | None:
        return self._rungs.get((ladder, tier))

    def frame(self, table: str) -> pd.DataFrame:
        """A table as pandas sees it, one column a field; dates stay as exact as they are."""
        columns = TABLE[table].columns
        return pd.DataFrame(
            [[getattr(row, name) for name in columns] for row in self.rows[table]], columns=list(columns)
        )


def key_of(row: Row) -> tuple[str, ...]:
    return tuple(str(getattr(row, name)) for name in row.key)


def _files(folder: Path, table: Table) -> list[Path]:
    return sorted(folder.glob(table.files))


def _all_files(folder: Path) -> list[Path]:
    known = [path for table in TABLES for path in _files(folder, table)]
    return [*known, *(path for path in (folder / EXPECTED,) if path.exists())]


def stamp(folder: Path = RECORDS) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of the files: differs when something was edited."""
    found = ((path, path.stat()) for path in _all_files(folder))
    return tuple((path.relative_to(folder).as_posix(), stat.st_mtime_ns, stat.st_size) for path, stat in found)


def load_records(folder: Path = RECORDS) -> Dataset:
    """Read and check a folder of records; RecordsError holds every fault at once."""
    if not folder.is_dir():
        raise RecordsError((Finding(str(folder), None, None, "there is no such folder (name a folder of records)"),))
    contents = {path: _content(path) for path in _all_files(folder)}
    findings: list[Finding] = []
    rows: dict[str, tuple[Row, ...]] = {}
    places: dict[tuple[str, tuple[str, ...]], Place] = {}
    known: Known = {}
    for table in TABLES:
        files = _files(folder, table)
        if not files:
            findings.append(Finding(table.files, None, None, f"is missing (the table of {table.name})"))
            rows[table.name] = ()
            continue
        raws = [read_table(path.relative_to(folder).as_posix(), contents[path], table.columns) for path in files]
        known[table.name] = _keys(table, raws)
        rows[table.name] = _parsed(table, raws, places, findings)
    expected = (
        read_table(EXPECTED, contents[folder / EXPECTED], ("table", "scope", "rows"))
        if (folder / EXPECTED) in contents
        else None
    )
    findings += check(rows, places, known, expected)
    if findings:
        raise RecordsError(tuple(sorted(set(findings), key=_in_order)))
    digest = hashlib.sha256()
    for path, content in sorted(contents.items()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
    return Dataset(MappingProxyType(rows), MappingProxyType(places), digest.hexdigest()[:12])


def _in_order(finding: Finding) -> tuple[str, int, str, str]:
    return finding.file, finding.row or 0, finding.column or "", finding.message


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        # Replaced or locked while we read: the empty file is reported, and the next run reads it anew.
        return b""


def _keys(table: Table, raws: list[RawTable]) -> set[str] | None:
    """Every id that the table names, broken rows included; None if a file could not be read as a table."""
    if any(raw.findings and not raw.rows for raw in raws):
        return None
    column = table.row.key[0]
    return {row[column].strip() for raw in raws for _, row in raw.rows if column in row}


def _parsed(
    table: Table, raws: list[RawTable], places: dict[tuple[str, tuple[str, ...]], Place], findings: list[Finding]
) -> tuple[Row, ...]:
    """The typed rows of a table; faults of form, of cells and of keys go to `findings`."""
    rows: list[Row] = []
    for raw in raws:
        findings += raw.findings
        if any(finding.row == 1 for finding in raw.findings):
            continue
        for line, cells in raw.rows:
            try:
                row = table.row.model_validate(cells)
            except ValidationError as problem:
                findings += _cell_findings(raw.file, line, cells, problem)
                continue
            first = places.setdefault((table.name, key_of(row)), (raw.file, line))
            if first != (raw.file, line):
                key = quoted(" ".join(key_of(row)))
                message = f"{key} stands already on {first[0]}:{first[1]} (each {row.key[-1]} once)"
                findings.append(Finding(raw.file, line, row.key[-1], message))
                continue
            rows.append(row)
    return tuple(rows)


def _cell_findings(file: str, line: int, cells: dict[str, str], problem: ValidationError) -> list[Finding]:
    errors = {(error["loc"][0] if error["loc"] else None): error for error in problem.errors()}
    return [
        Finding(
            file, line, str(column) if column else None, _plain(cast(dict[str, Any], error), cells.get(str(column), ""))
        )
        for column, error in errors.items()
    ]


def _plain(error: dict[str, Any], value: str) -> str:
    """Pydantic's finding as a sentence of ours."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"{quoted(value) if value else 'is empty, and'} is not one of {context['expected'].replace(chr(39), '')}"
    if kind == "string_too_short":
        return "is empty (it is needed)"
    if kind in ("float_parsing", "int_parsing", "int_from_float", "finite_number", "float_type", "int_type"):
        return f"{quoted(value)} is no number" if value else "is empty (a number is needed)"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return f"{quoted(value)} is out of range ({'at least' if 'ge' in context else 'at most'} {bound})"
    return f"{quoted(value)}: {error['msg']}"
