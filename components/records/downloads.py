"""The files that readers can download: a table, all tables, the network; with the rows that they added, or without."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.frame.download import Download, draw_downloads
from data.apart.calls import called_apart
from data.apart.limits import WorkLimits
from data.base.days import day_text
from data.export import files as export
from data.export.csv_files import CSV_TYPE, ZIP_TYPE, csv_of, further_columns
from data.export.networks import gexf_of, graphml_of
from data.model.rows import Row, Table
from data.publish.dictionary import LICENCE, example_of
from data.tables.dataset import Dataset
from data.tables.origin import without_added_rows
from data.upload.added_in_view import without_added
from data.view.selection import Selection, select
from data.view.ties import ties_of

# A workbook of our records takes two seconds of the processor, with 20,000 added rows three times as many; a network over time
# of these takes five, and hundreds of thousands of objects, after which the memory is looked through while no other thread runs.
RECORDS_LIMITS = WorkLimits(cpu_seconds=60, seconds=120, memory=700_000_000, answer=100_000_000)
_TOO_MUCH = ("This file takes too much time or memory", "filter the table, or leave the added rows out")


def downloads_of(selection: Selection, table: Table, rows: Sequence[Row]) -> tuple[Download, ...]:
    """What can be downloaded on the page: `rows` are those of `table` that passed its filters."""
    name, dataset, day = table.name, selection.dataset, selection.view.as_of
    further, json_type = partial(further_columns, dataset), "application/json"
    return (
        Download("This table, CSV", lambda marking: csv_of(table, rows, further(marking)),
                 f"{name}.csv", CSV_TYPE, "With its filters."),
        Download("XLSX", lambda marking: _apart(export.tables_xlsx, dataset, {name: list(rows)}, marking),
                 f"{name}.xlsx", export.XLSX_TYPE, "This table, with its filters."),
        Download("JSON", lambda marking: export.json_of({name: rows}, further(marking), marking),
                 f"{name}.json", json_type, "This table, with its filters."),
        Download("Template", partial(_template, dataset, table),
                 f"{name}-template.csv", CSV_TYPE, "The columns of this table and one example row."),
        Download("All tables, zip", partial(_apart, export.zip_of, dataset),
                 "allweather-records.zip", ZIP_TYPE, "CSV files, dictionary and data package. Can be uploaded again as it is."),
        Download("All tables, XLSX", partial(_apart, export.tables_xlsx, dataset, None),
                 "allweather-records.xlsx", export.XLSX_TYPE, "One sheet per table."),
        Download("All tables, JSON", partial(_apart, export.tables_json, dataset),
                 "allweather-records.json", json_type, "One object per row."),
        Download("Network, GraphML", partial(_apart, graphml_of, selection),
                 f"allweather-{day.isoformat()}.graphml", "application/graphml+xml",
                 f"The ties shown on {day_text(day)}, for Gephi and other programs."),
        Download("Network over time, GEXF", partial(_apart, gexf_of, selection),
                 "allweather.gexf", "application/gexf+xml",
                 "All ties that pass the filters, with their dates: a dynamic graph for Gephi."),
    )  # fmt: skip


def _apart(make: Callable[..., bytes], *given: object) -> bytes:
    return called_apart(RECORDS_LIMITS, make, *given, too_much=_TOO_MUCH)


def _template(dataset: Dataset, table: Table, marking: str) -> bytes:
    example = example_of(dataset, table)
    return csv_of(table, [example] if example else [], further_columns(without_added_rows(dataset), marking))


def draw_records_downloads(selection: Selection, table: Table, rows: Sequence[Row], *, today: str) -> None:
    """Draw a button per file, the choice whether added rows are in it, and how to cite the records."""
    dataset = selection.dataset
    if dataset.added and not st.toggle("Include my added rows", value=True, key="downloads_with_added"):
        dataset = without_added_rows(dataset)
        rows = [row for row in rows if not selection.dataset.is_added(row)]
        selection = select(ties_of(dataset), without_added(selection.view, selection.dataset))
    draw_downloads(*downloads_of(selection, table, rows))
    st.caption(f"{LICENCE}. Cite as: Allweather records, version {dataset.version}, accessed {today}.")
