"""Where the keys go when a box opens over the page: into the box, and back to its button when it closes."""

import streamlit as st
from streamlit.components.v2 import component

# Streamlit puts the box at the end of the document, behind every other stop, and leaves the keys at the button.
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
