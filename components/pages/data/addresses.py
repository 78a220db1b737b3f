"""The page of addresses: what other programs can read from here."""

from components.addresses.view import draw_addresses
from components.frame.summary_bar import draw_summary_bar
from data.view.selection import Selection


def addresses_page(selection: Selection) -> None:
    """Draw the page."""
    draw_summary_bar(selection)
    draw_addresses(selection)
