"""What a browser reports that is behind the server: a value that a widget showed before the server set another one.

Such an echo comes along with the next act of a fast reader, and is no choice of theirs. The browser is behind until its
address is the link written last, which is sent after the widgets.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.session.state import Address
from components.session.storage import stored_state

_REPLACED = "replaced_values"


def note_replaced(key: str, value: Any) -> None:
    """Remember what a widget shows until the browser has received the value that the server sets."""
    replaced = _replaced()
    st.session_state[_REPLACED] = {**replaced, key: (*replaced.get(key, ()), value)}


def forget_if_followed() -> None:
    """Forget all of them once the browser shows the link written last; at the start of a run, after its callbacks."""
    if _replaced() and not _shows_older_link():
        st.session_state[_REPLACED] = {}


def is_echo(key: str) -> bool:
    """Whether a widget reports what it showed before; for callbacks."""
    state = stored_state()
    is_behind = _shows_older_link() or bool(state and state.is_changed)
    return is_behind and st.session_state[key] in _replaced().get(key, ())


def _shows_older_link() -> bool:
    state = stored_state()
    return bool(state and state.link is not None and Address.of(st.query_params.to_dict()).link != state.link)


def _replaced() -> Mapping[str, tuple[Any, ...]]:
    replaced: Mapping[str, tuple[Any, ...]] = st.session_state.get(_REPLACED, {})
    return replaced
