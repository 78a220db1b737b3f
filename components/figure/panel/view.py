"""The briefing figure on a page: size, look, title and handling line; files, clipboard, the pinned link, and the pack."""

from collections.abc import Callable
from functools import partial
from typing import get_args
from urllib.parse import urlencode

import streamlit as st

from components import session
from components.figure.captions import FigureOptions, figure_citation
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import SIZES, Size
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.panel.clipboard import copy_buttons
from components.figure.render.files import FILE_FORMATS, FileFormat, png_of
from components.figure.render.pack import PACK_FORMATS
from components.frame.keys import step_in
from data.links.pins import is_stored, pin_of, pinned
from data.links.queries import query_of_view
from data.store.settings import settings
from data.upload.added_in_view import ADDED_ROWS_MARK, without_added
from data.view.selection import Selection
from data.view.view import on_page

LONGEST_LINE = 120
SIZE_NAMES: dict[Size, str] = {
    "slide": "Slide, 16:9",
    "a4-landscape": "A4, wide",
    "a4-portrait": "A4, high",
    "square": "Square",
}
FIRST_OF_PACK = ("network", "ladder", "timeline", "changes", "sources")


def figure_panel(selection: Selection, name: str) -> None:
    """Draw the choices and what can be had; a file is made only when it is asked for."""
    disabled = FIGURE_KINDS[name].is_empty(selection)
    desk = st.popover("Briefing figure", width="content", disabled=disabled, key="figure_panel", on_change="rerun")
    if not desk.open:
        return
    with desk:
        step_in()
        with st.container(horizontal=True):
            size: Size = st.selectbox(
                "Size", list(SIZES), format_func=SIZE_NAMES.__getitem__, key="figure_size", width=150
            )
            scheme: ColourScheme = st.selectbox("Look", get_args(ColourScheme), key="figure_look", width=110)
            marking = _marking()
        title = st.text_input("Title", max_chars=LONGEST_LINE, placeholder="From the filters", key="figure_title")
        link = pinned_link(selection, name)
        options = FigureOptions(title.strip(), marking, link)
        if refusal := settings().handling.refusal(marking):
            st.error(refusal)
            return
        one, several = st.tabs(["This figure", "Briefing pack"], key="figure_tabs", on_change="rerun")
        if one.open:
            with one:
                _figure(selection, name, options, size, scheme)
        if several.open:
            with several:
                _pack(selection, options, size, scheme)


def _marking() -> str:
    """The handling line: the desk's own, or a stricter one."""
    handling = settings().handling
    allowed = ["", *(level for level in handling.levels if handling.stricter(level) == level)]
    chosen = st.selectbox(
        "Handling line",
        allowed[1:] if handling.marking else allowed,
        format_func=lambda level: level or "none",
        key="figure_marking",
        width=190,
    )
    return handling.stricter(chosen)


def pinned_link(selection: Selection, name: str) -> str:
    """The address of this view on its page, with the pin of the records; of a reader's own rows only that they are there."""
    view = without_added(on_page(selection.view, name), selection.dataset)
    query = query_of_view(view, selection.dataset, today=session.today()) | (
        ADDED_ROWS_MARK if selection.dataset.added else {}
    )
    return f"{session.address()}?{urlencode(pinned(query, selection.dataset))}"


def _figure(selection: Selection, name: str, options: FigureOptions, size: Size, scheme: ColourScheme) -> None:
    kind = FIGURE_KINDS[name]
    with st.container(horizontal=True, key="downloads"):
        for key, form in FILE_FORMATS.items():
            st.download_button(
                form.name,
                data=partial(_made, form, partial(kind.figure_of, selection, options), size, scheme),
                file_name=f"allweather-{name}-{selection.view.as_of.isoformat()}.{key}",
                mime=form.mime,
                key=f"figure_{key}",
                on_click="ignore",
            )
    figure = kind.figure_of(selection, options)
    copy_buttons(figure_citation(selection, figure.title, options.link), lambda: png_of(figure, size, scheme))
    st.caption(f"Link to this view, pinned to the records of now.{_unkept(selection)}")
    st.code(options.link, language=None, wrap_lines=True)
    st.caption("Alternative text")
    st.code(figure.alt_text, language=None, wrap_lines=True, height=110)


def _unkept(selection: Selection) -> str:
    kept = is_stored(pin_of(selection.dataset), settings().store)
    return "" if kept else " This desk keeps no versions: later it can only say that they changed, not what."


def _made(form: FileFormat, describe: Callable[[], BriefingFigure], size: Size, scheme: ColourScheme) -> bytes:
    return form.bytes_of(describe(), size, scheme)


def _pack(selection: Selection, options: FigureOptions, size: Size, scheme: ColourScheme) -> None:
    """Choose figures and a kind of file; it is made with a bar that tells how far it has come, then it can be taken."""
    there = [name for name, kind in FIGURE_KINDS.items() if not kind.is_empty(selection)]
    chosen = st.pills(
        "Figures",
        there,
        selection_mode="multi",
        format_func=lambda name: FIGURE_KINDS[name].name,
        default=[name for name in FIRST_OF_PACK if name in there],
        key="pack_figures",
    )
    form = st.segmented_control(
        "As",
        list(PACK_FORMATS),
        format_func=lambda key: PACK_FORMATS[key].name,
        default="pptx",
        required=True,
        key="pack_form",
    )
    if st.button("Make the pack", disabled=not chosen, key="pack_make") and form:
        bar = st.progress(0.0)
        figures = [FIGURE_KINDS[name].figure_of(selection, options) for name in there if name in chosen]
        made = PACK_FORMATS[form].bytes_of(figures, size, scheme, lambda share, what: bar.progress(share, what))
        bar.progress(1.0, "Done")
        st.download_button(
            f"Take it ({len(made) / 1e6:.1f} MB)",
            data=made,
            file_name=f"allweather-briefing-{selection.view.as_of.isoformat()}.{form}",
            mime=PACK_FORMATS[form].mime,
            key="pack_take",
            on_click="ignore",
            type="primary",
        )
