"""The reader's view in this session: one value, fed by widgets, clicks and the link, written back to the link.

No other module but workspace.py reads the session state. The view is the only truth; a widget shows a field of it and
writes back to it, so a page without that widget loses nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.session import workspace
from data.links.page_links import STORY, link_of_view, view_of_link, with_what_no_link_holds
from data.links.pins import PARAMETER, Pin, read_pin, refused
from data.links.scenes import view_at_scene
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.upload.added_in_view import MARKED, NOT_HERE, without_added
from data.upload.overlay import Overlay
from data.view.fields.draft import Draft
from data.view.view import View, on_page

_VIEW, _LINK, _NOTICES, _PAGE = "view", "link", "notices", "page"
_HOME, _DRAWN, _CHANGED, _PIN = "home", "drawn", "changed", "pin"
# Pages that stand in the browser's history without a link, and the view that stands although there is none.
_BARE, _STANDS = "bare", "stands"
_LOST = (
    "The connection was lost for too long, or the server was started anew. This is the view of the address; your last "
    "click, rows of your own and what was not saved on another page are to be given again."
)


def today() -> date:
    return date.today()


def restore(dataset: Dataset, page: str) -> None:
    """Take the view from the link, at the start of a session and when the reader goes back in the browser.

    Going to another page clears the link; then the view stands and the link is written anew. A reader who is
    faster than the browser sends the link of before with a change: then the change stands.
    """
    link = st.query_params.to_dict()
    pin = link.pop(PARAMETER, "")
    elsewhere = link.pop(ADDED, "") and not workspace.overlay()
    changed = st.session_state.pop(_CHANGED, False)
    same_page = st.session_state.get(_PAGE) == page
    st.session_state[_PAGE] = page
    before: View | None = st.session_state.get(_VIEW)
    if before and (changed or link == st.session_state.get(_LINK) or _stands(link, page, same_page=same_page)):
        if page == STORY and not same_page and not changed:
            _open_scene(before, dataset)
        return
    view, notices = view_of_link(link, dataset, page, today=today())
    lost = (_LOST,) if before is None and _follows_a_lost_one() else ()
    missing = (NOT_HERE,) if elsewhere else ()
    st.session_state[_NOTICES] = (*lost, *notices, *missing, *refused(pin))
    st.session_state[_PIN] = pin
    # At once, and not only at the end of the run: a click may cut the first run short.
    st.session_state[_LINK] = link
    if before:
        view = with_what_no_link_holds(view, before, page, link)
    if view.draft != (before.draft if before else Draft()):
        workspace.redraw_grid()
    _keep(view, fit=True)


def _follows_a_lost_one() -> bool:
    """Whether the browser asked for a session of before (Streamlit names it third among the protocols), in vain."""
    asked = (st.context.headers.get("Sec-WebSocket-Protocol") or "").split(",")
    return len(asked) > 2 and bool(asked[2].strip())


def _stands(link: dict[str, str], page: str, *, same_page: bool) -> bool:
    """Whether the view stays though the link is another one.

    A page that the reader goes to has no link until one is written; that first address stays in the history of the
    browser, and who goes back to it has lost nothing.
    """
    bare: set[str] = st.session_state.setdefault(_BARE, set())
    if not same_page and not link:
        bare.add(page)
        return True
    if link or page not in bare:
        return False
    st.session_state[_LINK], st.session_state[_STANDS] = link, view()
    return True


def _open_scene(view: View, dataset: Dataset) -> None:
    """On the page of stories the scene is shown, whatever was shown on the page before."""
    view, st.session_state[_NOTICES] = view_at_scene(view, dataset, today=today())
    _keep(view, fit=True)


def view() -> View:
    found: View = st.session_state[_VIEW]
    return found


def pin() -> Pin | None:
    """The pin of the link that was opened, until the view changes."""
    return read_pin(st.session_state.get(_PIN, ""))


def drop_pin() -> None:
    st.session_state[_PIN] = ""


def address() -> str:
    """The address of the page as the browser sees it, without its parameters."""
    return st.context.url or ""


def first_run() -> bool:
    """Whether this session has not drawn a whole page yet."""
    return _DRAWN not in st.session_state


def notices() -> tuple[str, ...]:
    """What of the link could not be taken; told until the view changes."""
    found: tuple[str, ...] = st.session_state.get(_NOTICES, ())
    return found


def fit_count() -> int:
    """Grows when the picture is to show all of the view anew (a preset, a link, a reset)."""
    return int(st.session_state.get(_HOME, 0))


def set_view(new: View, *, fit: bool = False, notices: tuple[str, ...] = ()) -> None:
    """Show another view; for callbacks. `fit` also brings all of it into the frame."""
    st.session_state[_CHANGED] = True
    st.session_state[_NOTICES] = notices
    drop_pin()
    _keep(new, fit=fit)


def _keep(new: View, *, fit: bool) -> None:
    st.session_state[_VIEW] = new
    if fit:
        st.session_state[_HOME] = fit_count() + 1


def change(**fields: Any) -> None:
    """Change some fields of the view; for callbacks."""
    set_view(replace(view(), **fields))


def bind(
    name: str, *, show: Callable[[Any], Any] = lambda value: value, read: Callable[[Any], Any] = lambda value: value
) -> dict[str, Any]:
    """Key and callback of a widget that shows one field of the view and writes to it."""
    key = f"view_{name}"
    st.session_state[key] = show(getattr(view(), name))
    return {"key": key, "on_change": lambda: change(**{name: read(st.session_state[key])})}


def bind_choice(key: str, current: Any, land: Callable[[Any], None]) -> dict[str, Any]:
    """Key and callback of a widget that is no field of the view: it shows `current` and hands on what is chosen."""
    st.session_state[key] = current
    return {"key": key, "on_change": lambda: land(st.session_state[key])}


def bind_input(key: str, land: Callable[[Any], None]) -> dict[str, Any]:
    """Key and callback of a widget that only takes something in, such as a file; it cannot be told what to show."""
    return {"key": key, "on_change": lambda: land(st.session_state[key])}


def bind_list(name: str) -> dict[str, Any]:
    """The same for a field that is a tuple and a widget that holds a list."""
    return bind(name, show=list, read=tuple)


def component_state(key: str, name: str) -> Any:
    """What a component sent before this run; None if it has not been drawn yet or sent nothing."""
    return getattr(st.session_state.get(key), name, None)


def component_trigger(key: str, name: str) -> Any:
    """What a component sent (a trigger), for its callback."""
    return getattr(st.session_state[key], name)


def picture_message(key: str, name: str) -> Any:
    """The same for the picture, whose messages are numbered: {value, turn}; None if there is none."""
    message = component_trigger(key, name)
    if message is None:
        return None
    st.session_state[f"{key}_turn"] = max(picture_turn(key), message["turn"])
    return message["value"]


def picture_turn(key: str) -> int:
    """The number of the last message heard from the picture."""
    return int(st.session_state.get(f"{key}_turn", 0))


def lay_over(overlay: Overlay | None) -> None:
    """Lay rows over, or take them away; what of the view only the rows of before have goes with them."""
    before: View | None = st.session_state.get(_VIEW)
    if (laid := workspace.overlay()) and laid.dataset and before:
        set_view(without_added(before, laid.dataset))
    workspace.set_overlay(overlay)


def set_draft(new: Draft, *, redraw: bool = True) -> None:
    """`redraw` also draws the grid anew; what is typed into it must not, or it would lose its place."""
    change(draft=new)
    if redraw:
        workspace.redraw_grid()


def write_link(dataset: Dataset, page: str) -> None:
    """Put the view into the address of the page, if it is not there yet.

    The browser may still be about to show a link written before: then this one is sent after it, whatever it says now.
    """
    link = link_of_view(without_added(on_page(view(), page), dataset), dataset, page, today=today())
    kept = pin()
    shown = {**link, PARAMETER: str(kept)} if kept else link
    shown = {**shown, **MARKED} if workspace.overlay() else shown
    now = st.query_params.to_dict()
    st.session_state[_DRAWN] = True
    if not now and view() is st.session_state.get(_STANDS):
        # A link written here would be another entry of the history, and keep the reader from going further back.
        return
    if not shown:
        st.session_state.get(_BARE, set()).discard(page)
    if shown != now or link != st.session_state.get(_LINK):
        st.query_params.from_dict(shown)
    st.session_state[_LINK] = link
