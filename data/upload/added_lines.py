"""The lines of an upload: each once, added to those of our records, and what is made of all."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.model.rows import Table
from data.model.schema import TABLE
from data.tables.dataset import Dataset, dataset_of, lines_of_dataset
from data.tables.findings import Finding
from data.tables.origin import ADDED_VERSION
from data.tables.reading import Key, Tables, changeable_lines, store_line
from data.tables.rows import cells_of
from data.tables.sheet import Line

# All other tables have as many rows as an upload may.
MOST_ROWS = {"families": 200, "tiers": 2_000, "ladders": 200, "rungs": 4_000, "indicators": 1_000}
_FIXES = {"tiers": "choose the column as the wording of each tie, or write fewer labels"}


def lines_once(lines: Iterable[tuple[str, Line]]) -> tuple[tuple[str, Line], ...]:
    """The lines, without a generated one that two tables of the upload need."""
    kept: dict[object, tuple[str, Line]] = {}
    for name, line in lines:
        generated = (name, *sorted(line.cells.items())) if line.number == 0 else len(kept)
        kept.setdefault(generated, (name, line))
    return tuple(kept.values())


def tables_of(ours: Dataset) -> Tables:
    """Our records as tables that lines can be added to."""
    base = lines_of_dataset(ours)
    lines = {name: of_table if TABLE[name].in_columns else dict(of_table) for name, of_table in base.items()}
    return Tables(lines, [], set())


def with_lines_of(ours: Dataset, lines: Iterable[tuple[str, Line]]) -> Dataset:
    """Our records and lines that were checked and found right, together."""
    tables, lines = tables_of(ours), tuple(lines)
    for name, line in lines:
        store_line(tables, TABLE[name], line)
    return enlarged_dataset(ours, tables, lines)


def enlarged_dataset(ours: Dataset, tables: Tables, added: Iterable[tuple[str, Line]]) -> Dataset:
    """Our records and the added lines that the tables hold with them."""
    tables.version = f"{ours.version}{ADDED_VERSION}{version_of(added)}"
    return dataset_of(tables)


def without_idle(lines: list[tuple[str, Line]]) -> tuple[tuple[str, Line], ...]:
    """Without the generated sources that no row cites any more."""
    cited = {part for name, line in lines for part in line.cell("sources").split("; ") if name != "sources"}
    return tuple(
        (name, line) for name, line in lines if name != "sources" or line.number or line.cell("source") in cited
    )


def is_identical(table: Table, base: Mapping[Key, Line], line: Line) -> bool:
    """Whether a line is a row of ours, as it is there."""
    ours = base.get(tuple(line.cell(column) for column in table.row.key))
    return ours is not None and line.row is not None and ours.row == line.row


def add_line(tables: Tables, table: Table, base: Mapping[Key, Line], line: Line) -> bool:
    """Add a line to the tables; False for a row of ours, whose id with different cells is a finding."""
    ours = base.get(tuple(line.cell(column) for column in table.row.key))
    if ours is None or line.row is None:
        store_line(tables, table, line)
        return True
    if ours.row != line.row:
        different = next(column for column in table.columns if getattr(ours.row, column) != getattr(line.row, column))
        reason = f"this id exists in our records, with a different {different}"
        tables.findings.append(line.finding(table.row.key[0], reason, "use another id"))
        changeable_lines(tables, table.name)["", line.file, str(line.number)] = replace(line, row=None)
    return False


def version_of(lines: Iterable[tuple[str, Line]]) -> str:
    """A short hash of the cells of the rows, whatever file and order they came in.

    Row by row: the text of all rows together would need many times their memory.
    """
    digests = sorted(
        hashlib.sha256(repr((name, *cells_of(line.row).items())).encode(errors="replace")).digest()
        for name, line in lines
        if line.row
    )
    return hashlib.sha256(b"".join(digests)).hexdigest()[:8]


def within_reason(lines: Sequence[tuple[str, Line]]) -> tuple[tuple[tuple[str, Line], ...], list[Finding]]:
    """The lines of (table, row), without those of a table that has too many; and a finding for each such table."""
    counts = Counter(name for name, _ in lines)
    too_many = [name for name, most in MOST_ROWS.items() if counts[name] > most]
    findings = [_finding(name, counts[name]) for name in too_many]
    return tuple((name, line) for name, line in lines if name not in too_many), findings


def _finding(name: str, number: int) -> Finding:
    reason = f"brings {number:,} {name}; at most {MOST_ROWS[name]:,} are allowed"
    return Finding("upload", None, None, reason, _FIXES.get(name, "upload fewer of them"))
