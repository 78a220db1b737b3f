"""The network on the page: four components, of which only the last changes with a view.

All that a component's message holds travels each time the message differs, its script included. So the vis-network
script (from the pyvis package), the whole network and the places of its subject each have a message of their own, which
stays the same; a change of a filter sends the view alone.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components.network.scripts import joined_script
from components.network.vis_script import VIS_ADDRESS, VIS_SCRIPT, is_script_served

HERE = Path(__file__).parent

# vis-network sets globalThis.vis; a module of its own, it must not see `exports` or `module`.
_library = component("allweather_library", js=f"{VIS_SCRIPT}\nexport default function () {{}}\n")
# From our own server it is a file, which the browser keeps: a message would come again with each reload.
_library_file = component(
    "allweather_library_file",
    js="""export default ({data}) => {
  if (globalThis.vis?.Network || document.querySelector(`script[src$="${data.address}"]`)) return;
  document.head.append(Object.assign(document.createElement("script"), {src: new URL(data.address, document.baseURI)}));
};
""",
)
_store = component(
    "allweather_store",
    js=f"""{joined_script(HERE / "browser" / "mount.js")}
allweather.html = {json.dumps((HERE / "network.html").read_text("utf-8"))};
allweather.css = {json.dumps((HERE / "network.css").read_text("utf-8"))};
export default function ({{data}}) {{ allweather.receive(data); }}
""",
)
_places = component(
    "allweather_places",
    js="""const ready = async () => {
  while (!globalThis.allweather?.receivePlaces) await new Promise((next) => setTimeout(next, 8));
};
export default async ({data}) => { await ready(); allweather.receivePlaces(data); };
""",
)
_picture = component(
    "allweather_picture",
    js="""const ready = async () => {
  while (!globalThis.vis?.Network || !globalThis.allweather?.css) await new Promise((next) => setTimeout(next, 8));
};
export default async (component) => { await ready(); return allweather.mount(component); };
""",
)


def draw_network_picture(
    network: bytes,
    places: bytes,
    view: dict[str, Any],
    *,
    on_chosen: Callable[[str], None],
    on_day: Callable[[str], None],
    on_styles: Callable[[str], None],
    on_scene: Callable[[str], None] = lambda _: None,
) -> None:
    """Draw the picture and the time axis, and below them the caption if the view is a scene.

    `network` comes from `payload.py`, `places` from `places.py`, `view` from `view_message.py`. The callbacks get the
    picture's name, under which the session state has what the reader did: `chosen` (a click on an actor, a tie or the
    ground), `day` (the day at which the axis came to rest), `styles` (those chosen in the legend) or `scene` (the index of
    the scene gone to).
    """
    name = view["name"]
    with st.container(key="network_scripts"):
        if is_script_served():
            _library_file(key="network_library", data={"address": VIS_ADDRESS})
        else:
            _library(key="network_library")
        _store(key="network_store", data=network)
        _places(key="network_places", data=places)
    _picture(
        key=name,
        data=view,
        on_chosen_change=partial(on_chosen, name),
        on_day_change=partial(on_day, name),
        on_styles_change=partial(on_styles, name),
        on_scene_change=partial(on_scene, name),
    )
