"""Work in a process of its own: its answer, its limits, and what it does not see."""

import json
import os
import sys

import pytest

from data.apart.work_apart import UnfinishedWorkError, WorkDone, WorkLimits, done_apart

LIMITS = WorkLimits(cpu_seconds=20, seconds=60, memory=300_000_000, answer=1_000)


def done(*parts: bytes, limits: WorkLimits = LIMITS) -> WorkDone:
    return done_apart("tests.data.apart.some_work", parts, limits)


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
def test_it_sees_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "c0ffee")
    assert "STREAMLIT_SERVER_COOKIE_SECRET" not in json.loads(done(b"environment").answer)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which process ends first")
def test_it_comes_after_the_pages_and_is_the_first_to_end() -> None:
    nice, first_to_end = json.loads(done(b"standing").answer)
    assert nice == os.nice(0) + 5
    assert first_to_end == "1000"
