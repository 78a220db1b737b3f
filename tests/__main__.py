"""The whole test run: `python -m tests` installs what is missing, then checks style, types, records and behaviour.

`python -m tests --fast` runs what needs no browser and no server; it checks neither style nor types. With any other
arguments pytest gets them as they are: `python -m tests tests/data/view -k region`. Packages are installed into the hidden
folder .venv, unless a virtual environment is active; a browser, PostgreSQL and nginx by apt-get, where we are root and
the system has none. The exit code is 0 only if every step succeeded.
"""

import os
import shutil
import signal
import subprocess
import sys
import venv
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from tests.support.running.programs import BROWSERS, is_root, program_path

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "tests" / "requirements.txt"
# What the system must have, by the programs of which one will do, and Debian's packages for it. Screenshots of pages
# are compared in the fonts that Chromium recommends.
SYSTEM = {
    BROWSERS: ("chromium-headless-shell", "fonts-liberation"),
    ("postgres",): ("postgresql",),
    ("nginx",): ("nginx",),
}
# Python's own switch off, so that the translated tests are there for the next run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
STATIC = {
    "style": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy", "--config-file", ".mypy.ini"),
    "records": ("-m", "data.checks"),
}
# Tests that share a server or a folder of their module stay in one process, and begin in the order that tests/conftest.py
# gives them. One process more than there are cores: a test waits for its browser or its server much of the time, and at the
# beginning and the end some processes have nothing to do.
CORES = os.cpu_count() or 1
SIDE_BY_SIDE = ("--dist", "loadgroup", "--no-loadscope-reorder", "-n")
PROCESSES = str(min(6, CORES + 1))
PARALLEL = (*SIDE_BY_SIDE, PROCESSES)
# The fast run has neither: one process reads the tests and divides itself.
DIVIDED = ("--processes", PROCESSES)
# What failed beside others is tried once more by itself: a browser on a busy machine may miss a click. What passes then
# is named as unsteady, and is to be mended; what is broken fails again.
MOST_BROKEN = 5
BY_ITSELF = ("--last-failed", "--last-failed-no-failures", "none", "--maxfail", str(MOST_BROKEN))
FAILED_TESTS = 1


class Result(NamedTuple):
    """How one step of the run ended; `code` is negative if a signal ended it."""

    name: str
    code: int
    seconds: float
    output: str = ""

    def __str__(self) -> str:
        end = "ok" if self.code == 0 else "failed" if self.code > 0 else f"killed by {signal.Signals(-self.code).name}"
        return f"{self.name}: {end} ({self.seconds:.0f} s)"


class InstallError(Exception):
    """Something that the tests need could not be installed."""


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; the exit code."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    try:
        interpreter = venv_python()
        if not arguments:
            return run_everything(interpreter)
        install_packages(interpreter)
    except InstallError as problem:
        print(problem, file=sys.stderr)
        return 1
    parallel = DIVIDED if "--fast" in arguments else ()
    return exit_code([run_step("tests", interpreter, ("-m", "pytest", "-q", *parallel, *arguments), is_shown=True)])


def run_everything(interpreter: str) -> int:
    """Install, then run the tests; style and types are checked beside them. The exit code."""
    with ThreadPoolExecutor() as beside:
        wait_for([beside.submit(install_packages, interpreter), beside.submit(install_programs)])
        if not program_path(*BROWSERS):
            install_browser(interpreter)
        static = beside.submit(lambda: [run_step(name, interpreter, step) for name, step in STATIC.items()])
        tests = run_tests(interpreter)
        results = [*static.result(), tests]
    for result in results:
        if result.code:
            print(result.output)
    print("\n".join(map(str, results)))
    return exit_code(results)


def run_tests(interpreter: str) -> Result:
    """Run all tests side by side, then those that failed once more by themselves."""
    tests = run_step("tests", interpreter, ("-m", "pytest", "-q", *PARALLEL), is_shown=True)
    if tests.code != FAILED_TESTS:
        return tests
    print("\nThe tests that failed, once more by themselves (those that pass now are unsteady):", flush=True)
    again = run_step("tests", interpreter, ("-m", "pytest", "-v", *BY_ITSELF), is_shown=True)
    return again._replace(seconds=tests.seconds + again.seconds)


def run_step(name: str, interpreter: str, step: tuple[str, ...], *, is_shown: bool = False) -> Result:
    """Run one step to its end; its output is printed at once if `is_shown`, or returned."""
    begin = monotonic()
    output = None if is_shown else subprocess.PIPE
    process = subprocess.run(
        [interpreter, *step], cwd=ROOT, check=False, env=ENVIRONMENT, stdout=output, stderr=subprocess.STDOUT, text=True
    )
    return Result(name, process.returncode, monotonic() - begin, process.stdout or "")


def exit_code(results: Iterable[Result]) -> int:
    """0 only if all succeeded; a step that a signal killed did not."""
    return int(any(result.code != 0 for result in results))


# What the tests need -------------------------------------------------------------------------------


def venv_python() -> str:
    """The interpreter of the virtual environment: the active one, or ours, created if it is missing."""
    if sys.prefix != sys.base_prefix:
        return sys.executable
    home = ROOT / ".venv"
    interpreter = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not interpreter.exists():
        venv.create(home, with_pip=True)
    return str(interpreter)


def install_packages(interpreter: str) -> None:
    """Install the packages of tests/requirements.txt unless all of them are there; InstallError if pip fails."""
    check = [interpreter, "-m", "tests.support.running.packages", str(REQUIREMENTS)]
    if subprocess.run(check, cwd=ROOT, check=False, capture_output=True).returncode:
        install("the Python packages", [interpreter, "-m", "pip", "install", "--quiet", "-r", str(REQUIREMENTS)])


def install_programs() -> None:
    """Install the browser and the servers that are missing, where apt-get may be used; InstallError if it fails."""
    missing = [package for names, packages in SYSTEM.items() if not program_path(*names) for package in packages]
    if missing and shutil.which("apt-get") and is_root():
        what = ", ".join(missing)
        install(what, ["apt-get", "update", "-qq"])
        install(what, ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing])


def install_browser(interpreter: str) -> None:
    """Without a package manager that we may use, Playwright installs a browser of its own; InstallError if it fails."""
    install("a browser", [interpreter, "-m", "playwright", "install", "chromium"])


def install(what: str, command: list[str]) -> None:
    quiet = {**ENVIRONMENT, "DEBIAN_FRONTEND": "noninteractive"}
    process = subprocess.run(
        command, check=False, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if process.returncode:
        raise InstallError(
            f"{process.stdout}\nThe tests did not run: {what} could not be installed "
            f"(“{' '.join(command)}” ended with code {process.returncode}). Is the network there? "
            "Install it yourself, then run the tests again."
        )


def wait_for(futures: Iterable["Future[None]"]) -> None:
    for future in futures:
        future.result()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
