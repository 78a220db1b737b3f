"""The page's own look beyond the theme: space, the panels' heights, the evidence panel's type, the ring of focus."""

import altair as alt
import streamlit as st

from components.style.markup import element, html_of
from components.style.theme import ACCENT, INK, PAPER, Ground, mixed

CSS = """
.block-container { padding: 3.4rem 1.4rem 2rem; max-width: 2200px; }
section[data-testid="stSidebar"] { min-width: 268px; max-width: 300px; }
section[data-testid="stSidebar"] .block-container, [data-testid="stSidebarUserContent"] { padding-top: 0.4rem; }
[data-testid="stSidebarHeader"] { height: 2.4rem; padding-bottom: 0; }
[data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"] { gap: 0.7rem; }
[data-testid="stSidebarUserContent"] label p { font-size: 0.82rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-network_scripts) { display: none; }
[data-testid="stMultiSelect"] [data-tag] { background: color-mix(in srgb, currentColor 11%, transparent); color: inherit; }
.st-key-standing { gap: 0.3rem 0.45rem; padding-top: 0.25rem; align-content: flex-start; }
.st-key-above, .st-key-summary { padding: 0; }
[data-testid="stColumn"]:has(.st-key-empty) { position: relative; }
[data-testid="stColumn"] [data-testid="stLayoutWrapper"]:has(> .st-key-empty) { position: absolute; top: 9.5rem; left: 1.2rem; right: 1.2rem; z-index: 5; width: auto; }
.st-key-empty { background: var(--st-background-color, Canvas); box-shadow: 0 4px 18px rgb(0 0 0 / 0.12); }
.st-key-standing p { font-size: 0.86rem; }
.st-key-standing button { min-height: 1.6rem; padding: 0 0.6rem; border-radius: 1rem; }
.st-key-evidence, .st-key-changes { flex: none; height: calc(100vh - 6rem); overflow-y: auto; display: block; padding: 0 0.4rem 0 0.9rem; border-left: 1px solid rgb(128 128 128 / 0.25); }
.aw-evidence { font-size: 0.86rem; line-height: 1.42; }
.aw-evidence h3 { font-size: 1.12rem; padding: 0 0 0.2rem; margin: 0; letter-spacing: -0.01em; }
.aw-evidence h4, .aw-evidence .aw-part { font-size: 0.78rem; font-weight: 650; padding: 0; margin: 1rem 0 0.35rem; opacity: 0.72; }
.aw-evidence p { margin: 0 0 0.15rem; font-size: inherit; }
.aw-evidence .aw-quiet, .aw-evidence .aw-native { font-size: 0.8rem; opacity: 0.8; }
.aw-evidence .aw-note { font-size: 0.78rem; opacity: 0.78; font-style: italic; }
.aw-evidence .aw-tie { padding: 0.1rem 0 0.1rem 0.7rem; margin: 0.5rem 0 0.75rem; }
.aw-evidence .aw-who { font-weight: 650; }
.aw-evidence .aw-wording { font-weight: 550; }
[class*="st-key-links_"] button { min-height: 24px; padding: 0.1rem 0; text-align: left; justify-content: flex-start; }
[class*="st-key-links_"] button * { text-align: left; justify-content: flex-start; }
[class*="st-key-links_"] button p { font-size: 0.8rem; }
.st-key-downloads { gap: 0.4rem; }
.st-key-downloads button { min-height: 1.8rem; padding: 0 0.7rem; }
.st-key-downloads button p { font-size: 0.82rem; }
.aw-evidence .aw-flag { font-size: 0.8rem; padding-left: 0.6rem; border-left: 2px dotted rgb(128 128 128 / 0.8); }
.aw-evidence .aw-blind { padding: 0.4rem 0.7rem; margin: 0.5rem 0; border: 1px dashed rgb(128 128 128 / 0.6); border-radius: 4px; font-size: 0.8rem; }
.aw-evidence ul, .aw-evidence ol { margin: 0; padding-left: 1.1rem; }
[data-testid="stMain"] .stMarkdown h2 { font-size: 1.5rem; }
.aw-evidence .aw-list { list-style: none; padding-left: 0; }
.aw-evidence a { color: var(--aw-accent); }
.aw-evidence li { margin: 0 0 0.4rem; font-size: 0.82rem; }
.aw-evidence .aw-sources li { font-size: 0.76rem; overflow-wrap: anywhere; }
.aw-evidence details { font-size: 0.78rem; opacity: 0.85; }
.aw-evidence summary { cursor: pointer; width: fit-content; }
.st-key-scenes { flex: none; height: calc(100vh - 6rem); overflow-y: auto; padding: 0.6rem 0.4rem 0 0.9rem; border-left: 1px solid rgb(128 128 128 / 0.25); }
.st-key-scenes [role="radiogroup"] { gap: 0.45rem; }
.st-key-scenes [data-testid="stRadio"] label p { font-size: 0.84rem; line-height: 1.35; }
.st-key-days { gap: 0.6rem; }
.stApp:has(.st-key-days) { --aw-around: 346px; }
.st-key-own_line { gap: 0.5rem; margin-top: 0.6rem; padding: 0.1rem 0.7rem; border: 1px dashed rgb(128 128 128 / 0.7); border-radius: 4px; }
.st-key-own_line p { font-size: 0.84rem; }
.st-key-own_line button, .st-key-own_line a { min-height: 1.5rem; padding: 0 0.6rem; }
.stApp:has(.st-key-own_line) { --aw-around: 314px; }
.stApp:has(.st-key-own_line):has(.st-key-days) { --aw-around: 402px; }
.st-key-changes { height: calc(100vh - 262px); }
.aw-changes li { padding-left: 0.6rem; margin-bottom: 0.7rem; line-height: 1.4; }
.aw-changes .aw-sources li { padding-left: 0; margin-bottom: 0.3rem; }
.st-key-claim { gap: 0.5rem; }
.aw-answer p { font-size: 0.95rem; max-width: 62rem; }
.aw-evidence .aw-claim { font-style: italic; }
.aw-answer h3 { font-size: 1.35rem; }
.aw-sign { display: inline-grid; place-items: center; width: 1.7rem; height: 1.7rem; border-radius: 50%; color: #fff; }
.aw-holds { background: #2f7d5b; }
.aw-fails { background: #5d6673; }
.aw-unknown { background: #7d6415; }
.aw-finding { font-size: 0.92rem; line-height: 1.4; margin: 0; }
.aw-edit ins { text-decoration: underline; text-underline-offset: 0.15em; font-weight: 550; }
.aw-edit li, .aw-edit del { overflow-wrap: anywhere; }
.st-key-tempo_controls p { font-size: 0.82rem; }
.aw-ladder h3 { padding-left: 0.6rem; margin: 1.6rem 0 0; }
.aw-ladder h4 { opacity: 1; font-size: 0.86rem; }
.aw-ladder { max-width: 62rem; }
.aw-rung { opacity: 0.65; font-weight: 400; padding-right: 0.4rem; }
@media (max-width: 900px) { .st-key-evidence, .st-key-changes, .st-key-scenes { height: auto; border: 0; padding: 0; }
.st-key-above, .st-key-summary, [data-testid="stLayoutWrapper"]:has(> :is(.st-key-above, .st-key-summary)) { height: auto !important; } }
@media (max-width: 640px) { [data-testid="stMain"] [role="radiogroup"] { flex-wrap: wrap; } }
/* Heard and not seen. */
.aw-unseen, [data-testid="stLayoutWrapper"]:has(> .st-key-page_name), [data-testid="stLayoutWrapper"]:has(> :is(.st-key-announced, .st-key-entrance)) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.aw-evidence .aw-unseen { padding: 0; margin: 0; }
/* Where the keyboard is. */
.stApp { --aw-accent: light-dark(ACCENT_LIGHT, ACCENT_DARK); }
.stApp :is(a, button, summary, [role="tab"], [role="radio"], [tabindex="0"]:not(input, [role="spinbutton"])):focus-visible, .stApp label:has(input:is([type="checkbox"], [type="radio"], [role="switch"]):focus-visible) { outline: 2px solid var(--aw-accent); outline-offset: 0; }
:is(.st-key-evidence, .st-key-changes):has(.aw-evidence[tabindex]:focus-visible), [data-testid="stMain"]:focus-visible { outline: 2px solid var(--aw-accent); outline-offset: -2px; }
.stApp .aw-evidence[tabindex]:focus-visible { outline: none; }
/* Large enough to be hit (24 px), dark enough to be read (4.5:1). */
[data-testid="stDateInput"] [role="spinbutton"] { display: inline-block; box-sizing: border-box; min-width: 24px; padding-inline: 3px; line-height: 24px; text-align: center; }
[data-testid="stCaptionContainer"][data-testid] { opacity: 0.76; }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { transition-duration: 0.01ms !important; animation-duration: 0.01ms !important; animation-iteration-count: 1 !important; scroll-behavior: auto !important; } }
"""


def ground() -> Ground:
    """The theme that the reader has chosen, for what is drawn on the server."""
    return "dark" if st.context.theme.type == "dark" else "light"


Chart = alt.Chart | alt.LayerChart


def readable(chart: Chart) -> Chart:
    """The chart with words at its axes and in its legend that stand out as words must; those of Streamlit's theme are paler."""
    quiet = mixed(INK[ground()], PAPER[ground()], 0.8)
    made: Chart = chart.configure_axis(labelColor=quiet, titleColor=quiet)
    kept = made.config.legend
    legend = kept.to_dict() if isinstance(kept, alt.LegendConfig) else {}
    named: Chart = made.configure_legend(**legend, labelColor=quiet)
    return named


def apply_look() -> None:
    css = CSS.replace("ACCENT_LIGHT", ACCENT["light"]).replace("ACCENT_DARK", ACCENT["dark"])
    st.html(f"<style>{css}</style>")


def page_name(name: str) -> None:
    """Name the page in the title of the window, and in a heading for those who hear it."""
    st.set_page_config(page_title=f"{name} · Allweather")
    with st.container(key="page_name"):
        st.html(html_of(element("h1", name)))
