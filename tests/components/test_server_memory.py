"""A server whose memory is short ends sessions, tells their readers, and goes on."""

import sys

import pytest
from playwright.sync_api import Page, expect

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
