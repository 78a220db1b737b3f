"""The home page: search, four questions, the partners at the top, one picture, how far the sources were read."""

import base64
from dataclasses import replace
from functools import partial

import streamlit as st

from components import session
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.slide_page import pages_of_size
from components.figure.model import BriefingFigure
from components.figure.render.files import png_of_pages
from components.frame.focus import focus_options
from components.frame.summary_bar import show_notices
from components.head.view import draw_search
from components.home.words import network_query, profile_query, question_card, questions, top_table
from components.session import navigation
from components.style.markup import element, html_of
from components.style.page_style import page_theme
from components.style.theme import Theme
from components.wording.coverage import coverage_text
from components.wording.inner_links import inner_address
from data.base.memo import memo
from data.links.page_links import PROFILE
from data.tables.dataset import Dataset
from data.view.presets import start_view
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import View

# The picture is half as wide as the page: its words are large enough to read where it is narrow.
PICTURE_SIZE = (640.0, 450.0)
PICTURE_SCALE = 1.35


def home_page(selection: Selection) -> None:
    """Draw the page."""
    from components.pages import help_topics

    dataset, today = selection.dataset, session.today()
    navigation.go_if_asked()
    # Partners of one rank would share one ring; apart from each other their lines and words have room.
    start = select(selection.ties, replace(start_view(dataset, today=today), layout="focal"))
    show_notices()
    draw_search(selection, help_topics())
    asked, chosen = st.columns([3, 1], gap="small")
    with asked:
        cards = map(question_card, questions(dataset, today=today))
        st.html(html_of(element("div", *cards, class_="aw-questions", role="group", aria_label="Questions")))
    with chosen, st.container(border=True, key="home_country"):
        _draw_country_choice(selection)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        heading = element("h2", _figure(start.ties, start.view).title)
        coverage = element("p", coverage_text(dataset), class_="aw-quiet")
        st.html(html_of(element("div", heading, top_table(start), coverage, class_="aw-home")))
    with right:
        # Last, since its fonts take a moment after a start: the rest of the page is there before.
        picture, alt = _picture(start.ties, start.view, page_theme())
        address = inner_address("network", network_query(start.view, dataset, today=today))
        image = element("img", src=picture, alt=alt)
        st.html(html_of(element("a", image, href=address, class_="aw-preview")))


def _draw_country_choice(selection: Selection) -> None:
    """The fourth question: a choice that opens a profile at once."""
    options = focus_options(selection.dataset)
    st.selectbox(
        "Open a country or pair",
        options,
        format_func=lambda key: options[key],
        **session.bind_choice("home_choice", "", partial(_open_profile, selection.dataset)),
    )


def _open_profile(dataset: Dataset, of: str) -> None:
    if of:
        navigation.ask_to_go(PROFILE, profile_query(dataset, of, today=session.today()))


@memo
def _figure(ties: Ties, view: View) -> BriefingFigure:
    return FIGURE_KINDS["network"].figure_of(select(ties, view), FigureOptions())


@memo
def _picture(ties: Ties, view: View, theme: Theme) -> tuple[str, str]:
    """The picture of the ties as an address of its data, and what it shows in words."""
    figure = _figure(ties, view)
    page = pages_of_size(figure, PICTURE_SIZE)[:1]
    data = base64.b64encode(png_of_pages(figure, page, theme, scale=PICTURE_SCALE)).decode()
    return f"data:image/png;base64,{data}", figure.alt_text
