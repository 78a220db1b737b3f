"""Labels in use on the page: the table with the time since the last use, a word and of whom it was used, the strip of a focus."""

from functools import partial

import pandas as pd
import streamlit as st

from components import session
from components.frame.day_box import draw_day_box
from components.frame.download import Download, draw_downloads
from components.frame.open_profile import OPEN_BY_ROW, draw_open_profile
from components.session.navigation import go
from components.style.chart_style import readable_chart
from components.style.markup import element, html_of, markdown_safe
from components.style.page_style import page_theme
from components.style.plan import MarksPlan
from components.style.plan_chart import plan_chart
from components.usage.elements import trust_details
from components.usage.words import USE_COLUMN_NOTES, USE_COLUMNS, use_rows, word_sentence
from data.analysis.usage.words import partners_of_word
from data.export.csv_files import CSV_TYPE, quoted_csv
from data.tables.origin import HANDLING_COLUMN
from data.usage.silence import LabelUse
from data.view.fields.codecs import LONGEST_TEXT
from data.view.selection import Selection
from data.view.view import View

CHOICES = {False: "All", True: "Not used for 24 months"}


def draw_silence_choice() -> None:
    """Draw which labels are listed: all, or those that were not used for long."""
    st.segmented_control(
        "Labels",
        list(CHOICES),
        format_func=CHOICES.__getitem__,
        label_visibility="collapsed",
        **session.bind_choice("usage_silent", session.view().silent, lambda on: session.change(silent=bool(on))),
    )


def frame_of(selection: Selection, found: tuple[LabelUse, ...]) -> pd.DataFrame:
    return pd.DataFrame(use_rows(selection, found), columns=list(USE_COLUMNS))


def csv_of(selection: Selection, found: tuple[LabelUse, ...], marking: str = "") -> bytes:
    """The table as CSV, the marking in a last column if there is one."""
    columns = (*USE_COLUMNS, "Coding", *((HANDLING_COLUMN,) if marking else ()))
    rows = (
        dict(
            zip(columns, (*("" if cell is None else str(cell) for cell in row), "machine-coded", marking), strict=False)
        )
        for row in use_rows(selection, found)
    )
    return quoted_csv(columns, rows)


def draw_day(selection: Selection) -> None:
    """Draw the day for which the labels in force are listed."""
    day = selection.view.as_of
    draw_day_box(selection, "Date", day, session.bind("as_of", read=lambda chosen: chosen or day), width=150)


def draw_labels_in_use(selection: Selection, found: tuple[LabelUse, ...]) -> None:
    """Draw the table; above it its download and the way from a row to a profile, below it how far to trust it."""
    with st.container(horizontal=True, vertical_alignment="center", key="table_bar"):
        draw_silence_choice()
        if selection.view.silent and st.button("Show these on the network", width="content"):
            # The filter is in the view already.
            session.set_view(View(as_of=selection.view.as_of, silent=True), fit=True)
            go("network")
        file = f"allweather-labels-in-use-{selection.view.as_of.isoformat()}.csv"
        # The files of the figure, in the panel above, are beside them.
        table = Download("Download this table (CSV)", partial(csv_of, selection, found), file, CSV_TYPE)
        draw_downloads(table, key="usage_downloads")
        profile = st.container(key="row_profile")
    if not found:
        st.markdown("No label was left unused that long by this date, or no uses were looked for.")
        return
    with st.container(key="long_table" if len(found) > 14 else "short_table"):
        event = st.dataframe(
            frame_of(selection, found),
            hide_index=True,
            width="stretch",
            height="stretch" if len(found) > 14 else "content",
            key="labels_in_use",
            alt="China’s labels in force, with the last use of each",
            on_select="rerun",
            selection_mode=["single-row", "single-cell"],
            column_config={
                column: st.column_config.Column(help=USE_COLUMN_NOTES.get(column), pinned=column == "Partner")
                for column in USE_COLUMNS
            },
        )
    chosen = [*event.selection.rows, *(row for row, _ in event.selection.cells)]
    with profile:
        if chosen and chosen[0] < len(found):
            draw_open_profile(selection.dataset, found[chosen[0]].spell.dyad, "row")
        else:
            st.caption(OPEN_BY_ROW)


def draw_word() -> None:
    """Draw the question of whom China has used a word."""
    st.text_input(
        "Of whom has China used a word?",
        max_chars=LONGEST_TEXT,
        placeholder="permanent, 永久, 全天候",
        width=340,
        **session.bind("word"),
    )


def draw_word_answer(selection: Selection) -> None:
    """Draw the answer to that question, if it was asked."""
    text = selection.view.word.strip()
    if not text:
        return
    found = partners_of_word(selection.dataset, text, selection.view.as_of, side="china")
    st.markdown(markdown_safe(word_sentence(selection.dataset, text, found, selection.view.as_of)))


def draw_years(plan: MarksPlan | None, summary: str) -> None:
    """Draw the uses by year, once a reader opens them."""
    box = st.expander("Uses by year", key="usage_years", on_change="rerun")
    if box.open and plan is not None:
        with box:
            st.altair_chart(
                readable_chart(plan_chart(plan, page_theme())), width="stretch", key="usage_chart", alt=summary
            )


def draw_trust(selection: Selection) -> None:
    """Draw where the uses come from, and how often the rules are wrong."""
    st.html(html_of(element("div", trust_details(selection.dataset), class_="aw-evidence")))
