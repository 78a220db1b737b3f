"""The reports of a desk's feed in a window -> who is near whom, for the layout by reports. Pure; it asks the feed.

How near two actors are is the number of their reports, of co-operation or of conflict, divided by the root of the product
of all reports that each of the two has with anybody (Salton's cosine): by counts alone everybody would be around those who
are most in the news. Each actor is drawn together with the few with whom it is nearest.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from data.store.settings import settings
from data.view.view import Reported, View

if TYPE_CHECKING:
    from data.observed.events.answers import FeedCoverage, FeedWindow, PairCount
    from data.observed.events.feed import Feed

# Of fewer reports two actors are near by chance.
FEWEST_TO_PLACE = 10
# With how many others an actor is drawn together.
NEAREST = 4
_MOST_SUBJECTS = 16


class Near(NamedTuple):
    """Two actors, how near they are (1 if all reports of both are with each other), and how many reports say so."""

    one: str
    other: str
    nearness: float
    reports: int


@dataclass(frozen=True)
class AskedReports:
    """The feed, what it covers, and the pairs in the window of a view."""

    feed: "Feed"
    coverage: "FeedCoverage"
    window: "FeedWindow"


def has_feed() -> bool:
    return bool(settings().events)


def edition_now() -> int | None:
    """The number of the edition that the feed has now, by which its answers differ; None without a feed, or if it is silent."""
    if not has_feed():
        return None
    from data.observed.events.engine import FeedError
    from data.observed.events.feed import current_feed

    try:
        return current_feed(settings().events).engine.edition()
    except FeedError:
        return None


def reports_for(view: View) -> AskedReports | str:
    """The reports from `since` to `until` of the view, within what the feed covers; or why there are none, in a sentence."""
    if not has_feed():
        return "The layout by reports needs a feed of observed events, and none is set here."
    # Loaded only for this layout.
    from data.observed.events.answers import month_of
    from data.observed.events.engine import FeedError
    from data.observed.events.feed import current_feed

    try:
        feed = current_feed(settings().events)
        coverage = feed.coverage
        since = max(coverage.first, month_of(view.since)) if view.since else coverage.first
        until = min(coverage.last, month_of(view.until)) if view.until else coverage.last
        if since > until:
            return "The feed of observed events has no reports between these dates."
        return AskedReports(feed, coverage, feed.pairs(since, until))
    except FeedError as problem:
        return str(problem)


def near_in(view: View, actors: tuple[str, ...]) -> tuple[Near, ...]:
    """Those of the actors who are near each other by the reports of the view; none without a feed, or if it is silent."""
    asked = reports_for(view)
    return () if isinstance(asked, str) else nearest(asked.window, view.reported, actors)


@lru_cache(maxsize=_MOST_SUBJECTS)
def nearest(window: "FeedWindow", reported: Reported, actors: tuple[str, ...]) -> tuple[Near, ...]:
    """Of each actor the pairs with those to whom it is nearest, each pair once, in alphabetical order."""
    inside, of_actor = frozenset(actors), defaultdict[str, list[Near]](list)
    for near in nearness_of(window.pairs, reported):
        if near.one in inside and near.other in inside:
            of_actor[near.one].append(near)
            of_actor[near.other].append(near)
    chosen = {near for nears in of_actor.values() for near in sorted(nears, key=_nearest_first)[:NEAREST]}
    return tuple(sorted(chosen))


def nearness_of(pairs: "Iterable[PairCount]", reported: Reported) -> Iterable[Near]:
    """Every pair with enough reports of the kind asked for."""
    pairs, all_of = list(pairs), Counter[str]()
    for pair in pairs:
        all_of[pair.one] += pair.events
        all_of[pair.other] += pair.events
    for pair in pairs:
        number = pair.cooperation if reported == "cooperation" else pair.conflict
        if number >= FEWEST_TO_PLACE:
            nearness = number / sqrt(all_of[pair.one] * all_of[pair.other])
            yield Near(pair.one, pair.other, nearness, number)


def _nearest_first(near: Near) -> tuple[float, str, str]:
    return -near.nearness, near.one, near.other
