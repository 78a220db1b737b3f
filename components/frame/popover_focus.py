"""Moves keyboard focus into a popover when it opens, and back to its button when it closes."""

import streamlit as st
from streamlit.components.v2 import component

# Streamlit puts the popover last in the document, after all else in the Tab order, and leaves the focus on the button.
_entrance = component(
    "allweather_entrance",
    html="<span></span>",
    js="""export default ({ parentElement }) => {
  const box = (parentElement.getRootNode().host ?? parentElement).closest("[data-testid=stPopoverBody]");
  if (!box || box.entered) return;
  box.entered = true;
  const button = document.activeElement;
  box.tabIndex = -1;
  box.style.outline = "none";
  box.focus({ preventScroll: true });
  return () => { if (!document.activeElement || document.activeElement === document.body) button.focus(); };
};
""",
)


def take_keyboard_focus() -> None:
    """Draw this first in a popover."""
    with st.container(key="entrance"):
        _entrance(key="entrance_keys", data={})
