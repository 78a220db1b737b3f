"""What the process does that works apart, for `data.apart.ready_process`.

A module does such work with a function `work`: it takes the parts that are sent, and gives the bytes of its answer. If it has
a function `load_all`, that loads what the work may need later.
"""

import gc
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from threading import Thread
from traceback import extract_tb
from typing import Any, BinaryIO, NoReturn, cast

from data.apart.limits import WorkLimits, keep_within, stand_back
from data.apart.ready_process import MODULE_NAME_SIZE

Work = Callable[[list[bytes]], bytes]
_TARGETS: list[BinaryIO] = []


def say(what: Any) -> None:
    """Tell whoever waits for the work of this process how far it is: anything that JSON can have."""
    for target in _TARGETS:
        _write(target, {"said": what})


def work_on(source: BinaryIO, target: BinaryIO) -> None:
    """Do the work that is sent, within its limits. ValueError if not all of it comes, or too much would come of it."""
    _write(target, {"process": os.getpid()})
    head = json.loads(source.readline())
    limits = WorkLimits(**head["limits"])
    begun = time.process_time()
    keep_within(limits)
    parts = [source.read(size) for size in head["sizes"]]
    if list(map(len, parts)) != head["sizes"]:
        raise ValueError("a part is missing")
    Thread(target=_end_if_nobody_waits, args=(source.fileno(),), daemon=True).start()
    _TARGETS.append(target)
    answer = _answer_of(head["module"], parts, target)
    if len(answer) > limits.answer:
        raise ValueError("the answer is too large")
    _write(target, {"cpu_seconds": time.process_time() - begun, "size": len(answer)})
    target.write(answer)
    target.flush()


def _answer_of(module: str, parts: list[bytes], target: BinaryIO) -> bytes:
    """What the module answers; where it fails, whoever waits hears of what kind that is, and in which line."""
    try:
        work: Work = import_module(module).work
        return work(parts)
    except MemoryError:
        raise
    except Exception as error:
        # Not the text of the error, which may hold what a reader sent.
        place = extract_tb(error.__traceback__)[-1]
        _write(target, {"failed": f"{type(error).__name__} in {place.filename}:{place.lineno}"})
        raise


def _end_if_nobody_waits(line: int) -> None:
    with suppress(OSError):
        os.read(line, 1)
    os._exit(1)


def _write(target: BinaryIO, message: Any) -> None:
    target.write(json.dumps(message).encode() + b"\n")
    target.flush()


# The process that divides itself ------------------------------------------------------------------------


def serve(control: socket.socket) -> NoReturn:
    """Divide this process for each piece of work, until the server has ended; then end all of them."""
    stand_back()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        name, lines, *_ = socket.recv_fds(control, MODULE_NAME_SIZE, 1)
        if not name:
            os.killpg(0, signal.SIGKILL)
        _load(name.decode().strip())
        for line in lines:
            with suppress(OSError):
                if os.fork() == 0:
                    control.close()
                    _work_and_end(line)
            os.close(line)


def _load(name: str) -> None:
    """Load a module and what it needs: it is then there for all work that follows."""
    if name in sys.modules:
        return
    # One that cannot be loaded fails again where the work is done.
    with suppress(Exception):
        module = import_module(name)
        getattr(module, "load_all", lambda: None)()
    gc.collect()
    gc.freeze()


def _work_and_end(line: int) -> NoReturn:
    status = 1
    with suppress(BaseException):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with socket.socket(fileno=line) as channel, channel.makefile("rb") as source, channel.makefile("wb") as target:
            work_on(cast("BinaryIO", source), cast("BinaryIO", target))
        status = 0
    os._exit(status)


def main() -> None:
    if len(sys.argv) > 1:
        serve(socket.socket(fileno=int(sys.argv[1])))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # What the work itself prints is not part of the answer.
    sys.stdout = sys.stderr
    stand_back()
    work_on(source, target)
    os._exit(0)
