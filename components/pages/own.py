"""The page of a reader's own records: tables dropped in, what was found in them, and what is laid over."""

from components.own_desk import own_desk
from components.standing import notices
from data.in_view import InView


def own(found: InView) -> None:
    """Draw the page."""
    notices()
    own_desk(found)
