"""The page on which readers add their own records for this session."""

from components.frame.summary_bar import show_notices
from components.upload.view import upload_page
from data.view.selection import Selection


def added_records_page(selection: Selection) -> None:
    """Draw the page."""
    show_notices()
    upload_page(selection)
