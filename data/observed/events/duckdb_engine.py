"""A folder of Parquet, read by an embedded DuckDB that sees nothing else and has bounded memory."""

import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import TYPE_CHECKING

from data.base.fault import FaultError
from data.base.text import plain_name
from data.observed.events.engine import CancelledError, FeedError, Rows, checked_rows
from data.observed.events.feed_file import FEED_FILE, FeedFile, read_feed_file
from data.observed.events.questions import Frame, Question, Table, bounded

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DUCKDB_MEMORY, THREADS, SPILL = "1GB", 2, "2GB"
_SECONDS_BETWEEN_INTERRUPTS = 0.05
_COLUMNS: dict[Table, str] = {
    "cube": "dyad varchar, month date, kind varchar, quad tinyint, events bigint, mentions bigint",
    "sides": "actor varchar, partner varchar, month date, quad tinyint, events bigint, mentions bigint",
    "months": "month date, source varchar, kind varchar, quad tinyint, events bigint, mentions bigint",
    "events": "event varchar, day date, month date, actor1 varchar, actor2 varchar, dyad varchar, kind varchar, "
    "code varchar, quad tinyint, events integer, mentions integer, source varchar",
}
_CANCELLED = "The question was cancelled."


class DuckDBEngine:
    """The newest edition of a folder. A connection refuses a second thread, so each question has a cursor of its own."""

    name = "DuckDB"

    def __init__(self, folder: Path, *, memory: str = DUCKDB_MEMORY) -> None:
        self._folder, self._memory = folder.resolve(), memory
        self._lock = Lock()
        self._running: dict[str, DuckDBPyConnection] = {}
        self._cancelled: set[str] = set()
        self._stamp = self._stamp_now()
        # Where answers that do not fit into memory spill to; it goes with the engine.
        try:
            self._room = TemporaryDirectory(prefix="allweather-events-")
        except OSError as error:
            raise FeedError("The feed of events needs a folder for temporary files, and there is none.") from error
        self.feed, self._database = self._open()
        self._sketch = _sketch()

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            stat = (self._folder / FEED_FILE).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def edition(self) -> int:
        with self._lock:
            if (stamp := self._stamp_now()) != self._stamp:
                self.feed, self._database = self._open()
                self._stamp = stamp
            return self.feed.edition

    def _open(self) -> "tuple[FeedFile, DuckDBPyConnection]":
        try:
            import duckdb
        except ImportError as error:
            raise FeedError("DuckDB is not installed: pip install -r requirements.txt.") from error
        try:
            feed = read_feed_file(self._folder)
        except FaultError as problem:
            raise FeedError(f"The feed of events cannot be read: {problem.fault}.") from problem
        if not feed.edition:
            name = plain_name(self._folder.name, "the folder of the settings")
            raise FeedError(f"There is no feed of events in {name}: import one, or correct the setting.")
        database = _shut_in(self._folder, self._memory, self._room.name)
        edition = self._folder / feed.folder
        for name in _COLUMNS:
            files = str(edition / "events" / "*.parquet") if name == "events" else str(edition / f"{name}.parquet")
            # A table that cannot be read is missing for the questions that need it.
            with suppress(duckdb.Error):
                database.execute(f"create view {name} as select * from read_parquet({_quoted(files)})")
        return feed, database

    def rows(self, question: Question, *, ticket: str = "") -> Rows:
        try:
            return self._rows(question, ticket)
        except CancelledError:
            raise
        except FeedError:
            # An import may have put another edition in its place.
            before = self.feed.edition
            if self.edition() == before:
                raise
            return self._rows(question, ticket)

    def _rows(self, question: Question, ticket: str) -> Rows:
        import duckdb

        with self._lock:
            cursor = self._database.cursor()
            if ticket in self._cancelled:
                self._cancelled.discard(ticket)
                raise CancelledError(_CANCELLED)
            if ticket:
                self._running[ticket] = cursor
        try:
            cursor.execute(self._statement(question))
            columns = [column[0] for column in cursor.description or ()]
            # One by one: what is none of an import may be hundreds of megabytes.
            return checked_rows(columns, iter(cursor.fetchone, None))
        except duckdb.InterruptException as error:
            raise CancelledError(_CANCELLED) from error
        except duckdb.OutOfMemoryException as error:
            raise FeedError("The question needs more memory than the feed may use: ask for a shorter time.") from error
        except duckdb.Error as error:
            raise FeedError(
                "The feed of events was moved, replaced or damaged while it was read. Try again."
            ) from error
        finally:
            with self._lock:
                self._running.pop(ticket, None)
                self._cancelled.discard(ticket)
            cursor.close()

    def _statement(self, question: Question) -> str:
        """The question as SQL. On empty tables of the same columns: each step on large files would read their index."""
        from narwhals.stable import v2

        cursor = self._sketch.cursor()

        def table(name: Table) -> Frame:
            return v2.from_native(cursor.table(name))

        text: str = bounded(question, table).to_native().sql_query()
        return text

    def cancel(self, ticket: str) -> None:
        with self._lock:
            self._cancelled.add(ticket)
        Thread(target=self._interrupt, args=(ticket,), daemon=True).start()

    def _interrupt(self, ticket: str) -> None:
        """Again and again: an interrupt that comes before the engine has begun is lost."""
        while True:
            with self._lock:
                cursor = self._running.get(ticket)
                if cursor is None:
                    return
                cursor.interrupt()
            time.sleep(_SECONDS_BETWEEN_INTERRUPTS)

    def close(self) -> None:
        with self._lock:
            self._database.close()


def _shut_in(folder: Path, memory: str, room: str) -> "DuckDBPyConnection":
    """A database that reads this folder and nothing else, and loads no extension."""
    import duckdb

    database = duckdb.connect(
        config={
            "threads": THREADS,
            "memory_limit": memory,
            "temp_directory": room,
            "max_temp_directory_size": SPILL,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    database.execute("set parquet_metadata_cache = true")
    database.execute(f"set allowed_directories = [{_quoted(str(folder))}]")
    database.execute("set enable_external_access = false")
    database.execute("set lock_configuration = true")
    return database


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sketch() -> "DuckDBPyConnection":
    """A database of empty tables with the columns of a feed."""
    import duckdb

    database = duckdb.connect(config={"threads": 1})
    for name, columns in _COLUMNS.items():
        database.execute(f"create table {name} ({columns})")
    return database
