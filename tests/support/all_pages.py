"""What a server sends to a reader who opens every page, read without a browser."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from components.pages import pages_shown
from tests.bench.reader import reader_session
from tests.bench.server import Server

T = TypeVar("T")


def messages_of_all_pages(host: Server, query: str) -> bytes:
    return apart(_through_all_pages(host, query))


def apart(doing: Coroutine[None, None, T]) -> T:
    """Done in a thread: the browser's driver has a loop of its own in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(doing)).result()


async def _through_all_pages(host: Server, query: str) -> bytes:
    async with reader_session(host, query, keep_messages=True) as reader:
        await reader.open()
        for address in reader.pages:
            await reader.go(address)
        assert len(reader.pages) == len(pages_shown(editing=False))
        assert not reader.faults
        return bytes(reader.messages or b"")
