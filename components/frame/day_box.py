"""A box for a date within the time of the records."""

from datetime import date
from typing import Any

import streamlit as st

from components import session
from data.view.selection import Selection, first_day


def draw_day_box(
    selection: Selection, label: str, day: date, binding: dict[str, Any], *, width: int | None = None
) -> None:
    """Draw it, from the first day of the records through today; a day outside that a link asks for is allowed too."""
    st.date_input(
        label,
        min_value=min(first_day(selection.ties), day),
        max_value=max(session.today(), day),
        format="YYYY-MM-DD",
        width=width or "stretch",
        **binding,
    )
