"""The vis-network script of the pyvis package, and its address where our own server gives it as a file."""

import hashlib
from importlib.resources import files

VIS_SCRIPT = (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")
# From the page, so that a path before it stays. A new script has another name: browsers keep it for good.
VIS_ADDRESS = f"scripts/vis-network-{hashlib.sha256(VIS_SCRIPT.encode()).hexdigest()[:16]}.js"

_served: list[bool] = []


def mark_script_as_served() -> None:
    """The process has a route for the script, and pages may ask for it there."""
    _served[:] = [True]


def is_script_served() -> bool:
    return bool(_served)
