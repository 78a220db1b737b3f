"""The lines of an upload: each once, added to those of our records, and what is made of all."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.model.ledger_rows import Source
from data.model.rows import Table
from data.model.schema import TABLE
from data.model.tie_rows import Actor
from data.tables.dataset import Dataset, dataset_of, lines_of_dataset
from data.tables.findings import Finding
from data.tables.origin import ADDED_VERSION
from data.tables.reading import Key, Tables, changeable_lines, store_line
from data.tables.rows import cells_of
from data.tables.sheet import Line

# All other tables have as many rows as an upload may.
# Actors are in a dozen menus: those of 10,000 with long names took 520 MB.
MOST_ROWS = {"actors": 3_000, "families": 200, "tiers": 2_000, "ladders": 200, "rungs": 4_000, "indicators": 1_000}
# Characters of the names of added actors, in all scripts: each menu has them. Ours have 60 each.
MOST_IN_MENUS = 500_000
# Characters of what the rows of a table cite: tables, notes and lists write it out in each row. 20,000 ties with two sources each
# have eight million.
MOST_WRITTEN_OUT = 10_000_000
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


def within_reason(
    ours: Dataset, lines: Sequence[tuple[str, Line]]
) -> tuple[tuple[tuple[str, Line], ...], list[Finding]]:
    """The lines of (table, row), without those of a table that has too many, or that would be too long where each source and
    actor is written out; and a finding for each such table."""
    counts, lengths = Counter(name for name, _ in lines), _written_out(ours, lines)
    findings = {name: _finding(name, counts[name]) for name, most in MOST_ROWS.items() if counts[name] > most}
    if (length := sum(_length_of_names(line.row) for _, line in lines)) > MOST_IN_MENUS:
        findings.setdefault("actors", _long_names(length))
    for name, length in lengths.items():
        if length > MOST_WRITTEN_OUT:
            findings[name] = _too_long(name, length)
    return tuple((name, line) for name, line in lines if name not in findings), list(findings.values())


def _written_out(ours: Dataset, lines: Iterable[tuple[str, Line]]) -> Counter[str]:
    """Table -> the characters of the sources and actors of its rows, each as often as it is cited."""
    lines = tuple(lines)
    added = [line.row for _, line in lines if line.row]
    sources = {row.source: row for row in added if isinstance(row, Source)} | ours.sources
    actors = {row.actor: row for row in added if isinstance(row, Actor)} | ours.actors
    sizes = {key: len(row.publisher) + len(row.title) + len(row.url) for key, row in sources.items()}
    sizes |= {key: len(row.name) for key, row in actors.items()}
    lengths = Counter[str]()
    for name, line in lines:
        for column, to in TABLE[name].references.items():
            if to in ("sources", "actors") and (cited := getattr(line.row, column, "")):
                lengths[name] += sum(sizes.get(key, 0) for key in ((cited,) if isinstance(cited, str) else cited))
    return lengths


def _length_of_names(row: object) -> int:
    """The characters of all names of an actor; 0 of any other row."""
    if not isinstance(row, Actor):
        return 0
    return sum(map(len, (row.name, row.short_name, row.name_native, row.name_zh, row.name_ru, *row.aliases)))


def _long_names(length: int) -> Finding:
    reason = f"brings actors whose names have {length:,} characters; at most {MOST_IN_MENUS:,} are allowed"
    return Finding("upload", None, None, reason, "shorten the names, or leave out some of the aliases")


def _too_long(name: str, length: int) -> Finding:
    reason = (
        f"brings {name} whose sources and actors have {length // 1_000_000:,} million characters where each is written out; "
        f"at most {MOST_WRITTEN_OUT // 1_000_000} million are allowed"
    )
    return Finding(
        "upload", None, None, reason, "cite fewer sources in each row, or shorten their titles and addresses"
    )


def _finding(name: str, number: int) -> Finding:
    reason = f"brings {number:,} {name}; at most {MOST_ROWS[name]:,} are allowed"
    return Finding("upload", None, None, reason, _FIXES.get(name, "upload fewer of them"))
