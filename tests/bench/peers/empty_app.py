"""Streamlit's own share: a page with nothing but a line of text and one choice at the left."""

import streamlit as st

st.set_page_config(layout="wide")
text = st.empty()
LAYERS = st.query_params.get("layers", "treaty").split(",")
text.markdown(f"{len(st.session_state.get('chosen', LAYERS))} types of tie")
with st.sidebar:
    st.pills("Layers", LAYERS, selection_mode="multi", default=LAYERS, format_func=str.capitalize, key="chosen")
