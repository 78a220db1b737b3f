"""`python -m tests`: install what the tests need (a browser included) and run them all.

Everything is installed into the hidden folder .venv, unless a virtual environment is active. Arguments go to
pytest. Exit code 0 only if style, types and every test are in order.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def python() -> str:
    """The interpreter of the virtual environment: the active one, or ours, made if need be."""
    if sys.prefix != sys.base_prefix:
        return sys.executable
    home = ROOT / ".venv"
    if not home.exists():
        venv.create(home, with_pip=True)
    return str(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def install(interpreter: str) -> None:
    subprocess.run(
        [interpreter, "-m", "pip", "install", "--quiet", "-r", str(ROOT / "tests" / "requirements.txt")], check=True
    )
    if any(shutil.which(name) for name in BROWSERS):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, env=quiet)
    else:
        # Without a package manager that we may use, Playwright brings a browser of its own.
        subprocess.run([interpreter, "-m", "playwright", "install", "chromium"], check=True)


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
