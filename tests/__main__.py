"""`python -m tests`: install what the tests need (a browser and servers included) and run them all.

Packages are installed into the hidden folder .venv, unless a virtual environment is active; a browser, PostgreSQL and
nginx by apt-get, where we are root and the system has none. Arguments go to pytest. Exit code 0 only if style, types
and every test are in order.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.support.programs import BROWSERS, found, is_root

ROOT = Path(__file__).parents[1]
# What the system must have, by the programs of which one will do, and Debian's packages for it. The letters that
# Chromium recommends are those that pictures of pages are compared in.
SYSTEM = {
    BROWSERS: ("chromium", "fonts-liberation"),
    ("postgres",): ("postgresql",),
    ("nginx",): ("nginx",),
}


def python() -> str:
    """The interpreter of the virtual environment: the active one, or ours, made if need be."""
    if sys.prefix != sys.base_prefix:
        return sys.executable
    home = ROOT / ".venv"
    if not home.exists():
        venv.create(home, with_pip=True)
    return str(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def install(interpreter: str) -> None:
    packages = ["-r", str(ROOT / "tests" / "requirements.txt")]
    subprocess.run([interpreter, "-m", "pip", "install", "--quiet", *packages], check=True)
    if shutil.which("apt-get") and is_root():
        install_by_apt()
    elif not found(*BROWSERS):
        # Without a package manager that we may use, Playwright brings a browser of its own.
        subprocess.run([interpreter, "-m", "playwright", "install", "chromium"], check=True)


def install_by_apt() -> None:
    """The browser and the servers that are missing, each with what it cannot do without and nothing more."""
    missing = [name for names, packages in SYSTEM.items() if not found(*names) for name in packages]
    if not missing:
        return
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


def main(arguments: list[str]) -> int:
    interpreter = python()
    install(interpreter)
    steps = (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy", "--config-file", ".mypy.ini"),
        ("-m", "data.checks"),
        ("-m", "pytest", "-q", *arguments),
    )
    codes = [subprocess.run([interpreter, *step], cwd=ROOT, check=False).returncode for step in steps]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
