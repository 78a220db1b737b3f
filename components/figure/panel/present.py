"""Present: the slide of a page over the whole screen, with keys that step through time.

The browser says what is wanted (a state of the component): whether the presentation is open, a step, a title, a copy. Only
this fragment answers, so a step draws a slide and not the page behind it; the page follows when the presentation ends, and
then shows the day of the last slide.
"""

import base64
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components import session
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.slide_page import SlidePage, slide_pages
from components.figure.model import BriefingFigure
from components.figure.panel.options import LONGEST_TITLE, chosen_options, chosen_size
from components.figure.render.files import png_of_slide
from components.figure.render.palette import paper_and_ink
from components.figure.render.svg import svg_slide
from components.style.page_style import page_theme
from data.analysis.change_days import change_days, days_after
from data.store.settings import settings
from data.view.selection import Selection, select

_BROWSER = Path(__file__).parent / "browser"
CLOSED: dict[str, Any] = {"open": False, "number": 0, "step": 0, "page": 0, "title": None, "copy": False}

_button = component(
    "allweather_present",
    html=(_BROWSER / "present.html").read_text("utf-8"),
    css=(_BROWSER / "present.css").read_text("utf-8"),
    js=(_BROWSER / "present.js").read_text("utf-8"),
)


@st.fragment
def draw_present_button(selection: Selection, name: str) -> None:
    """Draw the button, and the presentation while it is open."""
    key = f"present_{name}"
    wanted = session.component_state(key, "wanted") or CLOSED
    if not wanted["open"] and session.view() != selection.view:
        # The presentation has ended on another day: the page follows.
        st.rerun()
    shown = selection if session.view() == selection.view else select(selection.ties, session.view())
    is_empty = FIGURE_KINDS[name].is_empty(shown)
    slide = _slide_message(shown, name, wanted) if wanted["open"] and not is_empty else {}
    _button(
        key=key,
        data={"number": wanted["number"], "isEmpty": is_empty, "longestTitle": LONGEST_TITLE, **slide},
        on_wanted_change=partial(_take_wish, selection, name, key),
        width="content",
    )


def _take_wish(selection: Selection, name: str, key: str) -> None:
    """Callback of the component: go to another day, or give the figure a title."""
    wanted = session.component_state(key, "wanted") or CLOSED
    if wanted["title"] is not None:
        session.set_figure_title(name, str(wanted["title"])[:LONGEST_TITLE])
    current = select(selection.ties, session.view())
    day = day_after_steps(current, name, int(wanted["step"]))
    if day != current.view.as_of:
        session.change(as_of=day)


def day_after_steps(selection: Selection, name: str, steps: int) -> date:
    """The day so many changes later, or earlier if negative; the last one there is if there are fewer."""
    day = selection.view.as_of
    others = days_after(change_days(selection, until=session.today()), day, forward=steps > 0)
    left = abs(steps)
    for other in others:
        if left == 0:
            break
        if not FIGURE_KINDS[name].is_empty(select(selection.ties, replace(selection.view, as_of=other))):
            day, left = other, left - 1
    return day


def _slide_message(selection: Selection, name: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """The slide as the browser needs it, and its PNG if it is to be copied."""
    options, scheme = chosen_options(selection, name), page_theme()
    figure = FIGURE_KINDS[name].figure_of(selection, options)
    pages = slide_pages(figure, chosen_size())
    number = min(max(int(wanted["page"]), 0), len(pages) - 1)
    page, (paper, ink) = pages[number], paper_and_ink(scheme)
    refusal = settings().handling.refusal(options.marking)
    png = png_of_slide(figure, page, scheme) if wanted["copy"] and not refusal else b""
    return {
        "svg": svg_slide(figure, page, scheme),
        "png": base64.b64encode(png).decode(),
        "refusal": refusal,
        "paper": paper,
        "ink": ink,
        "page": number,
        "pages": len(pages),
        **_texts(figure, page),
        **_ends(selection, name),
    }


def _texts(figure: BriefingFigure, page: SlidePage) -> dict[str, Any]:
    """The alternative text, what is read out after a step, the title and where it is on the page."""
    return {
        "altText": figure.alt_text,
        "said": f"{figure.slide.day}. {figure.slide.sentence}",
        "title": figure.slide.title,
        "titleSize": page.lines[0].size,
        "titleBox": page.title,
        "size": (page.width, page.height),
    }


def _ends(selection: Selection, name: str) -> dict[str, bool]:
    """Whether there is an earlier and a later day to go to."""
    day = selection.view.as_of
    return {
        "hasEarlier": day_after_steps(selection, name, -1) != day,
        "hasLater": day_after_steps(selection, name, 1) != day,
    }
