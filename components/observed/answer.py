"""A selection and the feed -> what the feed says of the focus in the time asked for. Pure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from data.analysis.periods import after_period
from data.matching.world_names import world_names
from data.model.cells import DYAD_JOINT, actors_of, dyad_of, is_dyad
from data.observed.events.answers import FeedCoverage, MonthCount, Partner, ShareChange, month_of
from data.observed.events.feed import Feed
from data.view.event_filter import EventFilter
from data.view.fields.names import focus_actors
from data.view.selection import Selection
from data.view.view import Unit

MOST_PARTNERS, MOST_CHANGES, WINDOW_MONTHS = 15, 10, 3
_EVERY = 100_000


@dataclass(frozen=True)
class Period:
    """A year or month of which all, or a part, is in the time asked for; `all` are the reports between any two countries."""

    first: date
    quads: dict[int, int]
    all: int

    @property
    def events(self) -> int:
        return sum(self.quads.values())


@dataclass(frozen=True)
class ObservedAnswer:
    """What the feed says: `periods` of the focus (or of all pairs); for an actor its partners; the changes at the end.

    `since` and `until` are the first and last month; `has_states` is false where the focus is no country, or no pair of
    two, and then nothing else is there. Without a focus, `actors` are the countries that the view is about, if any.
    """

    focus: str
    coverage: FeedCoverage
    since: date
    until: date
    unit: Unit
    has_states: bool = True
    actors: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    partners: tuple[Partner, ...] = ()
    changes: tuple[ShareChange, ...] = ()

    @property
    def is_pair(self) -> bool:
        return is_dyad(self.focus) and self.has_states

    @property
    def events(self) -> int:
        return sum(period.events for period in self.periods)

    @property
    def all(self) -> int:
        return self.coverage.between(self.since, self.until)

    @property
    def conflict(self) -> int:
        return sum(number for period in self.periods for quad, number in period.quads.items() if quad > 2)


def observed_answer(selection: Selection, feed: Feed) -> ObservedAnswer:
    """FeedError if the feed does not answer."""
    view, coverage = selection.view, feed.coverage
    since = max(coverage.first, month_of(view.since)) if view.since else coverage.first
    until = min(coverage.last, month_of(view.until)) if view.until else coverage.last
    ends = focus_actors(selection.dataset, view.focus)
    states = world_names().codes["iso"]
    focus = DYAD_JOINT.join(sorted(ends))
    if since > until or not all(end in states for end in ends):
        return ObservedAnswer(focus, coverage, since, until, view.unit, has_states=all(end in states for end in ends))
    actor, actors = (
        ends[0] if len(ends) == 1 else "",
        () if ends else tuple(one for one in view.actors if one in states),
    )
    return ObservedAnswer(
        focus,
        coverage,
        since,
        until,
        view.unit,
        actors=actors,
        periods=_periods(
            _counts(selection, feed, ends or actors, focus, (since, until)), coverage, since, until, view.unit
        ),
        partners=feed.partners(actor, since, until, most=MOST_PARTNERS) if actor else (),
        changes=_change_of_pair(feed, ends, until) if len(ends) == 2 else _changes(selection, feed, actor, until),
    )


def _counts(
    selection: Selection, feed: Feed, actors: tuple[str, ...], focus: str, window: tuple[date, date]
) -> tuple[MonthCount, ...]:
    if is_dyad(focus):
        return feed.series(focus, *window)
    return feed.kinds(actors, *window, among=not focus and selection.view.is_among)


def _changes(selection: Selection, feed: Feed, actor: str, until: date) -> tuple[ShareChange, ...]:
    """Of an actor, or of the pairs that pass the filters by actor and region."""
    if actor:
        return feed.changes(until, WINDOW_MONTHS, actor=actor, most=MOST_CHANGES)
    passes = EventFilter(selection.dataset, selection.view).passes_between
    known = selection.dataset.actors
    changes = feed.changes(until, WINDOW_MONTHS, most=_EVERY)
    dyads = ((change, actors_of(change.dyad)) for change in changes)
    return tuple(change for change, ends in dyads if known.keys() >= set(ends) and passes(ends))[:MOST_CHANGES]


def _change_of_pair(feed: Feed, ends: tuple[str, ...], until: date) -> tuple[ShareChange, ...]:
    """The change of the pair itself, if it has reports enough."""
    changes = feed.changes(until, WINDOW_MONTHS, actor=ends[0], most=_EVERY)
    return tuple(change for change in changes if change.dyad == dyad_of(*ends))


def _periods(
    counts: tuple[MonthCount, ...], coverage: FeedCoverage, since: date, until: date, unit: Unit
) -> tuple[Period, ...]:
    """Every period of the time, also one without a report of the focus."""
    quads: dict[date, Counter[int]] = {}
    everything: Counter[date] = Counter()
    for month, number in coverage.months.items():
        if since <= month <= until:
            everything[_first(month, unit)] += number
    for count in counts:
        quads.setdefault(_first(count.month, unit), Counter())[count.quad] += count.events
    periods, day = [], _first(since, unit)
    while day <= until:
        periods.append(Period(day, dict(quads.get(day, {})), everything[day]))
        day = after_period(day, unit)
    return tuple(periods)


def _first(month: date, unit: Unit) -> date:
    return month.replace(month=1) if unit == "year" else month
