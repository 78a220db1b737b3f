"""How current each table is: the day through which it was read, by what, and its newest row. On the Records page and About."""

import streamlit as st

from components.style.markup import markdown_safe
from components.wording.coverage import unread_text
from data.base.days import day_text
from data.base.text import quantity
from data.publish.currency import Currency, currency_of, stale_searches
from data.tables.dataset import Dataset

_TITLE = "How current each table is"
_EXPLANATION = (
    "Read through: the last day that a search covers. A day after it is a blind spot, not a quiet day; "
    "days within the time that were not read whole are named."
)


def draw_currency(dataset: Dataset) -> None:
    """Draw it, folded."""
    with st.expander(_TITLE):
        st.caption(_EXPLANATION)
        # A table of Streamlit reads Markdown.
        st.table({name: list(map(markdown_safe, cells)) for name, cells in currency_rows(dataset).items()})
        if stale := stale_searches(dataset):
            number = quantity(len(stale), "search ends", "searches end")
            names = ", ".join(one.search.search for one in stale)
            st.caption(markdown_safe(f"{number} before a row that it should cover: {names}."))


def currency_rows(dataset: Dataset) -> dict[str, list[str]]:
    """Column -> its cells, one for each table or family of ties."""
    rows = currency_of(dataset)
    return {
        "What": [_name(dataset, row) for row in rows],
        "Rows": [f"{row.rows:,}" for row in rows],
        "Read through": [day_text(row.search.through.last) if row.search else "not searched" for row in rows],
        "Newest row": [row.newest.display_text if row.newest else "" for row in rows],
        "Not read within": [unread_text(dataset, row.table) for row in rows],
        "Read": [row.search.place if row.search else "" for row in rows],
    }


def _name(dataset: Dataset, row: Currency) -> str:
    return dataset.families[row.family].name if row.family else row.table.capitalize()
