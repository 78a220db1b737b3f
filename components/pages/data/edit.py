"""The page on which curators change the records; there only where a desk has turned it on."""

from components.editor.view import draw_editor
from components.frame.summary_bar import show_notices
from components.records.browser import table_of
from components.session import workspace
from data.view.selection import Selection


def edit_page(selection: Selection) -> None:
    """Draw the page: it shows the records only, without rows that the reader added."""
    show_notices()
    overlay = workspace.overlay()
    draw_editor(overlay.ours if overlay else selection.dataset, table_of(selection).name)
