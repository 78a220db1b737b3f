"""The records -> a Dataset for the page, or the list of their findings.

While a file is being edited and has faults, or a database does not answer, the last sound records are shown.
"""

import logging
from functools import partial

import streamlit as st

from components.style.markup import markdown_safe
from data.base.text import quantity
from data.links.pins import store_version
from data.store.base import Store, StoreError
from data.store.current_records import records_of
from data.store.settings import settings
from data.tables.dataset import Dataset, Finding, RecordsError
from data.tables.reading import Files

_NOTHING = "Nothing can be shown until this is fixed."
_LAST = "The last sound records are still shown."


def _store_for_pins(store: Store, dataset: Dataset, files: Files) -> None:
    """Store this version for pinned links; a failure is no fault of the page."""
    try:
        store_version(dataset.version, files, store)
    except StoreError as problem:
        logging.getLogger(__name__).warning("%s", problem)


def current_records() -> Dataset | None:
    """The records as they are now. If they have faults, draws their list and returns the last sound records, or None."""
    try:
        store = settings().store
    except RecordsError as problem:
        draw_settings_faults(problem)
        return None
    records = records_of(store, partial(_store_for_pins, store))
    if records.is_read:
        reading = records.now()
    else:
        with st.spinner("Reading the records …"):
            reading = records.now()
    if reading.findings:
        _draw_findings(reading.findings, f"records ({store.name})", _LAST if reading.dataset else _NOTHING)
    return reading.dataset


def records_now() -> Dataset | None:
    """The same without drawing anything, for answers that are no page. RecordsError if the settings have faults."""
    store = settings().store
    return records_of(store, partial(_store_for_pins, store)).now().dataset


def draw_settings_faults(problem: RecordsError) -> None:
    _draw_findings(problem.findings, "settings", _NOTHING)


def _draw_findings(findings: tuple[Finding, ...], subject: str, consequence: str) -> None:
    # Records are rarely at fault, and pandas takes long to load.
    import pandas as pd

    st.error(f"{quantity(len(findings), 'fault')} in the {markdown_safe(subject)}. {consequence}")
    rows = [(finding.file, finding.row, finding.column, finding.message) for finding in findings]
    table = pd.DataFrame(rows, columns=["File", "Line", "Column", "What is wrong, and how to fix it"])
    st.dataframe(table, hide_index=True, width="stretch", height=min(400, 38 * (len(rows) + 1)))
