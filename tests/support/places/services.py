"""Servers beside our own for the tests that need them: a real PostgreSQL, and others by their program."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.support.running.programs import is_root, program_path

HOST = "127.0.0.1"
# The file with all that a program prints.
OUTPUT = "output.log"
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1
# The name of our user inside the database, and of the system's user that runs its server.
OWNER, SYSTEM_OWNER = "allweather", "postgres"


def free_port() -> int:
    with socket.socket() as port:
        port.bind((HOST, 0))
        return int(port.getsockname()[1])


def end_with_parent() -> None:
    """In a new process: end when the process of the tests is killed (Linux alone can do that)."""
    if _LIBC:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def require_program(name: str, package: str) -> str:
    """The path of the program of a server. Where it is missing, the test says what to install.

    It fails where `python -m tests` would have installed it, and is skipped where Python and pip are all there is.
    """
    if path := program_path(name):
        return path
    sentence = f"This test needs {name}: install {package} (on Debian: apt-get install {package})."
    if sys.platform == "linux" and is_root():
        pytest.fail(sentence)
    pytest.skip(sentence)


@contextmanager
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server in a temporary folder, on loopback alone. Yields its address as SQLAlchemy writes it."""
    initdb, server = require_program("initdb", "postgresql"), require_program("postgres", "postgresql")
    # PostgreSQL refuses to run as root.
    user = SYSTEM_OWNER if is_root() else None
    with TemporaryDirectory(prefix="allweather-postgres-") as name:
        folder, port = Path(name), free_port()
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")
        make = [initdb, "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        # It does not wait for the disk: what it holds ends with the test.
        run = [server, "-D", data, "-p", str(port), "-h", HOST, "-k", "", "-F"]
        with program_process(make, folder, user=user) as making:
            assert making.wait(60) == 0, output_of(folder)
        with program_process(run, folder, user=user) as server_process:
            address = f"postgresql+psycopg://{OWNER}@{HOST}:{port}/postgres"
            _wait_until_up(address, server_process, folder)
            yield address


@contextmanager
def program_process(
    command: list[str],
    folder: Path,
    *,
    user: str | None = None,
    directory: Path | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program for the time of a test, run in `directory` or in `folder`, where its output goes (`output_of`)."""
    with (folder / OUTPUT).open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=directory or folder,
            env={**os.environ, **(environment or {})},
            user=user,
            group=user,
            extra_groups=[] if user else None,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=end_with_parent,
        )
    try:
        yield process
    finally:
        # To PostgreSQL and nginx alike: end now, without waiting for those who are connected.
        end_process(process, signal.SIGINT)


def end_process(process: "subprocess.Popen[bytes]", by: signal.Signals = signal.SIGTERM) -> None:
    """Ask a program to end, and kill it if it does not."""
    process.send_signal(by)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def output_of(folder: Path) -> str:
    return (folder / OUTPUT).read_text("utf-8", errors="replace")


def _wait_until_up(address: str, server: "subprocess.Popen[bytes]", folder: Path) -> None:
    engine = create_engine(address)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, output_of(folder)
        try:
            engine.connect().close()
        except OperationalError:
            time.sleep(0.1)
        else:
            return engine.dispose()
    raise AssertionError(f"PostgreSQL did not start in time\n{output_of(folder)}")


def fresh_database(address: str) -> str:
    """The address of a new and empty database on that server."""
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)
