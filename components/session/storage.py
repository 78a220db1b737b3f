"""Where the state of a reader is stored between the runs of a page."""

from uuid import uuid4

import streamlit as st

from components.session.state import State

STATE = "reader"


def stored_state() -> State | None:
    """None before the first run."""
    state: State | None = st.session_state.get(STATE)
    return state


def current_state() -> State:
    state: State = st.session_state[STATE]
    return state


def store_state(state: State) -> None:
    st.session_state[STATE] = state


def reader_id() -> str:
    """A name for this reader's session, for what runs longer than one run of the page."""
    name: str = st.session_state.setdefault("reader_id", uuid4().hex)
    return name
