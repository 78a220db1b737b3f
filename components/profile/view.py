"""The profile on the page, and the choice of whose it is."""

import streamlit as st

from components import session
from components.frame.day_box import draw_day_box
from components.frame.focus import NOTHING_SELECTED, focus_options
from components.profile.document import ProfileDocument
from components.profile.elements import ProfileElements
from components.profile.words import profile_subject
from components.style.markup import element, html_of
from components.style.page_style import page_theme
from data.view.fields.names import findable
from data.view.selection import Selection

_CHOOSE = "Select a country, an organisation or a pair to read all about it on one page."


def draw_profile_choice(selection: Selection) -> None:
    """Draw the boxes in which a country or pair, and the day, are chosen."""
    options, of = focus_options(selection.dataset), profile_subject(selection)
    subject, day = st.columns([4, 1])
    subject.selectbox(
        "Country or pair",
        [*options, *([of] if of not in options else [])],
        format_func=lambda key: options.get(key) or findable(selection.dataset, key) or NOTHING_SELECTED,
        **session.bind_choice("profile_of", of, _choose),
    )
    with day:
        draw_day_box(
            selection, "Date", selection.view.as_of, session.bind("as_of", read=lambda day: day or selection.view.as_of)
        )


def _choose(of: str) -> None:
    session.change(of=of, focus=of)


def draw_profile(profile: ProfileDocument) -> None:
    """Draw the document."""
    with st.container(key="profile"):
        st.html(html_of(ProfileElements(profile, page_theme()).all()))


def draw_no_profile() -> None:
    """Say how to get one."""
    st.html(html_of(element("div", element("p", _CHOOSE), class_="aw-evidence aw-answer")))
