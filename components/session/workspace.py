"""What a reader brought into this session beside the view: rows of their own, changes not saved yet, a name.

It lives here and nowhere else: on no disk, and in no link but for the changes of a curator (`session.set_draft`).
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.session.storage import stored_state
from data.upload.overlay import Overlay
from data.view.fields.draft import Draft

_OWN, _OFFER, _UPLOADS = "own", "own_offer", "own_uploads"
_DRAWN, _GRID, _SAVED, _CURATOR = "drawn_draft", "grid", "saved", "curator"


# Rows of one's own ---------------------------------------------------------------------------------


def overlay() -> Overlay | None:
    """The reader's own rows that are laid over the records."""
    found: Overlay | None = st.session_state.get(_OWN)
    return found


def set_overlay(new: Overlay | None) -> None:
    """For `session.lay_over`, which keeps the view in step."""
    st.session_state[_OWN] = new


def offer() -> Overlay | None:
    """What was read from an upload and is not laid over yet."""
    found: Overlay | None = st.session_state.get(_OFFER)
    return found


def set_offer(overlay: Overlay | None, *, forget_files: bool = False) -> None:
    """`forget_files` also empties the box that the files were dropped into: another key is another box."""
    st.session_state[_OFFER] = overlay
    if forget_files:
        st.session_state[_UPLOADS] = uploads() + 1


def uploads() -> int:
    """The number of the box for files."""
    return int(st.session_state.get(_UPLOADS, 0))


# Changes that are not saved yet -------------------------------------------------------------------


def draft() -> Draft:
    """A curator's changes that are not saved yet; they are a part of the view."""
    state = stored_state()
    return state.view.draft if state else Draft()


def redraw_grid() -> None:
    """For the next run: another key is another grid, which begins with all of the draft."""
    st.session_state[_GRID] = int(st.session_state.get(_GRID, 0)) + 1


def drawn_draft(version: str) -> tuple[str, Draft]:
    """The key of the grid, and the draft that it was first drawn with; other records need another grid."""
    key = f"grid_{version}_{st.session_state.get(_GRID, 0)}"
    before: tuple[str, Draft] | None = st.session_state.get(_DRAWN)
    if before is None or before[0] != key:
        before = st.session_state[_DRAWN] = (key, draft())
    return before


def edits(key: str) -> Mapping[str, Any]:
    """What was done in a grid since it was drawn, as Streamlit keeps it."""
    found: Mapping[str, Any] = st.session_state[key]
    return found


def curator_name() -> str:
    """The name that a curator gave, where nobody logs in."""
    return str(st.session_state.get(_CURATOR, "")).strip()


def name_curator(name: str) -> None:
    st.session_state[_CURATOR] = name


def saved() -> str:
    """What came of the last save, told once."""
    return str(st.session_state.pop(_SAVED, ""))


def tell_saved(words: str) -> None:
    st.session_state[_SAVED] = words
