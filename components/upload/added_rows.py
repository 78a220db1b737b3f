"""The rows that a reader added: where to see them, as files, and what they overlap."""

from functools import partial

import streamlit as st

from components import session
from components.frame.download import Download, draw_downloads
from components.session.navigation import go
from components.style.markup import markdown_safe
from components.upload.guesses import draw_text_table
from components.upload.words import (
    OVERLAP_COLUMNS,
    files_text,
    overlap_cells,
    overlaps_text,
    rows_text,
    tables_text,
)
from data.export import added_rows as export
from data.export.csv_files import ZIP_TYPE
from data.export.files import zip_of
from data.tables.dataset import Dataset
from data.upload.added_in_view import view_of_added
from data.upload.overlay import Overlay


def draw_overlaps(overlay: Overlay) -> None:
    if overlay.overlaps:
        st.markdown(overlaps_text(overlay))
        rows = [overlap_cells(overlap) for overlap in overlay.overlaps]
        draw_text_table(OVERLAP_COLUMNS, rows, "Your rows that overlap ours", key="upload_overlaps")


# What was added ------------------------------------------------------------------------------------


def _draw_show(dataset: Dataset) -> None:
    """Draw the button that goes to the picture with the added ties alone."""
    if st.button("Show my ties", key="show_my_ties", on_click=partial(_show_ties, dataset)):
        go("network")


def _show_ties(dataset: Dataset) -> None:
    session.set_view(view_of_added(session.view(), dataset), fit=True)


def draw_added(overlay: Overlay, dataset: Dataset) -> None:
    files = markdown_safe(files_text(overlay))
    st.markdown(f"## Your added rows\n\n**{rows_text(overlay)}** from {files}{tables_text(overlay)}.")
    if overlay.new_ties:
        _draw_show(dataset)
    draw_downloads(
        Download(
            "Download your rows",
            partial(export.added_rows_zip, dataset),
            "allweather-added.zip",
            ZIP_TYPE,
            "A zip of your tables. Upload it here to add the same rows again.",
            is_primary=True,
        ),
        Download(
            "Download everything (your rows and the records)",
            partial(zip_of, dataset),
            "allweather-all.zip",
            ZIP_TYPE,
            "Your tables are in its folder “added”. Upload it here to add the same rows again.",
        ),
        key="added_files",
    )
    draw_overlaps(overlay)
    if overlay.findings:
        # Since the records were edited.
        st.markdown("**Left out**, as the records were edited:")
        rows = export.finding_rows(overlay.findings)
        draw_text_table(export.FINDING_COLUMNS, rows, "Your rows that were left out, and why", key="lost_rows")
