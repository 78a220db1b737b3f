"""The table page: the same ties as the picture, in the same order."""

from components.frame.summary_bar import empty_result, standing_line
from components.table.view import table as rows
from data.view.selection import InView


def table(found: InView) -> None:
    """Draw the page."""
    standing_line(found)
    if not empty_result(found):
        rows(found)
