"""One run: a server that has just started, a first reader, a second one who filters, and time played."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import dist, inf, isfinite, nan
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Browser

from data.model.vocabulary import Layer
from data.view.fields.names import LAYER_NAMES
from tests.bench.browser import UNTRIED, Rest, Spots, Visit, visit
from tests.bench.server import Server, server
from tests.bench.subjects import ROOT, Subject
from tests.bench.synthetic import AS_OF

Values = dict[str, float]
# Played from here, the busiest years pass within the time.
PLAYED_FROM = "2010-01-01"
PLAY_SECONDS = 5.0


class BrokenPageError(RuntimeError):
    """The page did not do what is measured."""


@dataclass(frozen=True)
class Way:
    """A page to measure: its script, what tells its state, and whether it can play time."""

    name: str
    title: str
    script: Path
    probe: str
    plays: bool
    button_of: Callable[[Layer], str]
    """The name of the pill that stands for a layer."""

    def address(self, host: Server, subject: Subject, as_of: str = str(AS_OF)) -> str:
        """Everything is shown, and each layer is chosen, so that one click takes one layer off."""
        view = {"preset": "everything", "layout": "force", "as_of": as_of, "layers": ",".join(subject.layers)}
        return f"{host.address}/?{urlencode(view, safe=',')}"


HERE = Path(__file__).parent
OURS = Way("ours", "ours", ROOT / "app.py", "probe_ours.js", True, lambda layer: LAYER_NAMES[layer])
TUTORIAL = Way(
    "tutorial", "tutorial way", HERE / "tutorial_app.py", "probe_tutorial.js", False, lambda layer: layer.capitalize()
)
WAYS = {way.name: way for way in (OURS, TUTORIAL)}


def run(way: Way, subject: Subject, browser: Browser, limit: float) -> Values:
    """Seconds, pixels and bytes by the names in `report.FIGURES`.

    Infinite where the limit was reached, not a number where there was nothing to measure.
    """

    reader = partial(visit, browser, way.probe, limit)
    with server(way.script, subject.records) as host:
        before = host.memory()
        with reader() as first:
            values = {"cold": first.open(way.address(host, subject)).took, "memory": host.memory() - before}
        with reader() as second:
            values |= _second(second, way, host, subject)
        if way.plays:
            with reader() as third:
                values |= _played(third, way.address(host, subject, PLAYED_FROM))
    return values


def _second(reader: Visit, way: Way, host: Server, subject: Subject) -> Values:
    """Load, take a layer off and put it on again, with the server warm and the browser's cache empty."""
    loaded = reader.open(way.address(host, subject))
    _check(loaded, "loading", subject.ties)
    load_bytes = reader.wire.bytes
    off, off_bytes = _pressed(reader, way, subject, loaded)
    _check(off, "taking a layer off", subject.ties_after)
    on, on_bytes = _pressed(reader, way, subject, off)
    _check(on, "putting the layer on again", subject.ties)
    return {
        "load_first": loaded.first,
        "load": loaded.took,
        "load_bytes": load_bytes,
        "load_task": loaded.longest_task,
        "filter_first": off.first,
        "filter": off.took,
        "filter_bytes": off_bytes,
        "filter_task": off.longest_task,
        "again_first": on.first,
        "again": on.took,
        "again_bytes": on_bytes,
        **_moved("moved", loaded, off),
        **_moved("back", loaded, on),
        "other_hosts": len(reader.wire.other_hosts),
    }


def _pressed(reader: Visit, way: Way, subject: Subject, shown: Rest) -> tuple[Rest, float]:
    """The picture after the layer's pill, and the bytes it took; without a picture before there is nothing to press."""
    if not isfinite(shown.first):
        return UNTRIED, nan
    before = reader.wire.bytes
    rest = reader.press(way.button_of(subject.toggled))
    return rest, reader.wire.bytes - before if isfinite(rest.first) else nan


def _played(reader: Visit, address: str) -> Values:
    if reader.open(address).took == inf:
        return {"frames": 0.0}
    return {"frames": reader.play(PLAY_SECONDS)}


def _check(rest: Rest, what: str, ties: int) -> None:
    """A picture that shows something else is no measurement; one that is not yet there may be only slow."""
    if isfinite(rest.took) and rest.ties != ties:
        raise BrokenPageError(f"after {what} {rest.ties:,} ties are drawn instead of {ties:,}")


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
