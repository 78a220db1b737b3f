"""A Streamlit server for the time of a measurement."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.subjects import ROOT
from tests.support.services import HOST, free_port

START_LIMIT = 60.0


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


@contextmanager
def server(script: Path, records: Path) -> Iterator[Server]:
    """RuntimeError with the server's last words if it does not come up."""
    port = free_port()
    settings = {
        "server.headless": "true",
        "server.address": HOST,
        "server.port": str(port),
        "browser.gatherUsageStats": "false",
    }
    flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
    with _started(["streamlit", "run", str(script), *flags], records, port) as (host, _):
        yield host


@contextmanager
def department_server(records: Path) -> Iterator[tuple[Server, IO[bytes]]]:
    """The page as a department starts it, and what the server says."""
    port = free_port()
    command = ["uvicorn", "components.server:app", "--host", HOST, "--port", str(port)]
    with _started(command, records, port) as started:
        yield started


@contextmanager
def _started(module: list[str], records: Path, port: int) -> Iterator[tuple[Server, IO[bytes]]]:
    with TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**os.environ, "ALLWEATHER_RECORDS": str(records)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(f"http://{HOST}:{port}", process, log)
            yield Server(f"http://{HOST}:{port}", process.pid), log
        finally:
            _end(process)


def _wait(address: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and process.poll() is None:
        try:
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
