"""What a test needs, read off its fixtures, its values and its module: the markers `page`, `browser` and `server`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

# Fixtures that start one, whoever asks for them on the way.
_MARKS = {"browser": "browser", "address": "server", "desk_of_process": "server", "postgres_address": "server"}
# A module that says so of all its tests is not even imported by the fast run.
_LEFT_OUT = tuple(f"pytestmark = pytest.mark.{name}" for name in ("browser", "server", "slow"))


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


def is_slow_module(path: Path) -> bool:
    """Whether a module says that all of its tests are slow, or need a browser or a server."""
    return path.suffix == ".py" and any(line.startswith(_LEFT_OUT) for line in path.read_text("utf-8").splitlines())
