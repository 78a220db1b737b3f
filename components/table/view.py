"""The table twin: the same ties as the picture, in the same order, and as a CSV that is safe in a spreadsheet."""

import pandas as pd
import streamlit as st

from components.wording.spells import marked_dates
from data.base.formula_guard import guarded
from data.tables.origin import origin_of
from data.view.fields.names import layer_name
from data.view.selection import Selection
from data.view.ties import SpellIndex


def table_of(selection: Selection) -> pd.DataFrame:
    """One row a tie in view, the highest rung first; whose row it is, once a reader's own are laid over."""
    frame = pd.DataFrame([_row(selection, index) for index in selection.indices], columns=list(_COLUMNS))
    if selection.dataset.added:
        frame.insert(
            0, "Record", [origin_of(selection.dataset, selection.ties.spells[index]) for index in selection.indices]
        )
    return frame


_COLUMNS = (
    "One",
    "Other",
    "Layer",
    "Family",
    "Wording",
    "Native wording",
    "Held",
    "On the day",
    "Grade",
    "Sources",
    "Note",
)


def _row(selection: Selection, index: SpellIndex) -> tuple[str, ...]:
    ties, dataset = selection.ties, selection.dataset
    spell, family = ties.spells[index], dataset.families[ties.tiers[index].family]
    one, other = (dataset.actors[actor].name for actor in ties.actors[index])
    sources = "; ".join(_cited(selection, key) for key in spell.sources)
    native = spell.wording_zh or spell.wording_ru
    return (
        one,
        other,
        layer_name(family.layer),
        family.name,
        spell.wording,
        native,
        marked_dates(ties, index),
        str(selection.force(index)),
        spell.grade,
        sources,
        spell.note,
    )


def _cited(selection: Selection, key: str) -> str:
    source = selection.dataset.sources[key]
    return " ".join(part for part in (source.publisher, str(source.date or ""), source.url) if part)


def csv_of(selection: Selection) -> bytes:
    """With a byte-order mark: without it, Excel reads Chinese and Cyrillic as noise."""
    return table_of(selection).map(guarded).to_csv(index=False).encode("utf-8-sig")


def table(selection: Selection) -> None:
    st.dataframe(
        table_of(selection), hide_index=True, width="stretch", key="table", alt="The ties in view, as in the picture"
    )
    st.download_button(
        "Download this table (CSV)",
        data=lambda: csv_of(selection),
        file_name=f"allweather-{selection.view.as_of.isoformat()}.csv",
        mime="text/csv",
        on_click="ignore",
    )
