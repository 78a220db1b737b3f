"""The page of a reader's own records: tables dropped in, what was found in them, and what is laid over."""

from components.frame.summary_bar import notices
from components.upload.view import upload_page
from data.view.selection import Selection


def own(selection: Selection) -> None:
    """Draw the page."""
    notices()
    upload_page(selection)
