"""The dashboard behind strict security headers: every page works, and nothing is asked of another host."""

import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from components.network.view import VIS
from components.pages import PAGES
from components.server import HEADERS, headers_for
from components.server_turns import SECONDS_OF_THREAD
from components.style.page_style import STYLE_ADDRESS
from data.links.page_links import HOME
from data.store.settings import SETTINGS_VARIABLE
from tests.support.browser import PATIENCE, app_server, go_to
from tests.support.cast import write_cast
from tests.support.tab import DESKTOP


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that keeps to the policy, which other tests pass by."""
    context = browser.new_context(viewport=DESKTOP)
    yield context.new_page()
    context.close()


def test_a_thread_that_computes_leaves_the_interpreter_to_others_soon() -> None:
    """Else a short page waits for seconds behind a few long ones of one address."""
    assert sys.getswitchinterval() == pytest.approx(SECONDS_OF_THREAD)
    assert SECONDS_OF_THREAD <= 0.001


@pytest.mark.slow
def test_the_first_command_of_the_readme_starts_the_same_server(tmp_path: Path) -> None:
    with app_server(write_cast(tmp_path)) as address:
        for path in ("/", f"/{STYLE_ADDRESS}", "/figure.svg", "/ties.csv"):
            with urlopen(address + path) as answer:
                headers = headers_for(path)
                assert {name: answer.headers[name] for name in headers} == headers


@pytest.mark.parametrize(
    "path", ["/", "/network", "/_stcore/health", "/none.js", f"/{VIS.address}", f"/{STYLE_ADDRESS}"]
)
def test_every_answer_has_the_headers(address: str, path: str) -> None:
    with urlopen(address + path) as answer:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert ("immutable" in (answer.headers["Cache-Control"] or "")) == path.startswith(("/scripts/", "/styles/"))


def test_a_page_names_what_its_browser_will_need_and_each_is_there(address: str) -> None:
    def named(path: str) -> list[str]:
        with urlopen(f"{address}{path}") as answer:
            return re.findall("<(.*?)>", answer.headers["Link"] or "")

    at_home, with_picture = named("/"), named("/?layers=treaty")
    assert at_home[0] == STYLE_ADDRESS
    assert set(at_home) < set(with_picture)
    assert [name for name in with_picture if "/BidiComponent." in name]
    for name in with_picture:
        with urlopen(f"{address}/{name}") as answer:
            assert answer.status == 200
            assert "html" not in answer.headers["Content-Type"], name
    assert not named("/_stcore/health")


def test_a_file_at_an_address_runs_nothing_and_is_shown_by_other_hosts_only_if_the_desk_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path / "desk.toml"
    monkeypatch.setenv(SETTINGS_VARIABLE, str(desk))
    for embedding, policy in (("false", "same-origin"), ("true", "cross-origin")):
        desk.write_text(f"[addresses]\nembedding = {embedding}\n", "utf-8")
        headers = headers_for("/figure.svg")
        assert headers["Cross-Origin-Resource-Policy"] == policy
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Content-Security-Policy"].endswith("; sandbox")
        assert "sandbox" not in headers_for("/profile.pdf")["Content-Security-Policy"]
        assert "script-src" not in headers["Content-Security-Policy"]
        assert headers_for("/ties.csv")["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers_for("/network") == HEADERS
    desk.write_text("[addresses", "utf-8")
    assert headers_for("/figure.svg")["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_handshake_is_logged_with_what_a_client_wrote_into_it(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("uvicorn.error")
    with caplog.at_level(logging.INFO):
        log.info('%s - "WebSocket %s" [accepted]', "192.0.2.1:1", "/_stcore/stream?focus=CHN")
        log.info('%s - "WebSocket %s" %d', "192.0.2.1:1", "/?focus=CHN", 403)
        log.info("Application startup complete.")
    assert caplog.messages == ["Application startup complete."]


def test_the_policy_lets_no_other_host_in() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    assert policy.startswith("default-src 'none'")


def test_the_picture_a_file_and_every_page_work_under_the_policy(reader: Page, address: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    reader.on("console", lambda message: said.append(message.text))
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(f"{address}/?focus=BLR-CHN")
    expect(reader.locator(".aw-canvas canvas").first).to_be_visible(timeout=PATIENCE)
    for folder in ("scripts/vis-network-", "scripts/picture-", "styles/page-", "networks/"):
        assert [url for url in asked if f"/{folder}" in url], "as a file, which the browser keeps"
    reader.get_by_role("button", name="Export").click(timeout=PATIENCE)
    with reader.expect_download(timeout=PATIENCE) as waiting:
        reader.get_by_role("button", name="SVG", exact=True).click(timeout=PATIENCE)
    assert waiting.value.path().read_bytes().startswith(b"<svg")
    reader.keyboard.press("Escape")
    for shown in PAGES.values():
        if shown.section:
            go_to(reader, shown.title)
        elif shown.path == HOME:
            reader.get_by_role("link", name="Allweather", exact=True).first.click()
        elif shown.path == "about":
            reader.get_by_role("link", name="About", exact=True).click()
        else:
            reader.get_by_role("combobox", name="Search", exact=True).fill("belarus china")
            reader.get_by_role("button", name="All results").click()
        expect(reader).to_have_title(f"{shown.title} · Allweather", timeout=PATIENCE)
        # No waiting by a script of ours: the policy would refuse it, too.
        expect(reader.locator("[data-test-script-state=notRunning]")).to_be_visible(timeout=PATIENCE)
        expect(reader.get_by_test_id("stException")).to_have_count(0)
        assert not [text for text in said if "Content Security Policy" in text or "Refused" in text], shown.title
    assert not [url for url in asked if not url.startswith((address, "blob:", "data:"))]
