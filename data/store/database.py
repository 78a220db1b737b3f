"""Records in a database, in the same tables: SQLite, PostgreSQL, or another that SQLAlchemy knows.

Every cell is a text, as in the files. `edition` counts the saves: a save begins by adding one to it, so that of two
writers the second waits for the first; what it reads then is what the first has left.
"""

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from data.model.schema import Table
from data.store.base import StoreError
from data.store.changes import TABLE_OR_COUNTS, RowChange, applied
from data.store.folder import PATIENCE, same_before_and_after
from data.store.history import Entry, entry_of, entry_of_text, text_of_entry
from data.tables.reading import Files, Tables, read_tables
from data.tables.rows import csv_text, in_order, tidied

_ALL = tuple(TABLE_OR_COUNTS.values())
_META = sql.MetaData()
_FILE, _PLACE = "row_file", "row_place"


def _sql_table(table: Table) -> sql.Table:
    """The columns of the schema, the file that a row would stand in, and its place where the order says something."""
    texts = (sql.Column(name, sql.Text, nullable=False, server_default="") for name in table.columns)
    own = (sql.Column(_FILE, sql.Text, nullable=False), sql.Column(_PLACE, sql.Integer, nullable=False))
    return sql.Table(table.name, _META, *texts, *own, sql.PrimaryKeyConstraint(*table.row.key))


_SQL = {table.name: _sql_table(table) for table in _ALL}
_EDITION = sql.Table("edition", _META, sql.Column("number", sql.Integer, nullable=False))
_HISTORY = sql.Table(
    "history", _META,
    sql.Column("number", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("entry", sql.Text, nullable=False),
)  # fmt: skip
_KEPT = sql.Table(
    "kept", _META,
    sql.Column("version", sql.Text, primary_key=True),
    sql.Column("packed", sql.LargeBinary, nullable=False),
)  # fmt: skip


# Seconds that a writer waits for another one, by kind of database; nobody waits for ever.
_PATIENCE: dict[str, dict[str, object]] = {
    "sqlite": {"timeout": PATIENCE},
    "postgresql": {"connect_timeout": PATIENCE, "options": f"-c lock_timeout={PATIENCE}s"},
}


@lru_cache(maxsize=8)
def _engine(address: str) -> sql.Engine:
    kind = sql.make_url(address).get_backend_name()
    return sql.create_engine(address, pool_pre_ping=True, connect_args=_PATIENCE.get(kind, {}))


@dataclass(frozen=True)
class DatabaseStore:
    """The database at an SQLAlchemy address; `keeps` says whether versions are kept for pinned links."""

    address: str
    keeps: bool = False

    @property
    def name(self) -> str:
        try:
            return sql.make_url(self.address).render_as_string(hide_password=True)
        except (SQLAlchemyError, ValueError):
            # What cannot be read may hold a password anywhere.
            return "that the settings name"

    @contextmanager
    def _begun(self) -> Iterator[sql.Connection]:
        try:
            with _engine(self.address).begin() as connection:
                yield connection
        except (SQLAlchemyError, ImportError, ValueError) as error:
            raise StoreError(self._said(error)) from error

    def _said(self, error: Exception) -> str:
        """Why, in the words of the database: its first line, which names no password."""
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return f"The database {self.name} cannot be used ({cause}). Nothing was changed."

    def stamp(self) -> Hashable:
        with self._begun() as connection:
            return self._edition(connection)

    def _edition(self, connection: sql.Connection) -> int:
        if not self._filled(connection):
            raise StoreError(f"The database {self.name} holds no records yet (python -m data.store copies them there).")
        return int(connection.execute(sql.select(_EDITION.c.number)).scalar_one())

    def _filled(self, connection: sql.Connection) -> bool:
        there = sql.inspect(connection).has_table(_EDITION.name)
        return there and connection.execute(sql.select(_EDITION.c.number)).first() is not None

    def files(self) -> Files:
        return same_before_and_after(self.stamp, self._read)

    def _read(self) -> Files:
        with self._begun() as connection:
            return _contents(connection)

    def save(self, changes: Iterable[RowChange], *, who: str, undoes: int | None = None) -> Entry:
        with self._begun() as connection:
            self._edition(connection)
            connection.execute(sql.update(_EDITION).values(number=_EDITION.c.number + 1))
            _complete(connection)
            made = applied(_contents(connection), changes)
            # What is taken away first, so that its key is free.
            for change in sorted((*made.changes, *made.counts), key=lambda change: change.after is not None):
                _write(connection, change, made.tables)
            last = connection.execute(sql.select(sql.func.max(_HISTORY.c.number))).scalar_one() or 0
            entry = entry_of(last + 1, made.changes, who=who, undoes=undoes)
            values = {"number": entry.number, "at": entry.at, "who": who, "entry": text_of_entry(entry)}
            connection.execute(sql.insert(_HISTORY).values(**values))
        return entry

    def history(self, most: int) -> list[Entry]:
        query = sql.select(_HISTORY.c.entry).order_by(_HISTORY.c.number.desc()).limit(most)
        with self._begun() as connection:
            return [entry_of_text(text) for text in connection.execute(query).scalars()]

    def entry(self, number: int) -> Entry:
        with self._begun() as connection:
            text = connection.execute(sql.select(_HISTORY.c.entry).where(_HISTORY.c.number == number)).scalar()
        if text is None:
            raise StoreError(f"There is no save {number}.")
        return entry_of_text(text)

    def keep(self, version: str, packed: bytes) -> None:
        if self.keeps and self.kept(version) is None:
            with self._begun() as connection:
                connection.execute(sql.insert(_KEPT).values(version=version, packed=packed))

    def kept(self, version: str) -> bytes | None:
        with self._begun() as connection:
            found = connection.execute(sql.select(_KEPT.c.packed).where(_KEPT.c.version == version)).scalar()
        return bytes(found) if found is not None else None

    def fill(self, files: Files) -> int:
        """Make the tables and copy all records into them; the number of rows. StoreError if records are there already."""
        with self._begun() as connection:
            if self._filled(connection):
                raise StoreError(f"The database {self.name} holds records already. Nothing was changed.")
            _META.create_all(connection)
            lines = read_tables(files).lines
            for table in _ALL:
                rows = [
                    tidied(table, line.cells) | {_FILE: line.file, _PLACE: at}
                    for at, line in enumerate(lines[table.name].values())
                ]
                if rows:
                    connection.execute(sql.insert(_SQL[table.name]), rows)
            connection.execute(sql.insert(_EDITION).values(number=1))
            return sum(map(len, lines.values()))


def _contents(connection: sql.Connection) -> Files:
    """The tables as the CSV files that a folder would hold: the same records have the same version in both."""
    files: dict[str, bytes | OSError] = {}
    there = _columns_there(connection)
    for table in _ALL:
        by_file: dict[str, list[dict[str, str]]] = {}
        for row in _rows_there(connection, table, there.get(table.name, frozenset())):
            by_file.setdefault(row[_FILE], []).append({column: row.get(column, "") for column in table.columns})
        if not by_file and not table.optional:
            by_file[table.files.replace("*", table.name)] = []
        for file in sorted(by_file):
            files[file] = csv_text(table.columns, in_order(table, by_file[file])).encode()
    return files


def _columns_there(connection: sql.Connection) -> dict[str, frozenset[str]]:
    """Table -> its columns in the database: one that is older than a table or a column of the schema lacks it."""
    columns = sql.inspect(connection).get_multi_columns()
    return {table: frozenset(column["name"] for column in found) for (_, table), found in columns.items()}


def _rows_there(connection: sql.Connection, table: Table, there: frozenset[str]) -> Iterable[sql.RowMapping]:
    if not there:
        return ()
    columns = [column for column in _SQL[table.name].c if column.name in there]
    return connection.execute(sql.select(*columns).order_by(_SQL[table.name].c[_PLACE])).mappings()


def _complete(connection: sql.Connection) -> None:
    """Add the tables and columns of the schema that the database is older than."""
    there = _columns_there(connection)
    _META.create_all(connection)
    quoted = connection.dialect.identifier_preparer.quote
    for table in _ALL:
        for name in set(table.columns) - there.get(table.name, frozenset(table.columns)):
            column = f"{quoted(name)} TEXT NOT NULL DEFAULT ''"
            connection.execute(sql.text(f"ALTER TABLE {quoted(table.name)} ADD COLUMN {column}"))


def _write(connection: sql.Connection, change: RowChange, tables: Tables) -> None:
    table = _SQL[change.table]
    if change.before and not change.stays:
        connection.execute(sql.delete(table).where(_is(change)))
    if change.after and change.stays:
        connection.execute(sql.update(table).where(_is(change)).values(**change.after))
    elif change.after:
        last = connection.execute(sql.select(sql.func.max(table.c[_PLACE]))).scalar_one()
        own = {_FILE: tables.lines[change.table][change.new_key].file, _PLACE: 0 if last is None else last + 1}
        connection.execute(sql.insert(table).values(**change.after, **own))


def _is(change: RowChange) -> sql.ColumnElement[bool]:
    columns = _SQL[change.table].c
    return sql.and_(
        *(columns[name] == value for name, value in zip(TABLE_OR_COUNTS[change.table].row.key, change.key, strict=True))
    )
