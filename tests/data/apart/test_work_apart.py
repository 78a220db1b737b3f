"""Work in a process of its own: its answer, its limits, and what it does not see."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from data.apart import ready_process
from data.apart.limits import WorkLimits
from data.apart.work_apart import UnfinishedWorkError, WorkDone, counter_of_thread, done_apart

ROOT = Path(__file__).parents[3]
LIMITS = WorkLimits(cpu_seconds=20, seconds=60, memory=300_000_000, answer=1_000)


def done(*parts: bytes, limits: WorkLimits = LIMITS) -> WorkDone:
    return done_apart("tests.data.apart.some_work", parts, limits)


def processes_of_group(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of, *_ = path.read_text("ascii", "replace").rpartition(") ")[2].split()
            found += [int(path.parent.name)] * (int(of) == group and state != "Z")
    return found


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("parts", "answer"),
    [((b"join", b"a\n", b"", b"\xff\n"), b"a\n++\xff\n"), ((b"print",), b"the answer")],
)
def test_it_answers_to_parts_of_any_bytes_and_says_how_long_it_worked(parts: tuple[bytes, ...], answer: bytes) -> None:
    found = done(*parts)
    assert found.answer == answer
    assert 0 < found.cpu_seconds < LIMITS.cpu_seconds


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "limits"),
    [
        ("eat", LIMITS),
        ("spin", WorkLimits(1, 60, 300_000_000, 1_000)),
        ("talk", LIMITS),
        ("unknown", LIMITS),
    ],
)
def test_what_takes_too_much_ends_alone_and_is_charged(kind: str, limits: WorkLimits) -> None:
    with pytest.raises(UnfinishedWorkError) as problem:
        done(kind.encode(), limits=limits)
    assert 0 < problem.value.cpu_seconds <= limits.cpu_seconds


@pytest.mark.slow
def test_it_sees_no_secret_of_the_server_but_its_folder_for_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "c0ffee")
    monkeypatch.setenv("CACHE_DIRECTORY", "/var/cache/allweather")
    monkeypatch.setattr(ready_process, "_READY", ready_process.ReadyProcess())
    seen = json.loads(done(b"environment").answer)
    assert "STREAMLIT_SERVER_COOKIE_SECRET" not in seen
    assert "CACHE_DIRECTORY" in seen


def test_a_fault_of_ours_is_in_the_log_without_what_was_sent(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(UnfinishedWorkError):
        done(b"a secret")
    assert re.search(r"Work of another process failed: RuntimeError in .*some_work\.py:\d+", caplog.text)
    assert "a secret" not in caplog.text


@pytest.mark.slow
def test_it_finds_modules_wherever_the_server_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server whose packages are named by PYTHONPATH, or in the folder of a user, made no file otherwise."""
    (tmp_path / "only_here.py").write_text("def work(parts):\n    return b'found'\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(ready_process, "_READY", ready_process.ReadyProcess())
    assert done_apart("only_here", [], LIMITS).answer == b"found"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which process ends first")
def test_it_comes_after_the_pages_and_is_the_first_to_end() -> None:
    nice, first_to_end = json.loads(done(b"standing").answer)
    assert nice == os.nice(0) + 5
    assert first_to_end == "1000"


def test_what_it_says_on_its_way_is_heard() -> None:
    heard = list[tuple[float, int]]()
    assert done_apart("tests.data.apart.some_work", [b"say"], LIMITS, heard.append).answer == b"whole"
    assert [share for share, _ in heard] == [0.5]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists processes so")
def test_it_ends_once_nobody_waits_for_it() -> None:
    class Gone(BaseException):
        pass

    heard = list[int]()

    def leave(said: tuple[float, int]) -> None:
        heard.append(said[1])
        raise Gone

    with pytest.raises(Gone):
        done_apart("tests.data.apart.some_work", [b"say and spin"], LIMITS, leave)
    wait_for(lambda: not Path(f"/proc/{heard[0]}").exists())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the threads of a process")
@pytest.mark.parametrize("module", ["data.upload.apart", "data.series.desk.apart", "components.figure.apart.files"])
def test_the_ready_process_has_one_thread_whatever_it_has_loaded(module: str) -> None:
    """Else it could not divide itself safely."""
    with suppress(UnfinishedWorkError):
        done_apart(module, [], LIMITS)
    assert done(b"threads").answer == b"1"


def test_it_starts_again_if_it_has_ended() -> None:
    ready = json.loads(done(b"parent").answer)
    os.kill(ready, signal.SIGKILL)
    wait_for(lambda: not processes_of_group(ready))
    assert done(b"join", b"a", b"b").answer == b"a+b"


def test_one_that_stands_still_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = json.loads(done(b"parent").answer)
    monkeypatch.setattr(ready_process, "SECONDS_TO_BEGIN", 0.2)
    os.kill(ready, signal.SIGSTOP)
    with pytest.raises(UnfinishedWorkError):
        done(b"join", b"a", b"b")
    monkeypatch.undo()
    assert done(b"join", b"a", b"b").answer == b"a+b"
    wait_for(lambda: not processes_of_group(ready))


def test_a_server_that_ends_waits_for_no_work() -> None:
    with ThreadPoolExecutor(1) as pool:
        heard = Event()
        spinning = pool.submit(
            done_apart, "tests.data.apart.some_work", [b"say and spin"], LIMITS, lambda _: heard.set()
        )
        assert heard.wait(30)
        ready_process.end_apart()
        assert isinstance(spinning.exception(10), UnfinishedWorkError)
    assert done(b"join", b"a", b"b").answer == b"a+b"


def test_where_no_process_can_divide_itself_one_is_started_for_each_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready_process, "CAN_DIVIDE", False)
    assert done(b"print").answer == b"the answer"
    with pytest.raises(UnfinishedWorkError):
        done(b"unknown")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the clock of another process")
def test_its_seconds_are_those_of_the_thread_that_waits_for_it() -> None:
    counter = counter_of_thread()
    before = counter.seconds()
    seconds = done(b"join").cpu_seconds
    assert counter.seconds() == pytest.approx(before + seconds, abs=0.05)
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(counter_of_thread).result()
        spinning = pool.submit(done, b"spin", limits=WorkLimits(1, 60, 300_000_000, 1_000))
        seen = set[float]()
        while not spinning.done():
            seen.add(other.seconds())
        assert isinstance(spinning.exception(), UnfinishedWorkError)
    assert len(seen) > 10, "its clock is seen while it works"
    assert counter.seconds() == pytest.approx(before + seconds, abs=0.05)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists processes so")
def test_all_of_it_ends_with_the_server() -> None:
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from threading import Thread; from data.apart.limits import WorkLimits; from data.apart.work_apart import done_apart\n"
        "limits = WorkLimits(60, 60, 300_000_000, 1_000)\n"
        "print(done_apart('tests.data.apart.some_work', [b'parent'], limits).answer.decode(), flush=True)\n"
        "done_apart('tests.data.apart.some_work', [b'spin'], limits)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) as server:
        assert server.stdout
        ready = int(server.stdout.readline())
        wait_for(lambda: len(processes_of_group(ready)) == 2)
        server.kill()
    wait_for(lambda: not processes_of_group(ready))
