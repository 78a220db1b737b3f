"""What takes too long is ended wherever it is, once, and nothing that comes after it."""

import ast
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread, get_ident
from types import SimpleNamespace
from typing import Any

import pytest

from components.editor.save_line import SaveLine
from data.apart import long_work
from data.apart.long_work import ended_after, is_amid_whole_step, whole_step
from data.apart.turns import thread_clock
from data.base.memo import memo
from data.store.base import Store
from data.store.current_records import CurrentRecords
from data.store.folder import FolderStore
from data.upload import room
from data.upload.room import LARGE_UPLOAD, turn_to_read
from tests.support.running.programs import ROOT

Place = AbstractContextManager[Any]

pytestmark = pytest.mark.skipif(
    thread_clock() is None, reason="this system does not say how long another thread has worked"
)


class _TooLongError(BaseException):
    """It has taken too long."""


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_work, "_SECONDS_BETWEEN_LOOKS", 0.01)


def compute(seconds: float) -> str:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return "computed"


def test_a_computation_without_end_is_ended() -> None:
    with pytest.raises(_TooLongError), ended_after(0.05, _TooLongError):
        compute(float("inf"))
    assert compute(0.1) == "computed"


def test_where_no_thread_could_be_had_long_work_is_ended_once_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that was never started was taken for one that watches, for good."""
    monkeypatch.setattr(long_work, "_WATCHERS", list[Thread]())

    def none_left() -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(long_work, "Thread", lambda **_: SimpleNamespace(start=none_left))
        with ended_after(10, _TooLongError):
            assert compute(0.01) == "computed"
    assert not long_work._WATCHERS
    with pytest.raises(_TooLongError), ended_after(0.05, _TooLongError):
        compute(float("inf"))


def test_what_ended_in_time_ends_nothing_that_comes_after_it() -> None:
    with ended_after(0.05, _TooLongError):
        compute(0.01)
    assert compute(0.2) == "computed"


def test_who_waits_for_nothing_is_not_ended() -> None:
    """Time counts by the processor: a page that waits for a database has not worked."""
    with ended_after(0.05, _TooLongError):
        time.sleep(0.2)


def test_what_goes_on_in_spite_of_it_is_ended_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python drops an error that comes in a finalizer or a callback: it may be lost."""
    monkeypatch.setattr(long_work, "_SECONDS_MORE", 0.05)

    def go_on() -> None:
        with suppress(_TooLongError):
            compute(float("inf"))
        compute(float("inf"))

    with pytest.raises(_TooLongError), ended_after(0.05, _TooLongError):
        go_on()


def test_a_thread_that_ended_without_a_word_keeps_nobody_from_being_ended() -> None:
    """Where the error comes as a thread leaves its work, its entry stays behind."""
    left: list[Callable[[], float] | None] = []
    thread = Thread(target=lambda: left.append(thread_clock()))
    thread.start()
    thread.join()
    assert left[0] is not None
    long_work._WORK[-1] = long_work._Work(left[0], 0.0, _TooLongError)
    with pytest.raises(_TooLongError), ended_after(0.05, _TooLongError):
        compute(float("inf"))
    assert not long_work._WORK


class _Interrupted:
    """A lock: the error comes as the thread that made it takes it for the second time, to leave its work."""

    def __init__(self) -> None:
        self._lock, self._thread, self._taken = Lock(), get_ident(), 0

    def __enter__(self) -> None:
        self._taken += get_ident() == self._thread
        if get_ident() == self._thread and self._taken == 2:
            raise _TooLongError
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_an_error_that_comes_as_the_work_is_left_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the thread goes on with the work of others, that would be ended: it would be one that makes files no more."""
    monkeypatch.setattr(long_work, "_LOCK", _Interrupted())
    with ended_after(60, _TooLongError):
        assert get_ident() in long_work._WORK
    assert get_ident() not in long_work._WORK


PROFILED = """
from data.apart.long_work import ended_after
from tests.support.work import calls_of
def compute():
    while True:
        pass
try:
    with ended_after(0.05, SystemExit):
        compute()
except SystemExit:
    print(calls_of(lambda: str(1)) > 0)
"""


def test_once_long_work_was_ended_a_profiler_comes_to_its_end() -> None:
    """In a process of its own, as nothing else would end it."""
    done = subprocess.run([sys.executable, "-c", PROFILED], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.stdout == "True\n", done.stderr


def test_a_result_whose_computation_was_ended_is_computed_again() -> None:
    owner = SimpleNamespace(seconds=float("inf"))

    @memo
    def result(of: SimpleNamespace) -> str:
        return compute(of.seconds)

    with pytest.raises(_TooLongError), ended_after(0.05, _TooLongError):
        result(owner)
    owner.seconds = 0.0
    assert result(owner) == "computed"


def waiting_for_records(store: Store) -> tuple[Place, Callable[[], object]]:
    records = CurrentRecords(store, lambda *_: None)
    return records._turn, records.now


def waiting_for_a_save(_: Store) -> tuple[Place, Callable[[], object]]:
    line = SaveLine()

    def save() -> None:
        with line.turn("192.0.2.1"):
            pass

    return line._places._changed, save


def waiting_to_read(_: Store) -> tuple[Place, Callable[[], object]]:
    def read() -> None:
        with turn_to_read(LARGE_UPLOAD):
            pass

    return room._READING._changed, read


@pytest.mark.parametrize("waiting", [waiting_for_records, waiting_for_a_save, waiting_to_read])
def test_no_place_is_lost_to_the_end_of_long_work(
    waiting: Callable[[Store], tuple[Place, Callable[[], object]]], tmp_path: Path
) -> None:
    """The error came as the thread had the lock, and before it would have given it back: all others waited from then on."""
    (place, wait), work = waiting(FolderStore(tmp_path)), long_work._Work(lambda: 1.0, 0.0, _TooLongError)
    ended = list[bool]()

    def wait_and_say() -> None:
        try:
            wait()
            ended.append(False)
        except _TooLongError:
            ended.append(True)

    thread = Thread(target=wait_and_say)
    with place:
        thread.start()
        assert thread.ident is not None
        end = time.monotonic() + 20
        while not is_amid_whole_step(sys._current_frames().get(thread.ident)) and time.monotonic() < end:
            time.sleep(0.001)
        long_work._end_if_over(thread.ident, work)
    thread.join()
    assert ended == [False]
    assert not work.is_ended


def test_what_is_done_within_a_step_that_is_whole_may_be_ended() -> None:
    def is_amid() -> bool:
        return is_amid_whole_step(sys._getframe())

    @whole_step
    def step() -> tuple[bool, bool]:
        return is_amid_whole_step(sys._getframe()), is_amid()

    seen = list[bool]()

    @contextmanager
    def place() -> Iterator[None]:
        seen.append(is_amid())
        yield
        seen.append(is_amid())

    assert step() == (True, False)
    with place():
        seen.append(is_amid())
    assert seen == [True, False, True]


def test_every_function_that_takes_a_place_by_itself_is_a_step_that_is_whole() -> None:
    """`with` takes a lock of Python's own at once; `acquire` takes it, and only the next step knows that it did."""
    texts = [path.read_text("utf-8") for part in ("components", "data") for path in (ROOT / part).rglob("*.py")]
    bare, seen = set[str](), 0
    for tree in (ast.parse(text) for text in texts if ".acquire(" in text):
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            if any(isinstance(node, ast.Attribute) and node.attr == "acquire" for node in ast.walk(function)):
                seen += 1
                marks = {ast.unparse(mark) for mark in function.decorator_list}
                bare |= set() if marks & {"contextmanager", "whole_step"} else {function.name}
    assert seen, "the sweep finds some"
    assert bare == set()
