"""The programs of the system that the tests need, and where they are. Needs Python alone."""

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[3]
# The shell has no window and no parts around the page: the same pages take a quarter less time than in all of Chromium.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Debian installs the programs of PostgreSQL off the path, and nginx where only root looks.
_FOLDERS = "usr/lib/postgresql/*/bin", "usr/sbin"


def program_path(*names: str) -> str | None:
    """The path of the first of these programs that is installed."""
    folders = [str(folder) for pattern in _FOLDERS for folder in sorted(Path("/").glob(pattern), reverse=True)]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *folders])
    return next((place for name in names if (place := shutil.which(name, path=path))), None)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
