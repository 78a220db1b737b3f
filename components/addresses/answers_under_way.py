"""The large answers that browsers have not taken yet: each stays in the memory until its line has all of it.

A file that many get is there once. Whoever asks for another one each time, and reads none, would fill the memory.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.addresses.work import client_name

# Bytes of a large answer, and of all different ones that one address has on their way; one more is given to whoever has none.
LARGE_ANSWER, MOST_UNDER_WAY_BYTES = 65_536, 100_000_000
TOO_MUCH_UNDER_WAY = "Your network has not taken yet what it asked for. Try again in a minute.\n"


class AnswersUnderWay:
    """Lets no address have more of them at once than there is room for."""

    def __init__(self, app: ASGIApp, most: int = MOST_UNDER_WAY_BYTES) -> None:
        self.app, self._most = app, most
        # (address, which bytes) -> for how many lines; address -> bytes of them, the same ones once.
        self._lines, self._bytes = Counter[tuple[str, int]](), Counter[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client, head, is_refused = client_name((scope.get("client") or ("",))[0]), list[Message](), False

        async def send_if_there_is_room(message: Message) -> None:
            nonlocal is_refused
            body = message.get("body", b"")
            if message["type"] == "http.response.start":
                # What is sent can no longer become a refusal.
                head.append(message)
            elif len(body) <= LARGE_ANSWER:
                await send_all(message)
            elif head and not self._has_room(client, body):
                is_refused = True
                await PlainTextResponse(TOO_MUCH_UNDER_WAY, 503, {"Retry-After": "60"})(scope, receive, send)
            else:
                with self._counted(client, body):
                    await send_all(message)

        async def send_all(message: Message) -> None:
            if not is_refused:
                while head:
                    await send(head.pop())
                await send(message)

        await self.app(scope, receive, send_if_there_is_room if scope["type"] == "http" else send)

    def _has_room(self, client: str, body: bytes) -> bool:
        is_there = self._lines[client, id(body)] > 0
        return is_there or not self._bytes[client] or self._bytes[client] + len(body) <= self._most

    @contextmanager
    def _counted(self, client: str, body: bytes) -> Iterator[None]:
        key = client, id(body)
        self._lines[key] += 1
        self._bytes[client] += len(body) if self._lines[key] == 1 else 0
        try:
            yield
        finally:
            self._lines[key] -= 1
            if not self._lines[key]:
                del self._lines[key]
                self._bytes[client] -= len(body)
                if not self._bytes[client]:
                    del self._bytes[client]
