"""The page on which curators change the records; there only where a desk has turned it on."""

from components.editor.view import editor
from components.frame.summary_bar import notices
from components.records.browser import table_of
from components.session import workspace
from data.view.selection import Selection


def edit(selection: Selection) -> None:
    """Draw the page: it is about the records alone, whatever a reader laid over them."""
    notices()
    laid = workspace.overlay()
    editor(laid.ours if laid else selection.dataset, table_of(selection).name)
