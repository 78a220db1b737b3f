"""The briefing pack: which figures, in which format, and the download."""

from dataclasses import replace

import streamlit as st

from components.figure.apart.files import DRAWING, pack_apart
from components.figure.apart.made_packs import MadePack, place_for_pack
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PageSize
from components.figure.model import ColourScheme
from components.figure.panel.steps import Steps
from components.figure.render.pack import PACK_FORMATS
from components.frame.download import Download, draw_downloads
from data.apart.reader import reader_address
from data.base.fault import FaultError
from data.view.selection import Selection

DEFAULT_FIGURES = ("network", "ladder", "timeline", "changes", "sources")


def draw_pack_form(selection: Selection, steps: Steps, size: PageSize, scheme: ColourScheme) -> None:
    """Draw the choice of figures and format; the pack is made when asked for, with a progress bar, then downloaded."""
    available = [name for name, kind in FIGURE_KINDS.items() if not kind.is_empty(selection)]
    chosen = st.pills(
        "Figures",
        available,
        selection_mode="multi",
        format_func=lambda name: FIGURE_KINDS[name].name,
        default=[name for name in DEFAULT_FIGURES if name in available],
        key="pack_figures",
    )
    extension = st.segmented_control(
        "Format",
        list(PACK_FORMATS),
        format_func=lambda extension: PACK_FORMATS[extension].name,
        default="pptx",
        required=True,
        key="pack_format",
    )
    if st.button("Create pack", disabled=not chosen, key="pack_create") and extension:
        bar = st.progress(0.0)
        options = steps.options(selection)
        # A note is about the figure of its page alone.
        plain = replace(selection, view=replace(selection.view, note="", circled=()))
        try:
            # Its turn is not that of the page, which is the first to wait.
            with place_for_pack(reader := reader_address() or ""), DRAWING.turn(reader, reader):
                figures = [
                    FIGURE_KINDS[name].figure_of(selection if name == steps.kind else plain, options)
                    for name in available
                    if name in chosen
                ]
                content = pack_apart(extension, figures, size, scheme, bar.progress)
        except FaultError as problem:
            st.error(str(problem))
            bar.empty()
            return
        bar.progress(1.0, "Done")
        _download_button(content, extension, selection)


def _download_button(content: bytes, extension: str, selection: Selection) -> None:
    label, pack = f"Download ({len(content) / 1e6:.1f} MB)", MadePack(content)
    file = f"allweather-briefing-{selection.view.as_of.isoformat()}.{extension}"
    # The figures in it have the marking already.
    draw_downloads(
        Download(label, lambda _: pack.content, file, PACK_FORMATS[extension].mime, is_primary=True), key="pack_file"
    )
