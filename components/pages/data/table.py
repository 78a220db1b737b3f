"""The table page: the same ties as the picture, in the same order."""

from components.frame.summary_bar import draw_empty_result, draw_summary_bar
from components.table.view import draw_tie_table
from data.view.selection import Selection


def table_page(selection: Selection) -> None:
    """Draw the page."""
    draw_summary_bar(selection)
    if not draw_empty_result(selection):
        draw_tie_table(selection)
