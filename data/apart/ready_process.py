"""The process that is ready for work: it has loaded what the work needs, and divides itself for each piece.

Loading again for each piece would take half a second of the processor, and a second for a figure. It is a process of one
thread: to divide the server, in which many run, would not be safe.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedRWPair, RawIOBase
from pathlib import Path
from threading import Lock, Timer
from typing import BinaryIO, cast

_ROOT = Path(__file__).parents[2]
_PROGRAM = "data.apart"
# Of the environment it needs no more: the rest may hold the password of a database.
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "TEMP",
    "TMP",
    # Where some installations have the libraries of Python itself, and Windows its own.
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    # The folder for what can be made again, such as fonts.
    "CACHE_DIRECTORY",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
)
# More threads would count as more memory, no work apart needs them, and a process of several cannot divide itself.
# The last is for the memory of Arrow, which pandas loads.
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
# Bytes of the name of a module, as they are sent.
MODULE_NAME_SIZE = 128
# Seconds until it has divided itself. If it stands still, another takes its place; on a busy machine it may load for half as long.
SECONDS_TO_BEGIN = 60.0
CAN_DIVIDE = hasattr(os, "fork") and hasattr(socket, "send_fds")


class ReadyProcess:
    """Starts with the first piece of work, again if it has ended, and ends with the server."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started_by = 0

    def begin(self, module: str) -> socket.socket:
        """A line to a new process that works on what is sent through it. OSError if none can be had."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._send(module, theirs.fileno())
            except OSError:
                ours.close()
                raise
        return ours

    def load(self, module: str) -> None:
        """Let it load a module before there is work. OSError if it cannot be started."""
        self._send(module)

    def end(self) -> None:
        """End it with all that it works on; for the next piece it would start again."""
        with self._lock:
            if self._socket is not None and self._started_by == os.getpid():
                self._socket.close()
                self._socket = None

    def replace(self) -> None:
        """End it alone, as it does nothing any more: another starts with the next piece."""
        with self._lock:
            if self._process is not None and self._started_by == os.getpid():
                self._process.kill()
        self.end()

    def _send(self, module: str, *lines: int) -> None:
        with self._lock:
            # A test run that divided itself has the socket of the first process, too.
            if self._socket is None or self._started_by != os.getpid():
                self._socket = self._start()
            name = module.encode().ljust(MODULE_NAME_SIZE)
            try:
                socket.send_fds(self._socket, [name], lines)
            except OSError:
                self._socket.close()
                self._socket = self._start()
                socket.send_fds(self._socket, [name], lines)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            line = theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-m", _PROGRAM, str(line)], pass_fds=[line], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=_ROOT, env=_environment(),
            )  # fmt: skip
        self._started_by = os.getpid()
        return ours


_READY = ReadyProcess()


def load_apart(*modules: str) -> None:
    """Start the process that is ready for the work of these modules, if it can be."""
    with suppress(OSError):
        for module in modules if CAN_DIVIDE else ():
            _READY.load(module)


def end_apart() -> None:
    """End all work apart: nobody waits for it any more."""
    _READY.end()


@contextmanager
def channel_to_work(module: str, seconds: float) -> Iterator[BinaryIO]:
    """A channel to a process of its own; OSError if it is silent for so many seconds."""
    if not CAN_DIVIDE:
        with _started_anew(seconds) as channel:
            yield channel
        return
    with _READY.begin(module) as line:
        line.settimeout(SECONDS_TO_BEGIN)
        try:
            line.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            _READY.replace()
            raise
        line.settimeout(seconds)
        with line.makefile("rwb") as channel:
            try:
                yield cast("BinaryIO", channel)
            finally:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


@contextmanager
def _started_anew(seconds: float) -> Iterator[BinaryIO]:
    """The same with a process that is started for it, where none can divide itself (Windows)."""
    process = subprocess.Popen(
        [sys.executable, "-m", _PROGRAM], bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=_ROOT, env=_environment(),
    )  # fmt: skip
    end = Timer(seconds, process.kill)
    end.start()
    try:
        yield cast("BinaryIO", BufferedRWPair(cast("RawIOBase", process.stdout), cast("RawIOBase", process.stdin)))
    finally:
        end.cancel()
        process.kill()
        process.wait()


def _environment() -> dict[str, str]:
    # It finds modules where the server does, however that was told: a variable, an environment, an option.
    path = {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, filter(None, sys.path)))}
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _ONE_THREAD | path
