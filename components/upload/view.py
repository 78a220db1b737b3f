"""A reader's own records: drop files, see every fault or every guess, lay the rows over for this session, take them away."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components import session
from components.records.browser import frame_of
from components.session import workspace
from components.style.markup import markdown_safe
from components.upload.guesses import guess_tables, plain_table
from data.base.text import counted, listed
from data.export import added_rows as saving
from data.export.files import zip_of
from data.model.schema import TABLE, Spell
from data.tables.dataset import Dataset
from data.upload.files import ENDINGS
from data.upload.overlay import Conflict, Overlay, laid_anew, overlay_of
from data.upload.raw import LARGEST_UPLOAD, MB, MOST_FINDINGS, MOST_ROWS, NONE_REFUSED, Key, Upload
from data.view.selection import Selection

PAGE = "own"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONFLICT_COLUMNS = ("Dyad", "Yours", "Says", "In the records", "Says there")


# On every page -------------------------------------------------------------------------------------


def laid_over(ours: Dataset) -> Dataset:
    """The records with the reader's own rows over them, if there are any in this session; and the line that says so."""
    overlay = workspace.overlay()
    if overlay is None:
        return ours
    if overlay.ours is not ours:
        # The records were edited meanwhile, and the rows may name what is no longer there.
        overlay = laid_anew(overlay, ours)
        session.lay_over(overlay if overlay.dataset else None)
        if overlay.dataset is None:
            workspace.set_offer(overlay)
            return ours
    _line(overlay)
    return overlay.dataset or ours


def _line(overlay: Overlay) -> None:
    with st.container(horizontal=True, key="own_line", vertical_alignment="center"):
        words = f"**{counted(_rows(overlay), 'row')} of yours laid over the records**, in this session only; marked (added)."
        st.markdown(words, width="content")
        st.button("Remove", key="own_remove", on_click=_remove, width="content", help="The records as they are, again")


def _rows(overlay: Overlay) -> int:
    return len(overlay.lines)


def _remove() -> None:
    session.lay_over(None)
    workspace.set_offer(None, forget_files=True)


# The page ------------------------------------------------------------------------------------------


def own_desk(selection: Selection) -> None:
    """Draw the page."""
    for notice in session.notices():
        st.warning(markdown_safe(notice))
    laid, offer = workspace.overlay(), workspace.offer()
    ours = laid.ours if laid else selection.dataset
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        _take_in(ours)
    with right:
        _help(ours)
    if offer:
        _offer(offer, laid, ours)
    if laid and laid.dataset:
        _laid(laid, laid.dataset)


def _take_in(ours: Dataset) -> None:
    st.markdown("## Your records over these")
    st.file_uploader(
        f"CSV, XLSX, or a zip of them: up to {LARGEST_UPLOAD // MB} MB and {MOST_ROWS:,} rows",
        type=list(ENDINGS),
        accept_multiple_files=True,
        max_upload_size=LARGEST_UPLOAD // MB,
        **session.bind_input(f"own_files_{workspace.uploads()}", partial(_read, ours)),
    )


def _read(ours: Dataset, files: list[Any] | None) -> None:
    uploads = tuple(Upload(file.name, file.getvalue()) for file in files or ())
    before = workspace.offer()
    _reread(ours, uploads, before.refused if before else NONE_REFUSED)


def _reread(ours: Dataset, uploads: tuple[Upload, ...], refused: frozenset[Key]) -> None:
    workspace.set_offer(overlay_of(ours, uploads, refused) if uploads else None)


def _help(ours: Dataset) -> None:
    st.markdown("## What to upload")
    st.caption(
        "One table is enough, such as spells or events. Columns and names may be your own (Belarus, BLR, БЕЛАРУСЬ, "
        "白俄罗斯): what is guessed is shown before it counts. Your rows stay in this session: no link holds them, "
        "nothing is written to a disk, and closing or reloading the page ends it."
    )
    with st.container(horizontal=True, key="downloads"):
        _get("Example (CSV)", lambda: saving.example_csv(ours), "allweather-example-spells.csv", "text/csv")
        _get("Template (XLSX)", saving.template_xlsx, "allweather-template.xlsx", _XLSX)
        _get("Template (zip of CSV)", lambda: saving.template_zip(ours), "allweather-template.zip", "application/zip")


def _get(label: str, make: Callable[[], bytes], file: str, mime: str, **options: Any) -> None:
    st.download_button(label, data=make, file_name=file, mime=mime, on_click="ignore", key=f"get_{label}", **options)


# What was read -------------------------------------------------------------------------------------


def _offer(offer: Overlay, laid: Overlay | None, ours: Dataset) -> None:
    if offer.findings or offer.dataset is None:
        _faults(offer)
        guess_tables(offer, partial(_reread, ours, offer.uploads))
        return
    words = listed([f"{number:,} in {name}" for name, number in offer.counts.items()], most=10)
    st.success(f"**{counted(_rows(offer), 'row')} without a fault**: {words}.{_same(offer)}")
    replaced = f" (in place of the {_rows(laid):,} laid over now)" if laid else ""
    label = f"Lay {counted(_rows(offer), 'row')} over the records{replaced}"
    st.button(label, key="own_lay", type="primary", on_click=partial(_lay, offer))
    guess_tables(offer, partial(_reread, ours, offer.uploads))
    _conflicts(offer)
    _preview(offer)


def _preview(offer: Overlay) -> None:
    """The rows as they were read, table by table; drawn once opened."""
    box = st.expander("The rows as they were read", key="own_preview", on_change="rerun")
    if not box.open or offer.dataset is None:
        return
    for name, rows in saving.own_rows(offer.dataset).items():
        box.markdown(f"**{name}**")
        box.dataframe(
            frame_of(TABLE[name], rows),
            hide_index=True,
            width="stretch",
            key=f"own_rows_{name}",
            alt=f"Your rows in {name}",
        )


def _same(offer: Overlay) -> str:
    return f" {counted(offer.same, 'row')} more, the same as in the records, stay out." if offer.same else ""


def _lay(offer: Overlay) -> None:
    session.lay_over(replace(offer, uploads=()))
    workspace.set_offer(None, forget_files=True)


def _faults(offer: Overlay) -> None:
    if not offer.findings:
        st.info(f"There is nothing to lay over.{_same(offer)}")
        return
    number = len(offer.findings)
    at_least = "at least " if number >= MOST_FINDINGS else ""
    otherwise = ", or take the guesses again that you refused" if offer.refused else ""
    words = f"**{at_least}{counted(number, 'fault')}: nothing was loaded.** Mend them in the file and drop it again{otherwise}."
    st.error(words)
    rows = saving.finding_rows(offer.findings)
    plain_table(saving.FINDING_COLUMNS, rows, "What is wrong, by file, row and column", key="own_findings")
    _get(
        "Download this list (CSV)",
        lambda: saving.table_csv(saving.FINDING_COLUMNS, rows),
        "allweather-faults.csv",
        "text/csv",
    )


def _conflicts(overlay: Overlay) -> None:
    if not overlay.conflicts:
        return
    number = counted(len(overlay.conflicts), "row of yours speaks", "rows of yours speak")
    st.markdown(f"**{number} of a dyad and a time of which the records speak too.** Both are kept, side by side.")
    rows = [_conflict_row(conflict) for conflict in overlay.conflicts]
    plain_table(CONFLICT_COLUMNS, rows, "Where yours and ours speak of the same", key="own_conflicts")


def _conflict_row(conflict: Conflict) -> tuple[str, ...]:
    own, ours = conflict.own, conflict.ours
    return own.dyad, own.id, _says(own), ours.id, _says(ours)


def _says(row: Any) -> str:
    if isinstance(row, Spell):
        opening = row.start.spoken if row.start else f"by {row.known_by.spoken}" if row.known_by else "?"
        return f"{opening} – {row.end.spoken if row.end else 'now'}: {row.wording}"
    return f"{row.date.spoken}: {row.title}"


# What is laid over ---------------------------------------------------------------------------------


def _laid(laid: Overlay, dataset: Dataset) -> None:
    words = listed([f"{number:,} in {name}" for name, number in laid.counts.items()], most=10)
    files = markdown_safe(listed(list(laid.files), most=3))
    st.markdown(f"## Laid over now\n\n**{counted(_rows(laid), 'row')}** from {files}: {words}.")
    with st.container(horizontal=True, key="own_files"):
        _get("Save your rows", lambda: saving.own_zip(dataset), "allweather-own.zip", "application/zip", type="primary",
             help="A zip of your tables. Drop it here again, and the same rows are laid over.")  # fmt: skip
        _get("Save all, yours and the records", lambda: zip_of(dataset),
             "allweather-all.zip", "application/zip",
             help="Your tables are in its folder “own”. Drop it here again, and the same rows are laid over.")  # fmt: skip
    _conflicts(laid)
