"""Two replicas behind nginx, as a department runs them: who answers, what is closed, and what a reader sees when one dies."""

import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import RemoteDisconnected
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from playwright.sync_api import Browser, Page, expect

from components.server import HEADERS
from components.server_frames import MOST_HEAD_LINES
from data.links.drafts import pack_draft
from data.links.packed_limits import LONGEST_PACKED
from data.store.database import DatabaseStore
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from data.tables.reading import RECORDS, files_in
from data.view.fields.draft import Draft
from tests.support.browser import PATIENCE
from tests.support.places.department import COOKIE, DEPLOY, MOST_SENDING, Department, department
from tests.support.places.services import fresh_database
from tests.support.places.stores import change_of, records_in

pytestmark = pytest.mark.server

LOST = "the server was restarted"
VIEW = "/?preset=ladder&focus=BLR-CHN&as_of=2022-09-15"
# One that may get either of two replicas gets the same one so often once in a thousand times.
MOST_NEWCOMERS = 10


@pytest.fixture(scope="module")
def store(postgres_address: str) -> DatabaseStore:
    """Where both replicas have their records."""
    shared = DatabaseStore(fresh_database(postgres_address), stores_versions=True)
    shared.fill(files_in(RECORDS))
    return shared


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, store: DatabaseStore) -> Iterator[Department]:
    folder = tmp_path_factory.mktemp("department")
    (folder / "desk.toml").write_text("[editing]\non = true\n", "utf-8")
    shared = {RECORDS_VARIABLE: store.address, SETTINGS_VARIABLE: str(folder / "desk.toml")}
    with department(folder, shared) as started:
        yield started


@pytest.fixture(scope="module")
def readers(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Two readers, who keep the scripts that their browser compiled through all tests."""
    # The certificate is one of the test's own.
    contexts = [browser.new_context(ignore_https_errors=True, viewport={"width": 1440, "height": 900}) for _ in "12"]
    one, other = (context.new_page() for context in contexts)
    yield one, other
    for context in contexts:
        context.close()


def replica_of(page: Page) -> str:
    """Who answers this reader."""
    return next(str(cookie["value"]) for cookie in page.context.cookies() if cookie["name"] == COOKIE)


def at_rest(page: Page) -> None:
    expect(page.locator(".aw-canvas canvas").first).to_be_visible(timeout=PATIENCE)
    state = page.locator("[data-test-script-state]")
    expect(state).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_each_replica_has_its_own_readers_and_both_show_what_is_saved_at_one(
    ours: Department, store: DatabaseStore, readers: tuple[Page, Page]
) -> None:
    curator, other = readers
    for page in (curator, other):
        page.goto(ours.address + VIEW)
        at_rest(page)
    curators, others = replica_of(curator), replica_of(other)
    assert {curators, others} == set(ours.replicas)
    event = records_in(store).events[0]
    changes = pack_draft(Draft((change_of(store, "events", event.event, note="Looked at again."),)))
    curator.goto(f"{ours.address}/edit?table=events&draft={changes}")
    curator.get_by_label("Your name, for the history").fill("Anna")
    curator.keyboard.press("Enter")
    curator.get_by_role("button", name="Save 1 row").click(timeout=PATIENCE)
    expect(curator.get_by_text("Saved as number 1")).to_be_visible(timeout=PATIENCE)
    other.goto(f"{ours.address}/records?table=events&record={event.event}")
    expect(other.locator(".aw-evidence", has_text="Looked at again.")).to_be_visible(timeout=PATIENCE)
    assert (replica_of(curator), replica_of(other)) == (curators, others), "each stays with its own"
    assert store.history(1)[0].who == "Anna"


def test_answers_have_the_headers_of_the_app_and_of_the_proxy(ours: Department) -> None:
    answer = ours.request(VIEW)
    for name, value in HEADERS.items():
        assert answer.headers.get_all(name) == [value]
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["Server"] == "nginx"
    assert all("; Secure" in cookie for cookie in answer.headers.get_all("Set-Cookie", []))


def test_the_script_of_the_page_travels_compressed(ours: Department) -> None:
    script = re.search(r'src="\./(static/js/[^"]+)"', ours.request("/").text)
    assert script
    assert ours.request(f"/{script[1]}", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_a_figure_at_an_address_can_be_kept_by_others_and_is_known_again(ours: Department) -> None:
    answer = ours.request("/figure.svg?as_of=2023-03-01")
    assert answer.status == 200
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert not answer.headers.get_all("Set-Cookie"), "no cookie in what a proxy may keep"
    assert ours.request("/figure.svg?as_of=2023-03-01", headers={"If-None-Match": answer.headers["ETag"]}).status == 304
    assert ours.request("/figure.svg", "POST", b"x").status == 403
    assert ours.request("/changes.atom").status == 200


def test_the_longest_link_is_taken(ours: Department) -> None:
    assert ours.request(f"/story?story={'a' * LONGEST_PACKED}").status == 200


@pytest.mark.parametrize("path", ["metrics", "script-health-check", "agent/openapi.json", "agent/mcp"])
def test_what_the_page_does_not_need_is_closed(ours: Department, path: str) -> None:
    assert ours.request(f"/_stcore/{path}").status == 404


def test_only_reading_is_allowed_where_nothing_is_sent(ours: Department) -> None:
    assert ours.request("/network", "POST", b"x").status == 403


def test_a_name_that_is_not_ours_gets_no_answer(ours: Department) -> None:
    with pytest.raises(RemoteDisconnected):
        ours.request("/", headers={"Host": "other.example.org"})


def test_without_tls_a_reader_is_sent_to_the_address_with_it(ours: Department) -> None:
    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    with pytest.raises(HTTPError) as answer:
        build_opener(Stay).open(ours.plain_address + "/network?focus=BLR-CHN")
    assert answer.value.headers["Location"] == "https://localhost/network?focus=BLR-CHN"


def seconds_of(ours: Department, number: int, path: str, method: str = "GET") -> tuple[float, set[int]]:
    """(seconds, statuses) of as many requests at once from one address."""
    begun = time.monotonic()
    with ThreadPoolExecutor(number) as pool:
        answers = list(pool.map(lambda _: ours.request(path, method, b"x" if method == "PUT" else None), range(number)))
    return time.monotonic() - begun, {answer.status for answer in answers}


def test_one_address_opens_thirty_pages_a_second_and_sends_one_file_and_the_others_wait(ours: Department) -> None:
    seconds, statuses = seconds_of(ours, 61, "/_stcore/stream")
    assert seconds > 0.9
    assert 429 not in statuses
    seconds, statuses = seconds_of(ours, 5, "/_stcore/upload_file/session/file", "PUT")
    assert seconds > 1.5
    assert 429 not in statuses


@contextmanager
def secure_line(ours: Department) -> Iterator[socket.socket]:
    place = urlsplit(ours.address)
    with (
        socket.create_connection((place.hostname or "", place.port or 0), timeout=30) as line,
        ours.trust.wrap_socket(line, server_hostname="localhost") as secure,
    ):
        yield secure


def test_files_that_never_end_do_not_fill_the_disk_of_the_proxy(ours: Department) -> None:
    head = b"PUT /_stcore/upload_file/session/file HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n"
    with ExitStack() as lines:
        sending = [lines.enter_context(secure_line(ours)) for _ in range(MOST_SENDING + 1)]
        for line in sending:
            line.sendall(head + b"x" * 1_000)
        assert sending[-1].recv(500).startswith(b"HTTP/1.1 429 ")


def test_a_request_that_comes_letter_by_letter_is_given_up(ours: Department) -> None:
    with secure_line(ours) as secure:
        secure.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert secure.recv(500) == b""


def test_an_upload_above_the_limit_is_refused_in_words(ours: Department, readers: tuple[Page, Page]) -> None:
    large = b"x" * 12_000_000
    answer = ours.request("/_stcore/upload_file/session/file", "PUT", large)
    assert (answer.status, answer.text) == (413, "Too large: a file may have 10 MB.\n")
    page, _ = readers
    page.goto(f"{ours.address}/own")
    page.set_input_files(
        "input[type=file]", {"name": "large.csv", "mimeType": "text/csv", "buffer": large}, timeout=PATIENCE
    )
    expect(page.get_by_text("10.0MB or smaller")).to_be_visible(timeout=PATIENCE)


# What makes a replica end the line without an answer, and answers whose head is as long as what was asked.
ODD_REQUESTS: dict[str, tuple[str, dict[str, str]]] = {
    "lines": ("/", {f"X-{number}": "a" for number in range(MOST_HEAD_LINES + 50)}),
    "link": (f"/compare/?story={'a' * LONGEST_PACKED}", {}),
    "cookie": ("/_stcore/health", {"Cookie": f"_streamlit_xsrf=2|aabbccdd|{'ab' * 5_000}|1700000000"}),
}


@pytest.mark.parametrize("odd", ODD_REQUESTS)
def test_an_odd_request_takes_no_replica_from_others(ours: Department, odd: str) -> None:
    path, headers = ODD_REQUESTS[odd]
    cookies = ["", *(f"{COOKIE}={replica}" for replica in ours.replicas)]
    for cookie in [*cookies, *cookies]:
        ours.request(path, headers={**headers, "Cookie": "; ".join(filter(None, (headers.get("Cookie"), cookie)))})
    assert [ours.request("/_stcore/health", headers={"Cookie": cookie}).status for cookie in cookies] == [200] * 3


def test_a_link_with_a_last_slash_leads_to_its_page_however_long_it_is(ours: Department) -> None:
    path, _ = ODD_REQUESTS["link"]
    assert ours.request(path).status == 200


def test_of_a_long_path_and_of_requests_refused_for_their_number_the_log_keeps_little(ours: Department) -> None:
    ours.request(f"/{'a' * 20_000}")
    _, statuses = seconds_of(ours, 120, f"/figure.{'a' * 5_000}")
    assert 429 in statuses
    lines = (ours.folder / "allweather.log").read_text("utf-8").splitlines()
    assert max(map(len, lines)) < 300
    assert not any(" 429 " in line for line in lines)


def test_each_place_that_leads_to_a_replica_has_a_limit() -> None:
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    places = [place for place in site.split("    location ")[1:] if "proxy_pass " in place]
    assert len(places) == site.count("proxy_pass http")
    assert all("limit_req " in place for place in places)


def test_no_part_of_a_page_is_refused_for_the_number_of_those_before_it() -> None:
    """Of 60 people who open the page at once, some were without a script: as many as may be open may wait."""
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    limits = re.findall(r"zone=allweather_parts burst=(\d+) delay=(\d+);", site)
    assert len(limits) == site.count("limit_req zone=allweather_parts ")
    most_open = int(re.findall(r"limit_conn allweather_open (\d+);", site)[0])
    assert all(int(burst) - int(delay) > most_open for burst, delay in limits)


def chosen(page: Page, layer: str, link: str) -> None:
    page.get_by_role("button", name=layer, exact=True).click()
    page.wait_for_url(f"**layers={quote(link, safe='')}**", timeout=PATIENCE)
    at_rest(page)


def test_when_a_replica_dies_its_readers_go_on_at_the_other_where_they_were(
    ours: Department, readers: tuple[Page, Page]
) -> None:
    hit, spared = readers
    for page in (hit, spared):
        page.goto(ours.address + VIEW)
        at_rest(page)
        chosen(page, "Treaty", "treaty")
    dying, living = replica_of(hit), replica_of(spared)
    assert dying != living
    link, standing = hit.url, hit.locator(".st-key-summary_bar").inner_text()

    ours.replicas[dying].kill()
    chosen(spared, "Membership", "treaty,membership")
    expect(spared.get_by_text(LOST)).to_have_count(0)
    # What was clicked meanwhile is lost, and the page says so; it shows what its address says.
    membership = hit.get_by_role("button", name="Membership", exact=True)
    membership.click()
    expect(hit.get_by_text(LOST)).to_be_visible(timeout=PATIENCE)
    expect(membership).to_have_attribute("aria-pressed", "false")
    at_rest(hit)
    assert replica_of(hit) == living
    assert hit.url == link
    assert hit.locator(".st-key-summary_bar").inner_text() == standing
    chosen(hit, "Membership", "treaty,membership")
    expect(hit.get_by_text(LOST)).to_have_count(0)

    ours.replicas[dying].start()
    # Back again, it takes readers, and takes none away from the other.
    wait_for_readers(ours, dying)
    for page in (hit, spared):
        chosen(page, "Integration", "treaty,membership,integration")
        page.reload()
        at_rest(page)
        assert replica_of(page) == living
    # Who comes anew gets either, by turns or by chance.
    for _ in range(MOST_NEWCOMERS):
        hit.context.clear_cookies()
        hit.goto(ours.address + VIEW)
        at_rest(hit)
        if replica_of(hit) == dying:
            break
    assert replica_of(hit) == dying, "who comes anew may get it"


def wait_for_readers(ours: Department, replica: str) -> None:
    """Until nginx tries a replica again that did not answer."""
    for _ in range(100):
        if any(f"{COOKIE}={replica}" in cookie for cookie in ours.request("/").headers.get_all("Set-Cookie", [])):
            return
        time.sleep(0.2)
    raise AssertionError(f"nginx sends nobody to replica {replica}")


def test_no_view_and_no_session_stands_in_a_log(ours: Department) -> None:
    said = ours.log_text()
    assert "/_stcore/stream" in said
    assert not re.search(r"focus=|preset|BLR|[0-9a-f]{8}-[0-9a-f]{4}-", said)
