"""The briefing figure on the page: size, look, title and handling line, and a file of each kind."""

from functools import partial
from typing import get_args

import streamlit as st

from components.figure.files import FORMATS, Format
from components.figure.frame import Wish
from components.figure.kinds import KINDS, Kind
from components.figure.model import Look
from components.figure.page import SIZES, Size
from data.in_view import InView

LONGEST_LINE = 120
SIZE_NAMES: dict[Size, str] = {
    "slide": "Slide, 16:9",
    "a4-landscape": "A4, wide",
    "a4-portrait": "A4, high",
    "square": "Square",
}


def figure_desk(found: InView, name: str) -> None:
    """Draw the choices and a button for each kind of file; a file is made only when its button is pressed."""
    kind = KINDS[name]
    with st.popover("Briefing figure", width="content", disabled=kind.empty(found)):
        with st.container(horizontal=True):
            size = st.selectbox("Size", list(SIZES), format_func=SIZE_NAMES.__getitem__, key="figure_size", width=150)
            look = st.selectbox("Look", get_args(Look), key="figure_look", width=110)
        title = st.text_input("Title", max_chars=LONGEST_LINE, placeholder="From the filters", key="figure_title")
        marking = st.text_input("Handling line", max_chars=LONGEST_LINE, placeholder="TLP:AMBER", key="figure_marking")
        wish = Wish(title.strip(), marking.strip())
        with st.container(horizontal=True, key="downloads"):
            for key, form in FORMATS.items():
                st.download_button(
                    form.name,
                    data=partial(_made, form, kind, found, wish, size, look),
                    file_name=f"allweather-{name}-{found.view.as_of.isoformat()}.{key}",
                    mime=form.mime,
                    key=f"figure_{key}",
                    on_click="ignore",
                )
        st.caption("Alternative text")
        st.code(kind.made(found, wish).alternative, language=None, wrap_lines=True, height=110)


def _made(form: Format, kind: Kind, found: InView, wish: Wish, size: Size, look: Look) -> bytes:
    return form.made(kind.made(found, wish), size, look)
