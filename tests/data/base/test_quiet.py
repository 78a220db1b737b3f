"""Work that nobody waits for begins when nobody is being served."""

from collections.abc import Iterator

import pytest

from data.base import quiet
from data.base.quiet import tell_quiet_by, wait_until_quiet


@pytest.fixture(autouse=True)
def by_itself(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(quiet, "_quiet_seconds", [])
    monkeypatch.setattr(quiet, "_LOOK_AGAIN", 0)
    yield


def test_without_a_server_it_is_always_quiet() -> None:
    wait_until_quiet()


def test_work_begins_once_nobody_was_served_for_a_moment() -> None:
    looks = iter([0.0, 1.0, quiet.QUIET, 0.0])
    tell_quiet_by(lambda: next(looks))
    wait_until_quiet()
    assert list(looks) == [0.0]


def test_it_does_not_wait_for_ever() -> None:
    tell_quiet_by(lambda: 0.0)
    wait_until_quiet(patience=0.01)
