"""The page about Allweather: what it is, how far its sources were read, what its words mean."""

import streamlit as st

from components.frame.summary_bar import show_notices
from components.records.currency import draw_currency
from components.style.markup import element, html_of
from components.wording.coverage import coverage_text
from components.wording.glossary import GLOSSARY
from data.base.text import quantity
from data.base.version import VERSION
from data.view.selection import Selection

_WHAT = (
    "Allweather shows who has which declared tie with whom, since when, and who says so: partnership labels, treaties, "
    "memberships, bases and measures, on any date. Every record names its sources and how well they support it."
)
_ORDER = (
    "The wording of a label is a fact. The order of labels is an opinion: Beijing publishes no ranking, so ours is "
    "unofficial, and every picture names the ranking it uses."
)
_MISSING = "A tie that is not shown was not found, was not searched for, or had ended: the page says which."


def about_page(selection: Selection) -> None:
    """Draw the page."""
    show_notices()
    dataset = selection.dataset
    counts = (
        quantity(len(dataset.main_spells), "tie"),
        quantity(len(dataset.events), "event"),
        quantity(len(dataset.figures), "figure"),
        quantity(len(dataset.sources), "source"),
    )
    size = f"{', '.join(counts)}. Version {dataset.version} of the records, Allweather {VERSION}."
    texts = [element("p", text) for text in (_WHAT, _ORDER, _MISSING, coverage_text(dataset), size) if text]
    words = [part for word, meaning in GLOSSARY.items() for part in (element("dt", word), element("dd", meaning))]
    heading = element("h2", "Glossary", id="glossary")
    st.html(html_of(element("div", *texts, heading, element("dl", *words), class_="aw-about")))
    draw_currency(dataset)
