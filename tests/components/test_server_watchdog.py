"""The server says that it is up and goes on, as systemd asks; a loop that stands still says nothing."""

import asyncio
import os
import socket
import time
from pathlib import Path

import pytest

from components.server_watchdog import INTERVAL, SOCKET, notify, watched
from tests.support.own_loop import run_apart


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
    notify("READY=1")
