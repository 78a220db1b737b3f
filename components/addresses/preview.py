"""The link of a page -> what it shows, for the preview in a chat."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from components.addresses.resources import Asked, dataset_of, marking_of
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.query.request import FigureRequest, parts_of, view_of_request
from data.links.page_links import MAP

# The figure of a page that is not called like it.
FIGURE_OF_PAGE = {"claims": "claim"}


def preview_view(query: Mapping[str, str], base: str, page: str) -> Asked:
    """What a page shows, for the preview of its link; what cannot be read in the link is left out, as the page does."""
    _, link, _ = parts_of(query)
    dataset = dataset_of("")
    view, _ = view_of_request(link, dataset, page, today=date.today())
    if page == MAP:
        view = replace(view, layout="map")
    name = FIGURE_OF_PAGE.get(page, page if page in FIGURE_KINDS else "network")
    return Asked(base, dataset, view, FigureRequest(name), marking_of(""), is_fixed=False)
