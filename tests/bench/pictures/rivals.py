"""The other ways to draw a network, in a headless page: pyvis's physics, Cytoscape's fcose, and force as in Kumu."""

import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from pyvis.network import Network

from components.network.layouts.geometry import DOT_RADIUS, NAME_SIZE
from tests.sweep.drawn import Label

HERE = Path(__file__).parent
# npm's packages and their file for a browser, in the order in which they are loaded.
PACKAGES = {
    "layout-base": "layout-base.js",
    "cose-base": "cose-base.js",
    "cytoscape": "dist/cytoscape.min.js",
    "cytoscape-fcose": "cytoscape-fcose.js",
    "d3-dispatch": "dist/d3-dispatch.min.js",
    "d3-quadtree": "dist/d3-quadtree.min.js",
    "d3-timer": "dist/d3-timer.min.js",
    "d3-force": "dist/d3-force.min.js",
}
RIVALS = {"pyvis": "pyvis, its physics", "fcose": "Cytoscape, fcose", "force": "force, as Kumu"}


class RivalError(Exception):
    """The libraries of the other ways could not be had."""


@dataclass(frozen=True)
class LaidOut:
    """Where a way put everything, in pixels of its frame; `name_size` is that of the names on the screen."""

    seconds: float
    name_size: float
    points: dict[str, tuple[float, float]]
    dots: tuple[Label, ...]
    names: tuple[Label, ...]


class Rivals:
    """A page that lays out networks in the other ways."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def lay_out(
        self, way: str, names: dict[str, str], pairs: list[tuple[str, str]], frame: tuple[float, float]
    ) -> LaidOut:
        """`names` are those of the actors by id, `pairs` who is tied to whom."""
        found = self._page.evaluate("([way, network]) => layOut(way, network)", [way, _input(names, pairs, frame)])
        labels = {kind: tuple((text, tuple(box)) for text, box in found[kind]) for kind in ("dots", "names")}
        points = {actor: tuple(point) for actor, point in found["points"].items()}
        return LaidOut(found["milliseconds"] / 1000, found["nameSize"], points, labels["dots"], labels["names"])


def _input(names: dict[str, str], pairs: list[tuple[str, str]], frame: tuple[float, float]) -> dict[str, Any]:
    return {
        "nodes": [{"id": actor, "name": name} for actor, name in names.items()],
        "links": pairs,
        "width": frame[0],
        "height": frame[1],
        "radius": DOT_RADIUS,
        "fontSize": NAME_SIZE,
        "options": json.loads(Network().options.to_json()),
    }


@contextmanager
def rivals(browser: Browser) -> Iterator[Rivals]:
    """RivalError if npm is missing or does not answer."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    try:
        page.set_content("<!doctype html><body style='margin:0'></body>")
        page.add_script_tag(content=(files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8"))
        for script in _scripts():
            page.add_script_tag(content=script)
        page.add_script_tag(path=HERE / "rivals.js")
        yield Rivals(page)
    finally:
        page.close()


def _scripts() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            command = ["npm", "pack", "--silent", *PACKAGES]
            names = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()
        except (OSError, subprocess.CalledProcessError) as problem:
            raise RivalError(f"The other ways come from npm, which did not give them: {problem}") from problem
        return [
            _member((Path(folder) / name).read_bytes(), script)
            for name, script in zip(names, PACKAGES.values(), strict=True)
        ]


def _member(package: bytes, name: str) -> str:
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        file = archive.extractfile(f"package/{name}")
        assert file is not None, f"the package has no {name}"
        return file.read().decode()
