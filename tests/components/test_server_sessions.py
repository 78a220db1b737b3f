"""Which sessions are kept for readers whose line is lost, and what a session keeps of widgets that are gone."""

import asyncio
import gc
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import WStates
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from components import server_guard, server_pace
from components.server_guard import BYTES_OF_A_CLICK, HELD, LOST_LINE, SocketGuard
from components.server_sessions import (
    _ADDRESS,
    end_forgotten_sessions_on_the_loop,
    forget_widgets_that_are_gone,
    keep_page_of_cut_runs,
    keep_sessions_that_did_most,
)
from components.server_turns import leave_what_is_held
from tests.support.running.own_loop import run_apart


def lost(storage: MemorySessionStorage, name: str, runs: int, ended: list[str], address: str = "") -> None:
    """The line of a session is lost that has had so many runs."""
    session = cast("Any", SimpleNamespace(id=name, shutdown=lambda: ended.append(name), **{_ADDRESS: address}))
    storage.save(SessionInfo(None, session, runs))


def test_who_connects_and_leaves_again_and_again_takes_no_session_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemorySessionStorage, "save", MemorySessionStorage.save)
    keep_sessions_that_did_most()
    storage, ended = MemorySessionStorage(maxsize=4), list[str]()
    for name, runs in (("reader", 12), ("another", 7)):
        lost(storage, name, runs, ended)
    for number in range(10):
        lost(storage, f"quick {number}", 1, ended)
    assert [info.session.id for info in storage.list()] == ["reader", "another", "quick 8", "quick 9"]
    assert ended == [f"quick {number}" for number in range(8)], "what they had is freed"
    lost(storage, "third", 2, ended)
    lost(storage, "fourth", 2, ended)
    lost(storage, "quick", 0, ended)
    assert {info.session.id for info in storage.list()} == {"reader", "another", "third", "fourth"}
    assert ended[-1] == "quick"


def test_a_session_that_only_holds_itself_ends_on_the_loop_and_not_amid_a_thread_that_has_the_lock_of_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its end waited for the lock that the thread had in which it was collected, and all others would have waited for that."""
    monkeypatch.setattr(AppSession, "__del__", AppSession.__del__)
    end_forgotten_sessions_on_the_loop()
    files, later = MemoryUploadedFileManager("/upload"), list[Any]()

    def collect() -> None:
        session: Any = AppSession.__new__(AppSession)
        loop = SimpleNamespace(call_soon_threadsafe=later.append)
        session.__dict__.update(
            id="gone", _state=AppSessionState.APP_NOT_RUNNING, _uploaded_file_mgr=files, _event_loop=loop
        )
        session.itself = session
        with files._lock:
            del session
            gc.collect(0)

    thread = Thread(target=collect, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert [end.__self__.id for end in later] == ["gone"]
    later[0].__self__._state = AppSessionState.SHUTDOWN_REQUESTED


def test_who_does_much_in_many_sessions_takes_none_from_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemorySessionStorage, "save", MemorySessionStorage.save)
    keep_sessions_that_did_most()
    storage, ended = MemorySessionStorage(maxsize=4), list[str]()
    for number in range(9):
        lost(storage, f"busy {number}", 50 + number, ended, "192.0.2.7")
        if number == 5:
            lost(storage, "reader", 3, ended, "192.0.2.8")
    assert {info.session.id for info in storage.list()} == {"reader", "busy 6", "busy 7", "busy 8"}


def test_what_is_too_old_makes_room_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemorySessionStorage, "save", MemorySessionStorage.save)
    keep_sessions_that_did_most()
    storage, ended = MemorySessionStorage(maxsize=2, ttl_seconds=0), list[str]()
    for number in range(5):
        lost(storage, str(number), number, ended)
    assert not ended


def test_what_is_too_old_is_gone_although_nobody_comes_or_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever came next found no room for a table: all was taken by those who had left long ago."""
    monkeypatch.setattr(MemorySessionStorage, "save", MemorySessionStorage.save)
    keep_sessions_that_did_most()
    storage = MemorySessionStorage(ttl_seconds=0)

    async def leave() -> None:
        lost(storage, "reader", 1, [])
        kept: Any = storage._cache
        async with asyncio.timeout(30):
            while kept._data:
                await asyncio.sleep(0.01)

    run_apart(leave())


def test_what_a_widget_works_on_is_gone_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of 100 uploads of a session stayed in the memory, with all records: 290 MB."""
    monkeypatch.setattr(WStates, "remove_stale_widgets", WStates.remove_stale_widgets)
    forget_widgets_that_are_gone()
    states = WStates()

    def drawn(*names: str) -> set[str]:
        for name in names:
            states.set_widget_metadata(WidgetMetadata(name, lambda value: value, lambda value: value, "bool_value"))
        states.remove_stale_widgets(frozenset(names), None)
        return {*states.widget_metadata}

    drawn("stays", "goes", "comes back")
    assert drawn("stays") == {"stays", "goes", "comes back"}, "a click may be on its way"
    assert drawn("stays", "comes back") == {"stays", "comes back"}
    assert drawn("stays") == {"stays", "comes back"}, "it is new again"
    for number in range(20):
        kept = drawn(f"file {number}")
    assert kept == {"file 18", "file 19"}


def test_what_a_connection_held_is_left_in_its_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WebsocketSessionManager, "disconnect_session", lambda *_: None)
    keep_page_of_cut_runs()
    left = list[object]()
    websocket = SimpleNamespace(scope={"extensions": {HELD: left.append}})
    session = SimpleNamespace(_state=None)
    active = SimpleNamespace(session=session, client=SimpleNamespace(_websocket=websocket, client_context=None))
    manager: Any = SimpleNamespace(get_active_session_info=lambda _: active)
    WebsocketSessionManager.disconnect_session(manager, "one")
    assert left == [session]


def test_a_session_that_is_taken_up_again_still_holds_what_it_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a connection had brought was no longer counted after its end: 600 sessions could hold 5 MB each within hours."""
    monkeypatch.setattr(server_guard, "HELD_FOR", 0.0)
    monkeypatch.setattr(server_pace, "MOST_HELD", 100_000)
    asked = BackMsg()
    asked.rerun_script.widget_states.widgets.add(id="a").string_value = "x" * (BYTES_OF_A_CLICK + 60_000)

    class Session:
        pass

    async def visit() -> list[bool]:
        async def streamlit(scope: Scope, receive: Receive, _send: Send) -> None:
            await receive()
            leave_what_is_held(cast("Any", SimpleNamespace(_websocket=SimpleNamespace(scope=scope))), session)

        guard = SocketGuard(streamlit)

        async def connected() -> bool:
            """Whether its message is read."""
            closed, waiting = list[Message](), [{"type": "websocket.receive", "bytes": asked.SerializeToString()}]

            async def receive() -> Message:
                return waiting.pop()

            async def send(message: Message) -> None:
                closed.append(message)

            await guard({"type": "websocket", "path": "/", "headers": [], "client": ("192.0.2.7", 1)}, receive, send)
            await asyncio.sleep(0.01)
            return not closed

        session = Session()
        read = [await connected(), await connected()]
        session = Session()
        await asyncio.sleep(0)
        return [*read, await connected()]

    assert run_apart(visit()) == [True, False, True]


def test_of_a_line_that_is_lost_only_the_end_arrives_and_no_message_that_nobody_looked_at() -> None:
    """Of two messages in one packet, with the end of the line after them, the second was passed on as it was."""
    beat, forbidden = BackMsg(app_heartbeat=True), BackMsg(clear_cache=True)
    end: Message = {"type": "websocket.disconnect", "code": 1006}
    sent = [{"type": "websocket.receive", "bytes": one.SerializeToString()} for one in (beat, forbidden, forbidden)]
    waiting, arrived = iter([*sent, end]), list[Message]()

    async def streamlit(_scope: Scope, receive: Receive, _send: Send) -> None:
        arrived.append(await receive())

    async def receive() -> Message:
        return next(waiting)

    async def send(_message: Message) -> None:
        pass

    scope = {"type": "websocket", "path": "/", "headers": [], "extensions": {LOST_LINE: lambda: True}}
    run_apart(SocketGuard(streamlit)(scope, receive, send))
    assert arrived == [end]
