"""The records folder -> a Dataset for the page, or its findings in place of a traceback.

While a file is being edited and has faults, the last good records stay in view.
"""

import logging
from pathlib import Path

import pandas as pd
import streamlit as st

from data.loading import Dataset, Finding, RecordsError, load_records, stamp
from data.pins import keep
from data.settings import settings
from data.words import counted


@st.cache_resource(max_entries=2, show_spinner="Reading the records …")
def _loaded(place: str, stamped: tuple[object, ...]) -> Dataset | tuple[Finding, ...]:  # noqa: ARG001 (part of the key)
    try:
        return load_records(Path(place))
    except RecordsError as problem:
        return problem.findings


@st.cache_resource
def _last_good() -> dict[str, Dataset]:
    """By folder, for all sessions: a reader who arrives during an edit sees the last good records too."""
    return {}


@st.cache_resource(max_entries=8)
def _kept(version: str, place: Path, folder: Path | None, _found: Dataset) -> bool:
    """Keep each version that is shown, for pinned links; a folder that cannot be written to is no fault of the page."""
    try:
        if folder:
            keep(_found, place, folder)
    except OSError as problem:
        logging.getLogger(__name__).warning("The version %s is not kept: %s", version, problem)
        return False
    return True


def loaded() -> Dataset | None:
    """The records as they are now; on faults their list is shown, and the last good records are returned."""
    try:
        place = settings().records_folder
    except RecordsError as problem:
        _show(problem.findings, "settings", "There is nothing to show until they are mended.")
        return None
    found = _loaded(str(place), stamp(place))
    if isinstance(found, Dataset):
        _last_good()[str(place)] = found
        _kept(found.version, place, settings().kept_folder, found)
        return found
    good = _last_good().get(str(place))
    rest = "The last records without fault stay in view." if good else "There is nothing to show until they are mended."
    _show(found, f"records ({place.name})", rest)
    return good


def _show(findings: tuple[Finding, ...], what: str, rest: str) -> None:
    st.error(f"{counted(len(findings), 'fault')} in the {what}. {rest}")
    rows = [(finding.file, finding.row, finding.column, finding.message) for finding in findings]
    table = pd.DataFrame(rows, columns=["File", "Line", "Column", "What is wrong, and how to mend it"])
    st.dataframe(table, hide_index=True, width="stretch", height=min(400, 38 * (len(rows) + 1)))
