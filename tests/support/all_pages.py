"""What a server sends to a reader who opens every page, read without a browser."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from components.pages import pages_shown
from tests.bench.measuring.reader import reader_session
from tests.bench.measuring.server import Server
from tests.support.running.own_loop import run_apart


def messages_of_all_pages(host: Server, query: str, *, editing: bool = False) -> bytes:
    """All messages; `editing` says whether the server has the page of curators, too."""
    return run_apart(_through_all_pages(host, query, len(pages_shown(editing=editing))))


async def _through_all_pages(host: Server, query: str, number: int) -> bytes:
    async with reader_session(host, query, keep_messages=True) as reader:
        await reader.open()
        for address in reader.pages:
            await reader.go(address)
        assert len(reader.pages) == number
        assert not reader.faults
        messages = bytes(reader.messages or b"")
        return messages + b"".join(_unpacked(messages))


def _unpacked(messages: bytes) -> Iterator[bytes]:
    """What the messages hold gzipped, such as the panel beside a picture."""
    for place in re.finditer(re.escape(b"\x1f\x8b\x08"), messages):
        with suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(messages[place.start() :])
