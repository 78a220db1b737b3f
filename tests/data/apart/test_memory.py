"""Where memory is short, those sessions end for which it grew most."""

from pathlib import Path

import pytest

from data.apart import memory as memory_module
from data.apart.memory import GROWTH, MemoryOfSessions, resident, usable

MOST = 10 * GROWTH
OFFICE = {"a": "office", "b": "office", "c": "office", "other": "elsewhere"}


class Process:
    """A process whose memory grows as it is told."""

    def __init__(self) -> None:
        self.bytes = MOST // 2
        self.memory = MemoryOfSessions(MOST, lambda: self.bytes)

    def work(self, session: str, grown: int) -> None:
        with self.memory.counted(session):
            self.bytes += grown


@pytest.fixture
def process() -> Process:
    return Process()


def test_nothing_ends_while_there_is_memory(process: Process) -> None:
    process.work("a", 5 * GROWTH)
    assert not process.memory.is_short()
    assert process.memory.to_end(OFFICE) == []


def test_who_comes_first_is_not_charged_with_what_all_use(process: Process) -> None:
    process.bytes = GROWTH
    process.work("a", 4 * GROWTH)
    process.work("other", 6 * GROWTH)
    assert process.memory.to_end(OFFICE) == ["other"]


def test_where_no_session_made_it_grow_none_ends(process: Process) -> None:
    process.bytes = 2 * MOST
    assert process.memory.is_short()
    assert process.memory.to_end(OFFICE) == []


def test_the_largest_of_the_address_with_most_end_first(process: Process) -> None:
    for session, grown in {"a": 1, "b": 5, "c": 2, "other": 4}.items():
        process.work(session, grown * GROWTH)
    assert process.memory.to_end(OFFICE) == ["b"]


def test_many_small_ones_of_one_address_end_until_half_is_gone(process: Process) -> None:
    sessions = {str(number): "office" for number in range(20)} | {"other": "elsewhere"}
    for session in sessions:
        process.work(session, GROWTH)
    ended = process.memory.to_end(sessions)
    assert len(ended) == 10
    assert "other" not in ended


def test_no_more_end_until_it_grows_again(process: Process) -> None:
    """What was freed is used again, and seldom given back: else one session after the other would end."""
    process.work("a", 12 * GROWTH)
    assert process.memory.to_end(OFFICE) == ["a"]
    left = {session: address for session, address in OFFICE.items() if session != "a"}
    assert not process.memory.is_short()
    assert process.memory.to_end(left) == []
    process.work("other", 2 * GROWTH)
    assert process.memory.to_end(left) == ["other"]


def test_what_is_given_back_counts_so_that_the_limit_stays_where_it_is(process: Process) -> None:
    """Each time came 50 MB later than the one before: after a dozen the system would have ended the server."""
    for session in ("a", "b", "c", "other") * 5:
        process.work(session, 6 * GROWTH)
        assert process.memory.to_end({session: "office"}) == [session]
        process.bytes = MOST // 2
        assert not process.memory.is_short()


def test_who_has_left_is_not_counted(process: Process) -> None:
    process.work("a", 6 * GROWTH)
    process.work("other", 1)
    assert process.memory.to_end({"other": "elsewhere"}) == ["other"]


def test_the_limit_is_that_of_the_group_or_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = tmp_path / "groups" / "system.slice" / "page.service"
    group.mkdir(parents=True)
    (tmp_path / "cgroup").write_text("0::/system.slice/page.service\n")
    monkeypatch.setattr(memory_module, "_GROUPS", tmp_path / "cgroup")
    monkeypatch.setattr(memory_module, "_ROOT", tmp_path / "groups")
    machine = usable()
    (group / "memory.max").write_text("max\n")
    assert usable() == machine
    (group.parent / "memory.max").write_text("300000\n")
    assert usable() == 300_000
    (group / "memory.max").write_text("200000\n")
    assert usable() == 200_000


def test_a_system_that_says_nothing_has_no_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "_GROUPS", tmp_path / "none")
    assert usable() > 0
    assert resident() >= 0
