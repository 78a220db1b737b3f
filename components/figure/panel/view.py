"""The figure of a page, in one place of every page: Present, and the panel for taking it away, with a live preview."""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.panel.form import draw_figure_form
from components.figure.panel.options import chosen_scheme, chosen_size
from components.figure.panel.pack import draw_pack_form
from components.figure.panel.present import draw_present_button
from components.figure.panel.readers_note import draw_readers_note
from components.figure.panel.steps import Steps
from components.frame.download import session_permission
from components.frame.popover_focus import take_keyboard_focus
from data.view.selection import Selection

_KEY = "figure_panel"
NOTHING_TO_EXPORT = (
    "There is nothing to export: this view has nothing to draw. Remove a filter, or choose another country or date."
)


class FigurePlace(NamedTuple):
    """Where on a page the buttons of its figure are, and the note of the reader."""

    buttons: DeltaGenerator
    note: DeltaGenerator


def figure_place() -> FigurePlace:
    """The place of the buttons, at the top right: made first, so that they come first by keyboard, and filled last."""
    buttons = st.container(key="figure_place", horizontal=True, width="content", gap="xsmall")
    return FigurePlace(buttons, st.container())


def draw_figure_panel(selection: Selection, steps: Steps, place: FigurePlace) -> None:
    """Draw the buttons of the figure of this page, and what the panel opens; a file is made only when it is downloaded."""
    with place.note:
        draw_readers_note(selection, steps.kind)
    with place.buttons:
        draw_present_button(selection, steps)
        _draw_popover(selection, steps, _of_the_page())


def _of_the_page() -> tuple[object, ...]:
    """What the panel sets that also concerns what else is on the page."""
    return session.chosen_marking(), session.view().note, session.view().circled


@st.fragment
def _draw_popover(selection: Selection, steps: Steps, of_the_page: tuple[object, ...]) -> None:
    """Draw the panel. An option runs this function alone; the marking and the note run the page."""
    if _of_the_page() != of_the_page:
        st.rerun()
    # Whether the others have something to show is asked when the panel is opened.
    is_empty = not steps.others and FIGURE_KINDS[steps.kind].is_empty(selection)
    popover = st.popover("Export", width="content", key=_KEY, on_change="rerun")
    if popover.open:
        with popover:
            take_keyboard_focus()
            if is_empty:
                st.info(NOTHING_TO_EXPORT)
            else:
                _draw_panel(selection, steps)


def _draw_panel(selection: Selection, steps: Steps) -> None:
    if steps.others:
        kinds = [kind for kind in (steps.kind, *steps.others) if not FIGURE_KINDS[kind].is_empty(selection)]
        if not kinds:
            st.info(NOTHING_TO_EXPORT)
            return
        kind = st.segmented_control(
            "Figure",
            kinds,
            format_func=lambda kind: FIGURE_KINDS[kind].name,
            default=kinds[0],
            required=True,
            key="figure_kind",
        )
        steps = replace(steps, kind=kind or kinds[0])
    figure_tab, pack_tab = st.tabs(["This figure", "Briefing pack"], key="figure_tabs", on_change="rerun")
    if figure_tab.open:
        with figure_tab:
            draw_figure_form(selection, steps)
    if pack_tab.open:
        with pack_tab:
            if refusal := session_permission().refusal:
                st.error(refusal)
            else:
                draw_pack_form(selection, steps, chosen_size(), chosen_scheme())
