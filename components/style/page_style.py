"""The page's style beyond the theme of .streamlit/config.toml, its title, and the text colours of its charts."""

from pathlib import Path

import altair as alt
import streamlit as st

from components.style.markup import element, html_of
from components.style.theme import ACCENT, INK, PAPER, VERDICT_SIGNS, Theme, blend

_CSS = "\n".join((Path(__file__).parent / file).read_text("utf-8") for file in ("page.css", "panel.css"))

Chart = alt.Chart | alt.LayerChart


def page_css() -> str:
    """The style sheet of the page, with the colours of the theme as custom properties before it."""
    signs = "".join(f" --aw-{verdict}: {colour};" for verdict, colour in VERDICT_SIGNS.items())
    return f".stApp {{ --aw-accent: light-dark({ACCENT['light']}, {ACCENT['dark']});{signs} }}\n{_CSS}"


def apply_page_style() -> None:
    """Send the style sheet; once at the top of each run."""
    st.html(f"<style>{page_css()}</style>")


def page_theme() -> Theme:
    """The theme in use, "light" or "dark", for what is drawn on the server."""
    return "dark" if st.context.theme.type == "dark" else "light"


def readable_chart(chart: Chart) -> Chart:
    """The chart with axis and legend text of enough contrast, and as high as it says without its axis and legend.

    Streamlit's theme makes texts too pale, and would take the room for axis and legend from what is drawn.
    """
    quiet = blend(INK[page_theme()], PAPER[page_theme()], 0.8)
    with_axes: Chart = chart.configure_axis(labelColor=quiet, titleColor=quiet)
    set_before = with_axes.config.legend
    legend = set_before.to_dict() if isinstance(set_before, alt.LegendConfig) else {}
    with_legend: Chart = with_axes.configure_legend(**legend, labelColor=quiet)
    whole: Chart = with_legend.properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    return whole


def page_name(name: str, purpose: str, *, has_sidebar: bool = True) -> None:
    """Name the page in the title of the window, and above what it shows, with what it is for.

    A page without filters has no sidebar, but on a phone, where the menu of the pages is in it.
    """
    st.set_page_config(page_title=f"{name} · Allweather")
    with st.container(key="page_name"):
        st.html(html_of(element("h1", name, class_="" if has_sidebar else "aw-alone"), element("p", purpose)))
