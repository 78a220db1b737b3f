"""The page on which curators change the records; there only where a desk has turned it on."""

from components.editor.view import editor
from components.frame.summary_bar import notices
from components.records.browser import table_of
from components.session import workspace as brought
from data.view.selection import InView


def edit(found: InView) -> None:
    """Draw the page: it is about the records alone, whatever a reader laid over them."""
    notices()
    laid = brought.own()
    editor(laid.ours if laid else found.dataset, table_of(found).name)
