"""st-link-analysis: Cytoscape in Streamlit, with places given."""

import streamlit as st
from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis

from tests.bench.peers.ties import elements, layers_of, ties_on

LAYOUT = {"name": "preset", "fit": True, "padding": 20, "animate": False}


@st.cache_data(max_entries=50)
def drawn(as_of: str, chosen: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    ties = ties_on(as_of)
    both = elements(ties[ties["layer"].isin(chosen)], as_of)
    return {
        "nodes": [element for element in both if "position" in element],
        "edges": [element for element in both if "position" not in element],
    }


st.set_page_config(layout="wide")
as_of = st.query_params.get("as_of", "2023-03-01")
layers = layers_of(ties_on(as_of))
with st.sidebar:
    chosen = st.pills("Layers", layers, selection_mode="multi", default=layers, format_func=str.capitalize)
st_link_analysis(
    drawn(as_of, tuple(chosen)),
    layout=LAYOUT,
    node_styles=[NodeStyle("ACTOR", "#2a629a", "name")],
    edge_styles=[EdgeStyle("TIE", labeled=False, directed=False)],
    height=700,
    key="network",
)
