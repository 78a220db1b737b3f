"""The table page: the same ties as the picture, in the same order."""

from components.frame.summary_bar import empty_result, summary_bar
from components.table.view import tie_table
from data.view.selection import Selection


def table_page(selection: Selection) -> None:
    """Draw the page."""
    summary_bar(selection)
    if not empty_result(selection):
        tie_table(selection)
