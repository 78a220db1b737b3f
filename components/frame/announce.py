"""Changes of the page, announced once to readers who do not see it: a polite live region."""

import streamlit as st
from streamlit.components.v2 import component

_KEY = "announced"

# A region that arrives together with its text is not read out; so it arrives empty. Of changes that follow each other
# quickly only the last is announced.
_region = component(
    "allweather_announced",
    html='<div role="status" aria-live="polite" aria-atomic="true"></div>',
    js="""export default ({ parentElement, data }) => {
  const region = parentElement.querySelector("[role=status]");
  const before = region.words;
  region.words = data.words;
  if (before === undefined || before === data.words) return;
  clearTimeout(region.later);
  region.later = setTimeout(() => { region.textContent = data.words; }, 400);
};
""",
)


def announce(text: str) -> None:
    """Announce the text whenever it differs from the last one; nothing is announced of a page that was just opened."""
    with st.container(key=_KEY):
        _region(key="announced_words", data={"words": text})
