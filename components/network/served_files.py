"""What browsers keep for good where our own server gives it as files: the scripts of the picture, and the network.

Under `streamlit run` there are no routes of ours: then all of it comes as messages, and again with each reload.
"""

import hashlib
import json
from collections import OrderedDict
from importlib.resources import files
from pathlib import Path
from threading import Lock

from components.network.scripts import joined_script

HERE = Path(__file__).parent
# The networks shown last: one a day and version of the records.
MOST_NETWORKS = 4

VIS_SCRIPT = (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")
PICTURE_SCRIPT = f"""{joined_script(HERE / "browser" / "mount.js")}
allweather.html = {json.dumps((HERE / "network.html").read_text("utf-8"))};
allweather.css = {json.dumps((HERE / "network.css").read_text("utf-8"))};
"""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _address(name: str, script: str) -> str:
    # From the page, so that a path before it stays. A new script has another name: browsers keep it for good.
    return f"scripts/{name}-{_digest(script.encode())[:16]}.js"


# Address -> script. Each in a scope of its own: what it makes known it writes to globalThis.
SCRIPTS = {
    _address("vis-network", VIS_SCRIPT): VIS_SCRIPT,
    _address("picture", PICTURE_SCRIPT): f"(() => {{\n{PICTURE_SCRIPT}}})();\n",
}

_served: list[bool] = []
_networks: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def mark_files_as_served() -> None:
    """The process has routes for these files, and pages may ask for them there."""
    _served[:] = [True]


def are_files_served() -> bool:
    return bool(_served)


def network_address(network: bytes) -> str:
    """Where the network can be had. Who does not know what is in it cannot guess its name."""
    name = _digest(network)
    with _lock:
        _networks[name] = network
        _networks.move_to_end(name)
        while len(_networks) > MOST_NETWORKS:
            _networks.popitem(last=False)
    return f"networks/{name}"


def network_at(name: str) -> bytes | None:
    """The network of that name; None if this process has not shown it lately."""
    with _lock:
        return _networks.get(name)
