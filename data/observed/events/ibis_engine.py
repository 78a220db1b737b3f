"""The same tables in a database that a desk already has, by Ibis: ClickHouse, Trino, BigQuery and whatever else it connects to."""

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from data.observed.events.engine import FEED_TABLES, FeedError, Rows, rows_of_arrow
from data.observed.events.feed_file import FeedFile
from data.observed.events.questions import Frame, Question, Table, bounded
from data.observed.events.timed_calls import GivenUpError, calls_to

if TYPE_CHECKING:
    from collections.abc import Callable

IBIS = "ibis+"
# Seconds after which a question, or a connection, is given up: nobody knows whether that database has a limit of its own.
SECONDS_OF_QUESTION = 60.0
_LOG = logging.getLogger(__name__)
_AWAY = "The database, which has the feed of events, does not answer. Everything else works; try again later."
_MISSING = "Ibis is not installed: pip install “ibis-framework[clickhouse]”, or with the name of your database."


class IbisEngine:
    """One connection, made again when it was lost. A question that is given up may go on in the database."""

    name = "Ibis"

    def __init__(self, setting: str) -> None:
        self._address = setting.removeprefix(IBIS)
        self._connection: Any = None
        self._calls = calls_to(setting)
        self.feed = FeedFile()
        self._asked(self._connected)

    def edition(self) -> int:
        """Always the same: what another program writes into the database is seen after a restart, or by other questions."""
        return self.feed.edition

    def _connected(self) -> Any:
        if self._connection is None:
            # By name: it is no requirement of the program.
            self._connection = import_module("ibis").connect(self._address)
        return self._connection

    def rows(self, question: Question, *, ticket: str = "") -> Rows:  # noqa: ARG002 (nothing to cancel)
        try:
            answer = self._answer(question)
        except FeedError as problem:
            if isinstance(problem.__cause__, GivenUpError):
                raise
            # The database may have started again.
            self.close()
            answer = self._answer(question)
        return rows_of_arrow(answer)

    def _answer(self, question: Question) -> Any:
        """The answer as a table of Arrow."""
        from narwhals.stable import v2

        def table(name: Table) -> Frame:
            return v2.from_native(self._connected().table(FEED_TABLES.format(name)))

        return self._asked(lambda: bounded(question, table).to_native().to_pyarrow())

    def _asked(self, call: "Callable[[], Any]") -> Any:
        """What the call gives. FeedError for whatever goes wrong: each database has errors of its own."""
        try:
            return self._calls.ask(call, SECONDS_OF_QUESTION)
        except ImportError as error:
            raise FeedError(_MISSING) from error
        except Exception as error:
            # It brings SQLAlchemy, which other feeds do without.
            from data.store.connection import masked

            reason = masked(str(error), self._address)[:500]
            _LOG.warning("The database did not answer: %s: %s", type(error).__name__, reason)
            raise FeedError(_AWAY) from error

    def cancel(self, ticket: str) -> None:
        """Not possible over Ibis."""

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and hasattr(connection, "disconnect"):
            try:
                connection.disconnect()
            except Exception:
                _LOG.debug("The connection was lost before it was closed.")
