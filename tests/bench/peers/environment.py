"""The environment of the other ways: made when it is first needed, and kept for the next measurement."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Peers:
    """The Python of the other ways, and the folder with their pages and a static folder beside them."""

    python: Path
    pages: Path


@cache
def peers() -> Peers:
    """Made anew if what they need has changed; RuntimeError if it cannot be had."""
    needed = [*(HERE / "requirements.txt").read_text("utf-8").splitlines(), f"streamlit=={version('streamlit')}"]
    digest = hashlib.sha256("\n".join([sys.version, *needed]).encode()).hexdigest()[:12]
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = caches / "allweather-bench" / digest
    if not (folder / "complete").exists():
        _install(folder, needed[-1])
    return Peers(folder / "bin" / "python", _pages(folder / "pages"))


def _install(folder: Path, streamlit: str) -> None:
    print("Getting the packages of the other ways …", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    install = ["-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt"), streamlit]
    done = subprocess.run([folder / "bin" / "python", *install], check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the packages of the other ways could not be had:\n{done.stderr[-2000:]}")
    (folder / "complete").touch()


def _pages(folder: Path) -> Path:
    static = folder / "static"
    static.mkdir(parents=True, exist_ok=True)
    script = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    (static / "vis-network.min.js").write_text(script.read_text("utf-8"), "utf-8")
    for page in HERE.glob("*_app.py"):
        shutil.copy(page, folder)
    return folder
