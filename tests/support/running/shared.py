"""One server for all processes of a test run: the first that needs it starts it, and ends it after the last has left."""

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from filelock import FileLock


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this test run have in common."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@contextmanager
def shared(folder: Path, name: str, server: AbstractContextManager[str]) -> Iterator[str]:
    """The address of a server that the processes of a test run share; `server` starts it, where nobody did before."""
    users, address, lock = folder / name, folder / f"{name}.address", FileLock(folder / f"{name}.lock")
    with lock:
        users.mkdir(exist_ok=True)
        is_starter = not address.exists()
        if is_starter:
            address.write_text(server.__enter__(), "utf-8")
        user = users / str(os.getpid())
        user.touch()
    try:
        yield address.read_text("utf-8")
    finally:
        user.unlink()
        while is_starter:
            with lock:
                if not any(_is_alive(int(other.name)) for other in users.iterdir()):
                    address.unlink()
                    server.__exit__(None, None, None)
                    break
            time.sleep(0.1)


def _is_alive(process: int) -> bool:
    """Whether a process is there; one that was killed leaves its file and uses nothing."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
