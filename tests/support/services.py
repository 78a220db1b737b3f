"""Servers beside our own for the tests that need them: a real PostgreSQL, and others by their program."""

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

from tests.support.programs import is_root, program_path

HOST = "127.0.0.1"
# Both the name of ours inside of the database, and that of the system's for its server.
OWNER, SYSTEM_OWNER = "allweather", "postgres"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


def require_program(name: str, package: str) -> str:
    """Where the program of a server is. Where it is not, the test says what to install.

    It fails where `python -m tests` would have installed it, and is skipped where Python and pip are all there is.
    """
    if place := program_path(name):
        return place
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
        place = str(folder / "data")
        make = [initdb, "-D", place, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        # It does not wait for the disk: what it holds ends with the test.
        run = [server, "-D", place, "-p", str(port), "-h", HOST, "-k", "", "-F"]
        with program_process(make, folder, user=user) as making:
            assert making.wait(60) == 0, output_of(folder)
        with program_process(run, folder, user=user) as server_process:
            address = f"postgresql+psycopg://{OWNER}@{HOST}:{port}/postgres"
            _wait(address, server_process, folder)
            yield address


@contextmanager
def program_process(
    command: list[str],
    folder: Path,
    *,
    user: str | None = None,
    place: Path | None = None,
    surroundings: dict[str, str] | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program for the time of a test; the folder keeps what it says. `place` is where it runs, if elsewhere."""
    with (folder / "said").open("ab") as words:
        process = subprocess.Popen(
            command,
            cwd=place or folder,
            env={**os.environ, **(surroundings or {})},
            user=user,
            group=user,
            extra_groups=[] if user else None,
            stdout=words,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        # To PostgreSQL and nginx alike: end now, without waiting for those who are connected.
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def output_of(folder: Path) -> str:
    return (folder / "said").read_text("utf-8", errors="replace")


def _wait(address: str, server: "subprocess.Popen[bytes]", folder: Path) -> None:
    engine = create_engine(address)
    for _ in range(300):
        assert server.poll() is None, output_of(folder)
        try:
            engine.connect().close()
        except OperationalError:
            time.sleep(0.1)
        else:
            return engine.dispose()
    raise AssertionError(f"PostgreSQL did not come up in 30 s\n{output_of(folder)}")


def fresh_database(address: str) -> str:
    """The address of a new and empty database on that server."""
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)
