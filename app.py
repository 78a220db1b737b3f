"""The entry: `streamlit run app.py` finds the server here, and the server runs this file after each click."""

import streamlit as st

# What each part needs is loaded in its place: the server answers before the pages are loaded.
if __name__ == "__main__":
    from components.entry import draw_page

    draw_page()
else:
    from components.server import PARTS

    app = st.App(**PARTS)
