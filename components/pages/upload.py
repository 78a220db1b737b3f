"""The page on which readers add their own records for this session."""

from components.frame.summary_bar import notices
from components.upload.view import upload_page
from data.view.selection import Selection


def upload(selection: Selection) -> None:
    """Draw the page."""
    notices()
    upload_page(selection)
