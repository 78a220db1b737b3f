"""What a browser reports that is behind the server: a value that a widget showed before the server set another one.

Such an echo comes along with the next act of a fast reader, and is no choice of theirs. The browser is behind until its
address is the link written last, which is sent after the widgets; and after a run that was cut short, which may have set a
widget and written no link.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.session.state import Address
from components.session.storage import stored_state

_POSSIBLE, _IS_WHOLE = "possible_values", "is_run_whole"
# Values of a widget that are remembered: a browser that never follows would have them grow without end.
_MOST_POSSIBLE = 40


def begin_run() -> None:
    """Forget what browsers may show once this one has followed; at the start of a run, after its callbacks."""
    if _possible() and not _is_behind():
        st.session_state[_POSSIBLE] = {}
    st.session_state[_IS_WHOLE] = False


def end_run() -> None:
    """Nothing cut this run short; after its link is written."""
    st.session_state[_IS_WHOLE] = True


def note_set(key: str, reported: Any, value: Any) -> None:
    """Remember what a widget may show: what the browser reported, and the value that the server sets now."""
    possible = _possible()
    shown = (*possible.get(key, ()), _mark(reported), _mark(value))
    st.session_state[_POSSIBLE] = {**possible, key: shown[-_MOST_POSSIBLE:]}


def may_show_another(key: str, value: Any) -> bool:
    """Whether a widget may show another value than the browser reports, which an earlier run has sent since."""
    return any(one != _mark(value) for one in _possible().get(key, ()))


def is_echo(key: str) -> bool:
    """Whether a widget reports what it showed before; for callbacks."""
    return _is_behind() and _mark(st.session_state[key]) in _possible().get(key, ())


def _mark(value: Any) -> int:
    """What a value is known by later: the value itself may be a text of a megabyte, another one with each message."""
    return hash(repr(value))


def _is_behind() -> bool:
    state = stored_state()
    if not st.session_state.get(_IS_WHOLE, True):
        return True
    return bool(state and state.link is not None and Address.of(st.query_params.to_dict()).link != state.link)


def _possible() -> Mapping[str, tuple[int, ...]]:
    possible: Mapping[str, tuple[int, ...]] = st.session_state.get(_POSSIBLE, {})
    return possible
