"""The server says that it is up and goes on, as systemd asks; a loop that stands still says nothing."""

import asyncio
import logging
import os
import re
import resource
import socket
import time
from pathlib import Path

import pytest

from components.server_watchdog import INTERVAL, NONE_LEFT, OPEN_FILES, SOCKET, systemd, watched
from tests.support.running.own_loop import run_apart
from tests.support.running.programs import ROOT


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    """What systemd listens at."""
    # A path of the test may be too long for a socket.
    place = os.path.relpath(tmp_path / "s")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(place)
    listener.setblocking(False)
    monkeypatch.setenv(SOCKET, place)
    monkeypatch.setenv(INTERVAL, "60000")
    return listener


def said(line: socket.socket) -> list[str]:
    texts = []
    try:
        while True:
            texts.append(line.recv(100).decode())
    except BlockingIOError:
        return texts


def test_a_server_says_that_it_is_up_and_goes_on_and_ends(line: socket.socket) -> None:
    async def run() -> None:
        async with watched(None):
            await asyncio.sleep(0.15)

    run_apart(run())
    texts = said(line)
    assert (texts[0], texts[-1]) == ("READY=1", "STOPPING=1")
    assert texts.count("WATCHDOG=1") >= 3


def test_a_loop_that_stands_still_gives_no_sign(line: socket.socket) -> None:
    async def run() -> int:
        async with watched(None):
            await asyncio.sleep(0.03)
            before = said(line)
            time.sleep(0.2)
            assert "WATCHDOG=1" in before
            return said(line).count("WATCHDOG=1")

    assert run_apart(run()) == 0


def test_without_systemd_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SOCKET, raising=False)
    with systemd() as notify:
        notify("READY=1")


def test_signs_of_life_need_no_file_that_others_may_have_taken(
    line: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else who opens lines until no file is left has the server started again, and all sessions are lost."""
    with systemd() as notify, monkeypatch.context() as full:
        full.setattr(socket, "socket", lambda *_: (_ for _ in ()).throw(OSError(24, "Too many open files")))
        notify("WATCHDOG=1")
    assert said(line) == ["WATCHDOG=1"]


async def open_files_and_log(caplog: pytest.LogCaptureFixture) -> tuple[int, list[str]]:
    async with watched(None):
        for _ in range(1_000):
            asyncio.get_running_loop().call_exception_handler({"message": NONE_LEFT, "exception": OSError(24, "")})
        asyncio.get_running_loop().call_exception_handler({"message": "Another fault"})
        return resource.getrlimit(resource.RLIMIT_NOFILE)[0], [record.getMessage() for record in caplog.records]


def test_there_is_room_for_the_pages_of_a_reader_and_a_log_that_says_seldom_that_there_is_none(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Most systems allow 1024 files, which 300 pages take; asyncio then wrote 95 MB of log in a second."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(before, 1_024), most))
    try:
        with caplog.at_level(logging.ERROR, logger="asyncio"):
            files, said = run_apart(open_files_and_log(caplog))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
    assert files == (OPEN_FILES if most == resource.RLIM_INFINITY else min(OPEN_FILES, most))
    assert said == [NONE_LEFT, "Another fault"]


def test_the_unit_allows_as_many_files() -> None:
    unit = (ROOT / ".deploy" / "allweather@.service").read_text("utf-8")
    assert re.findall(r"LimitNOFILE=(\d+)", unit) == [str(OPEN_FILES)]
