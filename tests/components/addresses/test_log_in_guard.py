"""How often a log-in may be asked for."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from components.addresses.log_in_guard import LOG_INS_OF_ADDRESS, LOG_INS_OF_ALL, LONGEST_ANSWER, LogInGuard


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


def test_an_answer_without_end_does_not_reach_the_log() -> None:
    assert asked(guard(), f"/oauth2callback?error={'x' * LONGEST_ANSWER}", 1) == {400: 1}
