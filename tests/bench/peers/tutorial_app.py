"""The page as the tutorials write it: Streamlit, and pyvis's HTML in an iframe.

Where tutorials differ it takes the way that is better for them: all ties of a pair are kept (pyvis drops
the second edge of a pair and looks for it through all edges unless the graph is directed), the records are
cached, and nothing is asked of another host.
"""

import os
import re
from pathlib import Path

import pandas as pd
import streamlit as st
from pyvis.network import Network

RECORDS = Path(os.environ["ALLWEATHER_RECORDS"])
OTHER_HOST = re.compile(r"<link[^>]*https?:[^>]*>|<script[^>]*https?:[^>]*>\s*</script>")


@st.cache_data
def read(as_of: str) -> pd.DataFrame:
    """One row for each tie in force on that day."""
    spells = pd.concat(pd.read_csv(path, dtype=str) for path in sorted(RECORDS.glob("spells/*.csv")))
    families = pd.read_csv(RECORDS / "families.csv", dtype=str)
    tiers = pd.read_csv(RECORDS / "tiers.csv", dtype=str).merge(families[["family", "layer", "exclusive"]], on="family")
    ties = spells.merge(tiers[["tier", "family", "layer", "exclusive"]], on="tier")
    start = ties["start"].fillna(ties["known_by"].str.ljust(10, "9"))
    ties = ties[(start <= as_of) & ~(ties["end"].str.ljust(10, "9") <= as_of)]
    ties["line"] = ties["family"].where(ties["exclusive"] == "yes", ties["tier"])
    return ties.drop_duplicates(["dyad", "line"])


@st.cache_data
def names() -> dict[str, str]:
    actors = pd.read_csv(RECORDS / "actors.csv", dtype=str)
    return dict(zip(actors["actor"], actors["short_name"], strict=True))


def drawn(ties: pd.DataFrame) -> str:
    network = Network(height="700px", width="100%", directed=True, cdn_resources="in_line")
    pairs = ties["dyad"].str.extract(r"^([A-Z]{3}|ORG:[A-Z0-9-]+)-([A-Z]{3}|ORG:[A-Z0-9-]+)$")
    for actor in sorted({*pairs[0], *pairs[1]}):
        network.add_node(actor, label=names()[actor])
    for one, other, wording in zip(pairs[0], pairs[1], ties["wording"], strict=True):
        network.add_edge(one, other, title=wording, arrows="")
    html: str = network.generate_html()
    return OTHER_HOST.sub("", html)


st.set_page_config(layout="wide")
ties = read(st.query_params.get("as_of", "2023-03-01"))
layers = sorted(ties["layer"].unique())
with st.sidebar:
    chosen = st.pills("Layers", layers, selection_mode="multi", default=layers, format_func=str.capitalize)
st.iframe(drawn(ties[ties["layer"].isin(chosen)]), height=720)
