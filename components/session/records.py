"""The records -> a Dataset for the page, or its findings in place of a traceback.

While a file is being edited and has faults, the last good records stay in view.
"""

import logging

import pandas as pd
import streamlit as st

from data.base.text import counted
from data.links.pins import store_version
from data.store.base import Store, StoreError
from data.store.settings import settings
from data.tables.dataset import Dataset, Finding, RecordsError, load_files


@st.cache_resource(max_entries=2, show_spinner="Reading the records …")
def _loaded(store: Store, stamped: str) -> Dataset | tuple[Finding, ...]:  # noqa: ARG001 (part of the key)
    """Each version that is shown is kept for pinned links; a place that cannot be written to is no fault of the page."""
    try:
        files = store.files()
        found = load_files(files)
    except RecordsError as problem:
        return problem.findings
    try:
        store_version(found.version, files, store)
    except StoreError as problem:
        logging.getLogger(__name__).warning("%s", problem)
    return found


@st.cache_resource
def _last_good() -> dict[Store, Dataset]:
    """By place, for all sessions: a reader who arrives during an edit sees the last good records too."""
    return {}


def loaded() -> Dataset | None:
    """The records as they are now; on faults their list is shown, and the last good records are returned."""
    try:
        store = settings().store
    except RecordsError as problem:
        _show(problem.findings, "settings", "There is nothing to show until they are mended.")
        return None
    try:
        found = _loaded(store, repr(store.stamp()))
    except StoreError as problem:
        found = (Finding("", None, None, str(problem), ""),)
    if isinstance(found, Dataset):
        _last_good()[store] = found
        return found
    good = _last_good().get(store)
    rest = "The last records without fault stay in view." if good else "There is nothing to show until they are mended."
    _show(found, f"records ({store.name})", rest)
    return good


def _show(findings: tuple[Finding, ...], what: str, rest: str) -> None:
    st.error(f"{counted(len(findings), 'fault')} in the {what}. {rest}")
    rows = [(finding.file, finding.row, finding.column, finding.message) for finding in findings]
    table = pd.DataFrame(rows, columns=["File", "Line", "Column", "What is wrong, and how to fix it"])
    st.dataframe(table, hide_index=True, width="stretch", height=min(400, 38 * (len(rows) + 1)))
