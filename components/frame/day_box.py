"""A box with a day of the records."""

from datetime import date
from typing import Any

import streamlit as st

from components import session
from data.view.selection import Selection, first_day


def day_box(selection: Selection, label: str, shown: date, field: dict[str, Any], *, width: int | None = None) -> None:
    """From the first day of the records through today; a link may ask for a day outside, which is then let stand."""
    st.date_input(
        label,
        min_value=min(first_day(selection.ties), shown),
        max_value=max(session.today(), shown),
        format="YYYY-MM-DD",
        width=width or "stretch",
        **field,
    )
