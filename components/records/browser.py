"""The tables of the records: filters, column help, and the links of a record."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import streamlit as st

from components import session
from components.frame.announce import announce
from components.frame.open_profile import draw_open_profile
from components.frame.popover_focus import take_keyboard_focus
from components.records.record_cells import readable_cell
from components.records.words import about_table, column_name, in_page_words, table_name
from components.style.markup import element, html_of, markdown_safe, region
from data.base.text import excerpt, quantity, quoted
from data.model.columns import choices_of, description, kind_of
from data.model.event_rows import Contact, Sighting
from data.model.ledger_rows import Source
from data.model.rows import Row, Table
from data.model.schema import TABLE, TABLES
from data.tables.column_table import ColumnTable
from data.tables.cross_references import RowKey, caption, references_of, rows_referring
from data.tables.dataset import Dataset
from data.tables.origin import RECORD_COLUMN, origin_of
from data.tables.rows import cells_of
from data.view.fields.codecs import LONGEST_TEXT
from data.view.impact import impact_of
from data.view.search import rows_with
from data.view.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_TABLE = "spells"
MAX_LINKS = 25
MAX_FILTERS = 4
# Columns with a filter besides those with a fixed choice.
_FILTER_COLUMNS = {
    "tiers": ("family",),
    "spells": ("tier",),
    "figures": ("indicator",),
    "rungs": ("ladder",),
    "contacts": ("leader",),
    "sightings": ("partner", "label_zh"),
}
MACHINE_CODED = (
    "**Machine-coded.** These rows were coded by rules from the reports of one broadcaster, and not checked one by one. "
    "They are not curated events. "
)


def table_of(selection: Selection) -> Table:
    return TABLE[selection.view.table or DEFAULT_TABLE]


def draw_table(selection: Selection) -> Sequence[Row]:
    """Draw the choice of table, its filters and its rows; the rows that pass the filters."""
    table = table_of(selection)
    with st.container(horizontal=True, vertical_alignment="bottom", key="records_bar", gap="small"):
        st.selectbox(
            "Table",
            [table.name for table in TABLES],
            format_func=lambda name: f"{table_name(TABLE[name])} · {len(selection.dataset.rows[name]):,}",
            width=290,
            **session.bind("table", show=lambda _: table.name, read=lambda name: name or table.name),
        )
        rows = _filtered(selection, table)
    count, all_rows = len(rows), len(selection.dataset.rows[table.name])
    shown = f"{quantity(count, 'row')}." if count == all_rows else f"{count:,} of {quantity(all_rows, 'row')}."
    st.caption(markdown_safe(f"{about_table(table)} {shown}"))
    if table.row in (Contact, Sighting):
        coverage = " ".join(search.finding for search in selection.dataset.searches if search.table == table.name)
        st.info(MACHINE_CODED + markdown_safe(coverage))
    announce(f"{table_name(table)}: {shown}")
    frame = frame_of(table, rows)
    if selection.dataset.added:
        frame.insert(0, RECORD_COLUMN, [origin_of(selection.dataset, row) for row in rows])
    key = f"rows_{table.name}"
    with st.container(key="long_records"):
        st.dataframe(
            frame,
            hide_index=True,
            width="stretch",
            height="stretch",
            key=key,
            on_select=lambda: _select_record(key, table, rows),
            selection_mode="single-row",
            column_config={
                column: st.column_config.Column(
                    column_name(column),
                    help=in_page_words(description(table, column)),
                    pinned=column == table.columns[0],
                )
                for column in table.columns
            },
            alt=f"{table_name(table)}: {shown}",
        )
    return rows


def frame_of(table: Table, rows: Iterable[Row]) -> "pd.DataFrame":
    """One row per record; numbers as numbers, all else as the text of its cell."""
    # Most readers open no table, and pandas takes long to load.
    import pandas as pd

    if isinstance(rows, ColumnTable):
        return pd.DataFrame({name: column.taken(column.cells) for name, column in rows.columns.items()})
    frame = pd.DataFrame([cells_of(row) for row in rows], columns=list(table.columns), dtype="object")
    for column in table.columns:
        if kind_of(table, column) in ("number", "whole number"):
            frame[column] = pd.to_numeric(frame[column])
    return frame


def _select_record(key: str, table: Table, rows: Sequence[Row]) -> None:
    sent = session.component_trigger(key, "selection")
    # A grid that is gone, or one of fewer rows, may still send what was selected.
    selected = [number for number in getattr(sent, "rows", ()) if 0 <= number < len(rows)]
    session.change(table=table.name, record=rows[selected[0]].id if selected else "")


def _filtered(selection: Selection, table: Table) -> Sequence[Row]:
    """Draw the filters of the table; the rows that pass them."""
    rows = selection.dataset.rows[table.name]
    columns = [*_FILTER_COLUMNS.get(table.name, ()), *(column for column in table.columns if choices_of(table, column))]
    text = st.text_input(
        "Search", key=f"search_{table.name}", max_chars=LONGEST_TEXT, placeholder="Text in any cell", width=180
    )
    can_follow_view = table.name in ("spells", "events")
    wanted = dict[str, list[str]]()
    if columns or can_follow_view:
        with st.popover("Filters", width="content"):
            take_keyboard_focus()
            wanted = {column: _draw_choice(table, column, rows) for column in columns[:MAX_FILTERS]}
            if can_follow_view and st.toggle("Only rows in view", key=f"view_only_{table.name}"):
                in_view = _ids_in_view(selection, table)
                rows = [row for row in rows if row.id in in_view]
    return rows_with(_with_values(rows, {column: values for column, values in wanted.items() if values}), text)


def _with_values(rows: Sequence[Row], wanted: Mapping[str, list[str]]) -> Sequence[Row]:
    """The rows that have one of the wanted values in each column."""
    if isinstance(rows, ColumnTable):
        for column, values in wanted.items():
            rows = rows.where(rows.columns[column].is_one_of(values))
        return rows
    of_column = {column: frozenset(values) for column, values in wanted.items()}
    return [row for row in rows if all(str(getattr(row, column)) in values for column, values in of_column.items())]


def _draw_choice(table: Table, column: str, rows: Sequence[Row]) -> list[str]:
    known = choices_of(table, column) or _values_of(rows, column)
    return st.multiselect(
        column_name(column),
        [value for value in known if value],
        key=f"choose_{table.name}_{column}",
        placeholder="All",
        help=in_page_words(description(table, column)),
        width=280,
    )


def _values_of(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    """The different values of a column, in order."""
    values = (
        rows.columns[column].cells if isinstance(rows, ColumnTable) else (str(getattr(row, column)) for row in rows)
    )
    return tuple(sorted(set(values)))


def _ids_in_view(selection: Selection, table: Table) -> frozenset[str]:
    if table.name == "events":
        return frozenset(event.id for event in selection.events)
    return frozenset(spell.id for spell, passed in zip(selection.ties.spells, selection.passed, strict=True) if passed)


# One record ----------------------------------------------------------------------------------------


def draw_record(selection: Selection) -> None:
    """Draw the selected record: its cells, its links in both directions; for a source, what depends on it."""
    table = table_of(selection)
    row = selection.dataset.row(table.name, selection.view.record)
    if row is None:
        if selection.view.record:
            st.warning(markdown_safe(f"There is no row {quoted(selection.view.record)} in “{table_name(table)}”."))
        st.caption("Select a row to see the full record and its links.")
        return
    st.html(html_of(_record_element(selection.dataset, table, row)))
    if of := getattr(row, "dyad", "") or (row.id if table.name == "actors" else ""):
        draw_open_profile(selection.dataset, of, "record")
    _draw_links("Links to", selection.dataset, {place: column for column, place in references_of(table, row)})
    citing = rows_referring(selection.dataset, (table.name, row.id))
    dependent = _draw_impact(selection, row) if isinstance(row, Source) else frozenset()
    _draw_links("Linked from", selection.dataset, {place: place[0] for place in citing if place not in dependent})


def _record_element(dataset: Dataset, table: Table, row: Row) -> Element:
    lines = [
        element("h3", excerpt(caption(dataset, row), 140)),
        element("p", element("code", row.id)),
    ]
    for column, cell in cells_of(row).items():
        if cell and column not in table.row.key:
            name = element("b", f"{column_name(column)}: ", title=in_page_words(description(table, column)))
            lines.append(element("p", name, *readable_cell(dataset, table, row, column, cell)))
    return region("Record", *lines, class_="aw-evidence")


def _draw_links(title: str, dataset: Dataset, places: Mapping[RowKey, str]) -> None:
    """Draw a button per linked row; `places` gives the word before its caption."""
    known = [(place, column) for place, column in places.items() if dataset.row(*place)]
    if not known:
        return
    st.markdown(f"**{title}** ({len(known):,})")
    for (name, key), column in known[:MAX_LINKS]:
        row = dataset.row(name, key)
        text = excerpt(caption(dataset, row), 90) if row else key
        label = f"{column_name(column or name)}: {text}"
        st.button(markdown_safe(label), key=f"go_{title}_{name}_{key}", type="tertiary", on_click=_go, args=(name, key))
    if len(known) > MAX_LINKS:
        st.caption(f"and {len(known) - MAX_LINKS:,} more")


def _go(table: str, record: str) -> None:
    session.change(table=table, record=record)


def _draw_impact(selection: Selection, source: Source) -> frozenset[RowKey]:
    """Draw what depends on the source alone, what other sources also support, and the switch that withdraws it."""
    withdrawn = selection.view.withdrawn
    st.toggle(
        "Treat this source as withdrawn",
        help="Hides, on every page, what is supported by this source alone. The summary above the picture says so.",
        **session.bind_choice(
            f"withdraw_{source.source}",
            source.source in withdrawn,
            lambda on: session.change(withdrawn=_with(withdrawn, source.source, on=on)),
        ),
    )
    impact = impact_of(selection.dataset, frozenset((source.source,)))
    alone = {(row.table, row.key): row.table for row in impact.unsupported}
    supported = {
        (row.table, row.key): f"{row.table}, {quantity(len(row.other_families), 'other independent source')}"
        for row in impact.supported
    }
    if not alone:
        st.caption("Nothing is supported by this source alone.")
    _draw_links("Supported by this source alone", selection.dataset, alone)
    _draw_links("Also supported by other sources", selection.dataset, supported)
    return frozenset(alone) | frozenset(supported)


def _with(withdrawn: tuple[str, ...], source: str, *, on: bool) -> tuple[str, ...]:
    others = tuple(other for other in withdrawn if other != source)
    return (*others, source) if on else others
