"""Connections to a database that answer in time or end, and say why without a word of the address they go to."""

import logging
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from urllib.parse import parse_qsl, quote, quote_plus

import sqlalchemy as sql
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data.base.text import plain_name
from data.store.base import MaybeSavedError, StoreError
from data.store.folder import LOCK_SECONDS

T = TypeVar("T")
# Seconds: to connect, for a short question, for a save or for all records.
CONNECT_SECONDS, ASK_SECONDS, WORK_SECONDS = 3, 3.0, 40.0
# After a failure nobody asks a server again for so long: each reader would wait for it to fail once more.
PAUSE_SECONDS = 10.0
_BACKENDS = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
_OPTIONS: dict[str, dict[str, object]] = {
    "sqlite": {"timeout": LOCK_SECONDS},
    "postgresql": {
        "connect_timeout": CONNECT_SECONDS,
        # A server that was made without a language has no encoding of its own, and its driver gives bytes then.
        "client_encoding": "utf8",
        "options": f"-c lock_timeout={LOCK_SECONDS}s -c statement_timeout={int(WORK_SECONDS)}s",
        # A machine that went away is noticed within some ten seconds, although nobody asks it anything.
        "keepalives": 1,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    },
}
# Letters of a value after a semicolon that is masked in the log: "true" and "false" say nothing.
_SHORTEST_TOKEN = 5
_LOG = logging.getLogger(__name__)
# Address -> until when it is not asked again, and what was said.
_PAUSES: dict[str, tuple[float, str]] = {}


@lru_cache(maxsize=8)
def _engine(address: str) -> sql.Engine:
    url = sql.make_url(address)
    kind = url.get_backend_name()
    pool: dict[str, object] = {"pool_use_lifo": True, "pool_timeout": ASK_SECONDS}
    if kind == "sqlite":
        # A connection that stays open would go on with a file that another has taken the place of.
        pool = {"poolclass": sql.NullPool}
    options = _OPTIONS.get(kind, {})
    if "options" in options and (theirs := " ".join(url.normalized_query.get("options", ()))):
        # Ours alone would take the place of those of the address, such as its search_path, and other tables would be read.
        options = {**options, "options": f"{theirs} {options['options']}"}
    return sql.create_engine(address, connect_args=options, **pool)


@dataclass(frozen=True)
class Database:
    """The database at an SQLAlchemy address."""

    address: str

    @property
    def name(self) -> str:
        """Its kind and its own name; the rest of the address stays out of all messages."""
        try:
            url = sql.make_url(self.address)
        except (SQLAlchemyError, ValueError):
            return "database named in the settings"
        kind = url.get_backend_name()
        name = (url.database or "").rsplit("/", 1)[-1]
        # More than one "@", or a "?" before it, and a part of a password may have been taken for the name.
        is_plain = plain_name(name) and self.address.count("@") <= 1 and "@" not in str(dict(url.query))
        return f"{_BACKENDS.get(kind, kind)} database" + (f" “{name}”" if is_plain else "")

    def ask(self, question: Callable[[sql.Connection], T], *, seconds: float = 0.0, quick: bool = False) -> T:
        """The answer to a question that changes nothing, asked once more if the connection turns out to be dead.

        A `quick` one runs outside a transaction: it takes one message to the server and back.
        After `seconds` (ASK_SECONDS if zero) without an answer StoreError is raised.
        """
        with self._said():
            begun, seconds = time.monotonic(), seconds or ASK_SECONDS
            try:
                return self._ask_once(question, seconds, quick)
            except DBAPIError as error:
                if not error.connection_invalidated or time.monotonic() - begun >= seconds:
                    raise
            return self._ask_once(question, seconds, quick)

    def _ask_once(self, question: Callable[[sql.Connection], T], seconds: float, quick: bool) -> T:
        engine = _engine(self.address)
        if quick:
            engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection, _ended_after(connection, seconds):
            return question(connection)

    @contextmanager
    def transaction(self) -> Iterator[sql.Connection]:
        """For changes: all of them or none. The connection was tried before."""
        self.ask(lambda connection: connection.execute(sql.select(1)).scalar(), quick=True)
        with (
            self._said(),
            _engine(self.address).connect() as connection,
            _ended_after(connection, WORK_SECONDS),
            connection.begin() as changes,
        ):
            yield connection
            self._commit(changes)

    def _commit(self, changes: sql.RootTransaction) -> None:
        try:
            changes.commit()
        except DBAPIError as error:
            if not self._is_away(error):
                raise
            # The answer is lost, and perhaps not what it was about.
            self._log(error)
            self._sentence(error)
            raise MaybeSavedError(
                f"The {self.name} did not say whether this is saved. Look at the history of saves before you save it again."
            ) from error

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Turns what a driver raises into a StoreError; the reason goes to the log."""
        until, sentence = _PAUSES.get(self.address, (0.0, ""))
        if time.monotonic() < until:
            raise StoreError(sentence)
        try:
            yield
        except (SQLAlchemyError, ImportError, ValueError) as error:
            self._log(error)
            raise StoreError(self._sentence(error)) from None

    def _log(self, error: Exception) -> None:
        reason = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
        _LOG.warning("The %s cannot be used: %s", self.name, masked(reason.splitlines()[0], self.address))

    def _sentence(self, error: Exception) -> str:
        if not self._is_away(error):
            return f"The {self.name} cannot be used; the log of the server says why. Nothing was changed."
        sentence = (
            f"The {self.name} cannot be reached or does not answer; the log of the server says why. "
            f"It is tried again in {PAUSE_SECONDS:.0f} seconds. Nothing was changed."
        )
        _PAUSES[self.address] = (time.monotonic() + PAUSE_SECONDS, sentence)
        return sentence

    def _is_away(self, error: Exception) -> bool:
        """Whether a server could not be reached, or its connection was lost or ended by us."""
        with suppress(SQLAlchemyError, ValueError):
            if not sql.make_url(self.address).host:
                return False
        if isinstance(error, sql.exc.TimeoutError):
            return True
        return isinstance(error, DBAPIError) and (error.connection_invalidated or error.statement is None)


@contextmanager
def _ended_after(connection: sql.Connection, seconds: float) -> Iterator[None]:
    """Cut the connection after so many seconds: a driver waits without end for a server that went silent."""
    timer = threading.Timer(seconds, _cut, [connection.connection.driver_connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connection: object) -> None:
    """End the socket of a driver's connection, in whatever it waits for; a file has none."""
    with suppress(AttributeError, OSError, SQLAlchemyError):
        number = os.dup(connection.fileno())  # type: ignore[attr-defined]
        with socket.socket(fileno=number) as end:
            end.shutdown(socket.SHUT_RDWR)


def masked(text: str, address: str) -> str:
    """A text for the log without the user and the password of the address, nor any piece of them, nor what its query says."""
    userinfo = address.partition("://")[2].rpartition("@")[0]
    pieces = {userinfo, userinfo.partition(":")[2], *re.split(r"[@:/?#&=%\s]", userinfo)}
    for _, value in parse_qsl(address.rpartition("?")[2] if "?" in address else ""):
        pieces |= {value, quote(value), quote_plus(value)}
    # Of a Spark: "sc://host;token=…".
    pieces |= {value for part in address.split(";")[1:] if len(value := part.partition("=")[2]) > _SHORTEST_TOKEN}
    with suppress(SQLAlchemyError, ValueError):
        pieces.add(str(sql.make_url(address).password or ""))
    for piece in sorted(filter(None, pieces), key=len, reverse=True):
        # A letter or two would be masked in every word; alone they say nothing.
        if len(piece) > 2:
            text = text.replace(piece, "***")
    return text
