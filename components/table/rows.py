"""The ties in view -> a table, in the order of the picture, and as a CSV that is safe in a spreadsheet. Pure."""

import pandas as pd

from components.wording.spells import grade_text, marked_dates
from data.export.csv_files import quoted_csv
from data.tables.origin import HANDLING_COLUMN, origin_of
from data.view.fields.names import layer_name
from data.view.selection import Selection
from data.view.ties import SpellIndex

COLUMNS = (
    "Country",
    "Partner",
    "Type of tie",
    "Family",
    "Label",
    "Original label",
    "Period",
    "On this date",
    "Quality of the evidence",
    "Sources",
    "Note",
)


def table_of(selection: Selection) -> pd.DataFrame:
    """One row a tie in view, the highest rung first; with ties that the reader added, a first column says whose it is."""
    frame = pd.DataFrame([_row(selection, index) for index in selection.indices], columns=list(COLUMNS))
    if selection.dataset.added:
        spells = (selection.ties.spells[index] for index in selection.indices)
        frame.insert(0, "Record", [origin_of(selection.dataset, spell) for spell in spells])
    return frame


def csv_of(selection: Selection, marking: str = "") -> bytes:
    """The table as CSV, the marking in a last column if there is one."""
    frame = table_of(selection)
    if marking:
        frame[HANDLING_COLUMN] = marking
    return quoted_csv(
        frame.columns, (dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False))
    )


def _row(selection: Selection, index: SpellIndex) -> tuple[str, ...]:
    ties, dataset = selection.ties, selection.dataset
    spell, family = ties.spells[index], dataset.families[ties.tiers[index].family]
    one, other = (dataset.actors[actor].name for actor in ties.actors[index])
    return (
        one,
        other,
        layer_name(family.layer),
        family.name,
        spell.wording,
        spell.native_text,
        marked_dates(ties, index),
        str(selection.force(index)),
        grade_text(spell.grade),
        "; ".join(_source_text(selection, key) for key in spell.sources),
        spell.note,
    )


def _source_text(selection: Selection, key: str) -> str:
    source = selection.dataset.sources[key]
    return " ".join(part for part in (source.publisher, str(source.date or ""), source.url) if part)
