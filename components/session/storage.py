"""Where the state of a reader is stored between the runs of a page."""

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
