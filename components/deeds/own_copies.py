"""A reader's own copy of published data: checked, shown beside the series of the records, and gone with the session."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from components.session import workspace
from components.style.markup import element, html_of, markdown_safe
from data.apart.work_apart import counter_of_thread
from data.base.fault import FaultError
from data.series.series_set import SeriesSet, desk_series, joined, shipped_series
from data.store.settings import settings
from data.tables.dataset import Dataset, RecordsError
from data.upload.room import hold, turn_to_read

_ABOUT = (
    "Some data may not be passed on, so they are not part of these records. Bring your own copy, as its publisher gives it: "
    "it is checked, drawn beside the other series, and gone when you close this page. For everyone at your desk: "
    "python -m data.series import."
)


def page_series(dataset: Dataset) -> SeriesSet:
    """The series of the records, of the desk's folder, and of this session."""
    sets = [shipped_series(dataset)]
    # Settings with faults are shown above the page; the series of the records do not depend on them.
    with suppress(RecordsError):
        folder = settings().series_folder
        sets += [desk_series(folder)] if folder else []
    return joined([*sets, *(copy.series_set for copy in workspace.own_series().values())])


def draw_own_copies(dataset: Dataset) -> None:
    """Draw the choice of a layout with its terms, the box for the file, and what was read or why not."""
    box = st.expander(
        "Add your own copy (arms, trade, travel, finance, sanctions, missions)", key="own_series_box", on_change="rerun"
    )
    if box.open:
        with box:
            _draw_box(dataset)


def _draw_box(dataset: Dataset) -> None:
    # Reads workbooks and names: loaded for the readers who open it.
    from data.series.desk.layouts import SERIES_LAYOUTS

    st.html(html_of(element("p", _ABOUT)))
    key = st.selectbox(
        "Which data",
        list(SERIES_LAYOUTS),
        format_func=lambda name: SERIES_LAYOUTS[name].title,
        key="own_series_layout",
        on_change=workspace.set_own_series_fault,
        args=("",),
    )
    layout = SERIES_LAYOUTS[key]
    st.html(html_of(element("p", f"File: {layout.file}. Terms: {layout.terms}")))
    files = st.file_uploader("Files", accept_multiple_files=True, key=f"own_series_files_{key}")
    st.button("Add this series", disabled=not files, on_click=_add, args=(dataset, key, files), key="own_series_add")
    # Here, where the reader is, and not at the top of the page.
    if fault := workspace.own_series_fault():
        st.error(markdown_safe(fault))
    for name, copy in workspace.own_series().items():
        st.markdown(f"**{markdown_safe(copy.series.name)}**: {markdown_safe(' '.join(copy.notes))}")
        st.button(
            f"Remove {markdown_safe(copy.series.name)}", key=f"own_series_drop_{name}", on_click=_drop, args=(name,)
        )


def _add(dataset: Dataset, key: str, files: Sequence[object]) -> None:
    from data.series.desk.apart import converted_apart
    from data.series.desk.convert import copy_of, layout_of

    read = [(file.name, file.getvalue()) for file in files]  # type: ignore[attr-defined]
    size, apart = sum(len(content) for _, content in read), counter_of_thread()
    before = apart.seconds()
    try:
        # In turn with large uploads, and its seconds count for the reader’s address like theirs.
        with turn_to_read(size, is_packed=True) as charge:
            try:
                copy = copy_of(dataset, layout_of(key), read, converted_apart)
            finally:
                charge(apart.seconds() - before)
    except FaultError as problem:
        workspace.set_own_series_fault(f"Not added: {problem}.")
        return
    hold(copy)
    workspace.set_own_series({**workspace.own_series(), copy.series.series: copy})


def _drop(name: str) -> None:
    workspace.set_own_series({key: copy for key, copy in workspace.own_series().items() if key != name})
