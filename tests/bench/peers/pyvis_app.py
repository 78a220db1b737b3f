"""pyvis in Streamlit, written with care: places are given, physics is off, the script is a file that the browser keeps."""

import json
import re

import streamlit as st
from pyvis.network import Network

from tests.bench.peers.ties import actors_of, layers_of, names, places, ties_on

SCRIPTS = re.compile(r"<link[^>]*>|<script[^>]*src=[^>]*>\s*</script>")
# In the static folder beside this page (`peer_folder`).
VIS = '<script src="/app/static/vis-network.min.js"></script>'
OPTIONS = {
    "physics": {"enabled": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": False}}},
    "nodes": {"shape": "dot", "size": 8, "font": {"size": 12}},
}


@st.cache_data(max_entries=50)
def drawn(as_of: str, chosen: tuple[str, ...]) -> str:
    ties, spots = ties_on(as_of), places(as_of)
    ties = ties[ties["layer"].isin(chosen)]
    # Of an undirected network pyvis drops the second tie of a pair.
    network = Network(height="700px", width="100%", directed=True, cdn_resources="remote")
    for actor in actors_of(ties):
        network.add_node(actor, label=names()[actor], x=spots[actor][0], y=spots[actor][1])
    for one, other, wording in zip(ties["one"], ties["other"], ties["wording"], strict=True):
        network.add_edge(one, other, title=wording)
    network.set_options(json.dumps(OPTIONS))
    html: str = network.generate_html()
    return SCRIPTS.sub("", html).replace("<head>", f"<head>{VIS}", 1)


st.set_page_config(layout="wide")
as_of = st.query_params.get("as_of", "2023-03-01")
layers = layers_of(ties_on(as_of))
with st.sidebar:
    chosen = st.pills("Layers", layers, selection_mode="multi", default=layers, format_func=str.capitalize)
st.iframe(drawn(as_of, tuple(chosen)), height=720)
