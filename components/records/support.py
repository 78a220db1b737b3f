"""How well the spells are supported, as a short table on the Records page."""

import streamlit as st

from components.style.markup import markdown_safe
from data.publish.support import Support, support_of
from data.tables.dataset import Dataset

_TITLE = "How well the spells are supported"
_EXPLANATION = (
    "Declaring text: the treaty, joint statement or decision itself, or a reprint, was read. No text named: announced in "
    "talks or messages, and the report of that day names no joint text; “of the rest” leaves these out. Two publishers: "
    "they do not belong to one agency, broadcaster or office. From memory: no text was read."
)


def draw_support(dataset: Dataset) -> None:
    """Draw it, folded."""
    with st.expander(_TITLE):
        st.caption(_EXPLANATION)
        st.table(support_rows(support_of(dataset)))


def support_rows(rows: tuple[Support, ...]) -> dict[str, list[str]]:
    """Column -> its cells, one for each group."""
    return {
        # Streamlit reads the cells of a table as Markdown, and the group is the name of a family.
        "Spells": [markdown_safe(row.group) for row in rows],
        "Number": [str(row.spells) for row in rows],
        "Declaring text": [_counted(row, row.with_text) for row in rows],
        "No text named": [str(row.without_text) for row in rows],
        "Of the rest": [f"{row.share_where_named:.0f} %" for row in rows],
        "Two publishers": [_counted(row, row.with_two_publishers) for row in rows],
        "From memory": [_counted(row, row.recalled) for row in rows],
    }


def _counted(row: Support, number: int) -> str:
    return f"{number} ({row.share(number):.0f} %)"
