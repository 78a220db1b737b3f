"""Present: the slide of a page over the whole screen, with keys that step through time.

The browser says what is wanted (a state of the component): whether the presentation is open, a step, a title, a copy. Only
this fragment answers, so a step draws a slide and not the page behind it; the page follows when the presentation ends, and
then shows the day of the last slide.
"""

import base64
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components import session
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.slide_page import SlidePage, slide_pages
from components.figure.model import BriefingFigure
from components.figure.panel.options import chosen_size
from components.figure.panel.steps import Steps
from components.figure.query.request import LONGEST_FIGURE_TITLE
from components.figure.render.files import png_of_pages
from components.figure.render.palette import paper_and_ink
from components.figure.render.svg import svg_slide
from components.figure.text.font_folder import FontsError
from components.frame.download import session_permission
from components.frame.page_script import PageScript
from components.style.page_style import page_theme
from data.view.selection import Selection, select, select_with_focus

_BROWSER = Path(__file__).parent / "browser"
# Steps at once: as many as somebody can press before the first is answered. Each is drawn to see whether it is empty.
_MOST_STEPS = 30
CLOSED: dict[str, Any] = {"open": False, "number": 0, "step": 0, "page": 0, "title": None, "copy": False}

_script = PageScript("present", (_BROWSER / "present.js").read_text("utf-8"))
_button = component(
    "allweather_present",
    html=(_BROWSER / "present.html").read_text("utf-8"),
    css=(_BROWSER / "present.css").read_text("utf-8"),
    js="""const ready = async () => {
  while (!globalThis.allweatherPresent) await new Promise((next) => setTimeout(next, 8));
};
export default async (component) => { await ready(); return globalThis.allweatherPresent(component); };
""",
)


@st.fragment
def draw_present_button(selection: Selection, steps: Steps) -> None:
    """Draw the button, and the presentation while it is open."""
    key = f"present_{steps.page}"
    wanted = session.component_state(key, "wanted") or CLOSED
    is_same = session.view() == selection.view
    shown = selection if is_same else select_with_focus(selection.ties, session.view())
    if not wanted["open"] and shown.view != selection.view:
        # The presentation has ended on another day: the page follows.
        st.rerun()
    is_empty = FIGURE_KINDS[steps.kind].is_empty(shown)
    try:
        slide = _slide_message(shown, steps, wanted) if wanted["open"] and not is_empty else {}
    except FontsError as problem:
        slide = {}
        st.error(f"{problem}.")
    with st.container(key="present_script"):
        _script.draw("present_script_component")
    _button(
        key=key,
        data={"number": wanted["number"], "isEmpty": is_empty, "longestTitle": LONGEST_FIGURE_TITLE, **slide},
        on_wanted_change=partial(_take_wish, selection, steps, key),
        width="content",
    )


def _take_wish(selection: Selection, steps: Steps, key: str) -> None:
    """Callback of the component: go to another day or scene, or give the figure a title."""
    wanted = session.component_state(key, "wanted") or CLOSED
    if wanted["title"] is not None:
        session.set_figure_title(steps.page, str(wanted["title"])[:LONGEST_FIGURE_TITLE])
    step = min(max(int(wanted["step"]), -_MOST_STEPS), _MOST_STEPS)
    view = steps.view_after(select(selection.ties, session.view()), step)
    if view != session.view():
        session.set_view(view, fit=steps.page == "story")


def _slide_message(selection: Selection, steps: Steps, wanted: dict[str, Any]) -> dict[str, Any]:
    """The slide as the browser needs it, and its PNG if it is to be copied."""
    options, scheme = steps.options(selection), page_theme()
    figure = FIGURE_KINDS[steps.kind].figure_of(selection, options)
    pages = slide_pages(figure, chosen_size())
    number = min(max(int(wanted["page"]), 0), len(pages) - 1)
    page, (paper, ink) = pages[number], paper_and_ink(scheme)
    refusal = session_permission().refusal
    png = png_of_pages(figure, [page], scheme) if wanted["copy"] and not refusal else b""
    return {
        "svg": svg_slide(figure, page, scheme),
        "png": base64.b64encode(png).decode(),
        "refusal": refusal,
        "paper": paper,
        "ink": ink,
        "page": number,
        "pages": len(pages),
        "back": steps.back,
        "on": steps.on,
        "hasEarlier": steps.view_after(selection, -1) != selection.view,
        "hasLater": steps.view_after(selection, 1) != selection.view,
        **_texts(figure, page, options.by),
    }


def _texts(figure: BriefingFigure, page: SlidePage, by: str) -> dict[str, Any]:
    """The alternative text, what is read out after a step and whose words it is, the title and where it is on the page."""
    return {
        "altText": figure.alt_text,
        "said": " ".join(filter(None, (f"{figure.slide.title}. {figure.slide.sentence}", by))),
        "title": figure.slide.subject,
        "titleSize": page.lines[0].size,
        "titleBox": page.title,
        "size": (page.width, page.height),
    }
