"""One run: a server that has just started, a first reader, a second one who filters, one who comes back, and time played."""

from collections.abc import Callable
from functools import partial
from math import dist, inf, isfinite
from statistics import median

from playwright.sync_api import Browser

from tests.bench.measuring.browser import Rest, Spots, Visit, visit
from tests.bench.measuring.server import Server, server
from tests.bench.measuring.subjects import Subject
from tests.bench.measuring.ways import Way

Values = dict[str, float]
# Played from here, the busiest years pass within the time.
PLAYED_FROM = "2010-01-01"
PLAY_SECONDS = 5.0


class BrokenPageError(RuntimeError):
    """The page did not do what is measured."""


def run(way: Way, subject: Subject, browser: Browser, limit: float) -> Values:
    """Seconds, pixels and bytes by the names in `report.FIGURES`.

    Infinite where the limit was reached, not a number where there was nothing to measure.
    """

    reader = partial(visit, browser, way.probe, limit)
    with server(way.program, subject.records) as host:
        before = host.memory()
        with reader() as first:
            values = {"cold": first.open(way.address(host.address, subject)).took, "memory": host.memory() - before}
        with reader() as second:
            values |= _second(second, way, host, subject)
        if isfinite(values["load"]):
            with reader() as back:
                values |= _reloaded(back, way.address(host.address, subject))
        if way.plays:
            with reader() as third:
                values |= _played(third, way.address(host.address, subject, PLAYED_FROM))
    return values


def _second(reader: Visit, way: Way, host: Server, subject: Subject) -> Values:
    """Load, take a layer off and put it on again, with the server warm and the browser's cache empty."""
    button = way.button_of(subject.toggled)
    loaded, load = _measured("load", reader, host, lambda: reader.open(way.address(host.address, subject)))
    _check(way, loaded, "loading", subject.ties)
    if not isfinite(loaded.first):
        # Without a picture there is nothing to press.
        return load
    off, filtered = _measured("filter", reader, host, lambda: reader.press(button))
    _check(way, off, "taking a layer off", subject.ties_after)
    on, again = _measured("again", reader, host, lambda: reader.press(button))
    _check(way, on, "putting the layer on again", subject.ties)
    moved = {**_moved("moved", loaded, off), **_moved("back", loaded, on)}
    return {**load, **filtered, **again, **moved, "other_hosts": len(reader.wire.other_hosts)}


def _measured(name: str, reader: Visit, host: Server, act: Callable[[], Rest]) -> tuple[Rest, Values]:
    """What was seen after an act, and how long it took, the bytes on the wire, and the work of server and browser."""
    wire, worked, work = reader.wire.bytes, host.worked(), reader.work.seconds()
    rest = act()
    values = {f"{name}_first": rest.first, name: rest.took, f"{name}_task": rest.longest_task}
    if not isfinite(rest.first):
        return rest, values
    values[f"{name}_bytes"] = reader.wire.bytes - wire
    values[f"{name}_server"] = host.worked() - worked
    values[f"{name}_browser"] = reader.work.seconds() - work
    return rest, values


def _reloaded(reader: Visit, address: str) -> Values:
    """The second time of a page again: at the first, browsers keep compiled scripts."""
    reader.open(address)
    reader.reload()
    bytes_before = reader.wire.bytes
    return {"reload_first": reader.reload().first, "reload_bytes": reader.wire.bytes - bytes_before}


def _played(reader: Visit, address: str) -> Values:
    if reader.open(address).took == inf:
        return {"frames": 0.0}
    return {"frames": reader.play(PLAY_SECONDS)}


def _check(way: Way, rest: Rest, what: str, ties: int) -> None:
    """A picture that shows something else is no measurement; one that is not yet there may be only slow."""
    if way.draws == "network" and isfinite(rest.took) and rest.ties != ties:
        raise BrokenPageError(f"{way.title}: after {what} {rest.ties:,} ties are drawn instead of {ties:,}")


def _moved(name: str, one: Rest, other: Rest) -> Values:
    """How far the actors of both pictures moved, in the world and on the screen."""
    if not (isfinite(one.first) and isfinite(other.first)):
        return {}
    return {
        **_distances(f"{name}_screen", one.screen, other.screen),
        **_distances(f"{name}_world", one.world, other.world),
    }


def _distances(name: str, one: Spots, other: Spots) -> Values:
    far = [dist(one[actor], other[actor]) for actor in one.keys() & other.keys()]
    return {name: median(far), f"{name}_most": max(far)} if far else {}
