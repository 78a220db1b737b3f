"""The ties in view -> a table, in the order of the picture, and as a CSV that is safe in a spreadsheet. Pure."""

from typing import TYPE_CHECKING

from components.wording.spells import STATUS_TEXTS, grade_text
from data.export.csv_files import quoted_csv
from data.model.span import Force
from data.model.tie_rows import Spell
from data.tables.origin import HANDLING_COLUMN, origin_of
from data.usage.silence import LabelUse, label_use
from data.view.fields.names import layer_name
from data.view.selection import Selection
from data.view.ties import SpellIndex

# Few ask for a table at once, and it takes long to load.
if TYPE_CHECKING:
    import pandas as pd

TIE_COLUMNS = (
    "Country",
    "Partner",
    "Type of tie",
    "Label",
    "Original label",
    "Since",
    "Until",
    "On this date",
    "Last use (machine-coded)",
    "Months not used",
    "Quality of the evidence",
    "Sources",
    "Family",
    "Note",
)
# What a reader who asks for labels not used wants to see without scrolling, at a width of 1280 too.
WITH_SILENCE = ("Country", "Partner", "Label", "Last use (machine-coded)", "Months not used", "Since")
# What stays in sight while a reader scrolls to the right.
FROZEN = TIE_COLUMNS[:2]
TIE_COLUMN_NOTES = {
    "Type of tie": "Partnership, treaty, membership and so on",
    "Label": "The declared wording, in English",
    "Original label": "The wording in the languages of the two sides",
    "Since": "Year, month or day, as exact as the source",
    "Until": "Empty: still in force, as far as sources were read",
    "On this date": "Uncertain where the exact date is not known",
    "Last use (machine-coded)": "When these words of China’s label were last in the evening news; of other ties empty",
    "Months not used": "Whole months from that use, or from the start of the label, to the last day that was read",
    "Family": "The labels, treaties or bodies that belong together",
}
FORCE_NAMES = {Force.CERTAIN: "in force", Force.POSSIBLE: "uncertain", Force.NO: "not in force"}


def table_of(selection: Selection) -> "pd.DataFrame":
    """One row a tie in view, the highest rung first; with ties that the reader added, a first column says whose it is."""
    import pandas as pd

    frame = pd.DataFrame([_row(selection, index) for index in selection.indices], columns=list(TIE_COLUMNS))
    # Numbers, so that the column sorts by how long.
    frame["Months not used"] = frame["Months not used"].astype("Int64")
    if selection.dataset.added:
        spells = (selection.ties.spells[index] for index in selection.indices)
        frame.insert(0, "Record", [origin_of(selection.dataset, spell) for spell in spells])
    return frame


def column_order(selection: Selection) -> list[str]:
    """The columns as the page shows them; of labels not used for long, when they were used comes right after the label."""
    first = WITH_SILENCE if selection.view.silent else ()
    record = ["Record"] if selection.dataset.added else []
    return [*record, *first, *(column for column in TIE_COLUMNS if column not in first)]


def csv_of(selection: Selection, marking: str = "") -> bytes:
    """The table as CSV, the marking in a last column if there is one."""
    import pandas as pd

    frame = table_of(selection)
    if marking:
        frame[HANDLING_COLUMN] = marking
    return quoted_csv(
        frame.columns,
        (
            {name: "" if cell is pd.NA else str(cell) for name, cell in zip(frame.columns, row, strict=True)}
            for row in frame.itertuples(index=False)
        ),
    )


def _row(selection: Selection, index: SpellIndex) -> tuple[object, ...]:
    ties, dataset = selection.ties, selection.dataset
    spell, family = ties.spells[index], dataset.families[ties.tiers[index].family]
    # Whose label it is comes first, so that the partners of one country are in one column.
    ends = sorted(ties.actors[index], key=lambda actor: actor != family.owner)
    one, other = (dataset.actors[actor].name for actor in ends)
    use = label_use(dataset, spell, selection.view.as_of)
    return (
        one,
        other,
        layer_name(family.layer),
        spell.wording,
        spell.native_text,
        _since(spell),
        str(spell.end or ""),
        STATUS_TEXTS.get(spell.status) or FORCE_NAMES[selection.force(index)],
        _last_use(use),
        use.months if use else None,
        grade_text(spell.grade),
        "; ".join(_source_text(selection, key) for key in spell.sources),
        family.name,
        spell.note,
    )


def _last_use(use: LabelUse | None) -> str:
    """As the records write days, so that the column sorts by time."""
    if use is None:
        return ""
    return use.uses.last.isoformat() if use.uses.last else "not found"


def _since(spell: Spell) -> str:
    """As the records write it, so that a column of them sorts by time: "2011-06"; "by 2025-11-03" if the start is unknown."""
    return str(spell.start) if spell.start else f"by {spell.known_by}" if spell.known_by else ""


def _source_text(selection: Selection, key: str) -> str:
    source = selection.dataset.sources[key]
    return " ".join(part for part in (source.publisher, str(source.date or ""), source.url) if part)
