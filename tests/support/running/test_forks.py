"""Tests that are run by a divided process: all are run once, what they say comes through, and a process that dies is no success."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.running.programs import ROOT

# Each starts a pytest of its own.
pytestmark = pytest.mark.slow

CONFTEST = """
from tests.support.running.forks import can_divide, run_divided

def pytest_runtestloop(session):
    if can_divide(session):
        run_divided(session, 3)
        return True
"""
MODULE = """
import os, pytest

@pytest.fixture(scope="module")
def process(tmp_path_factory):
    (tmp_path_factory.mktemp("one") / "file").write_text("x")
    yield os.getpid()
    print("over")

@pytest.mark.parametrize("number", range(20))
def test_one(process, number):
    assert os.getpid() == process
"""
FAILS = """
import warnings

def test_two():
    warnings.warn("look here")

def test_three():
    print("what it printed")
    assert 1 + 1 == 3
"""


def run(folder: Path, *options: str, **modules: str) -> "subprocess.CompletedProcess[str]":
    (folder / "conftest.py").write_text(CONFTEST, "utf-8")
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", str(folder), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_test_is_run_once_and_a_module_stays_in_one_process(tmp_path: Path) -> None:
    ended = run(tmp_path, **{f"test_{name}": MODULE for name in "abcde"})
    assert (ended.returncode, ended.stdout.splitlines()[-1].split(" in ")[0]) == (0, "100 passed")


def test_what_fails_is_told_with_what_it_printed_and_warnings_come_through(tmp_path: Path) -> None:
    ended = run(tmp_path, test_a=MODULE, test_b=FAILS)
    assert ended.returncode == 1
    assert "1 failed, 21 passed, 1 warning" in ended.stdout
    assert "what it printed" in ended.stdout
    assert "look here" in ended.stdout


def test_the_first_failure_ends_the_run_if_that_was_asked_for(tmp_path: Path) -> None:
    ended = run(tmp_path, "-x", test_b=FAILS, test_c=FAILS.replace("assert", "raise SystemError #"))
    assert ended.returncode != 0
    assert "stopping after 1 failures" in ended.stdout


def test_a_process_that_is_killed_is_no_success(tmp_path: Path) -> None:
    ended = run(tmp_path, test_a=MODULE, test_b="import os\n\ndef test_four():\n    os.kill(os.getpid(), 9)\n")
    assert ended.returncode not in (0, 1)
    assert "A process that ran tests ended before they did." in ended.stdout
