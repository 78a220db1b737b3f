"""The button that leads to the profile of a country or pair."""

import streamlit as st

from components import session
from components.session.navigation import go
from components.style.markup import markdown_safe
from data.links.page_links import PROFILE
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad

# Below a table whose rows are pairs.
OPEN_BY_ROW = "Select a row to open the profile of its pair. Click a heading to sort."


def draw_open_profile(dataset: Dataset, of: str, key: str) -> None:
    """Draw the button; a click leaves this page for the profile, with the same date."""
    if st.button(
        f"Open profile: {markdown_safe(actor_or_dyad(dataset, of))}",
        key=f"open_profile_{key}",
        type="tertiary",
        icon=":material/article:",
        on_click=_choose,
        args=(of,),
    ):
        go(PROFILE)


def _choose(of: str) -> None:
    session.change(of=of, focus=of)
