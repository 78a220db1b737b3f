"""The page's style beyond the theme of .streamlit/config.toml, and its title."""

from pathlib import Path

import streamlit as st

from components.style.markup import element, html_of
from components.style.served_files import add_file, are_files_served
from components.style.theme import ACCENT, VERDICT_SIGNS, Theme

# In this order: of two rules that say the same as strongly, the later one holds.
_FILES = ("page.css", "small_charts.css", "profile.css", "home.css", "panel.css")
_CSS = "\n".join((Path(__file__).parent / file).read_text("utf-8") for file in _FILES)


def page_css() -> str:
    """The style sheet of the page, with the colours of the theme as custom properties before it."""
    signs = "".join(f" --aw-{verdict}: {colour};" for verdict, colour in VERDICT_SIGNS.items())
    return f".stApp {{ --aw-accent: light-dark({ACCENT['light']}, {ACCENT['dark']});{signs} }}\n{_CSS}"


# What the server tells browsers to fetch before the page asks for it.
STYLE_ADDRESS = add_file("page", "css", page_css())


def apply_page_style() -> None:
    """Send the style sheet, or where the browser finds it; once at the top of each run."""
    st.html(f'<style>@import url("{STYLE_ADDRESS}");</style>' if are_files_served() else f"<style>{page_css()}</style>")


def page_theme() -> Theme:
    """The theme in use, "light" or "dark", for what is drawn on the server."""
    return "dark" if st.context.theme.type == "dark" else "light"


def page_name(name: str, purpose: str, *, has_sidebar: bool = True) -> None:
    """Name the page in the title of the window, and above what it shows, with what it is for.

    A page without filters has no sidebar, but on a phone, where the menu of the pages is in it.
    """
    st.set_page_config(page_title=f"{name} · Allweather")
    with st.container(key="page_name"):
        st.html(html_of(element("h1", name, class_="" if has_sidebar else "aw-alone"), element("p", purpose)))
