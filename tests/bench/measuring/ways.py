"""The ways to show the same ties: ours, and what people write instead."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from data.model.vocabulary import Layer
from data.view.fields.names import LAYER_NAMES
from tests.bench.measuring.server import Program, department_program, our_program, peer_program, script_program
from tests.bench.measuring.subjects import Subject
from tests.bench.measuring.synthetic import AS_OF

Draws = Literal["network", "text"]


@dataclass(frozen=True)
class Way:
    """A page to measure: what serves it, the probe that tells its state, what it draws, whether it can play time."""

    name: str
    title: str
    program: Program
    probe: str
    button_of: Callable[[Layer], str] = str.capitalize
    """The name of the choice that stands for a layer."""
    draws: Draws = "network"
    plays: bool = False

    def address(self, host: str, subject: Subject, as_of: str = str(AS_OF)) -> str:
        """Everything is shown, and each layer is chosen, so that one click takes one layer off."""
        view = {"preset": "everything", "layout": "force", "as_of": as_of, "layers": ",".join(subject.layers)}
        return f"{host}/?{urlencode(view, safe=',')}"


def _our_button(layer: Layer) -> str:
    return LAYER_NAMES[layer]


OURS = Way("ours", "ours", our_program, "ours.js", _our_button, plays=True)
SERVED = Way("served", "ours, its own server", department_program, "ours.js", _our_button, plays=True)
EMPTY = Way("empty", "empty Streamlit page", peer_program("empty_app.py"), "text.js", draws="text")
PYVIS = Way("pyvis", "careful pyvis", peer_program("pyvis_app.py"), "pyvis.js")
DASH = Way("dash", "Dash, places given", script_program("dash_app.py"), "cytoscape.js")
LINKS = Way("links", "st-link-analysis", peer_program("link_analysis_app.py"), "cytoscape.js")
TUTORIAL = Way("tutorial", "tutorial way", peer_program("tutorial_app.py"), "physics.js")
WAYS = {way.name: way for way in (OURS, SERVED, EMPTY, PYVIS, DASH, LINKS, TUTORIAL)}
