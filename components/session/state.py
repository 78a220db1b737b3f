"""The state of a reader: the next one after an address or a change, and the address to write. Pure.

Three things meet here. The view is the only truth. The address of the page restores it, at the start of a session and when
the reader goes back in the browser. And a reader may be faster than the browser, which then sends a stale address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from data.links.page_links import (
    CLAIMS,
    CONNECTED,
    DEEDS_PAGE,
    HOME,
    MAP,
    PROFILE,
    STORY,
    keep_unlinkable_fields,
    link_of_view,
    view_of_link,
)
from data.links.pins import PARAMETER, Pin, pin_notices, read_pin
from data.links.scenes import view_at_scene
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.upload.added_in_view import ADDED_ROWS_MARK, ADDED_ROWS_MISSING, without_added
from data.view.fields.names import focus_actors, is_actor_or_dyad
from data.view.presets import default_preset, start_view
from data.view.view import View, on_page, with_page_fields_of

LOST = (
    "The connection was lost for too long, or the server was restarted or ran short of memory. The view in this link has "
    "been restored. Please redo your last action, and upload or edit again anything you had not saved."
)
# Pages with a view of their own: what is chosen on them changes no other page.
_APART = (STORY, CLAIMS)
NOTE_ASIDE = "Your note stays with what you wrote it about, and comes back when you return to that."
# Notes of a session: the oldest goes first.
_MOST_NOTES = 100
NO_EDITING = "This link contains changes to the records, but editing is turned off on this desk."


@dataclass(frozen=True)
class Address:
    """The query of an address: the link of the view, the text of a pin, and whether rows were added to the view."""

    link: Mapping[str, str] = field(default_factory=dict)
    pin: str = ""
    has_added_rows: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Address":
        link = {name: text for name, text in query.items() if name not in (PARAMETER, ADDED)}
        return cls(link, query.get(PARAMETER, ""), bool(query.get(ADDED)))

    @property
    def query(self) -> dict[str, str]:
        pin = {PARAMETER: self.pin} if self.pin else {}
        return {**self.link, **pin, **(ADDED_ROWS_MARK if self.has_added_rows else {})}


@dataclass(frozen=True)
class Visit:
    """A run of a page: what the browser asks for, on which day, and what this session holds beside the view.

    Where records cannot be edited (`can_edit`), a link brings no changes either. At the root without a query is the home
    page; with one, the page of an older link (`is_at_root`), whose query may therefore not become empty.
    """

    page: str
    address: Address
    today: date
    has_added_rows: bool = False
    follows_lost_session: bool = False
    can_edit: bool = True
    is_at_root: bool = False


@dataclass(frozen=True)
class State:
    """What one reader sees, and what is known of the addresses that their browser holds.

    `link` is the one read or written last. `is_changed`: the view was changed and its link is not written yet, as a run may
    be cut short by the next click.
    `pages_without_query` are in the browser's history without a link, and `view_without_query` is what such a page
    shows. On a page with a view of its own, `aside` is the view of all others.
    `notes` are, by what they are about, the note and what is circled there. `fit_count` grows when the picture is to show all
    of the view again. `remarks` say what the last change put aside.
    """

    view: View
    page: str = ""
    link: Mapping[str, str] | None = None
    pin: str = ""
    notices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    fit_count: int = 0
    is_changed: bool = False
    is_drawn: bool = False
    pages_without_query: frozenset[str] = frozenset()
    view_without_query: View | None = None
    aside: View | None = None
    notes: Mapping[bytes, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


def view_on_page(state: State) -> View:
    """What the page shows: on that of the map the layout is the map, whatever was chosen for the others."""
    return replace(state.view, layout="map") if state.page == MAP else state.view


def next_state(before: State | None, visit: Visit, dataset: Dataset) -> State:
    """The state in which a page is drawn."""
    if before is None:
        state = _state_from_link(None, visit, dataset)
        return replace(state, aside=start_view(dataset, today=visit.today)) if visit.page in _APART else state
    before = _with_view_of_page(_with_subject_asked(before, visit.page, dataset), visit.page)
    # Another page without a link is one that the reader went to: it gets its link.
    view_without_query = before.view_without_query if before.page == visit.page else None
    remarks = before.remarks if before.page == visit.page else ()
    state = replace(before, page=visit.page, view_without_query=view_without_query, remarks=remarks)
    if before.is_changed:
        # A stale link may still arrive together with the change.
        return state
    # A page that is left with its own view may have had the same link, and meant another view by it.
    is_same_view = before.page == visit.page or before.page not in _APART or not visit.address.link
    if visit.address.link == before.link and is_same_view:
        return _state_after_navigation(state, before, visit, dataset)
    if before.page != visit.page and not visit.address.link:
        # Streamlit clears the link of a page that the reader goes to; that address stays in the history of the browser.
        return _state_after_navigation(
            replace(state, pages_without_query=state.pages_without_query | {visit.page}), before, visit, dataset
        )
    if not visit.address.link and visit.page in before.pages_without_query:
        # Going back there keeps the reader's view.
        return _state_after_navigation(replace(state, link={}, view_without_query=state.view), before, visit, dataset)
    return _state_from_link(state, visit, dataset)


def _with_view_of_page(before: State, page: str) -> State:
    """The state with the view of all pages in place of that of the page that is left, or put aside for that of this one."""
    if page == before.page:
        return before
    state = _with_note_of_page(before, page)
    if before.page in _APART and before.aside:
        view = with_page_fields_of(before.aside, state.view)
        state = replace(state, view=view, aside=None, fit_count=before.fit_count + 1)
    return replace(state, aside=state.view) if page in _APART else state


def _with_subject_asked(before: State, page: str, dataset: Dataset) -> State:
    """The state in which the network is asked of the country or pair whose page the reader leaves for it."""
    subject = before.view.focus or before.view.of
    if page != CONNECTED or before.page not in (PROFILE, DEEDS_PAGE) or not is_actor_or_dyad(dataset, subject):
        return before
    return replace(before, view=replace(before.view, between=focus_actors(dataset, subject)))


def _with_note_of_page(before: State, page: str) -> State:
    """The state with the note that the reader left on this page, in place of that of the page that is left."""
    return _with_note_of(before, note_subject(page, before.view))


def _with_note_of(before: State, subject: bytes) -> State:
    """The state with the note on a subject in place of the one in view, which is kept with its own."""
    left = note_subject(before.page, before.view)
    notes = {about: note for about, note in before.notes.items() if about != left}
    if before.view.note or before.view.circled:
        notes[left] = before.view.note, before.view.circled
    notes = dict(list(notes.items())[-_MOST_NOTES:])
    note, circled = notes.get(subject, ("", ()))
    return replace(before, view=replace(before.view, note=note, circled=circled), notes=notes)


def note_subject(page: str, view: View) -> bytes:
    """What a note on this page is about: the question, claim, country or pair of which it is a page, else the page.

    As a digest: until a page is drawn with it, a forged view may be about names of a megabyte.
    """
    subjects: dict[str, tuple[object, ...]] = {
        CONNECTED: (view.question, *(view.between or (view.focus,))),
        CLAIMS: (view.claim,),
        PROFILE: (view.focus or view.of,),
        DEEDS_PAGE: (view.focus or view.of,),
    }
    return sha256(" ".join(map(str, (page, *subjects.get(page, ())))).encode()).digest()


def _state_after_navigation(state: State, before: State, visit: Visit, dataset: Dataset) -> State:
    """The view stays; but the page of stories opens with its scene, whatever another page showed before."""
    if visit.page != STORY or before.page == STORY:
        return state
    view, notices = view_at_scene(state.view, dataset, today=visit.today)
    return replace(state, view=view, notices=notices, fit_count=state.fit_count + 1)


def _state_from_link(before: State | None, visit: Visit, dataset: Dataset) -> State:
    """The view that the link asks for."""
    address = visit.address
    link = {name: text for name, text in address.link.items() if visit.can_edit or name != "draft"}
    view, notices = view_of_link(link, dataset, visit.page, today=visit.today)
    if before:
        view = keep_unlinkable_fields(view, before.view, visit.page, link)
    lost = (LOST,) if before is None and visit.follows_lost_session else ()
    missing = (ADDED_ROWS_MISSING,) if address.has_added_rows and not visit.has_added_rows else ()
    return replace(
        before or State(view),
        view=view,
        page=visit.page,
        link=address.link,
        pin=address.pin,
        remarks=(),
        notices=(
            *lost,
            *notices,
            *((NO_EDITING,) if link != address.link else ()),
            *missing,
            *pin_notices(address.pin),
        ),
        fit_count=before.fit_count + 1 if before else 1,
    )


def changed_state(
    before: State | None,
    view: View,
    *,
    fit: bool = False,
    notices: tuple[str, ...] = (),
    remarks: tuple[str, ...] = (),
) -> State:
    """The state after the reader chose something; a pin no longer fits. `fit` also brings all of it into the frame.

    A note stays with what it is about: another subject has its own, or none.
    """
    state = before or State(view)
    if state.page == MAP and view.layout == "map":
        view = replace(view, layout=state.view.layout)
    subject = note_subject(state.page, view)
    if subject != note_subject(state.page, state.view):
        remarks = (*remarks, *((NOTE_ASIDE,) if state.view.note else ()))
        state = _with_note_of(state, subject)
        view = replace(view, note=state.view.note, circled=state.view.circled)
    count = state.fit_count + int(fit)
    return replace(state, view=view, pin="", notices=notices, remarks=remarks, fit_count=count, is_changed=True)


def written_state(state: State, visit: Visit, dataset: Dataset) -> tuple[State, Address | None]:
    """The state after a page was drawn, and the address to be written; None if it is there already.

    The browser may still be about to show a link written before: then this one is sent after it, whatever it says now.
    """
    drawn = replace(state, is_drawn=True, is_changed=False)
    if visit.page == HOME:
        return replace(drawn, link=visit.address.link), None
    if visit.address == Address() and state.view == state.view_without_query:
        # Another entry of the history would keep the reader from going further back.
        return drawn, None
    view = without_added(on_page(state.view, visit.page), dataset)
    link = link_of_view(view, dataset, visit.page, today=visit.today)
    if visit.is_at_root and not link:
        link = {"preset": default_preset(dataset, today=visit.today).key}
    address = Address(link, str(pin_of_state(state) or ""), visit.has_added_rows)
    if visit.can_edit and not state.is_changed and _differs_in_draft_alone(link, visit.address.link):
        # The reader went back to before an edit, which stays: another entry would keep them from going further back.
        return drawn, None
    without_query = drawn.pages_without_query - (frozenset() if address != Address() else {visit.page})
    drawn = replace(drawn, link=link, pages_without_query=without_query)
    return drawn, address if address != visit.address or link != state.link else None


def _differs_in_draft_alone(link: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the other link has another draft than this one, which may have none."""
    is_same = link.items() - {("draft", link.get("draft"))} == other.items() - {("draft", other.get("draft"))}
    return "draft" in other and link != other and is_same


def pin_of_state(state: State) -> Pin | None:
    """The pin of the link that was opened, until the view changes."""
    return read_pin(state.pin)
