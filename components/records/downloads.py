"""The files that readers can download: a table, all tables, the network."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from data.base.days import day_text
from data.export import files as export
from data.model.schema import Row, Table
from data.publish.dictionary import LICENCE, template_of
from data.store.settings import settings
from data.view.selection import Selection


@dataclass(frozen=True)
class Download:
    """A file to download, made only when it is asked for."""

    label: str
    make: Callable[[], bytes]
    file: str
    mime: str
    help: str


def downloads_of(selection: Selection, table: Table, rows: list[Row]) -> tuple[Download, ...]:
    """What can be downloaded on the page: `rows` are those of `table` that passed its filters."""
    name, dataset, day = table.name, selection.dataset, selection.view.as_of
    origin = export.origin_column(dataset)
    zip_type, json_type = "application/zip", "application/json"
    return (
        Download("This table, CSV", lambda: export.csv_of(table, rows, origin),
                 f"{name}.csv", "text/csv", "With its filters."),
        Download("XLSX", lambda: export.xlsx_of({name: rows}, origin),
                 f"{name}.xlsx", export.XLSX_TYPE, "This table, with its filters."),
        Download("JSON", lambda: export.json_of({name: rows}, origin),
                 f"{name}.json", json_type, "This table, with its filters."),
        Download("Template", lambda: template_of(dataset, table).encode("utf-8-sig"),
                 f"{name}-template.csv", "text/csv", "The columns of this table and one example row."),
        Download("All tables, zip", lambda: export.zip_of(dataset),
                 "allweather-records.zip", zip_type, "CSV files, dictionary and data package. Can be uploaded again as it is."),
        Download("All tables, XLSX", lambda: export.xlsx_of(dataset.rows, origin),
                 "allweather-records.xlsx", export.XLSX_TYPE, "One sheet per table."),
        Download("All tables, JSON", lambda: export.json_of(dataset.rows, origin),
                 "allweather-records.json", json_type, "One object per row."),
        Download("Network, GraphML", lambda: export.graphml_of(selection),
                 f"allweather-{day.isoformat()}.graphml", "application/graphml+xml",
                 f"The ties shown on {day_text(day)}, for Gephi and other programs."),
        Download("Network over time, GEXF", lambda: export.gexf_of(selection),
                 "allweather.gexf", "application/gexf+xml",
                 "All ties that pass the filters, with their dates: a dynamic graph for Gephi."),
    )  # fmt: skip


def draw_downloads(selection: Selection, table: Table, rows: list[Row], *, today: str) -> None:
    """Draw a button per file, or why nothing may be exported; and how to cite the records."""
    handling = settings().handling
    if refusal := handling.refusal(handling.marking):
        st.info(refusal)
        return
    with st.container(horizontal=True, key="downloads"):
        for download in downloads_of(selection, table, rows):
            st.download_button(
                download.label,
                data=download.make,
                file_name=download.file,
                mime=download.mime,
                help=download.help,
                on_click="ignore",
                key=f"get_{download.label}",
            )
    version = selection.dataset.version
    st.caption(f"{LICENCE}. Cite as: Allweather records, version {version}, accessed {today}.")
