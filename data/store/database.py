"""Records in a database, in the same tables: SQLite, PostgreSQL, or any other that SQLAlchemy supports.

Every cell is text, as in the files. `edition` counts the saves: a save begins by adding one to it, so that the second of
two writers waits for the first, and then reads what the first has written.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from secrets import randbelow
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import DBAPIError

from data.base.text import printable
from data.model.rows import Table
from data.store.base import StoreError
from data.store.changes import TABLE_OR_COUNTS, RowChange, plan_save
from data.store.connection import WORK_SECONDS, Database
from data.store.folder import read_unchanged
from data.store.history import SaveEntry, SaveSummary, entry_of, entry_of_text, summary_of, text_of_entry
from data.tables.reading import Files, Tables, files_of, read_tables
from data.tables.rows import csv_text, in_order, normalised

_STORED_TABLES = tuple(TABLE_OR_COUNTS.values())
_META = sql.MetaData()
_FILE, _POSITION = "row_file", "row_place"
# Each database begins at another number: one that takes the place of another is not taken for it.
_MOST_FIRST_EDITION = 1_000_000_000
# PostgreSQL's code of an error (appendix A of its manual); SQLite has none.
_NO_SUCH_TABLE = "42P01"
_NOT_IN_NAMES = frozenset("\\:\0")


def _sql_table(table: Table) -> sql.Table:
    """The columns of the schema, the file that a row belongs to, and its position, where the order has a meaning."""
    texts = (sql.Column(name, sql.Text, nullable=False, server_default="") for name in table.columns)
    extra = (sql.Column(_FILE, sql.Text, nullable=False), sql.Column(_POSITION, sql.Integer, nullable=False))
    return sql.Table(table.name, _META, *texts, *extra, sql.PrimaryKeyConstraint(*table.row.key))


_SQL = {table.name: _sql_table(table) for table in _STORED_TABLES}
_EDITION_TABLE = sql.Table("edition", _META, sql.Column("number", sql.Integer, nullable=False))
_HISTORY_TABLE = sql.Table(
    "history", _META,
    sql.Column("number", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("entry", sql.Text, nullable=False),
)  # fmt: skip
# In existing databases the table is called "kept".
_VERSIONS_TABLE = sql.Table(
    "kept", _META,
    sql.Column("version", sql.Text, primary_key=True),
    sql.Column("packed", sql.LargeBinary, nullable=False),
    sql.Column("at", sql.Text, nullable=False, server_default=""),
)  # fmt: skip


@dataclass(frozen=True)
class DatabaseStore:
    """The database at an SQLAlchemy address; `stores_versions` says whether versions are stored for pinned links.

    Of more than `most_versions` the ones stored longest ago are deleted; 0 deletes none.
    """

    address: str
    stores_versions: bool = False
    most_versions: int = 0

    @property
    def _database(self) -> Database:
        return Database(self.address)

    @property
    def name(self) -> str:
        return self._database.name

    def stamp(self) -> Hashable:
        return self._database.ask(self._edition, quick=True)

    def _edition(self, connection: sql.Connection) -> int:
        """One question: it is asked in each run of a page."""
        try:
            number = connection.execute(sql.select(_EDITION_TABLE.c.number)).scalar()
        except DBAPIError as error:
            # A table that is locked, or that we may not read, is there.
            if error.connection_invalidated or getattr(error.orig, "sqlstate", None) not in (None, _NO_SUCH_TABLE):
                raise
            number = None
        if number is None:
            raise StoreError(
                f"The {self.name} contains no records yet (copy them with: python -m data.store copy FROM TO)."
            )
        return int(number)

    def _has_records(self, connection: sql.Connection) -> bool:
        exists = sql.inspect(connection).has_table(_EDITION_TABLE.name)
        return exists and connection.execute(sql.select(_EDITION_TABLE.c.number)).first() is not None

    def files(self) -> Files:
        return read_unchanged(self.stamp, self._read)

    def _read(self) -> Files:
        return self._database.ask(_contents, seconds=WORK_SECONDS)

    def save(self, changes: Iterable[RowChange], *, who: str, undoes: int | None = None) -> SaveEntry:
        with self._database.transaction() as connection:
            self._edition(connection)
            connection.execute(sql.update(_EDITION_TABLE).values(number=_EDITION_TABLE.c.number + 1))
            _add_missing_columns(connection)
            plan = plan_save(_contents(connection), changes)
            last_places: dict[str, int] = {}
            # Removals first, so that their keys are free.
            for change in sorted((*plan.changes, *plan.counts), key=lambda change: change.after is not None):
                _write_row(connection, change, plan.tables, last_places)
            last = connection.execute(sql.select(sql.func.max(_HISTORY_TABLE.c.number))).scalar_one() or 0
            entry = entry_of(last + 1, plan.changes, who=who, undoes=undoes)
            values = {"number": entry.number, "at": entry.at, "who": who, "entry": text_of_entry(entry)}
            connection.execute(sql.insert(_HISTORY_TABLE).values(**values))
        return entry

    def history(self, most: int) -> list[SaveEntry]:
        query = sql.select(_HISTORY_TABLE.c.entry).order_by(_HISTORY_TABLE.c.number.desc()).limit(most)
        texts = self._database.ask(lambda connection: connection.execute(query).scalars().all())
        return list(map(self._entry_in, texts))

    def summaries(self, most: int) -> list[SaveSummary]:
        columns = (_HISTORY_TABLE.c.number, _HISTORY_TABLE.c.at, _HISTORY_TABLE.c.who)
        query = sql.select(*columns).order_by(_HISTORY_TABLE.c.number.desc()).limit(most)
        heads = self._database.ask(lambda connection: connection.execute(query).all())
        return [_summary_in(self, *head) for head in heads]

    def entry(self, number: int) -> SaveEntry:
        query = sql.select(_HISTORY_TABLE.c.entry).where(_HISTORY_TABLE.c.number == number)
        text = self._database.ask(lambda connection: connection.execute(query).scalar())
        if text is None:
            raise StoreError(f"There is no save {number}.")
        return self._entry_in(text)

    def _entry_in(self, text: str) -> SaveEntry:
        try:
            return entry_of_text(text)
        except ValueError as error:
            raise StoreError(f"A save in the {self.name} cannot be read. The records themselves are intact.") from error

    def store_version(self, version: str, packed: bytes) -> None:
        if not self.stores_versions:
            return
        with self._database.transaction() as connection:
            _add_time_of_versions(connection)
            is_version = _VERSIONS_TABLE.c.version == version
            # Shown again: among those to be deleted it is now the last.
            again = connection.execute(sql.update(_VERSIONS_TABLE).where(is_version).values(at=_now()))
            if not again.rowcount:
                connection.execute(sql.insert(_VERSIONS_TABLE).values(version=version, packed=packed, at=_now()))
            if self.most_versions:
                newest = sql.select(_VERSIONS_TABLE.c.version).where(~is_version)
                newest = newest.order_by(_VERSIONS_TABLE.c.at.desc())
                old = connection.execute(newest.offset(self.most_versions - 1)).scalars().all()
                connection.execute(sql.delete(_VERSIONS_TABLE).where(_VERSIONS_TABLE.c.version.in_(old)))

    def stored_version(self, version: str) -> bytes | None:
        query = sql.select(_VERSIONS_TABLE.c.packed).where(_VERSIONS_TABLE.c.version == version)
        packed = self._database.ask(lambda connection: connection.execute(query).scalar(), seconds=WORK_SECONDS)
        return bytes(packed) if packed is not None else None

    def stored_versions(self) -> tuple[str, ...]:
        query = sql.select(_VERSIONS_TABLE.c.version)
        return tuple(self._database.ask(lambda connection: connection.execute(query).scalars().all()))

    def fill(self, files: Files) -> int:
        """Create the tables and copy all records into them; the number of rows. Raises StoreError if it has records already."""
        with self._database.transaction() as connection:
            if self._has_records(connection):
                raise StoreError(f"The {self.name} already contains records. Nothing was changed.")
            _META.create_all(connection)
            lines = read_tables(files).lines
            for table in _STORED_TABLES:
                rows = [
                    normalised(table, line.cells) | {_FILE: line.file, _POSITION: position}
                    for position, line in enumerate(lines[table.name].values())
                ]
                if rows:
                    connection.execute(sql.insert(_SQL[table.name]), rows)
            connection.execute(sql.insert(_EDITION_TABLE).values(number=1 + randbelow(_MOST_FIRST_EDITION)))
            return sum(map(len, lines.values()))


@lru_cache(maxsize=1_000)
def _summary_in(store: DatabaseStore, number: int, at: str, who: str) -> SaveSummary:  # noqa: ARG001 (part of the key)
    """Each save is read once: it stays as it was made."""
    return summary_of(store.entry(number))


def _contents(connection: sql.Connection) -> Files:
    """The tables as CSV files, as in a folder: the same records have the same version in both."""
    files: dict[str, bytes | OSError] = {}
    columns_of = _existing_columns(connection)
    for table in _STORED_TABLES:
        by_file: dict[str, list[dict[str, str]]] = {}
        for row in _existing_rows(connection, table, columns_of.get(table.name, frozenset())):
            file = _file_of(table, _as_text(row[_FILE]))
            by_file.setdefault(file, []).append({column: _as_text(row.get(column)) for column in table.columns})
        if not by_file and not table.optional:
            by_file[table.files.replace("*", table.name)] = []
        for file in sorted(by_file):
            files[file] = csv_text(table.columns, in_order(table, by_file[file])).encode()
    return files


def _as_text(value: object) -> str:
    """A cell as in the files, also where somebody else made the table: empty for NULL, a number or a day as it is written."""
    if isinstance(value, bytes):
        # What is no text has the character of lost letters, which is a fault of the records.
        return value.decode(errors="replace")
    return value if isinstance(value, str) else "" if value is None else str(value)


def _file_of(table: Table, name: str) -> str:
    """The name of a file that a row is in. One that no file of the table has is none: a copy would write wherever it leads."""
    is_one = files_of(table, [name]) and not set(name) & _NOT_IN_NAMES
    return name if is_one else table.files.replace("*", table.name)


def _existing_columns(connection: sql.Connection) -> dict[str, frozenset[str]]:
    """Table -> its columns in the database, which may lack tables and columns that the schema got later."""
    columns = sql.inspect(connection).get_multi_columns()
    return {table: frozenset(column["name"] for column in of_table) for (_, table), of_table in columns.items()}


def _existing_rows(connection: sql.Connection, table: Table, existing: frozenset[str]) -> Iterable[sql.RowMapping]:
    if not existing:
        return ()
    columns = [column for column in _SQL[table.name].c if column.name in existing]
    return connection.execute(sql.select(*columns).order_by(_SQL[table.name].c[_POSITION])).mappings()


def _add_missing_columns(connection: sql.Connection) -> None:
    """Add the tables and columns that the schema got since the database was filled."""
    columns_of = _existing_columns(connection)
    _META.create_all(connection)
    quoted = connection.dialect.identifier_preparer.quote
    for table in _STORED_TABLES:
        for name in set(table.columns) - columns_of.get(table.name, frozenset(table.columns)):
            column = f"{quoted(name)} TEXT NOT NULL DEFAULT ''"
            connection.execute(sql.text(f"ALTER TABLE {quoted(table.name)} ADD COLUMN {column}"))


def _write_row(connection: sql.Connection, change: RowChange, tables: Tables, last_places: dict[str, int]) -> None:
    """`last_places` are those of the tables that got rows before: to look for each anew takes the square of their number."""
    table = _SQL[change.table]
    if change.before and not change.keeps_key:
        _one_row(connection.execute(sql.delete(table).where(_has_key_of(change))), change)
    if change.after and change.keeps_key:
        _one_row(connection.execute(sql.update(table).where(_has_key_of(change)).values(**change.after)), change)
    elif change.after:
        if change.table not in last_places:
            last = connection.execute(sql.select(sql.func.max(table.c[_POSITION]))).scalar_one()
            last_places[change.table] = -1 if last is None else int(last)
        last_places[change.table] += 1
        extra = {_FILE: tables.lines[change.table][change.new_key].file, _POSITION: last_places[change.table]}
        connection.execute(sql.insert(table).values(**change.after, **extra))


def _one_row(written: sql.CursorResult[Any], change: RowChange) -> None:
    """Raise StoreError if no row has that key letter by letter, as where somebody wrote it with a space before it."""
    if not written.rowcount:
        raise StoreError(
            f"The id of {change.table} {printable('/'.join(change.key))} is spelled differently in the database, perhaps with a "
            "space before it. Correct it there. Nothing was changed."
        )


def _add_time_of_versions(connection: sql.Connection) -> None:
    """Databases that were filled before do not say when a version was stored."""
    columns = {column["name"] for column in sql.inspect(connection).get_columns(_VERSIONS_TABLE.name)}
    if "at" not in columns:
        quoted = connection.dialect.identifier_preparer.quote
        connection.execute(
            sql.text(f"ALTER TABLE {quoted(_VERSIONS_TABLE.name)} ADD COLUMN {quoted('at')} TEXT NOT NULL DEFAULT ''")
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _has_key_of(change: RowChange) -> sql.ColumnElement[bool]:
    columns = _SQL[change.table].c
    return sql.and_(
        *(columns[name] == value for name, value in zip(TABLE_OR_COUNTS[change.table].row.key, change.key, strict=True))
    )
