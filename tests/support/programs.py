"""The programs of the system that the tests need, and where they are. Needs Python alone."""

import os
import shutil
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Debian keeps the programs of PostgreSQL off the path, and nginx where only root looks.
_PLACES = "usr/lib/postgresql/*/bin", "usr/sbin"


def found(*names: str) -> str | None:
    """The first of the names that there is, as a path."""
    folders = [str(place) for pattern in _PLACES for place in sorted(Path("/").glob(pattern), reverse=True)]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *folders])
    return next((place for name in names if (place := shutil.which(name, path=path))), None)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
