"""The pages of Streamlit, drawn in turns and to an end: it gives each that is asked for a thread, for as long as it takes."""

import math
import sys
import time
from collections.abc import Callable
from functools import partial, wraps
from threading import local
from typing import Any

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.session_manager import SessionClient

from components.addresses.work import client_name
from components.server_frames import CUT
from components.server_guard import HELD, PACE, REST
from components.server_pace import ReaderRest
from data.apart.long_work import ended_after
from data.apart.pace import RequestPace
from data.apart.reader import for_reader
from data.apart.turns import TurnLine

# Pages that are drawn at the same time: more would only take turns within the interpreter.
MOST_AT_ONCE = 2
# Seconds of the processor that one page may take; a computation that draws nothing is ended a little later, wherever
# it is. Pages with 20,000 added rows take up to six.
SECONDS_OF_PAGE, _LATER = 20.0, 1.25
PAGE_TOO_LONG = "This page was not drawn to its end: it takes too long. Choose fewer countries or filter the ties; of an upload, remove a part."
# Seconds after which a thread leaves the interpreter to one that waits for it. With Python’s own 0.005 a page of a tenth of a second
# takes 2.5 s beside four long ones: it waits behind all of them again after each file, lock or array.
SECONDS_OF_THREAD = 0.001
_OF_THREAD = local()


def switch_often() -> None:
    """Let threads that compute leave the interpreter to others sooner."""
    sys.setswitchinterval(SECONDS_OF_THREAD)


def draw_in_turns(turns: TurnLine) -> None:
    """Let each run of a page by Streamlit wait for its turn."""
    runner: Any = script_runner
    execute = runner.exec_func_with_error_handling
    if execute.__module__ == __name__:
        return

    @wraps(execute, assigned=("__name__", "__doc__"))
    def executed(function: Callable[[], Any], context: Any) -> Any:
        client, session = client_of(context.session_id), context.session_id
        address = address_in(client)
        with (
            turns.turn(address, session, partial(requests_of, client), rest_of(client), partial(_is_stopped, context)),
            for_reader(address),
        ):
            return execute(partial(_to_its_end, function), context)

    runner.exec_func_with_error_handling = executed
    stop = ScriptRunner.request_stop

    @wraps(stop, assigned=("__name__", "__doc__"))
    def stopped(runner: ScriptRunner) -> None:
        stop(runner)
        # Whoever has left waits for nothing any more: their threads would fill the server.
        turns.let_go(runner._session_id)

    ScriptRunner.request_stop = stopped  # type: ignore[assignment, method-assign]


def _is_stopped(context: Any) -> bool:
    """Whether a run is to end as soon as it has begun."""
    requests = getattr(context, "script_requests", None)
    return getattr(requests, "_state", None) is ScriptRequestType.STOP


class _PageTooLongError(BaseException):
    """A page has used up its time. None of our own handlers takes it for an error of what they do."""


def _to_its_end(function: Callable[[], Any]) -> Any:
    """Draw a page, or as much of it as its time allows, and say so."""
    _OF_THREAD.end = time.thread_time() + SECONDS_OF_PAGE
    try:
        with ended_after(_LATER * SECONDS_OF_PAGE, _PageTooLongError):
            return function()
    except _PageTooLongError:
        _OF_THREAD.end = math.inf
        st.error(PAGE_TOO_LONG)
        # Streamlit then forgets nothing of what was chosen in the part that is not there.
        st.stop()
    finally:
        _OF_THREAD.end = math.inf


def end_long_pages(turns: TurnLine) -> None:
    """Let a page that has used up its time end with what it draws next, where Streamlit looks whether it should, or wait for a turn again."""
    look = ScriptRunner._maybe_handle_execution_control_request
    if look.__module__ == __name__:
        return

    @wraps(look, assigned=("__name__", "__doc__"))
    def looked(runner: ScriptRunner) -> None:
        is_too_long = runner._execing and time.thread_time() > getattr(_OF_THREAD, "end", math.inf)
        # Not one that may be ended wherever it is: amid that, it would leave the line locked for all.
        if runner._execing and not is_too_long:
            turns.go_on()
        look(runner)
        if is_too_long:
            raise _PageTooLongError

    ScriptRunner._maybe_handle_execution_control_request = looked  # type: ignore[assignment, method-assign]


def client_of(session: str) -> SessionClient | None:
    """The connection to the browser of a session; None if there is none any more."""
    return Runtime.instance().get_client(session) if Runtime.exists() else None


def address_in(client: SessionClient | None) -> str:
    """The address from which a browser is connected; empty if it no longer is."""
    context = client.client_context if client else None
    return client_name((context.remote_ip if context else None) or "")


def requests_of(client: SessionClient | None) -> float:
    """How much a browser has sent lately."""
    pace: RequestPace | None = _extension(client, PACE)
    return pace.lately() if pace else 0.0


def rest_of(client: SessionClient | None) -> ReaderRest | None:
    """Whether a browser takes a rest between its pages."""
    rest: ReaderRest | None = _extension(client, REST)
    return rest


def leave_what_is_held(client: SessionClient | None, session: object) -> None:
    """Let what a connection holds of what was chosen and typed count as long as there is the session."""
    leave: Callable[[object], None] | None = _extension(client, HELD)
    if leave:
        leave(session)


def cut_line(client: SessionClient | None) -> None:
    """Cut a connection, if there is one: its browser connects again."""
    cut: Callable[[], None] | None = _extension(client, CUT)
    if cut:
        cut()


def _extension(client: SessionClient | None, name: str) -> Any:
    websocket = getattr(client, "_websocket", None)
    return websocket.scope.get("extensions", {}).get(name) if websocket else None
