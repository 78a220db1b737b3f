"""The network on the page: four components, of which only the last changes with a view.

All that a component's message holds travels each time the message differs, its script included. So the vis-network
script (from the pyvis package), the whole network and the places of its subject each have a message of their own, which
stays the same; a change of a filter sends the view alone.
"""

import json
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components import session
from components.frame.joined_script import joined_script
from components.frame.page_script import LOAD_SCRIPT, PageScript
from components.network.served_networks import network_address
from components.style.served_files import are_files_served

HERE = Path(__file__).parent

VIS = PageScript("vis-network", (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8"))
_script = PageScript(
    "picture",
    f"""{joined_script(HERE / "browser" / "mount.js")}
allweather.html = {json.dumps((HERE / "network.html").read_text("utf-8"))};
allweather.css = {json.dumps((HERE / "network.css").read_text("utf-8"))};""",
)
_ready = """const ready = async () => {
  while (!globalThis.allweather?.css) await new Promise((next) => setTimeout(next, 8));
};
"""
_store = component(
    "allweather_store",
    js=f"{_ready}export default async ({{data}}) => {{ await ready(); allweather.receive(data); }};\n",
)
# From our own server the scripts and the network are files, which the browser keeps.
_files = component(
    "allweather_network_files",
    js=f"""{LOAD_SCRIPT}{_ready}export default async ({{data, setTriggerValue}}) => {{
  data.scripts.forEach(loadScript);
  const answer = await fetch(new URL(data.network, document.baseURI)).catch(() => null);
  if (!answer?.ok) return setTriggerValue("missing", true);
  const bytes = await answer.arrayBuffer();
  await ready();
  allweather.receive(bytes);
}};
""",
)
_places = component(
    "allweather_places",
    js=f"{_ready}export default async ({{data}}) => {{ await ready(); allweather.receivePlaces(data); }};\n",
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
        if are_files_served() and session.takes_files():
            _files(
                key="network_files",
                data={"scripts": [VIS.address, _script.address], "network": network_address(network)},
                on_missing_change=session.refuse_files,
            )
        else:
            VIS.draw("network_library")
            _script.draw("network_script")
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
