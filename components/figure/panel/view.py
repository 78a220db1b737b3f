"""The figure of a page, in one place of every page: Present, and the panel for taking it away, with a live preview."""

import streamlit as st

from components import session
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.panel.form import draw_figure_form
from components.figure.panel.options import chosen_scheme, chosen_size
from components.figure.panel.pack import draw_pack_form
from components.figure.panel.present import draw_present_button
from components.figure.panel.steps import Steps
from components.frame.download import session_permission
from components.frame.popover_focus import take_keyboard_focus
from data.view.selection import Selection

KEY = "figure_panel"


def figure_place() -> st.delta_generator.DeltaGenerator:
    """The place of the buttons, at the top right: made first, so that they come first by keyboard, and filled last."""
    return st.container(key="figure_place", horizontal=True, width="content", gap="xsmall")


def draw_figure_panel(selection: Selection, steps: Steps, place: st.delta_generator.DeltaGenerator) -> None:
    """Draw the buttons of the figure of this page, and what the panel opens; a file is made only when it is downloaded."""
    with place:
        draw_present_button(selection, steps)
        _draw_popover(selection, steps, session.chosen_marking())


@st.fragment
def _draw_popover(selection: Selection, steps: Steps, marking: str) -> None:
    """Draw the panel. An option runs this function alone; the marking also concerns what else is on the page."""
    if session.chosen_marking() != marking:
        st.rerun()
    is_empty = FIGURE_KINDS[steps.kind].is_empty(selection)
    popover = st.popover("Export", width="content", disabled=is_empty, key=KEY, on_change="rerun")
    if popover.open and not is_empty:
        with popover:
            take_keyboard_focus()
            _draw_panel(selection, steps)


def _draw_panel(selection: Selection, steps: Steps) -> None:
    figure_tab, pack_tab = st.tabs(["This figure", "Briefing pack"], key="figure_tabs", on_change="rerun")
    if figure_tab.open:
        with figure_tab:
            draw_figure_form(selection, steps)
    if pack_tab.open:
        with pack_tab:
            if refusal := session_permission().refusal:
                st.error(refusal)
            else:
                draw_pack_form(selection, steps.options(selection), chosen_size(), chosen_scheme())
