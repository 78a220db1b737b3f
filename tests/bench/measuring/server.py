"""A server for the time of a measurement."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.measuring.subjects import ROOT
from tests.bench.peers.environment import peers
from tests.support.places.services import HOST, free_port

START_LIMIT = 120.0
# Compiled modules of all servers of a benchmark, as an installation has them from its second start on.
COMPILED = Path(gettempdir()) / "allweather-bench-compiled"


@dataclass(frozen=True)
class Server:
    """Where it answers and which process it is."""

    address: str
    process: int

    def memory(self) -> float:
        """Resident bytes; not a number where there is no /proc."""
        try:
            status = Path(f"/proc/{self.process}/status").read_text("ascii")
        except OSError:
            return float("nan")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return float(line.split()[1]) * 1024

    def worked(self) -> float:
        """Seconds of processor time since it started; not a number where there is no /proc."""
        try:
            # Behind the name in brackets, which may hold blanks: 12 and 13 are user's and system's time.
            parts = Path(f"/proc/{self.process}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


# A port -> the command that serves a page there.
Program = Callable[[int], list[str]]


def our_program(port: int) -> list[str]:
    """The page as the README starts it."""
    return [sys.executable, *_streamlit(ROOT / "app.py", port)]


def department_program(port: int) -> list[str]:
    """The page as a department starts it."""
    return [sys.executable, "-m", "uvicorn", "components.server:app", "--host", HOST, "--port", str(port)]


def peer_program(page: str) -> Program:
    """Another page in Streamlit, in the environment of the other ways."""
    return lambda port: [str(peers().python), *_streamlit(peers().pages / page, port)]


def script_program(page: str) -> Program:
    """Another page that serves itself."""
    return lambda port: [str(peers().python), str(peers().pages / page), str(port)]


def _streamlit(script: Path, port: int) -> list[str]:
    settings = {
        "server.headless": "true",
        "server.address": HOST,
        "server.port": str(port),
        "server.enableStaticServing": "true",
        "browser.gatherUsageStats": "false",
    }
    flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return ["-m", "streamlit", "run", str(script), *flags]


@contextmanager
def server(program: Program, records: Path) -> Iterator[Server]:
    """RuntimeError with the server's last words if it does not come up."""
    with _started(program, records) as (host, _):
        yield host


@contextmanager
def department_server(records: Path) -> Iterator[tuple[Server, IO[bytes]]]:
    """The page as a department starts it, and what the server says."""
    with _started(department_program, records) as started:
        yield started


@contextmanager
def _started(program: Program, records: Path) -> Iterator[tuple[Server, IO[bytes]]]:
    port = free_port()
    with TemporaryFile() as log:
        process = subprocess.Popen(
            program(port),
            cwd=ROOT,
            env=_environment(records),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(f"http://{HOST}:{port}", process, log)
            yield Server(f"http://{HOST}:{port}", process.pid), log
        finally:
            _end(process)


def _environment(records: Path) -> dict[str, str]:
    ours = {"ALLWEATHER_RECORDS": str(records), "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(COMPILED)}
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | ours


def _wait(address: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and process.poll() is None:
        try:
            # Streamlit says whether it is well; other servers give their page.
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(f"no server came up:\n{log.read().decode(errors='replace')[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
