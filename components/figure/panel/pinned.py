"""What is said of a pinned link: that it shows the same, or which records in view changed since, then and now side by side."""

import streamlit as st

from components import session
from components.figure.captions import FigureOptions
from components.figure.kinds.network import network_figure
from components.figure.render.svg import svg_of
from components.style.markup import markdown_safe
from components.style.page_style import ground
from components.wording.filters import sentence
from components.wording.spells import spell_text
from data.base.text import counted
from data.base.version import VERSION
from data.links.pins import Altered, Pin, altered, pin_of, stored_records
from data.store.settings import settings
from data.view.selection import Selection


def pinned_link_notice(selection: Selection) -> None:
    """Draw it, if the link was pinned and the view has not been changed since."""
    pin = session.pin()
    if pin is None:
        return
    with st.container(key="pinned", border=True), st.container(horizontal=True, vertical_alignment="center"):
        before = stored_records(pin, settings().store)
        if pin.records == pin_of(selection.dataset).records:
            st.markdown(f"**Pinned to records {pin.records}:** these are the same. {_program(pin)}")
        elif before is None:
            st.markdown(
                f"**Pinned to records {pin.records}, which are not kept here.** Shown are those of now, "
                f"{selection.dataset.version}; what changed cannot be told. {_program(pin)}"
            )
        else:
            _tell(altered(before, selection), pin)
        st.button("Close", key="drop_pin", type="tertiary", on_click=session.drop_pin, width="content")


def _program(pin: Pin) -> str:
    return "" if pin.program == VERSION else f"It was made with Allweather {pin.program}; this is {VERSION}."


def _tell(difference: Altered, pin: Pin) -> None:
    rows = (*difference.changed, *difference.fresh, *difference.gone)
    if difference.same:
        words = "The records changed since, but none that is in view."
    else:
        words = f"{counted(len(rows), 'record')} in view changed since."
    st.markdown(f"**Pinned to records {pin.records}.** {words} {_program(pin)}")
    if difference.same:
        return
    with st.popover("Then and now", width="content"):
        for name, keys, of in (
            ("Changed", difference.changed, difference.now),
            ("New", difference.fresh, difference.now),
            ("No longer in view", difference.gone, difference.then),
        ):
            if keys:
                st.markdown(f"**{name}**\n\n" + "\n".join(f"- {markdown_safe(spell_text(of, key))}" for key in keys))
        for name, of in (("Then", difference.then), ("Now", difference.now)):
            st.markdown(f"**{name}:** {markdown_safe(sentence(of))}")
            if of.indices:
                st.image(svg_of(network_figure(of, FigureOptions()), "slide", ground()), width=700)
