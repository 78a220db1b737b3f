"""`python -m tests` itself: what it runs, what it answers, and what it says if something cannot be installed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import __main__ as run
from tests.support.running.marks import is_slow_module
from tests.support.running.packages import missing_packages
from tests.support.running.shared import shared


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The steps that would be run, in place of running them."""
    recorded: list[tuple[str, ...]] = []

    def record(name: str, interpreter: str, step: tuple[str, ...], *, is_shown: bool = False) -> run.Result:
        recorded.append(step)
        return run.Result(name, 0, 1.0, f"{interpreter} {is_shown}")

    monkeypatch.setattr(run, "run_step", record)
    monkeypatch.setattr(run, "install_packages", lambda _: None)
    monkeypatch.setattr(run, "install_programs", lambda: None)
    return recorded


def test_a_step_that_a_signal_killed_did_not_succeed() -> None:
    killed = run.run_step("tests", sys.executable, ("-c", "import os; os.kill(os.getpid(), 9)"))
    assert killed.code == -9
    assert str(killed).startswith("tests: killed by SIGKILL")
    assert run.exit_code([run.Result("style", 0, 1.0), killed]) == 1
    assert run.exit_code([run.Result("style", 0, 1.0)]) == 0


def test_without_arguments_style_types_records_and_tests_are_run(steps: list[tuple[str, ...]]) -> None:
    assert run.main([]) == 0
    assert {step[1] for step in steps} == {"ruff", "mypy", "data.checks", "pytest"}


@pytest.mark.parametrize(("codes", "answer"), [((1, 0), 0), ((1, 1), 1), ((-9,), 1), ((0,), 0)])
def test_what_failed_beside_others_is_tried_once_more_by_itself(
    monkeypatch: pytest.MonkeyPatch, codes: tuple[int, ...], answer: int
) -> None:
    left = list(codes)
    monkeypatch.setattr(run, "run_step", lambda name, *_, **__: run.Result(name, left.pop(0), 1.0))
    assert run.exit_code([run.run_tests("python")]) == answer
    assert left == []


def test_arguments_go_straight_to_pytest(steps: list[tuple[str, ...]]) -> None:
    assert run.main(["tests/data/view", "-k", "region"]) == 0
    assert steps == [("-m", "pytest", "-q", "tests/data/view", "-k", "region")]


def test_the_fast_run_uses_all_cores_and_checks_neither_style_nor_types(steps: list[tuple[str, ...]]) -> None:
    assert run.main(["--fast"]) == 0
    assert steps == [("-m", "pytest", "-q", *run.DIVIDED, "--fast")]


@pytest.mark.slow
def test_an_installation_that_fails_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "requirements.txt").write_text("./no-such-package-here\n", "utf-8")
    monkeypatch.setattr(run, "REQUIREMENTS", tmp_path / "requirements.txt")
    assert run.main(["--fast"]) == 1
    assert "The tests did not run: the Python packages could not be installed" in capsys.readouterr().err


def test_a_requirement_that_is_missing_or_too_old_is_named(tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("no-such-package>=1\n", "utf-8")
    (tmp_path / "all.txt").write_text("-r more.txt\n# A comment.\npytest>=8\npytest>=999\n", "utf-8")
    assert missing_packages(tmp_path / "all.txt") == ["no-such-package>=1", "pytest>=999"]


def test_a_module_says_that_all_of_its_tests_need_a_browser() -> None:
    here = Path(__file__).parent
    assert is_slow_module(here / "whole" / "test_keyboard.py")
    assert not is_slow_module(Path(__file__))


@contextmanager
def counted_server(running: list[str]) -> Iterator[str]:
    running.append("up")
    yield "http://127.0.0.1:1"
    running.clear()


def test_a_second_process_uses_the_server_of_the_first_and_leaves_it_running(tmp_path: Path) -> None:
    running: list[str] = []
    with shared(tmp_path, "app", counted_server(running)) as address:
        command = (
            "from pathlib import Path; from contextlib import nullcontext; from tests.support.running.shared import shared\n"
            f"with shared(Path({str(tmp_path)!r}), 'app', nullcontext('another')) as address: print(address)"
        )
        other = subprocess.run(
            [sys.executable, "-c", command], cwd=run.ROOT, capture_output=True, text=True, check=True
        )
        assert other.stdout.strip() == address
        assert running == ["up"]
    assert running == []
