"""A declared field of the view -> its widget, which shows the field and writes to it."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from components import session
from data.tables.dataset import Dataset
from data.view.fields.codecs import LONGEST_TEXT
from data.view.fields.field import Widget
from data.view.view import FIELDS

EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 1, 1)


def draw_field_widget(name: str, dataset: Dataset) -> None:
    """Draw the widget of a field."""
    widget = FIELDS[name].widget
    if widget is None:
        raise ValueError(f"{name} declares no widget")
    match widget.kind:
        case "pills":
            st.pills(widget.label, **_options(widget, dataset), selection_mode="multi", **session.bind_list(name))
        case "list":
            st.multiselect(
                widget.label,
                **_options(widget, dataset),
                placeholder=widget.placeholder,
                help=widget.help,
                # Enter takes the best match; with a first line that takes all of them it would take those.
                select_all=False,
                **session.bind_list(name),
            )
        case "text":
            st.text_input(
                widget.label,
                max_chars=LONGEST_TEXT,
                placeholder=widget.placeholder,
                help=widget.help,
                **session.bind(name),
            )
        case "toggle":
            st.toggle(widget.label, help=widget.help, **session.bind(name))
        case "day":
            _day(name, widget)


def _options(widget: Widget, dataset: Dataset) -> dict[str, Any]:
    return {"options": widget.options(dataset), "format_func": partial(widget.option_text, dataset)}


def _day(name: str, widget: Widget) -> None:
    day = getattr(session.view(), name) or EARLIEST
    st.date_input(
        widget.label,
        min_value=min(EARLIEST, day),
        max_value=max(_LATEST, day),
        format="YYYY-MM-DD",
        **session.bind(name),
    )
