"""Large answers that a browser does not take: so many of one address, and those of others beside them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from components.addresses.answers_under_way import LARGE_ANSWER, AnswersUnderWay
from tests.support.running.own_loop import run_apart

T = TypeVar("T")
ROOM = 10 * LARGE_ANSWER
# Three are as large as the room.
FILES = [bytes(ROOM // 3) + bytes([number]) for number in range(6)]


async def files(scope: Scope, receive: Receive, send: Send) -> None:
    """The file of that number, or a short answer."""
    name = scope["path"].removeprefix("/")
    await Response(FILES[int(name)] if name else b"short")(scope, receive, send)


class Line:
    """A browser that reads nothing of an answer until the test lets it."""

    def __init__(self, guard: AnswersUnderWay, path: str, client: str = "192.0.2.7") -> None:
        self.messages, self.may_read = list[Message](), asyncio.Event()
        scope = {"type": "http", "method": "GET", "path": path, "client": (client, 1), "headers": []}
        self.task = asyncio.ensure_future(guard(scope, self.receive, self.send))

    async def receive(self) -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(self, message: Message) -> None:
        self.messages.append(message)
        if len(message.get("body", b"")) > LARGE_ANSWER:
            await self.may_read.wait()

    async def status(self) -> int:
        while not self.messages:
            await asyncio.sleep(0)
        return int(self.messages[0]["status"])


def answered(ask: Callable[[AnswersUnderWay], Awaitable[T]]) -> T:
    async def run() -> T:
        return await ask(AnswersUnderWay(files, ROOM))

    return run_apart(run())


def test_an_address_that_takes_nothing_has_only_so_much_on_its_way() -> None:
    """Of ties on other days, or for another host, each line had its own: 1,200 lines that read nothing filled the memory."""

    async def ask(guard: AnswersUnderWay) -> tuple[list[int], list[int], int]:
        lines = [Line(guard, f"/{number}") for number in range(4)]
        first = [await line.status() for line in lines]
        beside = [Line(guard, "/"), Line(guard, "/1"), Line(guard, "/4", "192.0.2.8")]
        others = [await line.status() for line in beside]
        lines[0].may_read.set()
        await lines[0].task
        later = await Line(guard, "/5").status()
        for line in (*lines, *beside):
            line.task.cancel()
        return first, others, later

    # What is short, what is on its way already, and what others ask for is none of it.
    assert answered(ask) == ([200, 200, 503, 503], [200, 200, 200], 200)


def test_a_file_that_is_larger_than_the_room_is_given_to_whoever_has_none_on_its_way() -> None:
    async def ask(_: AnswersUnderWay) -> list[int]:
        guard = AnswersUnderWay(files, most=LARGE_ANSWER)
        lines = [Line(guard, "/0"), Line(guard, "/1")]
        statuses = [await line.status() for line in lines]
        for line in lines:
            line.may_read.set()
        await asyncio.gather(*(line.task for line in lines))
        return [*statuses, await Line(guard, "/2").status(), len(guard._bytes) + len(guard._lines)]

    assert answered(ask) == [200, 503, 200, 2]


def test_an_answer_in_parts_is_sent_as_it_is() -> None:
    parts = [b"a" * (LARGE_ANSWER + 1), b"", b"b" * (LARGE_ANSWER + 2), b"c"]

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    async def ask(_: AnswersUnderWay) -> list[Message]:
        line = Line(AnswersUnderWay(app, most=LARGE_ANSWER), "/")
        line.may_read.set()
        await line.task
        return line.messages

    head, *bodies = answered(ask)
    assert (head["status"], [body["body"] for body in bodies]) == (200, parts)
