"""The panel on the page: one component that keeps the chosen tab and place; switching a tab asks nothing of the server."""

import gzip
import json
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from components import session
from components.evidence.panel import EvidencePanel, panel_of
from components.frame.focus import set_focus
from components.frame.page_script import PageScript
from components.session.navigation import go
from components.style.markup import tree_of
from data.links.page_links import PROFILE
from data.view.selection import Selection

PANEL_KEY = "evidence_panel"
_BROWSER = Path(__file__).parent / "browser"
_script = PageScript("evidence", (_BROWSER / "panel.js").read_text("utf-8"))
_panel = component(
    "allweather_evidence",
    html='<div class="aw-evidence" role="region" tabindex="0" aria-label="Evidence"></div>',
    js="""const ready = async () => {
  while (!globalThis.allweatherPanel) await new Promise((next) => setTimeout(next, 8));
};
export default async (component) => { await ready(); return globalThis.allweatherPanel(component); };
""",
    isolate_styles=False,
)


def draw_evidence(selection: Selection) -> None:
    """Draw the panel: of the focus, or of what is in view if nothing is in focus."""
    with st.container(key="evidence_script"):
        _script.draw("evidence_script_component")
    with st.container(key="evidence"):
        sent = _panel(
            key=PANEL_KEY,
            data=panel_bytes(panel_of(selection), selection.view.focus),
            on_chosen_change=_take_focus,
            on_profile_change=_take_profile,
        )
    if sent.profile:
        go(PROFILE)


def panel_bytes(panel: EvidencePanel, focus: str) -> bytes:
    """The panel as gzipped JSON: {focus, card: trees, tabs: [name, count, trees]}."""
    content = {
        "focus": focus,
        "card": [tree_of(part) for part in panel.card],
        "tabs": [[tab.name, tab.count, [tree_of(part) for part in tab.parts]] for tab in panel.tabs],
    }
    return gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 5, mtime=0)


def _take_focus() -> None:
    """Callback of the panel: a name in it was clicked."""
    set_focus(str(session.component_trigger(PANEL_KEY, "chosen") or ""))


def _take_profile() -> None:
    """Callback of the panel: the page of the profile shows the focus."""
    of = str(session.component_trigger(PANEL_KEY, "profile") or "")
    session.change(of=of, focus=of)
