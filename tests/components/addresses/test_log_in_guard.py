"""How often a log-in may be asked for."""

import asyncio
from collections import Counter

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from components.addresses.log_in_guard import (
    LOG_INS_OF_ADDRESS,
    LOG_INS_OF_ALL,
    LONGEST_ANSWER,
    LONGEST_WRITTEN_NUMBER,
    LogInGuard,
    is_of_browser,
)
from tests.support.running.own_loop import run_apart


def asked(guard: LogInGuard, path: str, times: int, address: str = "192.0.2.1") -> Counter[int]:
    """The statuses of so many requests."""
    client = TestClient(guard, client=(address, 1), follow_redirects=False)
    return Counter(client.get(path).status_code for _ in range(times))


def guard() -> LogInGuard:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(Request(scope).url.path)(scope, receive, send)

    return LogInGuard(app)


def test_a_client_logs_in_so_often_and_reads_as_before() -> None:
    ours, most = guard(), int(LOG_INS_OF_ADDRESS[0])
    answers = asked(ours, "/auth/login", most + 20)
    assert most <= answers[200] < most + 20
    assert answers[429] > 0
    assert asked(ours, "/base/oauth2callback?code=1", 3) == {429: 3}
    assert asked(ours, "/network", 3) == {200: 3}
    assert asked(ours, "/auth/login", 3, "192.0.2.2") == {200: 3}


def test_all_together_log_in_so_often() -> None:
    ours = guard()
    addresses = [f"192.0.2.{number}" for number in range(int(LOG_INS_OF_ALL[0] / LOG_INS_OF_ADDRESS[0]) + 2)]
    answers = sum(
        (asked(ours, "/auth/logout", int(LOG_INS_OF_ADDRESS[0]), address) for address in addresses), Counter()
    )
    assert answers[429] > 0


def test_the_pages_of_a_browser_are_known_also_if_it_logged_in_again_since() -> None:
    number, of_another = b"0123456789abcdef", b"fedcba9876543210"

    def cookies(log_in: str, number: bytes) -> dict[str, str]:
        return {"_streamlit_user": log_in, "_streamlit_xsrf": generate_xsrf_token_string(number, 1)}

    browser = cookies("second", number)
    assert is_of_browser(cookies("first", number), browser)
    assert is_of_browser(cookies("second", number), browser)
    assert is_of_browser({"_streamlit_user": "second"}, browser)
    assert not is_of_browser(cookies("first", of_another), browser)
    long = cookies("", number * LONGEST_WRITTEN_NUMBER)
    assert not is_of_browser(long, long), "nobody reads it, which takes long"
    assert len(browser["_streamlit_xsrf"]) < LONGEST_WRITTEN_NUMBER / 2
    for nothing in ({}, {"_streamlit_xsrf": "2|||0"}, {"_streamlit_xsrf": "no number"}, {"_streamlit_user": ""}):
        assert not is_of_browser(nothing, nothing)
        assert not is_of_browser(nothing, browser)


def test_who_takes_no_answer_keeps_no_place_from_others() -> None:
    """Two lines that read nothing, with one request behind another, kept all others from logging in."""

    async def answered() -> list[str]:
        ours, heard, is_taken = guard(), list[str](), asyncio.Event()

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def ask(address: str, *, takes: bool) -> None:
            async def send(message: Message) -> None:
                if not takes:
                    await is_taken.wait()
                heard.append(f"{address} {message['type']}")

            await ours(
                {"type": "http", "path": "/auth/login", "query_string": b"", "headers": [], "client": (address, 1)}, receive, send
            )  # fmt: skip

        still = [asyncio.create_task(ask(f"192.0.2.{number}", takes=False)) for number in range(4)]
        await asyncio.wait_for(ask("192.0.2.9", takes=True), 10)
        of_others = [*heard]
        is_taken.set()
        await asyncio.gather(*still)
        assert len(heard) == len(of_others) + 2 * len(still)
        return of_others

    assert run_apart(answered()) == ["192.0.2.9 http.response.start", "192.0.2.9 http.response.body"]


def test_an_answer_without_end_does_not_reach_the_log() -> None:
    assert asked(guard(), f"/oauth2callback?error={'x' * LONGEST_ANSWER}", 1) == {400: 1}
