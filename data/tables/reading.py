"""CSV files -> the typed lines of every table, and a finding for everything that cannot be read."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import Field

from data.base.text import plain_name, quotable
from data.model.cells import Filled
from data.model.rows import Row, Table, column
from data.model.schema import TABLES
from data.tables.column_table import ColumnLines, column_table, table_of_files
from data.tables.findings import Finding, RecordsError
from data.tables.sheet import Line, Sheet

RECORDS = Path(__file__).parents[1] / "records"
Key = tuple[str, ...]
# Name of a file, as "spells/china.csv" -> its bytes, or why they cannot be read.
Files = Mapping[str, bytes | OSError]
_SHADOWS = (".", "~$")
# Bytes from which on a table is read in columns.
LARGE_RECORDS = 500_000


class Expected(Row):
    """How many rows there should be."""

    key = ("table", "scope")
    table: Filled = column("Name of the table.")
    scope: str = column("A dyad or a family; empty for the whole table.")
    rows: Annotated[int, Field(ge=0)] = column("The number of rows.")


EXPECTED = Table("expected", Expected, "expected.csv", ("table", "scope"), optional=True)


@dataclass
class Tables:
    """Everything that was read. In an `incomplete` table rows or keys may be missing: their absence proves nothing."""

    lines: dict[str, Mapping[Key, Line]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    rows_read: int = 0
    version: str = ""


def csv_files(folder: Path) -> list[Path]:
    """All CSV files in alphabetical order, without those that file managers and editors leave, or hidden folders.

    Folders may come and go in the meantime, as those of a save do.
    """
    paths = []
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_SHADOWS)]
        # A folder with such a name is listed, too: reading it says what is wrong.
        csv_names = (name for name in (*names, *folders) if name.endswith(".csv") and not name.startswith(_SHADOWS))
        paths += [Path(inside, name) for name in csv_names]
    return sorted(paths)


def files_in(folder: Path) -> Files:
    """All files of the folder; RecordsError if there is no such folder."""
    if not folder.is_dir():
        fix = "check the path of the records folder"
        raise RecordsError([Finding(plain_name(folder.name, "folder"), None, None, "there is no such folder", fix)])
    return {path.relative_to(folder).as_posix(): _content(path) for path in csv_files(folder)}


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


def files_of(table: Table, names: Iterable[str]) -> list[str]:
    """The names of the files that hold a table."""
    depth = table.files.count("/")
    return [
        name for name in names if name.count("/") == depth and fnmatchcase(name, table.files) and not _is_shadow(name)
    ]


def _is_shadow(name: str) -> bool:
    """Whether a file of this name in a folder is not read."""
    return any(part.startswith(_SHADOWS) for part in name.split("/"))


def read_tables(files: Files) -> Tables:
    """Every table; nothing is raised, what is wrong is in `findings`."""
    tables = Tables()
    digest = hashlib.sha256()
    for table in (*TABLES, EXPECTED):
        names = files_of(table, files)
        tables.lines[table.name] = {}
        if not names and not table.optional:
            fix = "add it, with at least its header" if "*" not in table.files else "add one, with at least its header"
            _refuse(tables, table, Finding(table.files, None, None, "there is no such file", fix))
        is_read = _read_large(tables, table, [(name, files[name]) for name in names])
        for name in names:
            content = files[name]
            if isinstance(content, OSError):
                fix = "check that it is a file and that you may read it"
                _refuse(tables, table, Finding(name, None, None, f"cannot be read: {content.strerror}", fix))
                content = b""
            elif not is_read:
                _read_file(tables, table, name, content)
            digest.update(f"{name}\n{len(content)}\n".encode(errors="replace") + content)
    tables.version = digest.hexdigest()[:12]
    return tables


def _refuse(tables: Tables, table: Table, finding: Finding) -> None:
    tables.incomplete.add(table.name)
    tables.findings.append(finding)


def _read_large(tables: Tables, table: Table, files: list[tuple[str, bytes | OSError]]) -> bool:
    """Read a large table whose files are faultless; whether that is done."""
    contents = {name: content for name, content in files if isinstance(content, bytes)}
    if (
        table.in_columns
        or not contents
        or len(contents) < len(files)
        or sum(map(len, contents.values())) < LARGE_RECORDS
    ):
        return False
    if (rows := table_of_files(table, contents)) is None:
        return False
    tables.lines[table.name] = ColumnLines(rows)
    tables.rows_read += len(rows)
    return True


def _read_file(tables: Tables, table: Table, file: str, content: bytes) -> None:
    if table.in_columns and not tables.lines[table.name] and (rows := column_table(table, file, content)):
        tables.lines[table.name] = ColumnLines(rows)
        tables.rows_read += len(rows)
        return
    sheet = Sheet(table, file)
    sheet.read(content)
    tables.findings += sheet.findings
    tables.rows_read += sheet.rows_read if table is not EXPECTED else 0
    tables.incomplete |= {table.name} if sheet.incomplete else set()
    for line in sheet.lines:
        store_line(tables, table, line)


def changeable_lines(tables: Tables, name: str) -> dict[Key, Line]:
    """The lines of a table, one by one from now on."""
    lines = tables.lines[name]
    if not isinstance(lines, dict):
        lines = tables.lines[name] = dict(lines)
    return lines


def store_line(tables: Tables, table: Table, line: Line) -> None:
    """Put a line under its key; of two with one key the first counts, the other stays for what it refers to."""
    lines = changeable_lines(tables, table.name)
    key = tuple(line.cell(part) for part in table.row.key)
    first = lines.setdefault(key, line) if any(key) else None
    if first is line:
        return
    lines["", line.file, str(line.number)] = replace(line, row=None)
    if first:
        where = f"line {first.number}" if first.file == line.file else f"{first.file}:{first.number}"
        reason = f'"{quotable(" / ".join(filter(None, key)))}" is already used on {where}'
        fix = "use another id, or delete one of the two rows"
        tables.findings.append(line.finding(table.row.key[0], reason, fix))
