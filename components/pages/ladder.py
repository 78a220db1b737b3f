"""The ladder page: the rungs of a ladder from the top, and who is on each of them on the day."""

from components.figure.panel.view import figure_panel
from components.frame.summary_bar import empty_result, summary_bar
from components.ladder.view import ladder as rungs
from data.view.selection import Selection


def ladder_page(selection: Selection) -> None:
    """Draw the page."""
    summary_bar(selection)
    if not empty_result(selection):
        figure_panel(selection, "ladder")
    rungs(selection)
