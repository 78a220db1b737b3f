"""A real Spark Connect server (Sail) in a process of its own, which a test can end and start again."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.places.services import HOST, output_of, program_process

_SERVE = "from pysail.spark import SparkConnectServer; SparkConnectServer({!r}, {}).start(background=False)"
_PATIENCE = 60.0


def require_spark(patch: pytest.MonkeyPatch) -> None:
    """Skip the test where the server or its client cannot be had; and let PySpark load in a process of tests."""
    # PySpark takes a main module without a file for its own doctests, and ends the process; that of a test process has none.
    patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
    reason = "no Spark Connect server can be installed here: pip install pysail pyspark-client"
    pytest.importorskip("pysail.spark", reason=reason)
    pytest.importorskip("pyspark.sql", reason=reason)


@contextmanager
def spark_server(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The process of a server on this port, which answers; what it prints goes to `folder`."""
    with program_process([sys.executable, "-c", _SERVE.format(HOST, port)], folder) as server:
        end = time.monotonic() + _PATIENCE
        while True:
            assert server.poll() is None, output_of(folder)
            try:
                socket.create_connection((HOST, port), 1).close()
                break
            except OSError:
                assert time.monotonic() < end, f"Spark did not start in time\n{output_of(folder)}"
                time.sleep(0.05)
        yield server


def end_at_once(server: "subprocess.Popen[bytes]") -> None:
    """The server goes without a word to those who are connected."""
    server.kill()
    server.wait()
