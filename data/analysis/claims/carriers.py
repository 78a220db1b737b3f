"""A claim about the network and the periods in which it was true -> the ties by which it was so, for each part of them.

What decides a claim on its day need not have done so when it became true: a label was another then, a way led elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from networkx.utils import UnionFind

from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.analysis.connections.graph import Pair, pair_of
from data.analysis.connections.since import runs_of
from data.analysis.connections.tie_times import Interval, neighbours_of
from data.analysis.connections.ways import shortest_ways
from data.view.selection import read_through
from data.view.ties import SpellIndex, Ties

Spells = Sequence[SpellIndex]


@dataclass(frozen=True)
class Stretch:
    """A part of a time in which a claim was true, and the ties that made it so; `until` is the first day on which others
    did, or it was no longer. `way` are the actors of a connection, from one end to the other.
    """

    since: date
    until: date
    spells: tuple[SpellIndex, ...]
    way: tuple[str, ...] = ()


def stretches_of(
    history: Iterable[VerdictPeriod], last: date, within: Callable[[int, int], Iterable[Stretch]]
) -> tuple[Stretch, ...]:
    """The stretches of each period in which a claim was true, the last of which ends after a day."""
    end = last.toordinal() + 1
    return tuple(
        stretch
        for period in history
        if period.verdict is Verdict.TRUE
        for stretch in within(period.since.toordinal(), period.until.toordinal() if period.until else end)
    )


def last_day(ties: Ties, as_of: date) -> date:
    """The last day of a history: the last one read, or the one asked for if that is later."""
    return max(as_of, read_through(ties.dataset) or as_of)


def carriers(ties: Ties, groups: Iterable[Spells], begin: int, end: int) -> tuple[SpellIndex, ...]:
    """The few spells that certainly cover a time, as far as any of these do, in order; each group is of one pair.

    Labels that followed each other without a break are one run, of which those are named that fall into the time.
    """
    sure_starts, ends = ties.starts[1], ties.ends[0]
    runs = [
        (int(sure_starts[first]), int(ends[last]), first, last)
        for spells in groups
        for first, last in runs_of(ties, spells)
        if sure_starts[first] < ends[last]
    ]
    found, reached = list[SpellIndex](), begin
    while reached < end:
        open_runs = [run for run in runs if run[0] <= reached < run[1]]
        if not open_runs:
            reached = min((run[0] for run in runs if reached < run[0]), default=end)
            continue
        _, until, first, last = max(open_runs, key=lambda run: (run[1], -run[0], -run[2]))
        found += _within(ties, range(first, last + 1), reached, min(until, end))
        reached = until
    return tuple(dict.fromkeys(found))


def _within(ties: Ties, run: range, begin: int, end: int) -> list[SpellIndex]:
    """Of a run without a break those that may have been in force within a time."""
    return [one for one in run if ties.starts[0][one] < end and begin < ties.ends[1][one]]


def connecting(
    ties: Ties,
    ends: Pair,
    pairs: Mapping[Pair, Spells],
    certain: Mapping[Pair, list[Interval]],
    begin: int,
    end: int,
) -> Iterable[Stretch]:
    """By which ways two have been connected for a time: each the one that lasts longest, the shortest of those."""
    reached = begin
    while reached < end:
        way, until = _lasting_way(ends, certain, reached, end)
        if not way:
            return
        until = min(until, end)
        steps = [pair_of(one, other) for one, other in pairwise(way)]
        spells = [index for step in steps for index in carriers(ties, [pairs[step]], reached, until)]
        yield Stretch(date.fromordinal(reached), date.fromordinal(until), tuple(dict.fromkeys(spells)), way)
        reached = until


def _lasting_way(ends: Pair, certain: Mapping[Pair, list[Interval]], day: int, end: int) -> tuple[tuple[str, ...], int]:
    """A shortest way by the ties that last as long as any way does from a day on, and how long that is; () without one."""
    lasting = {
        pair: min(until, end) for pair, times in certain.items() for start, until in times if start <= day < until
    }
    # Those that last longest are joined first, so that the last tie needed is the first of the way to end.
    joined: UnionFind[str] = UnionFind()
    for pair in sorted(lasting, key=lambda one: (-lasting[one], one)):
        joined.union(*pair)
        if joined[ends[0]] == joined[ends[1]]:
            until = lasting[pair]
            near = neighbours_of(one for one, last in lasting.items() if last >= until)
            return next(shortest_ways(near, *ends)), until
    return (), day
