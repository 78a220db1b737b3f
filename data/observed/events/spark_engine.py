"""The same tables on a Spark that a desk already has, by Spark Connect: nothing is computed on the page's own machine."""

import logging
import re
import socket
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from data.apart.long_work import whole_step
from data.base.fault import FaultError
from data.observed.events.engine import FEED_TABLES, CancelledError, FeedError, Rows, rows_of_arrow
from data.observed.events.feed_file import FEED_FILE, FeedFile, feed_file_of
from data.observed.events.questions import Frame, Question, Table, bounded
from data.observed.events.timed_calls import MOST_CALLS, TimedCalls, calls_to

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

SPARK = "sc://"
_PORT, _SECONDS_TO_CONNECT, _RETRIES = 15002, 3, 2
# A session, and what it says of the feed: a Spark that starts up takes many seconds.
_SECONDS_TO_BEGIN = 30.0
# Spark is asked no more often than this whether there is a new edition.
_SECONDS_BETWEEN_LOOKS = 60
T = TypeVar("T")
_AWAY = "Spark, which has the feed of events, does not answer. Everything else works; try again later."
_LOG = logging.getLogger(__name__)
_MISSING = "The client of Spark is not installed: pip install pyspark-client."


@dataclass(frozen=True)
class SparkAddress:
    """`remote` is what the client connects to; `folder` where Spark itself finds the feed, empty for its catalogue."""

    remote: str
    folder: str


def spark_address(setting: str) -> SparkAddress:
    """ "sc://host:15002/;folder=/srv/events;token=…": the folder is ours, everything else is Spark's."""
    place, *options = setting.split(";")
    folders = [option.removeprefix("folder=") for option in options if option.startswith("folder=")]
    rest = [option for option in options if option and not option.startswith("folder=")]
    return SparkAddress(";".join([place.rstrip("/") + "/", *rest]) if rest else place, (folders or [""])[0].rstrip("/"))


@dataclass(eq=False)
class _Job:
    """A question that Spark is at: over with an answer, a problem, or because it was cancelled."""

    over: Event = field(default_factory=Event)
    answer: Any = None
    problem: FeedError | None = None
    is_cancelled: bool = False


class SparkEngine:
    """One session for all readers. It is made again when it was lost."""

    name = "Spark"

    def __init__(self, setting: str) -> None:
        self._address = spark_address(setting)
        self._lock = Lock()
        self._session: SparkSession | None = None
        self._calls = calls_to(setting)
        # A question that was cancelled keeps its thread until Spark has stopped it, which may be never.
        self._room = BoundedSemaphore(MOST_CALLS)
        self._jobs: dict[str, _Job] = {}
        self._read_at = time.monotonic()
        self.feed = self._read_feed()

    def edition(self) -> int:
        if time.monotonic() - self._read_at > _SECONDS_BETWEEN_LOOKS:
            self._read_at = time.monotonic()
            try:
                self.feed = self._read_feed()
            except FeedError:
                self._connect_again()
        return self.feed.edition

    def _connect_again(self) -> None:
        """With a new session: Spark may have started again, or the feed may have another edition."""
        self.close()
        self.feed = self._read_feed()

    def _connected(self) -> "SparkSession":
        with self._lock:
            if self._session is None:
                self._session = _session(self._address.remote, self._calls)
            return self._session

    def _read_feed(self) -> FeedFile:
        if not self._address.folder:
            return FeedFile()
        session, file = self._connected(), f"{self._address.folder}/{FEED_FILE}"
        text = _asked(
            lambda: self._calls.ask(lambda: session.read.text(file, wholetext=True).collect(), _SECONDS_TO_BEGIN),
            self._address.remote,
        )[0][0]
        try:
            return feed_file_of(text)
        except FaultError as problem:
            raise FeedError(f"The feed of events cannot be read: {problem.fault}.") from problem

    def rows(self, question: Question, *, ticket: str = "") -> Rows:
        try:
            answer = self._answer(question, ticket)
        except CancelledError:
            raise
        except FeedError:
            self._connect_again()
            answer = self._answer(question, ticket)
        return rows_of_arrow(answer)

    @whole_step
    def _answer(self, question: Question, ticket: str) -> Any:
        """The answer as a table of Arrow."""
        from narwhals.stable import v2

        session = self._connected()
        edition = f"{self._address.folder}/{self.feed.folder}"

        def table(name: Table) -> Frame:
            if not self._address.folder:
                return v2.from_native(session.table(FEED_TABLES.format(name)))
            return v2.from_native(session.read.parquet(f"{edition}/{name if name == 'events' else f'{name}.parquet'}"))

        tag, job = re.sub(r"[^a-z0-9]", "", ticket), _Job()
        if ticket:
            self._jobs[ticket] = job

        def work() -> None:
            try:
                # A tag is the thread’s own.
                if tag:
                    session.addTag(tag)
                job.answer = _asked(lambda: bounded(question, table).to_native().toArrow(), self._address.remote)
            except FeedError as problem:
                job.problem = problem
            finally:
                job.over.set()
                self._room.release()

        if not self._room.acquire(blocking=False):
            raise FeedError(_AWAY)
        try:
            Thread(target=work, daemon=True).start()
        except RuntimeError:
            # The system gives no more threads.
            self._room.release()
            raise FeedError(_AWAY) from None
        job.over.wait()
        self._jobs.pop(ticket, None)
        if job.is_cancelled:
            raise CancelledError("The question was cancelled.")
        if job.problem:
            raise job.problem
        return job.answer

    def cancel(self, ticket: str) -> None:
        """Whoever waits is free at once, whether or not this Spark can stop what it is at."""
        job, session = self._jobs.get(ticket), self._session
        if job is None:
            return
        job.is_cancelled = True
        job.over.set()
        if session:
            Thread(target=_interrupt, args=(session, re.sub(r"[^a-z0-9]", "", ticket)), daemon=True).start()

    def close(self) -> None:
        with self._lock:
            session, self._session = self._session, None
        if session:
            # The server may be gone, which is why it is closed.
            with suppress(Exception):
                session.stop()


def _interrupt(session: "SparkSession", tag: str) -> None:
    # Not every Spark can, and nobody waits for it.
    with suppress(Exception):
        session.interruptTag(tag)


def _session(remote: str, calls: TimedCalls) -> "SparkSession":
    # The client itself would try for minutes.
    try:
        place = urlsplit(remote.split(";")[0])
        socket.create_connection((place.hostname or "", place.port or _PORT), _SECONDS_TO_CONNECT).close()
    except (OSError, ValueError) as error:
        raise FeedError(_AWAY) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            from pyspark.sql.connect.client.retries import DefaultPolicy
            from pyspark.sql.connect.session import SparkSession

            session = _asked(lambda: calls.ask(SparkSession.builder.remote(remote).create, _SECONDS_TO_BEGIN), remote)
    except ImportError as error:
        raise FeedError(_MISSING) from error
    session.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES, max_backoff=1000)])
    return session


def _asked(call: Callable[[], T], remote: str) -> T:
    """What the call gives. FeedError for whatever goes wrong: the client, the network and the engine each have errors."""
    try:
        return call()
    except Exception as error:
        # It brings SQLAlchemy, which other feeds do without.
        from data.store.connection import masked

        reason = masked(str(error), remote)[:500]
        _LOG.warning("Spark did not answer: %s: %s", type(error).__name__, reason)
        raise FeedError(_AWAY) from error
