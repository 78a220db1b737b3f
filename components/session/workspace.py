"""What a session holds besides the view: rows that the reader added, the state of the edit grid, a curator's name.

None of it is written to disk or becomes part of a link; the draft is part of the view (`session.set_draft`).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.session.storage import stored_state
from data.view.fields.draft import Draft

# What is loaded with them, few readers need.
if TYPE_CHECKING:
    from data.observed.review.answers import ReviewAnswer
    from data.upload.mapping.column_map import ColumnMap
    from data.upload.overlay import Overlay

_OVERLAY, _OFFER, _UPLOADER, _LOST_ROWS = "overlay", "upload_offer", "uploader", "lost_rows"
_COLUMN_MAPS, _MOST_COLUMN_MAPS = "column_maps", 60
# Letters of the headers of all of them: a header may have millions.
_MOST_LETTERS_OF_HEADERS = 100_000
_DRAWN, _GRID, _SAVED, _CURATOR = "drawn_draft", "grid", "saved", "curator"
_IS_SAID, _LAST_SAVED = "is_save_said", "last_saved"
_SEARCH, _OWN_SERIES, _OWN_SERIES_FAULT = "search_text", "own_series", "own_series_fault"
_QUESTION = "question_aside"
_OPENED = "opened_draft"
_ANSWERS, _CANDIDATE, _EDIT_PART, _REVIEWED_TABLE = "answers", "reviewed_candidate", "edit_part", "reviewed_table"


# Added rows ----------------------------------------------------------------------------------------


def overlay() -> "Overlay | None":
    """The records with the rows that the reader added; None if there are none."""
    current: Overlay | None = st.session_state.get(_OVERLAY)
    return current


def set_overlay(new: "Overlay | None") -> None:
    """For `session.set_added_rows`, which keeps the view in step."""
    st.session_state[_OVERLAY] = new


def lost_rows() -> int:
    """How many added rows a change of the records has left out, until the reader has seen it."""
    return int(st.session_state.get(_LOST_ROWS, 0))


def set_lost_rows(number: int) -> None:
    st.session_state[_LOST_ROWS] = number


def offer() -> "Overlay | None":
    """What was read from an upload and is not added yet."""
    current: Overlay | None = st.session_state.get(_OFFER)
    return current


def set_offer(overlay: "Overlay | None", *, forget_files: bool = False) -> None:
    """`forget_files` also empties the uploader, by giving it another key."""
    st.session_state[_OFFER] = overlay
    if forget_files:
        st.session_state[_UPLOADER] = uploader_number() + 1


def kept_column_maps() -> "Mapping[tuple[str, ...], ColumnMap]":
    """What the reader said of columns in this session, by the header: found again for another file with it."""
    maps: Mapping[tuple[str, ...], ColumnMap] = st.session_state.get(_COLUMN_MAPS, {})
    return maps


def keep_column_maps(maps: "Mapping[tuple[str, ...], ColumnMap]") -> None:
    """Keep the last few of them."""
    kept: dict[tuple[str, ...], ColumnMap] = {}
    letters = 0
    for header, column_map in reversed(list(maps.items())[-_MOST_COLUMN_MAPS:]):
        letters += sum(map(len, header))
        if letters > _MOST_LETTERS_OF_HEADERS:
            break
        kept[header] = column_map
    st.session_state[_COLUMN_MAPS] = dict(reversed(kept.items()))


def uploader_number() -> int:
    """Part of the key of the uploader."""
    return int(st.session_state.get(_UPLOADER, 0))


# A reader's own series -----------------------------------------------------------------------------


def own_series() -> Mapping[str, Any]:
    """The copies of published data that the reader brought in this session, by the id of their series."""
    copies: Mapping[str, Any] = st.session_state.get(_OWN_SERIES, {})
    return copies


def set_own_series(copies: Mapping[str, Any]) -> None:
    """Those that the reader has now; what was wrong with a file before is over."""
    st.session_state[_OWN_SERIES] = dict(copies)
    set_own_series_fault("")


def own_series_fault() -> str:
    """Why the last copy could not be added; empty if it was."""
    return str(st.session_state.get(_OWN_SERIES_FAULT, ""))


def set_own_series_fault(text: str) -> None:
    st.session_state[_OWN_SERIES_FAULT] = text


# Changes that are not saved yet -------------------------------------------------------------------


def draft() -> Draft:
    """A curator's changes that are not saved yet; they are a part of the view."""
    state = stored_state()
    return state.view.draft if state else Draft()


def opened_draft() -> Draft:
    """The changes that came with the address when the page was opened."""
    opened: Draft = st.session_state.get(_OPENED, Draft())
    return opened


def set_opened_draft(opened: Draft) -> None:
    st.session_state[_OPENED] = opened


def redraw_grid() -> None:
    """Draw a new grid in the next run, by another key; it begins with all of the draft."""
    st.session_state[_GRID] = int(st.session_state.get(_GRID, 0)) + 1


def drawn_draft(version: str) -> tuple[str, Draft]:
    """The key of the grid, and the draft that it was first drawn with; other records need another grid."""
    key = f"grid_{version}_{st.session_state.get(_GRID, 0)}"
    before: tuple[str, Draft] | None = st.session_state.get(_DRAWN)
    if before is None or before[0] != key:
        before = st.session_state[_DRAWN] = (key, draft())
    return before


def grid_state(key: str) -> Mapping[str, Any]:
    """The edits made in a grid since it was drawn, as Streamlit stores them."""
    state: Mapping[str, Any] = st.session_state[key]
    return state


def curator_name() -> str:
    """The name that a curator entered, if there is no log-in."""
    return str(st.session_state.get(_CURATOR, "")).strip()


def set_curator_name(name: str) -> None:
    st.session_state[_CURATOR] = name


def save_message() -> str:
    """The result of the last save, as a message to be shown until a page with it is drawn to its end."""
    st.session_state[_IS_SAID] = True
    return str(st.session_state.get(_SAVED, ""))


def settle_save_message() -> None:
    """A page was drawn to its end: the next one does not show the message that this one had."""
    if st.session_state.pop(_IS_SAID, False) and (message := st.session_state.pop(_SAVED, "")):
        st.session_state[_LAST_SAVED] = message


def repeat_save_message() -> None:
    """Have the last one shown again: a second click cuts the page short that shows it."""
    st.session_state.setdefault(_SAVED, st.session_state.get(_LAST_SAVED, ""))


def forget_last_save() -> None:
    """There is more to be saved now: a click on Save is no longer the second of two."""
    st.session_state.pop(_LAST_SAVED, None)


def set_save_message(message: str) -> None:
    st.session_state[_SAVED] = message


# Candidates under review ---------------------------------------------------------------------------


def entered(key: str) -> str | None:
    """What a box or menu of a form has; None of one that is gone."""
    value = st.session_state.get(key)
    return None if value is None else str(value).strip()


def answers() -> "Mapping[str, ReviewAnswer]":
    """The decisions on candidates that are not saved yet, by the key of the candidate."""
    current: Mapping[str, ReviewAnswer] = st.session_state.get(_ANSWERS, {})
    return current


def set_answers(new: "Mapping[str, ReviewAnswer]") -> None:
    st.session_state[_ANSWERS] = dict(new)


def reviewed_candidate() -> str:
    """The key of the candidate that the curator looks at; empty before any was chosen."""
    return str(st.session_state.get(_CANDIDATE, ""))


def set_reviewed_candidate(key: str) -> None:
    st.session_state[_CANDIDATE] = key


def edit_part() -> str:
    """The part of the page Edit that is open; empty for the first."""
    return str(st.session_state.get(_EDIT_PART, ""))


def set_edit_part(part: str) -> None:
    st.session_state[_EDIT_PART] = part


def reviewed_table() -> str:
    """The table whose candidates are shown; empty for the first."""
    return str(st.session_state.get(_REVIEWED_TABLE, ""))


def set_reviewed_table(table: str) -> None:
    st.session_state[_REVIEWED_TABLE] = table


# A question about the network -----------------------------------------------------------------------


def question_aside() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom the reader asked about last, and whom they left out: another question may be about fewer of them."""
    aside: tuple[tuple[str, ...], tuple[str, ...]] = st.session_state.get(_QUESTION, ((), ()))
    return aside


def set_question_aside(actors: tuple[str, ...], without: tuple[str, ...]) -> None:
    st.session_state[_QUESTION] = actors, without


# The search ----------------------------------------------------------------------------------------


def take_search_text() -> str:
    """What the reader just typed into the search of the head; it is answered once."""
    return str(st.session_state.pop(_SEARCH, ""))


def set_search_text(text: str) -> None:
    st.session_state[_SEARCH] = text


# Files of the picture ------------------------------------------------------------------------------------


def takes_files() -> bool:
    """Whether the reader's browser can have the network as a file: not with rows of their own, which no address gives."""
    return not st.session_state.get("files_refused") and overlay() is None


def refuse_files() -> None:
    """The browser did not get a file: from now on all comes in messages. A callback."""
    st.session_state["files_refused"] = True
