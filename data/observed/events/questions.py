"""The questions that a feed answers, each written once; any engine that Narwhals knows runs them.

A question takes the tables of a feed and gives the frame of its answer, in a fixed order. It has no date arithmetic and
no division: month, dyad and quad are columns of the tables, and whatever depends on an engine's arithmetic is left to
`data.observed.events.answers`. Narwhals is imported when the first question is asked.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

from data.observed.events.vocabulary import CONFLICT, COOPERATION

Table = Literal["cube", "sides", "months", "events"]
_TABLES: tuple[Table, ...] = ("cube", "sides", "months", "events")
# A lazy frame of Narwhals; it has no types that hold for every engine.
Frame = Any
Tables = Callable[[Table], Frame]
Question = Callable[[Tables], Frame]
# Rows of an answer: all pairs of states have some 20,000. An engine gives one more, and then nothing of it is taken.
MOST_FEED_ROWS = 100_000


def bounded(question: Question, tables: Tables) -> Frame:
    """The frame of an answer, with as many rows as show that there are too many."""
    return question(tables).head(MOST_FEED_ROWS + 1)


def coverage() -> Question:
    """Every month of the feed by source: month, source, reports of all pairs. A few hundred rows."""
    return lambda tables: _summed(tables("months"), "month", "source").sort("month", "source")


def series(dyad: str, since: date, until: date) -> Question:
    """Months of a dyad with any report: month, kind, quad, events, mentions, and `all`, the events of all pairs."""

    def frame(tables: Tables) -> Frame:
        col = _col()
        own = _summed(_in_window(tables("cube"), since, until).filter(col("dyad") == dyad), "month", "kind", "quad")
        everything = _in_window(tables("months"), since, until).group_by("month").agg(all=_total("events"))
        return own.join(everything, on="month", how="inner").sort("month", "kind", "quad")

    return frame


def kinds(actors: Sequence[str], since: date, until: date, *, among: bool = False) -> Question:
    """Months by quad, of all pairs, of those with one of the actors, or of those among them: month, quad, events, mentions.

    A report between two of the actors counts once.
    """

    def frame(tables: Tables) -> Frame:
        col = _col()
        if not actors:
            return _summed(_in_window(tables("months"), since, until), "month", "quad").sort("month", "quad")
        is_inside, is_first = col("partner").is_in(list(actors)), col("actor") < col("partner")
        # Of the two rows of a pair, the one of an actor asked for; of two such, the first in the alphabet.
        counted = is_inside & is_first if among else ~is_inside | is_first
        sides = _in_window(tables("sides"), since, until).filter(col("actor").is_in(list(actors)), counted)
        return _summed(sides, "month", "quad").sort("month", "quad")

    return frame


def partners(actor: str, since: date, until: date, *, most: int) -> Question:
    """Whom an actor has most reports with: partner, cooperation, conflict, events, mentions; most reports first."""

    def frame(tables: Tables) -> Frame:
        col = _col()
        sides = _in_window(tables("sides"), since, until).filter(col("actor") == actor)
        counted = sides.group_by("partner").agg(
            cooperation=_total_of("events", COOPERATION),
            conflict=_total_of("events", CONFLICT),
            events=_total("events"),
            mentions=_total("mentions"),
        )
        return counted.sort("events", "partner", descending=[True, False]).head(most)

    return frame


def pairs(since: date, until: date) -> Question:
    """All pairs with reports: actor, partner, cooperation, conflict, events; each pair once, in alphabetical order."""

    def frame(tables: Tables) -> Frame:
        col = _col()
        sides = _in_window(tables("sides"), since, until).filter(col("actor") < col("partner"))
        counted = sides.group_by("actor", "partner").agg(
            cooperation=_total_of("events", COOPERATION),
            conflict=_total_of("events", CONFLICT),
            events=_total("events"),
        )
        return counted.sort("actor", "partner")

    return frame


def changes(baseline: tuple[date, date], window: tuple[date, date], *, least: int, actor: str = "") -> Question:
    """Pairs in a window and in the baseline before it: actor, partner, before, now, and both by quad of conflict.

    Only pairs with `least` reports in one of the two: of fewer, any change may be chance.
    """

    def frame(tables: Tables) -> Frame:
        col = _col()
        sides = _in_window(tables("sides"), baseline[0], window[1])
        # Each pair is there from both sides.
        sides = sides.filter(col("actor") == actor) if actor else sides.filter(col("actor") < col("partner"))
        is_now = col("month") >= window[0]
        counted = sides.group_by("actor", "partner").agg(
            before=_total_where("events", col("month") <= baseline[1]),
            now=_total_where("events", is_now),
            conflict_before=_total_where("events", (col("month") <= baseline[1]) & col("quad").is_in(list(CONFLICT))),
            conflict_now=_total_where("events", is_now & col("quad").is_in(list(CONFLICT))),
        )
        return counted.filter((col("before") >= least) | (col("now") >= least)).sort("actor", "partner")

    return frame


def shares(dyads: Sequence[str], since: date, until: date) -> Question:
    """Months of some dyads: month, dyad, events, and `all`, the events of all pairs in that month."""

    def frame(tables: Tables) -> Frame:
        chosen = _in_window(tables("cube"), since, until).filter(_col()("dyad").is_in(list(dyads)))
        everything = _in_window(tables("months"), since, until).group_by("month").agg(all=_total("events"))
        counted = chosen.group_by("month", "dyad").agg(events=_total("events"))
        return counted.join(everything, on="month", how="inner").sort("month", "dyad")

    return frame


def reports(dyad: str, since: date, until: date, *, most: int) -> Question:
    """The latest reports of a dyad: day, actor1, actor2, code, quad, events, mentions, event; newest first."""

    def frame(tables: Tables) -> Frame:
        rows = _in_window(tables("events"), since, until).filter(_col()("dyad") == dyad)
        chosen = rows.select("day", "actor1", "actor2", "code", "quad", "events", "mentions", "event")
        order = ("day", "mentions", "code", "actor1", "event", "events")
        return chosen.sort(*order, descending=[True, True, False, False, False, False]).head(most)

    return frame


def of_code(code: str, since: date, until: date, *, least_mentions: int, most: int) -> Question:
    """The pairs with most reports of one code: dyad, events, mentions. The only question that reads all reports."""

    def frame(tables: Tables) -> Frame:
        col = _col()
        rows = _in_window(tables("events"), since, until)
        rows = rows.filter(col("code").str.starts_with(code), col("mentions") >= least_mentions)
        return _summed(rows, "dyad").sort("events", "dyad", descending=[True, False]).head(most)

    return frame


def _col() -> Any:
    from narwhals.stable import v2

    return v2.col


def _in_window(table: Frame, since: date, until: date) -> Frame:
    """The months from that of `since` to that of `until`."""
    month = _col()("month")
    return table.filter(month >= since.replace(day=1), month <= until.replace(day=1))


def _summed(table: Frame, *by: str) -> Frame:
    return table.group_by(*by).agg(events=_total("events"), mentions=_total("mentions"))


def _total(column: str) -> Any:
    # An engine may widen a sum.
    return _col()(column).sum().cast(_int64())


def _total_where(column: str, condition: Any) -> Any:
    from narwhals.stable import v2

    return v2.when(condition).then(_col()(column)).otherwise(v2.lit(0)).sum().cast(_int64())


def _total_of(column: str, quads: Sequence[int]) -> Any:
    return _total_where(column, _col()("quad").is_in(list(quads)))


def _int64() -> Any:
    from narwhals.stable import v2

    return v2.Int64()
