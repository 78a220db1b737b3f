"""The entry: Streamlit imports this file to find the server, and runs it again as `__main__` for the page after each click."""

import streamlit as st

# Each branch imports only what it needs: the server answers before the pages are imported.
if __name__ == "__main__":
    from components.entry import draw_page

    draw_page()
else:
    from components.server import APP_ARGUMENTS

    # `streamlit run` looks for this very call in the text of the file.
    app = st.App(**APP_ARGUMENTS)
