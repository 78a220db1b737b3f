"""What Streamlit keeps: of a session whose line is lost, of widgets that are no longer on the page, and where memory is short."""

import asyncio
import ctypes
import gc
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from threading import Thread
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state.session_state import WStates, _is_stale_widget
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from components.server_turns import address_in, cut_line, leave_what_is_held
from components.server_uploads import sizes_of
from data.apart.memory import MemoryOfSessions

# In what is known of a widget: the page has been drawn without it.
_GONE = "_allweather_is_gone"
# Seconds after which a session that is too old to be kept is gone.
_SOON = 0.1
# In a session: the address of whoever had it last.
_ADDRESS = "_allweather_address"


def _address_of(info: SessionInfo) -> str:
    return str(getattr(info.session, _ADDRESS, ""))


def keep_page_of_cut_runs() -> None:
    """Let a browser whose line was lost in the middle of a run keep its page.

    Streamlit stops that run, and tells the browser, when it is back, that it ended well. The browser then removes all that
    the run had not drawn yet, and reports the widgets of the next run as they are at first: another view than the one
    that the reader left. A run that ended early for the next one removes nothing.
    """
    disconnect = WebsocketSessionManager.disconnect_session
    if disconnect.__module__ == __name__:
        return

    def disconnect_session(manager: WebsocketSessionManager, session_id: str) -> None:
        active = manager.get_active_session_info(session_id)
        if active:
            # It is kept without its line.
            active.session.__dict__[_ADDRESS] = address_in(active.client)
            leave_what_is_held(active.client, active.session)
        if active and active.session._state is AppSessionState.APP_IS_RUNNING:
            _end_run_early(active.session)
        disconnect(manager, session_id)

    WebsocketSessionManager.disconnect_session = disconnect_session  # type: ignore[assignment]


def _end_run_early(session: AppSession) -> None:
    """Have the end of the run under way told as that of one that another follows."""
    finished = session._create_script_finished_message

    def finished_early(status: "ForwardMsg.ScriptFinishedStatus.ValueType", *args: Any) -> ForwardMsg:
        session.__dict__.pop("_create_script_finished_message", None)
        is_stopped = status == ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
        return finished(ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN if is_stopped else status, *args)

    session._create_script_finished_message = finished_early  # type: ignore[assignment]


def end_forgotten_sessions_on_the_loop() -> None:
    """Let a session that nothing holds any more be ended by the event loop: Streamlit ends it wherever its last reference goes.

    That may be where Python collects what only holds itself, amid any thread, while that has the lock of the files or the uploads of all,
    which the end of a session takes as well: the thread would wait for itself, and the event loop with all others for it.
    """
    if AppSession.__del__.__module__ == __name__:
        return

    def forgotten(session: AppSession) -> None:
        if session._state is not AppSessionState.SHUTDOWN_REQUESTED:
            # The loop ends before the last sessions do where the server stops.
            with suppress(RuntimeError):
                session._event_loop.call_soon_threadsafe(session.shutdown)

    AppSession.__del__ = forgotten  # type: ignore[method-assign]


def keep_sessions_that_did_most() -> None:
    """Let a session whose line is lost be kept rather than others in which less was done.

    Streamlit has room for 128, and keeps those that were lost last: whoever connects and leaves again so often would take from
    every reader whose line is lost at that time what they have added. Of an address that has most of them one goes first: else it
    would only have to do more in each. And it drops what is too old when the next line is lost: until then, what those who have left
    had added would leave no room for others.
    """
    save = MemorySessionStorage.save
    if save.__module__ == __name__:
        return

    def save_unless_least(storage: MemorySessionStorage, session_info: SessionInfo) -> None:
        kept: Any = storage._cache
        # Without a loop nobody waits.
        with suppress(RuntimeError):
            asyncio.get_running_loop().call_later(kept._ttl + _SOON, kept.expire)
        # What is too old is dropped by that.
        if len(kept) < kept.maxsize:
            save(storage, session_info)
            return
        there = [*kept.values(), session_info]
        of_address = Counter(map(_address_of, there))
        least = min(there, key=lambda info: (-of_address[_address_of(info)], info.script_run_count))
        if least is not session_info:
            kept.pop(least.session.id, None)
            save(storage, session_info)
        least.session.shutdown()

    MemorySessionStorage.save = save_unless_least  # type: ignore[assignment]


def forget_widgets_that_are_gone() -> None:
    """Let what is known of a widget be forgotten when the page was drawn twice without it.

    Streamlit keeps it until the session ends, with the function that answers a change, and all that this works on: of each file that
    a reader brought, its rows with all records, also when another had taken its place. A click that is on its way when the page
    is drawn without its widget still finds it.
    """
    remove: Callable[..., None] = WStates.remove_stale_widgets
    if remove.__module__ == __name__:
        return

    def remove_stale_widgets(states: WStates, active: frozenset[str], fragments: list[str] | None) -> None:
        remove(states, active, fragments)
        known = states.widget_metadata
        for name, widget in [
            (name, widget) for name, widget in known.items() if _is_stale_widget(widget, active, fragments)
        ]:
            if _GONE in widget.__dict__:
                del known[name]
            # If it comes back, Streamlit makes what is known of it anew.
            widget.__dict__[_GONE] = True

    WStates.remove_stale_widgets = remove_stale_widgets  # type: ignore[method-assign, assignment]


def end_sessions_where_memory_is_short(memory: MemoryOfSessions) -> None:
    """Let those sessions end that the memory grew most for, before the system ends the server with all of them.

    Their browsers get new ones, as after a restart of the server, and the page says so.
    """
    runner: Any = script_runner
    execute, shutdown = runner.exec_func_with_error_handling, AppSession.shutdown
    if execute.__module__ == __name__:
        return

    @wraps(execute, assigned=("__name__", "__doc__"))
    def counted(function: Callable[[], Any], context: Any) -> Any:
        with memory.counted(context.session_id):
            result = execute(function, context)
        if memory.is_to_give_back():
            # If no thread can be had, another page tries again.
            with suppress(RuntimeError):
                Thread(target=memory.give_back, args=(_free,), name="give-back", daemon=True).start()
        if memory.is_short() and Runtime.exists():
            Runtime.instance()._get_async_objs().eventloop.call_soon_threadsafe(_end_sessions, memory)
        return result

    def shut_down(session: AppSession) -> None:
        shutdown(session)
        memory.leave(session.id)

    runner.exec_func_with_error_handling = counted
    AppSession.shutdown = shut_down  # type: ignore[assignment]


def _end_sessions(memory: MemoryOfSessions) -> None:
    runtime = Runtime.instance()
    manager: Any = runtime._session_mgr
    lines = {info.session.id: info.client for info in manager.list_active_sessions()}
    addresses = {info.session.id: _address_of(info) for info in manager._session_storage.list()}
    files = {session: sum(sizes.values()) for session, sizes in sizes_of(runtime.uploaded_file_mgr).items()}
    ended = memory.to_end(addresses | {session: address_in(client) for session, client in lines.items()}, files)
    if not ended:
        return
    logging.getLogger(__name__).warning("Memory is short: %s sessions of one address were ended", len(ended))
    for session in ended:
        runtime.close_session(session)
        cut_line(lines.get(session))


def _free() -> None:
    """Give the memory of what is gone back to the system, where its library can."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
