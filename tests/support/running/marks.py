"""What a test needs, read off its fixtures, its values and its module: the markers `page`, `browser` and `server`."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

# Fixtures that start one, whoever asks for them on the way.
_MARKS = {"browser": "browser", "address": "server", "desk_of_process": "server", "postgres_address": "server"}
# How a test writes that it waits for one: a fixture, or a word on its module.
_WAITS = re.compile(
    r": (Page|Browser|Desk)\b|\b(address|postgres_address): str|pytest\.mark\.(browser|server)\b|postgresql"
)
# A module that says so of all its tests is not even imported by the fast run.
_LEFT_OUT = tuple(
    f"pytestmark = {opening}pytest.mark.{name}" for opening in ("", "[") for name in ("browser", "server", "slow")
)


def marks_of(item: pytest.Item) -> Iterator[pytest.MarkDecorator]:
    """The markers of a test, beside those written at it."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    # A parameter may have the name of a fixture, and then stands in for it.
    fixtures = set(getattr(item, "fixturenames", ())) - set(parameters)
    names = {_MARKS[fixture] for fixture in fixtures if fixture in _MARKS}
    if "postgresql" in parameters.values():
        names.add("server")
    if hasattr(getattr(item, "module", None), "AppTest"):
        names.add("page")
    yield from (getattr(pytest.mark, name) for name in sorted(names))


def rank_of(item: pytest.Item) -> int:
    """How early a test begins among others: first those that stay together and start servers, last what takes no time."""
    is_together = has_module_fixture(item.path)
    names = {mark.name for mark in item.iter_markers()}
    if names & {"browser", "server"}:
        return 0 if is_together else 1
    return 2 if is_together or "slow" in names else 3 if "page" in names else 4


@cache
def has_module_fixture(path: Path) -> bool:
    """Whether a module sets something up for all of its tests."""
    return 'scope="module"' in path.read_text("utf-8")


@cache
def is_spread(path: Path) -> bool:
    """Whether the tests of a module wait for a browser or a server, and share nothing: any process can take any of them."""
    return not has_module_fixture(path) and _WAITS.search(path.read_text("utf-8")) is not None


def is_slow_module(path: Path) -> bool:
    """Whether a module says that all of its tests are slow, or need a browser or a server."""
    return path.suffix == ".py" and any(line.startswith(_LEFT_OUT) for line in path.read_text("utf-8").splitlines())
