"""The records -> a Dataset for the page, or the list of their findings.

While a file is being edited and has faults, the last sound records are shown.
"""

import logging

import pandas as pd
import streamlit as st

from data.base.text import quantity
from data.links.pins import store_version
from data.store.base import Store, StoreError
from data.store.settings import settings
from data.tables.dataset import Dataset, Finding, RecordsError, load_files

_NOTHING = "Nothing can be shown until this is fixed."
_LAST = "The last sound records are still shown."


@st.cache_resource(max_entries=2, show_spinner="Reading the records …")
def _read_records(store: Store, stamp: str) -> Dataset | tuple[Finding, ...]:  # noqa: ARG001 (part of the key)
    """The records, or their findings; also stores this version for pinned links, and logs if that fails."""
    try:
        files = store.files()
        dataset = load_files(files)
    except RecordsError as problem:
        return problem.findings
    try:
        store_version(dataset.version, files, store)
    except StoreError as problem:
        logging.getLogger(__name__).warning("%s", problem)
    return dataset


@st.cache_resource
def _last_sound() -> dict[Store, Dataset]:
    """The last sound records of each store, for all sessions: a reader who arrives during an edit sees them too."""
    return {}


def current_records() -> Dataset | None:
    """The records as they are now. If they have faults, draws their list and returns the last sound records, or None."""
    try:
        store = settings().store
    except RecordsError as problem:
        _draw_findings(problem.findings, "settings", _NOTHING)
        return None
    try:
        result = _read_records(store, repr(store.stamp()))
    except StoreError as problem:
        result = (Finding("", None, None, str(problem), ""),)
    if isinstance(result, Dataset):
        _last_sound()[store] = result
        return result
    last = _last_sound().get(store)
    _draw_findings(result, f"records ({store.name})", _LAST if last else _NOTHING)
    return last


def _draw_findings(findings: tuple[Finding, ...], subject: str, consequence: str) -> None:
    st.error(f"{quantity(len(findings), 'fault')} in the {subject}. {consequence}")
    rows = [(finding.file, finding.row, finding.column, finding.message) for finding in findings]
    table = pd.DataFrame(rows, columns=["File", "Line", "Column", "What is wrong, and how to fix it"])
    st.dataframe(table, hide_index=True, width="stretch", height=min(400, 38 * (len(rows) + 1)))
