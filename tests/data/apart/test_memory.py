"""Where memory is short, those sessions end for which it grew most."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.apart import memory as memory_module
from data.apart.memory import (
    GROWTH,
    LEAST_ENDED,
    MOST_SESSIONS_REMEMBERED,
    UNTIL_GONE,
    USED_BY_ALL,
    MemoryOfSessions,
    resident,
    usable,
)

MOST = 10 * GROWTH
OFFICE = {"a": "office", "b": "office", "c": "office", "other": "elsewhere"}


class Process:
    """A process whose memory grows as it is told, in threads that work as long as they are told."""

    def __init__(self) -> None:
        self.bytes = MOST // 2
        self.seconds: dict[str, float] = {}
        self.memory = MemoryOfSessions(MOST, lambda: self.bytes, lambda: self.seconds.get("clock", 0.0))

    @contextmanager
    def run(self, session: str) -> Iterator[None]:
        """A page of a session is drawn."""
        self.seconds.setdefault(session, 0.0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(memory_module, "thread_clock", lambda: lambda: self.seconds[session])
            drawn = self.memory.counted(session)
            drawn.__enter__()
        yield
        drawn.__exit__(None, None, None)

    def grow(self, session: str, grown: int) -> None:
        self.seconds[session] += 1
        self.bytes += grown

    def work(self, session: str, grown: int) -> None:
        with self.run(session):
            self.grow(session, grown)

    def leave(self, session: str, given_back: int) -> None:
        self.memory.leave(session)
        self.bytes -= given_back


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


def test_for_what_others_left_nobody_ends(process: Process) -> None:
    """Who made it grow to just below the limit, and left, would have others end for a byte."""
    process.work("a", 5 * GROWTH)
    process.leave("a", 0)
    process.work("other", LEAST_ENDED // 2)
    assert process.memory.is_short()
    assert process.memory.to_end({"other": "elsewhere"}) == []


def test_who_waits_makes_nothing_grow(process: Process) -> None:
    """A reader whose pack takes two minutes was charged with whatever others took in that time, and ended in their place."""
    with process.run("other"):
        process.work("a", 6 * GROWTH)
    assert process.memory.to_end(OFFICE) == ["a"]


def test_of_two_that_work_each_counts_a_part(process: Process) -> None:
    with process.run("other"):
        with process.run("a"):
            process.grow("a", 3 * GROWTH)
            process.grow("other", 3 * GROWTH)
        process.grow("other", 2 * GROWTH)
    assert process.memory.to_end(OFFICE) == ["other"]


def test_what_comes_from_elsewhere_counts_for_nobody(process: Process) -> None:
    """Such as uploads, while a page is drawn for a moment."""
    with process.run("other"):
        process.seconds["other"] += 0.000_1
        process.bytes += 6 * GROWTH
    assert process.memory.is_short()
    assert process.memory.to_end(OFFICE) == []


def test_files_count_for_the_session_that_holds_them(process: Process) -> None:
    """They come while nothing is drawn: who filled the memory with them had others end."""
    process.bytes += 5 * GROWTH
    process.work("other", GROWTH)
    assert process.memory.to_end(OFFICE, {"a": 5 * GROWTH}) == ["a"]


def test_what_all_use_is_no_larger_on_a_large_machine() -> None:
    large = Process()
    large.bytes = USED_BY_ALL
    large.memory = MemoryOfSessions(4 * USED_BY_ALL, lambda: large.bytes)
    large.work("a", 2 * USED_BY_ALL)
    large.work("other", USED_BY_ALL + GROWTH)
    assert large.memory.to_end(OFFICE) == ["a"]


def test_what_one_gives_back_is_to_no_other_ones_credit(process: Process) -> None:
    """Who had a page drawn while their other sessions ended could take as much again uncounted, and others ended."""
    process.work("b", 2 * GROWTH)
    process.work("other", GROWTH)
    process.work("a", 3 * GROWTH // 2)
    with process.run("b"):
        process.grow("b", 0)
        process.leave("a", 3 * GROWTH // 2)
    process.work("b", 2 * GROWTH + 1)
    left = {session: address for session, address in OFFICE.items() if session != "a"}
    assert process.memory.to_end(left) == ["b"]


def test_what_one_gives_back_that_another_took_is_no_credit(process: Process) -> None:
    process.bytes = MOST
    with process.run("b"):
        process.grow("b", -4 * GROWTH)
    process.work("other", GROWTH)
    process.work("b", 3 * GROWTH + 1)
    assert process.memory.to_end(OFFICE) == ["b"]


def test_what_was_left_is_given_back_so_that_it_counts_for_whoever_takes_it_next(process: Process) -> None:
    process.work("a", 4 * GROWTH)
    assert not process.memory.is_to_give_back()
    process.leave("a", 0)
    assert not process.memory.is_to_give_back()
    process.seconds["clock"] = 2 * UNTIL_GONE
    assert process.memory.is_to_give_back()

    def free() -> None:
        process.bytes -= 4 * GROWTH

    process.memory.give_back(free)
    assert not process.memory.is_to_give_back()
    process.work("b", 4 * GROWTH)
    process.work("other", 2 * GROWTH)
    assert process.memory.to_end(OFFICE) == ["b"]
    # Soon after the last time, as memory is short.
    process.leave("b", 0)
    process.seconds["clock"] += 2 * UNTIL_GONE
    assert process.memory.is_to_give_back()


def test_sessions_that_come_and_go_leave_nothing(process: Process) -> None:
    """Each left an entry for as long as there was memory."""
    for number in range(2 * MOST_SESSIONS_REMEMBERED):
        process.work(str(number), 1)
    assert len(process.memory._grown) <= MOST_SESSIONS_REMEMBERED
    process.bytes = 0
    quiet = Process()
    quiet.bytes = 0
    for number in range(100):
        quiet.work(str(number), 1)
        quiet.leave(str(number), 0)
    assert not quiet.memory._grown


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


def test_the_limit_of_an_older_system_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are version 1 of control groups, under a name of each kind, and nothing in those of version 2."""
    group = tmp_path / "groups" / "memory" / "system.slice" / "page.service"
    group.mkdir(parents=True)
    (tmp_path / "cgroup").write_text("5:cpu,cpuacct:/\n4:memory:/system.slice/page.service\n0::/\n")
    monkeypatch.setattr(memory_module, "_GROUPS", tmp_path / "cgroup")
    monkeypatch.setattr(memory_module, "_ROOT", tmp_path / "groups")
    machine = usable()
    (group / "memory.limit_in_bytes").write_text("9223372036854771712\n")
    assert usable() == machine
    (group.parent / "memory.limit_in_bytes").write_text("300000\n")
    assert usable() == 300_000


def test_a_system_that_says_nothing_has_no_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "_GROUPS", tmp_path / "none")
    assert usable() > 0
    assert resident() >= 0
