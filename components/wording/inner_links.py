"""Links to a page of ours, followed within the session. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from components.style.markup import Child, element
from data.links.page_links import PROFILE, link_of_view
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection


def inner_address(page: str, query: Mapping[str, str]) -> str:
    """The address of a page, from any other."""
    return f"./{page}?{urlencode(query)}" if query else f"./{page}"


def profile_link(selection: Selection, of: str, text: Child) -> Element:
    """A text that leads to the profile of a country or pair, on the date shown; the filters are kept."""
    view = replace(selection.view, of=of, focus=of)
    query = link_of_view(view, selection.dataset, PROFILE, today=view.as_of)
    title = f"Open profile: {actor_or_dyad(selection.dataset, of)}"
    return element("a", text, href=inner_address(PROFILE, query), title=title)
