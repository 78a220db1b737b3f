"""The table page: the same ties as the picture, in the same order."""

from components.frame.summary_bar import empty_result, standing_line
from components.table.view import tie_table
from data.view.selection import Selection


def table(selection: Selection) -> None:
    """Draw the page."""
    standing_line(selection)
    if not empty_result(selection):
        tie_table(selection)
