"""The records to take away: a table, all of them, the network."""

from collections.abc import Callable

import streamlit as st

from data.export import files as export
from data.model.dates import spoken_day
from data.model.schema import Row, Table
from data.publish.dictionary import LICENCE, template_of
from data.store.settings import settings
from data.view.selection import Selection

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(selection: Selection, table: Table, rows: list[Row], *, today: str) -> None:
    """Draw a button for each file; nothing is made before it is asked for."""
    handling = settings().handling
    if refusal := handling.refusal(handling.marking):
        st.info(refusal)
        return
    name, dataset = table.name, selection.dataset
    said = export.whose_in(dataset)
    day = selection.view.as_of.isoformat()
    with st.container(horizontal=True, key="downloads"):
        _button("This table, CSV", lambda: export.csv_of(table, rows, said), f"{name}.csv", "text/csv", "As filtered.")
        _button("XLSX", lambda: export.xlsx_of({name: rows}, said), f"{name}.xlsx", _XLSX, "This table, as filtered.")
        _button("JSON", lambda: export.json_of({name: rows}, said), f"{name}.json", "application/json", "As filtered.")
        _button(
            "Template",
            lambda: template_of(dataset, table).encode("utf-8-sig"),
            f"{name}-template.csv",
            "text/csv",
            "The columns of this table and one row as an example.",
        )
        _button(
            "All tables, zip",
            lambda: export.zip_of(dataset),
            "allweather-records.zip",
            "application/zip",
            "CSV files, dictionary and data package; loads again as it is.",
        )
        _button(
            "All tables, XLSX",
            lambda: export.xlsx_of(dataset.rows, said),
            "allweather-records.xlsx",
            _XLSX,
            "A sheet a table.",
        )
        _button(
            "All tables, JSON",
            lambda: export.json_of(dataset.rows, said),
            "allweather-records.json",
            "application/json",
            "One object a row.",
        )
        _button(
            "Network, GraphML",
            lambda: export.graphml_of(selection),
            f"allweather-{day}.graphml",
            "application/graphml+xml",
            f"The ties in view on {spoken_day(selection.view.as_of)}, for Gephi and others.",
        )
        _button(
            "Network in time, GEXF",
            lambda: export.gexf_of(selection),
            "allweather.gexf",
            "application/gexf+xml",
            "All that passes the filters, with its days: a dynamic graph for Gephi.",
        )
    st.caption(f"{LICENCE}. Cite as: Allweather records, version {dataset.version}, seen {today}.")


def _button(label: str, make: Callable[[], bytes], file: str, mime: str, about: str) -> None:
    st.download_button(label, data=make, file_name=file, mime=mime, help=about, on_click="ignore", key=f"get_{label}")
