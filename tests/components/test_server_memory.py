"""A server whose memory is short ends sessions, tells their readers, and goes on."""

import sys

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest

from components import server_guard
from tests.bench.measuring.server import server
from tests.bench.measuring.subjects import OUR_RECORDS
from tests.support.browser import PATIENCE

pytestmark = pytest.mark.browser

# The page as a department starts it, on a system that has one byte for it; what it grows by afterwards is little.
SMALL = """
import sys, uvicorn
from data.apart import memory
memory.usable, memory.GROWTH = lambda: 1.0, 10**12
uvicorn.run("components.server:app", host="127.0.0.1", port=int(sys.argv[1]))
"""


def small_program(port: int) -> list[str]:
    return [sys.executable, "-c", SMALL, str(port)]


def test_a_session_that_ends_where_memory_is_short_is_followed_by_another_that_says_so(fresh_page: Page) -> None:
    with server(small_program, OUR_RECORDS) as host:
        fresh_page.goto(f"{host.address}/network?actors=RUS")
        expect(fresh_page.get_by_text("ran short of memory")).to_be_visible(timeout=PATIENCE)
        fresh_page.get_by_role("button", name="Treaty", exact=True).click(timeout=PATIENCE)
        fresh_page.wait_for_url("**layers=treaty&actors=RUS", timeout=PATIENCE)


def test_what_a_session_keeps_counts_whatever_it_is_called_and_links_do_not() -> None:
    """A megabyte in a field that nobody knows, of the run or around it, or in one that is there twice stayed with each session."""

    def kept(content: bytes) -> int:
        return server_guard._kept_of(content, BackMsg.FromString(content).rerun_script)

    nobody_knows = bytes([0xFA, 0x3E, 0x64]) + bytes(100)
    run = BackMsg(rerun_script=ClientState.FromString(nobody_knows)).SerializeToString()
    assert kept(run) > 100
    assert kept(run + nobody_knows) > 200
    twice = [BackMsg(file_urls_request=FileURLsRequest(session_id="a" * 100)), BackMsg(rerun_script=ClientState())]
    assert kept(b"".join(one.SerializeToString() for one in twice)) > 100
    link = ClientState(query_string="a" * 5_000, cached_message_hashes=["a" * 30] * 10)
    link.context_info.url = "a" * 5_000
    assert kept(BackMsg(rerun_script=link).SerializeToString()) < 100
