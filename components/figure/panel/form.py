"""The form of a figure: what it will look like, with downloads and copies below; its options beside."""

import base64
from dataclasses import replace
from functools import partial

import streamlit as st

from components.figure.apart.files import file_apart
from components.figure.captions import FigureOptions, figure_citation
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.citation_pages import CitationsPage
from components.figure.layout.page import PageSize
from components.figure.layout.pages import FigurePage, pages_of
from components.figure.layout.slide_page import slide_pages
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.panel.clipboard import draw_copy_buttons
from components.figure.panel.options import chosen_scheme, chosen_size, draw_options
from components.figure.panel.readers_note import draw_note_form
from components.figure.panel.steps import Steps
from components.figure.render.files import FILE_FORMATS, MOST_PNG_PAGES, png_of_pages
from components.figure.text.font_folder import FontsError
from components.frame.download import Download, draw_downloads, draw_link_to_copy, draw_text_to_copy, session_permission
from components.style.markup import element, html_of
from data.base.text import count_text, quantity
from data.links.pins import is_stored, pin_of
from data.store.settings import settings
from data.view.selection import Selection

# The preview has so many pixels for each of a page at 96 to the inch.
PREVIEW_SCALE = 0.62


def draw_figure_form(selection: Selection, steps: Steps) -> None:
    """Draw the preview beside the rest; a choice at the right draws it again."""
    kind = FIGURE_KINDS[steps.kind]
    with st.container(key="figure_form"):
        left, right = st.columns([1.6, 1], gap="medium")
    with right:
        draw_options(steps.page, kind.options)
        draw_note_form(selection, steps.kind)
    size, scheme, options = chosen_size(), chosen_scheme(), steps.options(selection)
    if refusal := session_permission().refusal:
        left.error(refusal)
        return
    figure = kind.figure_of(selection, options)
    with left:
        try:
            _draw_preview(figure, pages_of(figure, size), scheme)
        except FontsError as problem:
            st.error(f"{problem}.")
            return
        _draw_files(selection, steps, options, size, scheme)
        citation = figure_citation(selection, figure.title, options)
        draw_copy_buttons(citation, partial(_first_slide, selection, steps, options, size, scheme))
        st.caption(f"Link to this exact version.{_storage_note(selection)}")
        draw_link_to_copy(options.link, height=60)
    with right, st.expander("Alternative text"):
        draw_text_to_copy(figure.alt_text, height=110)


def _draw_preview(figure: BriefingFigure, pages: list[FigurePage], scheme: ColourScheme) -> None:
    """The first page as it will be, and what follows it."""
    picture = base64.b64encode(png_of_pages(figure, pages[:1], scheme, scale=PREVIEW_SCALE)).decode()
    image = element("img", src=f"data:image/png;base64,{picture}", alt=f"Preview: {figure.alt_text}")
    st.html(html_of(element("div", image, class_="aw-preview")))
    if text := pages_text(pages):
        st.caption(text)


def pages_text(pages: list[FigurePage]) -> str:
    """What there is besides the page that is shown: "Page 1 of 3; two pages of notes follow."."""
    if len(pages) == 1:
        return ""
    notes = sum(isinstance(page, CitationsPage) for page in pages)
    slides = len(pages) - notes
    parts = [f"Page 1 of {len(pages)}"]
    parts += [f"the picture has {quantity(slides, 'page')}"] * (slides > 1)
    parts += [
        f"{count_text(notes)} {'page' if notes == 1 else 'pages'} of notes {'follows' if notes == 1 else 'follow'}"
    ] * bool(notes)
    more = " PNG and “Copy picture” hold the first; Present copies any (↑ and ↓)." if slides > 1 and not notes else ""
    if notes and len(pages) > MOST_PNG_PAGES:
        more = f" PNG holds the first {MOST_PNG_PAGES}, the other formats all."
    return f"{'; '.join(parts)}.{more}"


def _draw_files(
    selection: Selection, steps: Steps, options: FigureOptions, size: PageSize, scheme: ColourScheme
) -> None:
    kind = FIGURE_KINDS[steps.kind]
    file = kind.file_name(steps.kind, selection)
    draw_downloads(
        *(
            Download(
                form.name,
                partial(_file, extension, selection, steps.kind, options, kind.size_of(extension, size), scheme),
                f"{file}.{extension}",
                form.mime,
            )
            for extension, form in FILE_FORMATS.items()
        )
    )


def _file(
    extension: str,
    selection: Selection,
    kind: str,
    options: FigureOptions,
    size: PageSize,
    scheme: ColourScheme,
    marking: str,
) -> bytes:
    figure = FIGURE_KINDS[kind].figure_of(selection, replace(options, marking=marking))
    return file_apart(extension, figure, size, scheme)


def _first_slide(
    selection: Selection, steps: Steps, options: FigureOptions, size: PageSize, scheme: ColourScheme
) -> bytes:
    """The picture without notes, whatever the files have: what is pasted is one slide."""
    figure = FIGURE_KINDS[steps.kind].figure_of(selection, replace(options, with_sources=False))
    return png_of_pages(figure, slide_pages(figure, size)[:1], scheme)


def _storage_note(selection: Selection) -> str:
    if is_stored(pin_of(selection.dataset), settings().store):
        return ""
    return " Old versions are not stored here, so later we can say that records changed, not how."
