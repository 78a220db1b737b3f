"""The ladder page: the rungs of a ladder from the top, and who stands on them on the day."""

from components.figure.desk import figure_desk
from components.ladder import ladder as rungs
from components.standing import empty_result, standing_line
from data.in_view import InView


def ladder(found: InView) -> None:
    """Draw the page."""
    standing_line(found)
    if not empty_result(found):
        figure_desk(found, "ladder")
    rungs(found)
