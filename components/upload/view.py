"""A reader's own records: upload files, see every fault or guess, add the rows for this session, remove them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components import session
from components.frame.download import Download, draw_downloads
from components.records.browser import frame_of
from components.session import workspace
from components.upload.added_rows import draw_added, draw_overlaps
from components.upload.guesses import draw_guess_tables, draw_text_table
from components.upload.mapping_step import draw_mapping
from components.upload.questions_step import draw_questions
from components.upload.words import (
    add_label,
    faults_text,
    identical_text,
    ready_text,
    rows_text,
    skipped_text,
    tables_text,
)
from data.base.fault import Fault
from data.export import added_rows as export
from data.export.csv_files import CSV_TYPE, ZIP_TYPE
from data.export.files import XLSX_TYPE
from data.model.schema import TABLE
from data.tables.dataset import Dataset
from data.tables.findings import Finding
from data.upload.apart import overlay_apart
from data.upload.mapping.choices import OPEN_CHOICES, Choices
from data.upload.overlay import Overlay
from data.upload.reading.files import EXTENSIONS
from data.upload.reading.raw import MAX_UNPACKED_BYTES, MAX_UPLOAD_BYTES, MAX_UPLOAD_ROWS, MB, Upload
from data.view.selection import Selection

MAX_MB = MAX_UPLOAD_BYTES // MB
# More than anybody unticks; they stay for the files that follow.
_MOST_REFUSED = 5_000


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
        draw_added(overlay, overlay.dataset)


def _draw_uploader(ours: Dataset) -> None:
    st.markdown("## Add your records")
    st.file_uploader(
        f"CSV, XLSX, GEXF, GraphML, or a zip of them: up to {MAX_MB} MB and {MAX_UPLOAD_ROWS:,} rows",
        type=[*EXTENSIONS, "json"],
        accept_multiple_files=True,
        max_upload_size=MAX_MB,
        **session.bind_input(f"upload_files_{workspace.uploader_number()}", partial(_read_files, ours)),
    )


def _read_files(ours: Dataset, files: list[Any] | None) -> None:
    size = sum(file.size for file in files or ())
    if size > MAX_UNPACKED_BYTES:
        # The files themselves would stay in the memory of the server.
        fault = Fault(
            f"has {size // MB} MB in all; at most {MAX_UNPACKED_BYTES // MB} MB are allowed", "upload fewer files"
        )
        finding = Finding.of("upload", None, None, fault)
        workspace.set_offer(Overlay(ours, (), findings=(finding,)), forget_files=True)
        return
    uploads = tuple(Upload(file.name, file.getvalue()) for file in files or ())
    before, maps = workspace.offer(), workspace.kept_column_maps()
    choices = replace(before.choices, maps=maps) if before else Choices(maps)
    _read_uploads(ours, uploads, choices)


def _read_uploads(ours: Dataset, uploads: tuple[Upload, ...], choices: Choices) -> None:
    overlay = overlay_apart(ours, uploads, choices) if uploads else None
    # What was not even read is not kept by the box either.
    workspace.set_offer(overlay, forget_files=overlay is not None and not overlay.uploads)
    workspace.keep_column_maps(choices.maps)


def _choose(ours: Dataset, change: Callable[[Choices], Choices]) -> None:
    """Read the files again with another choice. Reading takes seconds, in which a page shows what was before: the change is of
    the files and choices as they are now, and of nothing where they were added or removed since.
    """
    now = workspace.offer()
    if now and now.uploads and len((choices := change(now.choices)).refused) <= _MOST_REFUSED:
        _read_uploads(ours, now.uploads, choices)


def _draw_help(ours: Dataset) -> None:
    st.markdown("## What to upload")
    st.caption(
        "Two countries and what ties them are enough, in columns of any name: “Country A, Country B, Relationship, Since”. "
        "Countries by any name or code (Belarus, BLR, БЕЛАРУСЬ, 白俄罗斯); files of Gephi and Kumu, alliances of COW and "
        "ATOP, trade agreements of DESTA. You see what was read before it is added. Your rows stay in this session: they "
        "are never written to disk or put in a link, and are gone when you close or reload the page."
    )
    draw_downloads(
        Download("Example (CSV)", partial(export.example_csv, ours), "allweather-example-spells.csv", CSV_TYPE),
        Download("Template (XLSX)", export.template_xlsx, "allweather-template.xlsx", XLSX_TYPE),
        Download("Template (zip of CSV)", partial(export.template_zip, ours), "allweather-template.zip", ZIP_TYPE),
    )


# What was read -------------------------------------------------------------------------------------


def _draw_offer(offer: Overlay, overlay: Overlay | None, ours: Dataset) -> None:
    """Draw what was read from the files: what can be added, what is asked, what its columns are, and what was guessed."""
    choose = partial(_choose, ours)
    if offer.dataset is None:
        _draw_nothing(offer)
    else:
        st.success(f"**{ready_text(offer)}**{tables_text(offer)}.{identical_text(offer)}")
        replaced = f" (replaces the {rows_text(overlay)} added before)" if overlay else ""
        st.button(f"{add_label(offer)}{replaced}", key="upload_add", type="primary", on_click=partial(_add, offer))
    if offer.uploads:
        draw_questions(offer, choose)
        draw_mapping(offer, choose)
    _draw_faults(offer)
    draw_guess_tables(offer, choose)
    draw_overlaps(offer)
    _draw_preview(offer)


def _draw_preview(offer: Overlay) -> None:
    """Draw the rows as they were read, table by table, once the box is opened."""
    box = st.expander("Preview of your rows", key="upload_preview", on_change="rerun")
    if not box.open or offer.dataset is None:
        return
    for name, rows in export.added_rows_of(offer.dataset).items():
        # What their ties need beside them is nothing that the reader wrote.
        if name not in offer.own_counts:
            continue
        box.markdown(f"**{name}**")
        box.dataframe(
            frame_of(TABLE[name], rows),
            hide_index=True,
            width="stretch",
            key=f"upload_rows_{name}",
            alt=f"Your rows in {name}",
        )


def _add(offer: Overlay) -> None:
    if workspace.offer() is not offer:
        # A page that is behind has the button of what was read before: a guess that was refused since would be in it.
        return
    workspace.set_lost_rows(0)
    session.set_added_rows(offer.settled())
    workspace.set_offer(None, forget_files=True)


def _draw_nothing(offer: Overlay) -> None:
    if not offer.findings:
        st.info(f"There are no new rows to add.{identical_text(offer)}")
    elif not any(question.is_open for question in offer.questions):
        st.error(faults_text(offer))


def _draw_faults(offer: Overlay) -> None:
    """Draw what was left out, and the rows as a file."""
    if not offer.findings:
        return
    if offer.dataset is not None or any(question.is_open for question in offer.questions):
        st.markdown(skipped_text(offer))
    # What an answer in the page mends is asked above, and not listed again.
    rows = export.finding_rows(finding for finding in offer.findings if finding.fix not in OPEN_CHOICES)
    downloads = []
    if rows:
        draw_text_table(export.FINDING_COLUMNS, rows, "Faults, by file, row and column", key="upload_findings")
        list_csv = partial(export.table_csv, export.FINDING_COLUMNS, rows)
        downloads.append(Download("Download this list (CSV)", list_csv, "allweather-faults.csv", CSV_TYPE))
    if offer.skipped:
        downloads.append(
            Download(
                "Download the rows left out",
                partial(export.skipped_file, offer),
                "allweather-left-out.zip",
                ZIP_TYPE,
                "Your rows as they were, each with the reason. Correct them and upload them here.",
            )
        )
    draw_downloads(*downloads, key="faults_file")
