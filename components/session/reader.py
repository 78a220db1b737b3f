"""The reader's view in this session, and the address of the page: each is read, changed and written here alone."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.session import workspace
from components.session.echoes import begin_run, end_run
from components.session.known_values import with_known_values
from components.session.state import (
    Address,
    Visit,
    changed_state,
    next_state,
    pin_of_state,
    view_on_page,
    written_state,
)
from components.session.storage import current_state, store_state, stored_state
from data.links.pins import Pin
from data.store.settings import settings
from data.tables.dataset import Dataset
from data.upload.added_in_view import without_added
from data.view.fields.draft import Draft
from data.view.view import View

# What is loaded with it, few readers need.
if TYPE_CHECKING:
    from data.upload.overlay import Overlay


def today() -> date:
    return date.today()


def read_link(dataset: Dataset, page: str, *, is_at_root: bool = False) -> None:
    """Take the view from the address, where it asks for another one; first in the run of a page."""
    before = stored_state()
    begin_run()
    # Stored at once, and not only at the end of the run: a click may cut the first run short.
    is_lost = before is None and _follows_lost_session()
    state = next_state(before, _visit(page, follows_lost_session=is_lost, is_at_root=is_at_root), dataset)
    store_state(replace(state, view=with_known_values(state.view, dataset)))
    if view().draft != (before.view.draft if before else Draft()):
        workspace.set_opened_draft(view().draft)
        workspace.redraw_grid()


def write_link(dataset: Dataset, page: str, *, is_at_root: bool = False) -> None:
    """Put the view into the address, if it is not there yet; last in the run of a page."""
    state, address = written_state(current_state(), _visit(page, is_at_root=is_at_root), dataset)
    if address is not None:
        st.query_params.from_dict(address.query)
    # Not before: the next click may cut the run short there, and the link would count as sent.
    store_state(state)
    workspace.settle_save_message()
    end_run()


def _visit(page: str, *, follows_lost_session: bool = False, is_at_root: bool = False) -> Visit:
    return Visit(
        page,
        Address.of(st.query_params.to_dict()),
        today(),
        has_added_rows=bool(workspace.overlay()),
        follows_lost_session=follows_lost_session,
        can_edit=settings().editing.on,
        is_at_root=is_at_root,
    )


def _follows_lost_session() -> bool:
    """Whether the browser asked for an earlier session, which is lost (its id is the third protocol)."""
    protocols = (st.context.headers.get("Sec-WebSocket-Protocol") or "").split(",")
    return len(protocols) > 2 and bool(protocols[2].strip())


def view() -> View:
    return view_on_page(current_state())


def set_view(new: View, *, fit: bool = False, notices: tuple[str, ...] = (), remarks: tuple[str, ...] = ()) -> None:
    """Show another view; for callbacks. `fit` also brings all of it into the frame."""
    store_state(changed_state(stored_state(), new, fit=fit, notices=notices, remarks=remarks))


def change(**fields: Any) -> None:
    """Change some fields of the view; for callbacks."""
    set_view(replace(view(), **fields))


def take_view_along() -> None:
    """Make the view of this page that of all pages, where it has one of its own; for callbacks."""
    store_state(replace(changed_state(stored_state(), view(), fit=True), aside=None))


def notices() -> tuple[str, ...]:
    """What is to be said of the link or of the last change; until the next change."""
    state = stored_state()
    return state.notices if state else ()


def remarks() -> tuple[str, ...]:
    """What the last change put aside; until the next change, or another page."""
    state = stored_state()
    return state.remarks if state else ()


def fit_count() -> int:
    """Grows when the picture is to show all of the view again (a preset, a link, a reset)."""
    return current_state().fit_count


def is_first_run() -> bool:
    """Whether this session has not drawn a whole page yet."""
    return not current_state().is_drawn


def pin() -> Pin | None:
    """The pin of the link that was opened, until the view changes."""
    return pin_of_state(current_state())


def drop_pin() -> None:
    store_state(replace(current_state(), pin=""))


def address() -> str:
    """The address of the page as the browser sees it, without its parameters."""
    return st.context.url or ""


def set_added_rows(overlay: "Overlay | None") -> None:
    """Add rows to the records, or remove them. Parts of the view that refer only to the removed rows are removed too."""
    before, state = workspace.overlay(), stored_state()
    if before and before.dataset and state:
        set_view(without_added(state.view, before.dataset))
    workspace.set_overlay(overlay)


def set_draft(new: Draft, *, redraw: bool = True) -> None:
    """`redraw` also draws the grid again; what is typed into it must not, or it would lose its place."""
    change(draft=new)
    if redraw:
        workspace.redraw_grid()
