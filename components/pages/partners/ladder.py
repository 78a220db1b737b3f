"""The ladder page: the rungs of a ladder from the top, and who is on each of them on the day."""

from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.summary_bar import draw_empty_result, draw_summary_bar
from components.ladder.view import draw_ladder
from data.view.selection import Selection


def ladder_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    draw_summary_bar(selection)
    draw_empty_result(selection)
    draw_figure_panel(selection, DaySteps("ladder", "ladder"), place)
    draw_ladder(selection)
