"""The link of each page: most hold the view, that of a story only the story and the scene as long as nothing was changed.

A profile, and an answer about the network, without a date are as new as the sources. An address without a query opens the view to start with.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from data.links.packed_limits import fits_a_link
from data.links.scenes import shows_scene, view_at_scene
from data.links.stories import pack_story
from data.links.view_query import query_of_view, view_of_query
from data.tables.dataset import Dataset
from data.view.fields.claim import OF_NETWORK
from data.view.presets import start_view
from data.view.selection import read_through
from data.view.view import PAGE_FIELDS, View, fields_of_page, on_page

HOME, MAP, STORY, PROFILE, CLAIMS = "home", "map", "story", "profile", "claims"
CONNECTED, DEEDS_PAGE, SIDE_BY_SIDE = "connected", "deeds", "side-by-side"
# Links without a date are as new as the sources; those of the older pages mean the day of the default preset.
AS_NEW_AS_SOURCES = (PROFILE, CONNECTED, DEEDS_PAGE, SIDE_BY_SIDE)


def view_of_link(query: Mapping[str, str], dataset: Dataset, page: str, *, today: date) -> tuple[View, tuple[str, ...]]:
    """The view that the link of a page asks for, and a notice for each part that could not be read.

    On the page of stories, story and scene alone open the scene's view; with more it is the view as asked.
    """
    if not query and page != STORY:
        return start_view(dataset, today=today), ()
    view, notices = view_of_query(query, dataset, today=today)
    if "story" in query and view.story is None:
        # A scene of a story that could not be read is a scene of no other.
        view = replace(view, scene=0)
    if _is_as_new(view, page) and not query.keys() & {"as_of", "preset"}:
        view = replace(view, as_of=read_through(dataset) or view.as_of)
        if view.panels and not query.keys() & {"actors", "among"}:
            # The default preset is about other countries than those that the link names.
            view = replace(view, actors=view.panels, among=False)
    if page != STORY or query.keys() - set(fields_of_page(STORY)):
        return view, notices
    view, more = view_at_scene(view, dataset, today=today)
    return view, (*notices, *more)


def _is_as_new(view: View, page: str) -> bool:
    """Whether a link without a date is as new as the sources: so are claims about the network, as its questions are."""
    return page in AS_NEW_AS_SOURCES or (page == CLAIMS and view.claim is not None and view.claim.form in OF_NETWORK)


def link_of_view(view: View, dataset: Dataset, page: str, *, today: date) -> dict[str, str]:
    """The query that opens this view on this page; a story that is too long for a link stays out of it."""
    view = on_page(view, page)
    if page != STORY:
        link = query_of_view(view, dataset, today=today)
        return {**link, "as_of": view.as_of.isoformat()} if _is_as_new(view, page) else link
    shows = shows_scene(view, dataset, today=today)
    if not story_fits(view):
        view, shows = replace(view, story=None, scene=0), False
    link = query_of_view(view, dataset, today=today)
    if shows:
        return {name: text for name, text in link.items() if name in fields_of_page(STORY)}
    return {**link, "as_of": view.as_of.isoformat()}


def story_fits(view: View) -> bool:
    """Whether a link can hold the story of the view."""
    return view.story is None or fits_a_link(pack_story(view.story))


def keep_unlinkable_fields(view: View, before: View, page: str, link: Mapping[str, str]) -> View:
    """The view of a link, with what no link can hold kept from before: the choices on other pages, a long story; and the draft."""
    here = fields_of_page(page)
    names = [name for name in PAGE_FIELDS if name not in here]
    if page == STORY and "story" not in link and not story_fits(before):
        names += here
    # Also where the link has one: it is an earlier one of the same session, such as an address that comes late.
    names.append("draft")
    return replace(view, **{name: getattr(before, name) for name in names})
