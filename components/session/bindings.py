"""Widgets and components, bound to the view: their keys, callbacks and messages."""

from collections.abc import Callable, Container, Mapping
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from components.session.echoes import is_echo, may_show_another, note_set
from components.session.reader import change, view

# What the picture sends, by the name of the message.
_SENT: Mapping[str, type] = {"chosen": str, "day": str, "styles": list, "scene": int}
_MOST_MESSAGES = 1 << 31
# Letters of what is chosen in one widget: no box takes more than 600. A menu passes on any text that a browser sends.
_LONGEST_CHOICE = 1_000


def bind(
    name: str, *, show: Callable[[Any], Any] = lambda value: value, read: Callable[[Any], Any] = lambda value: value
) -> dict[str, Any]:
    """Key and callback of a widget that shows one field of the view and writes to it."""
    key, value = f"view_{name}", show(getattr(view(), name))
    # What a widget shows by itself is not set at first: with the next run its message would be another, and travel again.
    if key in st.session_state or value not in ([], ""):
        _set(key, value)
    return _bind_set(key, lambda value: change(**{name: read(value)}))


def bind_list(name: str) -> dict[str, Any]:
    """The same for a field that is a tuple and a widget that holds a list."""
    return bind(name, show=list, read=tuple)


def bind_choice(key: str, current: Any, on_choice: Callable[[Any], None]) -> dict[str, Any]:
    """Key and callback of a widget that is no field of the view: it shows `current` and passes on what is chosen.

    A browser names its choice by the label. One that is not on the list any more (that of a scene of another story, which
    comes along with the next key) arrives as that text, and is not a choice.
    """
    _set(key, current)
    is_text = current is None or isinstance(current, str)
    return _bind_set(key, lambda value: None if isinstance(value, str) and not is_text else on_choice(value))


def bind_several(key: str, current: list[Any], on_choice: Callable[[list[Any]], None]) -> dict[str, Any]:
    """The same for a box of several, one of which is needed: cleared, it stays empty and passes on nothing until one is chosen."""

    def choose(values: list[Any]) -> None:
        st.session_state[f"{key}_emptied"] = None if values else current
        if values:
            on_choice(values)

    return bind_choice(key, [] if is_emptied(key, current) else current, choose)


def is_emptied(key: str, current: list[Any]) -> bool:
    """Whether such a box has been cleared on this page, and what it showed is still in the view."""
    return key in st.session_state and st.session_state.get(f"{key}_emptied") == current


def _bind_set(key: str, on_choice: Callable[[Any], None]) -> dict[str, Any]:
    """Key and callback of a widget that the server sets too: what it reports may be what it showed before."""
    return bind_input(key, lambda value: None if _is_too_long(value) or is_echo(key) else on_choice(value))


def _is_too_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > _LONGEST_CHOICE


def _set(key: str, value: Any) -> None:
    """Have a widget show a value. One that shows it already is left alone: it may be that of an answer which comes late,
    and would undo what a fast reader has chosen since.
    """
    if key in st.session_state:
        if st.session_state[key] == value and not may_show_another(key, value):
            return
        note_set(key, st.session_state[key], value)
    st.session_state[key] = value


def bind_input(key: str, on_input: Callable[[Any], None], *, among: Container[Any] | None = None) -> dict[str, Any]:
    """Key and callback of a widget that only takes something in, such as a file; nothing can set what it shows.

    A menu takes in what is `among` its options: Streamlit passes on any text that a browser sends.
    """

    def changed() -> None:
        value = _still_there(st.session_state[key])
        if among is None or value in among:
            on_input(value)

    return {"key": key, "on_change": changed}


def _still_there(value: Any) -> Any:
    """What a widget took in, without files that made room for others, or never arrived."""
    if isinstance(value, list):
        return [one for one in value if not isinstance(one, DeletedFile)]
    return None if isinstance(value, DeletedFile) else value


def component_state(key: str, name: str) -> Any:
    """What a component sent before this run; None if it has not been drawn yet or sent nothing."""
    return getattr(st.session_state.get(key), name, None)


def component_trigger(key: str, name: str) -> Any:
    """What a component sent (a trigger), for its callback.

    None of a component that is gone: a click may come when the reader is on another page already.
    """
    return component_state(key, name)


def picture_message(key: str, name: str) -> Any:
    """The same for the picture, whose messages are numbered: {value, messageNumber}.

    None if there is none, or one that the picture does not send.
    """
    message = component_trigger(key, name)
    number = message.get("messageNumber") if isinstance(message, Mapping) else None
    if not isinstance(number, int) or not 0 <= number < _MOST_MESSAGES:
        return None
    st.session_state[f"{key}_message_number"] = max(picture_message_number(key), number)
    value = message.get("value")
    return value if isinstance(value, _SENT[name]) else None


def picture_message_number(key: str) -> int:
    """The number of the last message received from the picture."""
    return int(st.session_state.get(f"{key}_message_number", 0))
