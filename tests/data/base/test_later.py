"""Background work begins while no page is drawn."""

import pytest

from data.base import later
from data.base.later import tell_quiet_by, wait_until_quiet


@pytest.fixture(autouse=True)
def by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "_quiet_seconds", [])
    monkeypatch.setattr(later, "_LOOK_AGAIN", 0)


def test_without_a_server_it_is_always_quiet() -> None:
    wait_until_quiet()


def test_work_begins_once_nobody_was_served_for_a_moment() -> None:
    looks = iter([0.0, 1.0, later.QUIET_SECONDS, 0.0])
    tell_quiet_by(lambda: next(looks))
    wait_until_quiet()
    assert list(looks) == [0.0]


def test_it_does_not_wait_for_ever() -> None:
    tell_quiet_by(lambda: 0.0)
    wait_until_quiet(patience=0.01)
