"""What changed on the page, told once to those who do not see it: a polite live region."""

import streamlit as st
from streamlit.components.v2 import component

_KEY = "announced"

# A region that arrives together with its words is not read; so it arrives empty. Changes that follow each other
# quickly are told as one.
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


def announce(words: str) -> None:
    """Tell the words whenever they differ from those told last; nothing is told of a page that was just opened."""
    with st.container(key=_KEY):
        _region(key="announced_words", data={"words": words})
