"""A reader's own records: upload files, see every fault or guess, add the rows for this session, remove them."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components import session
from components.frame.download import Download, draw_downloads
from components.records.browser import frame_of
from components.session import workspace
from components.style.markup import markdown_safe
from components.upload.guesses import draw_guess_tables, draw_text_table
from components.upload.words import (
    OVERLAP_COLUMNS,
    add_label,
    count_text,
    faults_text,
    files_text,
    identical_text,
    overlap_cells,
    overlaps_text,
    rows_text,
)
from data.export import added_rows as export
from data.export.csv_files import CSV_TYPE, ZIP_TYPE
from data.export.files import XLSX_TYPE, zip_of
from data.model.schema import TABLE
from data.tables.dataset import Dataset
from data.upload.overlay import Overlay, overlay_of, overlay_on
from data.upload.reading.files import EXTENSIONS
from data.upload.reading.raw import MAX_UPLOAD_BYTES, MAX_UPLOAD_ROWS, MB, NO_REFUSALS, GuessKey, Upload
from data.view.selection import Selection

MAX_MB = MAX_UPLOAD_BYTES // MB

# On every page -------------------------------------------------------------------------------------


def with_added_rows(ours: Dataset) -> Dataset:
    """The records with the rows that the reader added in this session, if any; draws the line that says so."""
    overlay = workspace.overlay()
    if overlay is None:
        return ours
    if overlay.ours is not ours:
        # The records were edited, and the added rows may refer to what is no longer there.
        overlay = overlay_on(ours, overlay)
        session.set_added_rows(overlay if overlay.dataset else None)
        if overlay.dataset is None:
            workspace.set_offer(overlay)
            return ours
    _draw_added_line(overlay)
    return overlay.dataset or ours


def _draw_added_line(overlay: Overlay) -> None:
    with st.container(horizontal=True, key="added_line", vertical_alignment="center"):
        are_included = "row is" if len(overlay.lines) == 1 else f"{rows_text(overlay)} are"
        text = f"**Your {are_included} included for this session**, marked “(added)”."
        st.markdown(text, width="content")
        st.button(
            "Remove", key="added_remove", on_click=_remove, width="content", help="Show the records without your rows"
        )


def _remove() -> None:
    session.set_added_rows(None)
    workspace.set_offer(None, forget_files=True)


# The page ------------------------------------------------------------------------------------------


def upload_page(selection: Selection) -> None:
    """Draw the page."""
    overlay, offer = workspace.overlay(), workspace.offer()
    ours = overlay.ours if overlay else selection.dataset
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        _draw_uploader(ours)
    with right:
        _draw_help(ours)
    if offer:
        _draw_offer(offer, overlay, ours)
    if overlay and overlay.dataset:
        _draw_added(overlay, overlay.dataset)


def _draw_uploader(ours: Dataset) -> None:
    st.markdown("## Add your records")
    st.file_uploader(
        f"CSV, XLSX, or a zip of them: up to {MAX_MB} MB and {MAX_UPLOAD_ROWS:,} rows",
        type=list(EXTENSIONS),
        accept_multiple_files=True,
        max_upload_size=MAX_MB,
        **session.bind_input(f"upload_files_{workspace.uploader_number()}", partial(_read_files, ours)),
    )


def _read_files(ours: Dataset, files: list[Any] | None) -> None:
    uploads = tuple(Upload(file.name, file.getvalue()) for file in files or ())
    before = workspace.offer()
    _read_uploads(ours, uploads, before.refused if before else NO_REFUSALS)


def _read_uploads(ours: Dataset, uploads: tuple[Upload, ...], refused: frozenset[GuessKey]) -> None:
    workspace.set_offer(overlay_of(ours, uploads, refused) if uploads else None)


def _draw_help(ours: Dataset) -> None:
    st.markdown("## What to upload")
    st.caption(
        "One table is enough, such as spells or events. You can use your own column names and any names of countries "
        "(Belarus, BLR, БЕЛАРУСЬ, 白俄罗斯): you see every guess before your rows are added. Your rows stay in this "
        "session: they are never written to disk or put in a link, and are gone when you close or reload the page."
    )
    draw_downloads(
        Download("Example (CSV)", partial(export.example_csv, ours), "allweather-example-spells.csv", CSV_TYPE),
        Download("Template (XLSX)", export.template_xlsx, "allweather-template.xlsx", XLSX_TYPE),
        Download("Template (zip of CSV)", partial(export.template_zip, ours), "allweather-template.zip", ZIP_TYPE),
    )


# What was read -------------------------------------------------------------------------------------


def _draw_offer(offer: Overlay, overlay: Overlay | None, ours: Dataset) -> None:
    """Draw what was read from the files: its faults, or the button that adds the rows, and the guesses."""
    refuse = partial(_read_uploads, ours, offer.uploads)
    if offer.findings or offer.dataset is None:
        _draw_faults(offer)
        draw_guess_tables(offer, refuse)
        return
    st.success(f"**{rows_text(offer)} without faults**: {count_text(offer)}.{identical_text(offer)}")
    replaced = f" (replaces the {rows_text(overlay)} added before)" if overlay else ""
    st.button(f"{add_label(offer)}{replaced}", key="upload_add", type="primary", on_click=partial(_add, offer))
    draw_guess_tables(offer, refuse)
    _draw_overlaps(offer)
    _draw_preview(offer)


def _draw_preview(offer: Overlay) -> None:
    """Draw the rows as they were read, table by table, once the box is opened."""
    box = st.expander("Preview of your rows", key="upload_preview", on_change="rerun")
    if not box.open or offer.dataset is None:
        return
    for name, rows in export.added_rows_of(offer.dataset).items():
        box.markdown(f"**{name}**")
        box.dataframe(
            frame_of(TABLE[name], rows),
            hide_index=True,
            width="stretch",
            key=f"upload_rows_{name}",
            alt=f"Your rows in {name}",
        )


def _add(offer: Overlay) -> None:
    session.set_added_rows(replace(offer, uploads=()))
    workspace.set_offer(None, forget_files=True)


def _draw_faults(offer: Overlay) -> None:
    if not offer.findings:
        st.info(f"There are no new rows to add.{identical_text(offer)}")
        return
    st.error(faults_text(offer))
    rows = export.finding_rows(offer.findings)
    draw_text_table(export.FINDING_COLUMNS, rows, "Faults, by file, row and column", key="upload_findings")
    make = partial(export.table_csv, export.FINDING_COLUMNS, rows)
    draw_downloads(Download("Download this list (CSV)", make, "allweather-faults.csv", CSV_TYPE), key="faults_file")


def _draw_overlaps(overlay: Overlay) -> None:
    if overlay.overlaps:
        st.markdown(overlaps_text(overlay))
        rows = [overlap_cells(overlap) for overlap in overlay.overlaps]
        draw_text_table(OVERLAP_COLUMNS, rows, "Your rows that overlap ours", key="upload_overlaps")


# What was added ------------------------------------------------------------------------------------


def _draw_added(overlay: Overlay, dataset: Dataset) -> None:
    files = markdown_safe(files_text(overlay))
    st.markdown(f"## Your added rows\n\n**{rows_text(overlay)}** from {files}: {count_text(overlay)}.")
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
    _draw_overlaps(overlay)
