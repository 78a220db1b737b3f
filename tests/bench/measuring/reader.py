"""A reader without a browser: Streamlit's own messages over a real web socket, as its page sends them."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from components.pages.network import NETWORK_KEY as PICTURE
from tests.bench.measuring.server import Server

# Streamlit's page keeps a large message through so many runs, and tells the server which it has.
KEPT_RUNS = 2
LIMIT = 60.0
LARGEST = 64 * 2**20


@dataclass
class Reader:
    """One session: what it was sent, what can be done there, and what went wrong."""

    socket: ClientConnection
    query: str
    session: str = ""
    """What Streamlit calls this session."""
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    """Address of a page -> what Streamlit calls it."""
    widgets: dict[str, Any] = field(default_factory=dict)
    """Key of a widget -> its message."""
    faults: list[str] = field(default_factory=list)
    messages: bytearray | None = None
    """All that was sent, where somebody wants to look."""
    message_number: int = 0
    _large: dict[str, int] = field(default_factory=dict)
    _run: int = 0

    # What a reader does: each returns the seconds until the script has finished.

    async def open(self) -> float:
        return await self._ask(ClientState(query_string=self.query))

    async def go(self, address: str) -> float:
        """To another page: the menu's link, which carries no view."""
        self.page, self.query = self.pages[address], ""
        return await self._ask(ClientState(page_script_hash=self.page))

    async def choose(self, key: str, *labels: str) -> float:
        """In pills or a list of several."""
        state = WidgetState(id=self.widgets[key].id)
        state.string_array_value.data.extend(labels)
        return await self._change(state)

    async def set_day(self, key: str, day: date) -> float:
        state = WidgetState(id=self.widgets[key].id)
        state.string_array_value.data.append(day.isoformat())
        return await self._change(state)

    async def click(self, focus: str) -> float:
        """On an actor or a tie of the picture."""
        self.message_number += 1
        told = [{"event": "chosen", "value": {"value": focus, "messageNumber": self.message_number}}]
        name = f"$$STREAMLIT_INTERNAL_KEY_{self.widgets[PICTURE].id}__events"
        return await self._change(WidgetState(id=name, json_trigger_value=json.dumps(told)))

    async def press(self, key: str) -> float:
        """A button."""
        return await self._change(WidgetState(id=self.widgets[key].id, trigger_value=True))

    async def bring(self, key: str, name: str, content: bytes, put: Callable[[str, str, str, bytes], object]) -> float:
        """A file to a box for files; `put` sends it to (host, path)."""
        wanted = BackMsg()
        wanted.file_urls_request.request_id = name
        wanted.file_urls_request.file_names.append(name)
        await self.socket.send(wanted.SerializeToString())
        answer = ForwardMsg()
        while not answer.HasField("file_urls_response"):
            answer = ForwardMsg.FromString(await self.socket.recv(decode=False))
        place = answer.file_urls_response.file_urls[0]
        await asyncio.to_thread(
            put, f"{self.socket.remote_address[0]}:{self.socket.remote_address[1]}", place.upload_url, name, content
        )
        state = WidgetState(id=self.widgets[key].id)
        file = state.file_uploader_state_value.uploaded_file_info.add()
        file.file_id, file.name, file.size = place.file_id, name, len(content)
        file.file_urls.CopyFrom(place)
        return await self._change(state)

    # The messages.

    async def _change(self, state: WidgetState) -> float:
        asked = ClientState(query_string=self.query, page_script_hash=self.page)
        asked.widget_states.widgets.append(state)
        return await self._ask(asked)

    async def _ask(self, asked: ClientState) -> float:
        self._run += 1
        self._large = {name: run for name, run in self._large.items() if self._run - run <= KEPT_RUNS}
        asked.cached_message_hashes.extend(self._large)
        begun = time.perf_counter()
        await self.socket.send(BackMsg(rerun_script=asked).SerializeToString())
        while not await self._finished():
            pass
        return time.perf_counter() - begun

    async def _finished(self) -> bool:
        frame = await self.socket.recv(decode=False)
        if self.messages is not None:
            self.messages += frame
        message = ForwardMsg.FromString(frame)
        if message.metadata.cacheable or message.HasField("ref_hash"):
            self._large[message.ref_hash or message.hash] = self._run
        self._take(message)
        ended = message.HasField("script_finished")
        return ended and bool(message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "delta" if message.delta.HasField("new_element"):
                self._element(message.delta.new_element)
            case "new_session":
                self.session = message.new_session.initialize.session_id or self.session
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "navigation":
                self.page = message.navigation.page_script_hash
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            case "page_not_found":
                self.faults.append("a page was not found")
            case "session_event" if message.session_event.HasField("script_compilation_exception"):
                self.faults.append("the script did not compile")

    def _element(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        drawn = getattr(element, kind)
        if kind == "exception":
            self.faults.append(f"{drawn.type}: {drawn.message}")
        elif kind == "alert" and drawn.format == Alert.ERROR:
            self.faults.append(drawn.body)
        elif name := getattr(drawn, "id", ""):
            self.widgets[name.split("-", 2)[-1]] = drawn


@asynccontextmanager
async def reader_session(host: Server, query: str, *, keep_messages: bool = False) -> AsyncIterator[Reader]:
    """Somebody who opens the page in a browser of their own."""
    address = f"{host.address.replace('http', 'ws', 1)}/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    async with connect(address, subprotocols=protocols, max_size=LARGEST, open_timeout=LIMIT) as socket:
        yield Reader(socket, query, messages=bytearray() if keep_messages else None)
