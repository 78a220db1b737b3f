"""The feed that the settings name: its answers, each as a plain value, the same from every engine."""

import time
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Timer
from typing import Any
from uuid import uuid4

from data.observed.events import questions
from data.observed.events.answers import (
    FEWEST_REPORTS,
    FeedCoverage,
    FeedWindow,
    MonthCount,
    PairCount,
    Partner,
    Report,
    ShareChange,
    changes_of,
    month_of,
    windows,
)
from data.observed.events.duckdb_engine import DuckDBEngine
from data.observed.events.engine import CancelledError, Engine, FeedError, Rows
from data.observed.events.feed_file import FeedFile
from data.observed.events.ibis_engine import IBIS, IbisEngine
from data.observed.events.spark_engine import SPARK, SparkEngine
from data.store.settings import ROOT

MOST_ANSWERS = 256
# Of all pairs, some 20,000 rows each.
MOST_WINDOWS = 8
# A question of the page that takes longer is stopped; those that read all reports say before how long they take.
SECONDS_TO_ANSWER = 60.0
SECONDS_AFTER_FAILURE = 10


class Feed:
    """Answers of one feed. What was asked before is remembered until an import makes another edition."""

    def __init__(self, engine: Engine, *, seconds: float = SECONDS_TO_ANSWER) -> None:
        self.engine, self._seconds = engine, seconds
        # Each reader, and each run of the page, asks the same again.
        self._coverage = lru_cache(maxsize=2)(self._coverage_of)
        self._pairs = lru_cache(maxsize=MOST_WINDOWS)(self._pairs_of)
        self._rows = lru_cache(maxsize=MOST_ANSWERS)(self._rows_of)

    @property
    def about(self) -> FeedFile:
        """What the import counted; empty for tables in the catalogue of a Spark."""
        return self.engine.feed

    @property
    def coverage(self) -> FeedCoverage:
        """FeedError if the feed has no reports, or does not answer."""
        return self._coverage(self.engine.edition())

    def _coverage_of(self, _edition: int) -> FeedCoverage:
        rows: Any = self._in_time(questions.coverage())
        if not rows:
            raise FeedError("The feed of events is empty: nothing in its files is between two countries.")
        months: dict[date, int] = {}
        for month, _, events, _ in rows:
            months[month] = months.get(month, 0) + events
        return FeedCoverage(tuple(sorted({source for _, source, _, _ in rows})), months)

    def _rows_of(
        self, name: str, _edition: int, arguments: tuple[Any, ...], options: tuple[tuple[str, Any], ...]
    ) -> Any:
        question = getattr(questions, name)(*arguments, **dict(options))
        return self._in_time(question)

    def _in_time(self, question: questions.Question) -> Rows:
        """The rows; FeedError if they take too long, and then the engine has stopped working on them."""
        ticket = f"page{uuid4().hex}"
        timer = Timer(self._seconds, self.engine.cancel, (ticket,))
        timer.daemon = True
        timer.start()
        try:
            return self.engine.rows(question, ticket=ticket)
        except CancelledError as stopped:
            raise FeedError(
                f"The feed did not answer within {self._seconds:.0f} seconds, and was stopped. Ask for a shorter time."
            ) from stopped
        finally:
            timer.cancel()

    def _asked(self, name: str, *arguments: Any, **options: Any) -> Any:
        return self._rows(name, self.engine.edition(), arguments, tuple(sorted(options.items())))

    def series(self, dyad: str, since: date, until: date) -> tuple[MonthCount, ...]:
        return tuple(MonthCount(*row) for row in self._asked("series", dyad, since, until))

    def kinds(
        self, actors: tuple[str, ...], since: date, until: date, *, among: bool = False
    ) -> tuple[MonthCount, ...]:
        """By month and quad, of all pairs or of those with one of the actors (or both); `kind` is empty."""
        rows = self._asked("kinds", actors, since, until, among=among)
        # Afterwards: with the answer there may be another edition.
        months = self.coverage.months
        return tuple(
            MonthCount(month, "", quad, events, mentions, months[month]) for month, quad, events, mentions in rows
        )

    def partners(self, actor: str, since: date, until: date, *, most: int = 20) -> tuple[Partner, ...]:
        rows = self._asked("partners", actor, since, until, most=most)
        everything = self.coverage.between(since, until)
        return tuple(Partner(*(*row, everything)) for row in rows)

    def pairs(self, since: date, until: date) -> FeedWindow:
        """All pairs with reports in these months; the same object as long as it is the same edition."""
        return self._pairs(self.engine.edition(), month_of(since), month_of(until))

    def _pairs_of(self, _edition: int, since: date, until: date) -> FeedWindow:
        rows: Any = self._in_time(questions.pairs(since, until))
        return FeedWindow(since, until, tuple(PairCount(*row) for row in rows))

    def changes(
        self, last: date, length: int = 3, *, actor: str = "", least: int = FEWEST_REPORTS, most: int = 10
    ) -> tuple[ShareChange, ...]:
        """The pairs that changed most in the months up to `last`, of all or of one actor."""
        baseline, window = windows(last, length)
        rows = self._asked("changes", baseline, window, least=least, actor=actor)
        before, now = self.coverage.between(*baseline), self.coverage.between(*window)
        return changes_of(rows, before, now, least=least, most=most)

    def reports(self, dyad: str, since: date, until: date, *, most: int = 50) -> tuple[Report, ...]:
        """The latest reports of a pair."""
        return tuple(Report(*row) for row in self._asked("reports", dyad, since, until, most=most))


def engine_of(setting: str) -> Engine:
    """The engine for a setting: a folder, "sc://host", or "ibis+" and an address. FeedError if it does not answer."""
    if setting.startswith(IBIS):
        return IbisEngine(setting)
    return SparkEngine(setting) if setting.startswith(SPARK) else DuckDBEngine(ROOT / Path(setting).expanduser())


@lru_cache(maxsize=2)
def feed_of(setting: str) -> Feed | None:
    """The feed that a setting names, the same for all who ask in this process; None if it names none."""
    return Feed(engine_of(setting)) if setting else None


_FAILED: dict[str, tuple[float, FeedError]] = {}


def current_feed(setting: str) -> Feed:
    """The same for a page that many readers open: one that failed is not tried again by each of them."""
    failed_at, problem = _FAILED.get(setting, (float("-inf"), FeedError()))
    if time.monotonic() - failed_at < SECONDS_AFTER_FAILURE:
        raise problem
    try:
        feed = feed_of(setting)
        if feed is None:
            raise FeedError("No feed of events is set.")
        # Without it nothing of the feed can be shown, and to find out anew may take each of them long.
        _ = feed.coverage
    except FeedError as problem:
        _FAILED[setting] = time.monotonic(), problem
        raise
    _FAILED.pop(setting, None)
    return feed
