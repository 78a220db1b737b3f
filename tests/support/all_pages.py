"""What a server sends to a reader who opens every page, read without a browser."""

from components.pages import pages_shown
from tests.bench.reader import reader_session
from tests.bench.server import Server
from tests.support.own_loop import run_apart


def messages_of_all_pages(host: Server, query: str) -> bytes:
    return run_apart(_through_all_pages(host, query))


async def _through_all_pages(host: Server, query: str) -> bytes:
    async with reader_session(host, query, keep_messages=True) as reader:
        await reader.open()
        for address in reader.pages:
            await reader.go(address)
        assert len(reader.pages) == len(pages_shown(editing=False))
        assert not reader.faults
        return bytes(reader.messages or b"")
