"""The table twin: the same ties as the picture, in the same order, and as a CSV that is safe in a spreadsheet."""

import pandas as pd
import streamlit as st

from components.style.theme import layer_name
from components.wording.spells import since
from data.base.formula_guard import guarded
from data.tables.origin import whose
from data.view.selection import InView


def table_of(found: InView) -> pd.DataFrame:
    """One row a tie in view, the highest rung first; whose row it is, once a reader's own are laid over."""
    frame = pd.DataFrame([_row(found, at) for at in found.at], columns=list(_COLUMNS))
    if found.dataset.own:
        frame.insert(0, "Record", [whose(found.dataset, found.ties.spells[at]) for at in found.at])
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


def _row(found: InView, at: int) -> tuple[str, ...]:
    ties, dataset = found.ties, found.dataset
    spell, family = ties.spells[at], dataset.families[ties.tiers[at].family]
    one, other = (dataset.actors[actor].name for actor in ties.actors[at])
    sources = "; ".join(_cited(found, key) for key in spell.sources)
    native = spell.wording_zh or spell.wording_ru
    return (
        one,
        other,
        layer_name(family.layer),
        family.name,
        spell.wording,
        native,
        since(ties, at),
        str(found.force(at)),
        spell.grade,
        sources,
        spell.note,
    )


def _cited(found: InView, key: str) -> str:
    source = found.dataset.sources[key]
    return " ".join(part for part in (source.publisher, str(source.date or ""), source.url) if part)


def csv_of(found: InView) -> bytes:
    """With a byte-order mark: without it, Excel reads Chinese and Cyrillic as noise."""
    return table_of(found).map(guarded).to_csv(index=False).encode("utf-8-sig")


def table(found: InView) -> None:
    st.dataframe(
        table_of(found), hide_index=True, width="stretch", key="table", alt="The ties in view, as in the picture"
    )
    st.download_button(
        "Download this table (CSV)",
        data=lambda: csv_of(found),
        file_name=f"allweather-{found.view.as_of.isoformat()}.csv",
        mime="text/csv",
        on_click="ignore",
    )
