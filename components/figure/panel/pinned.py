"""The notice on a page that was opened by a pinned link: whether the records in view have changed since, and how."""

from collections.abc import Iterator

import streamlit as st

from components import session
from components.figure.captions import FigureOptions
from components.figure.kinds.network import network_figure
from components.figure.layout.slide_page import slide_pages
from components.figure.render.svg import svg_slide
from components.style.markup import markdown_safe
from components.style.page_style import page_theme
from components.wording.filters import view_summary
from components.wording.spells import spell_text
from data.base.text import quantity
from data.base.version import VERSION
from data.links.pins import Pin, PinnedDifference, difference_since, pin_of, stored_records
from data.store.settings import settings
from data.view.selection import Selection

PICTURE_WIDTH = 700
# Of a reader's table 20,000 rows are new since any version.
MOST_DIFFERENCES = 100


def draw_pinned_link_notice(selection: Selection) -> None:
    """Draw it, if the link was pinned and the view has not been changed since."""
    pin = session.pin()
    if pin is None:
        return
    with st.container(key="pinned", border=True), st.container(horizontal=True, vertical_alignment="center"):
        difference = _difference(pin, selection)
        st.markdown(" ".join((*_sentences(pin, selection, difference), *_program_sentence(pin))))
        if difference and not difference.is_empty:
            with st.popover("Compare then and now", width="content"):
                _draw_difference(difference)
        st.button("Close", key="drop_pin", type="tertiary", on_click=session.drop_pin, width="content")


def _is_current(pin: Pin, selection: Selection) -> bool:
    return pin.records == pin_of(selection.dataset).records


def _difference(pin: Pin, selection: Selection) -> PinnedDifference | None:
    """What changed in view since the pinned version; None if that is the current one, or not stored."""
    before = None if _is_current(pin, selection) else stored_records(pin, settings().store)
    return difference_since(before, selection) if before else None


def _sentences(pin: Pin, selection: Selection, difference: PinnedDifference | None) -> tuple[str, ...]:
    version = f"**This link was made with version {pin.records} of the records.**"
    if _is_current(pin, selection):
        return version, "They have not changed since."
    current = f"You are seeing the current version, {selection.dataset.version}"
    if difference is None:
        missing = f"**Version {pin.records} of the records is not stored here.**"
        return missing, f"{current}, so the differences cannot be listed."
    if difference.is_empty:
        return version, f"{current}. The records have changed since, but none of those in view has."
    rows = (*difference.changed, *difference.added, *difference.removed)
    verb = "has" if len(rows) == 1 else "have"
    return version, f"{current}. {quantity(len(rows), 'record')} in view {verb} changed since."


def _program_sentence(pin: Pin) -> tuple[str, ...]:
    if pin.program == VERSION:
        return ()
    return (f"The link was made with Allweather {pin.program}; this is {VERSION}.",)


def _texts(selection: Selection, keys: tuple[str, ...]) -> Iterator[str]:
    """The spells of these keys in words, as many as are read, and how many more there are."""
    ties = selection.ties
    place = {ties.spells[index].spell: index for index in selection.indices}
    yield from (spell_text(ties, place[key]) for key in keys[:MOST_DIFFERENCES])
    if len(keys) > MOST_DIFFERENCES:
        yield f"and {len(keys) - MOST_DIFFERENCES:,} more"


def _draw_difference(difference: PinnedDifference) -> None:
    """The records that differ, then the view with its sentence and picture: then, and now."""
    for name, keys, selection in (
        ("Changed", difference.changed, difference.now),
        ("New", difference.added, difference.now),
        ("No longer in view", difference.removed, difference.then),
    ):
        if keys:
            rows = "\n".join(f"- {markdown_safe(text)}" for text in _texts(selection, keys))
            st.markdown(f"**{name}**\n\n{rows}")
    for name, selection in (("Then", difference.then), ("Now", difference.now)):
        st.markdown(f"**{name}:** {markdown_safe(view_summary(selection))}")
        if selection.indices:
            figure = network_figure(selection, FigureOptions())
            st.image(svg_slide(figure, slide_pages(figure, "slide")[0], page_theme()), width=PICTURE_WIDTH)
