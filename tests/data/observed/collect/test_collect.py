"""Collecting from servers on loopback that replay the shapes of such pages: lists of a day, pages of items, feeds."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.observed.coding.forms.cleaning import plain_title
from data.observed.coding.forms.inbox import read_inbox
from data.observed.collect import fetching
from data.observed.collect.adapter import FetchError
from data.observed.collect.collecting import Collected, collect
from data.observed.collect.command import main
from data.observed.collect.fetching import AGENT, Fetcher
from data.observed.collect.pages import links_of_page, text_of_page
from data.observed.collect.rss import RssAdapter
from data.observed.collect.site import SiteAdapter
from tests.support.work import calls_of, ends

SINCE, UNTIL = date(2023, 5, 10), date(2023, 5, 11)
LIST = """<ul><li><a href="/2023/05/{day}/VIDEinvented{day}.shtml" title="[视频]习近平会见白俄罗斯总统">…</a></li>
<li><a href="/about.html">About us</a></li></ul>"""
ITEM = """<html><head><script>var a = "<p>no</p>";</script></head><body><h3>习近平会见白俄罗斯总统</h3>
<div class="nav">Menu</div><div class="text_area" id="content_area"><p>央视网消息：国家主席习近平10日在北京<b>会见</b>白俄罗斯总统。</p>
<script>track()</script><p>会见后，<br>双方话别。</p></div><div>Footer</div></body></html>"""
TEXT = "央视网消息：国家主席习近平10日在北京会见白俄罗斯总统。\n会见后，\n双方话别。"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>
<item><title>President meets guest</title><link>/news/1</link><pubDate>Wed, 10 May 2023 18:00:00 +0800</pubDate>
<description>Short.</description><content:encoded>&lt;p&gt;President Xi Jinping met with the President of Belarus.&lt;/p&gt;</content:encoded></item>
<item><title>Old</title><link>/news/0</link><pubDate>Mon, 01 May 2023 18:00:00 +0800</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Встреча</title><link rel="alternate" href="/news/2"/>
<published>2023-05-11T09:00:00Z</published><summary>Си Цзиньпин встретился с президентом Беларуси.</summary></entry></feed>"""
SITE = {
    "/robots.txt": "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n",
    "/day/20230510.shtml": LIST.format(day="10"),
    "/day/20230511.shtml": LIST.format(day="11"),
    "/2023/05/10/VIDEinvented10.shtml": ITEM,
    "/2023/05/11/VIDEinvented11.shtml": ITEM,
    "/rss.xml": RSS,
    "/atom.xml": ATOM,
    "/bomb.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><rss>&a;</rss>',
    "/news/1": ITEM,
}


@dataclass
class Site:
    """A server that replays pages, and what it was asked for. `answers` are other codes, each given once."""

    pages: dict[str, str]
    address: str = ""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    answers: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)

    def fetcher(self, pause: float = 0) -> Fetcher:
        return Fetcher(self.address, pause, wait=lambda seconds: self.asked.append(f"wait {seconds:g}"))

    def paths(self) -> list[str]:
        return [path for path in self.asked if path.startswith("/")]


@contextmanager
def serving(pages: dict[str, str]) -> Iterator[Site]:
    site = Site(dict(pages))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            waiting = site.answers.get(self.path, [])
            code, headers = waiting.pop(0) if waiting else (200 if self.path in site.pages else 404, {})
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(site.pages.get(self.path, "").encode() if code == 200 else b"")

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(SITE) as started:
        yield started


def of_site(site: Site) -> SiteAdapter:
    return SiteAdapter(f"{site.address}/day/{{day}}.shtml", r"/VIDE\w+\.shtml$", "content_area")


def collected(site: Site, inbox: Path, adapter: SiteAdapter | RssAdapter | None = None) -> Collected:
    return collect(adapter or of_site(site), site.fetcher(), inbox / "news", SINCE, UNTIL)


def test_a_site_gives_its_items_by_day_with_the_text_of_their_pages(site: Site, tmp_path: Path) -> None:
    assert collected(site, tmp_path) == Collected(new=2)
    first, second = read_inbox(tmp_path).items
    assert (first.date, first.title, first.text) == ("2023-05-10", "习近平会见白俄罗斯总统", TEXT)
    assert (second.place, second.archives) == ("VIDEinvented11", ("news",))
    assert site.agents == {next(iter(site.agents))}
    assert next(iter(site.agents)).startswith(AGENT)


def test_a_second_run_reads_only_what_is_not_there(site: Site, tmp_path: Path) -> None:
    site.answers["/2023/05/11/VIDEinvented11.shtml"] = [(500, {})]
    assert [address[-20:] for address, _ in collected(site, tmp_path).failures] == ["VIDEinvented11.shtml"]
    site.asked.clear()
    assert collected(site, tmp_path) == Collected(new=1, known=1)
    assert "/2023/05/10/VIDEinvented10.shtml" not in site.paths()


def test_robots_txt_is_asked_first_and_obeyed(site: Site, tmp_path: Path) -> None:
    fetcher = site.fetcher()
    with pytest.raises(FetchError, match=r"robots\.txt does not allow it"):
        fetcher.text(f"{site.address}/private/page")
    fetcher.text(f"{site.address}/rss.xml")
    assert site.asked == ["/robots.txt", "wait 7", "/rss.xml"], "its pause is longer than ours"
    site.answers["/robots.txt"] = [(500, {})]
    assert collected(site, tmp_path).new == 0, "rules that cannot be read allow nothing"


def test_a_host_without_robots_txt_allows_all() -> None:
    with serving({"/a": "text"}) as site:
        assert site.fetcher(2).text(f"{site.address}/a") == "text"
        assert site.asked == ["/robots.txt", "wait 2", "/a"]


def test_a_host_that_asks_to_wait_is_waited_for_once(site: Site) -> None:
    site.answers["/rss.xml"] = [(429, {"Retry-After": "9"})]
    assert site.fetcher().text(f"{site.address}/rss.xml") == RSS
    assert "wait 9" in site.asked
    site.answers["/rss.xml"] = [(503, {"Retry-After": "86400"})]
    with pytest.raises(FetchError, match="the host answers 503"):
        site.fetcher().text(f"{site.address}/rss.xml")


def test_no_page_leads_to_another_host(site: Site) -> None:
    with serving({"/secret": "inside"}) as other:
        site.answers["/rss.xml"] = [(302, {"Location": f"{other.address}/secret"})]
        with pytest.raises(FetchError, match="another host"):
            site.fetcher().text(f"{site.address}/rss.xml")
        with pytest.raises(FetchError, match="another host"):
            site.fetcher().text(f"{other.address}/secret")
        assert other.asked == []
    with pytest.raises(FetchError, match="only http"):
        Fetcher("file:///etc/passwd", 0)


@pytest.mark.parametrize(
    ("path", "day", "title", "text"),
    [
        ("/rss.xml", "2023-05-10", "President meets guest", "President Xi Jinping met with the President of Belarus."),
        ("/atom.xml", "2023-05-11", "Встреча", "Си Цзиньпин встретился с президентом Беларуси."),
    ],
)
def test_a_feed_gives_the_entries_of_these_days(
    site: Site, tmp_path: Path, path: str, day: str, title: str, text: str
) -> None:
    assert collected(site, tmp_path, RssAdapter(site.address + path)).new == 1
    (found,) = read_inbox(tmp_path).items
    assert (found.date, found.title, found.text) == (day, title, text)


def test_a_feed_may_lead_to_pages_with_the_text(site: Site, tmp_path: Path) -> None:
    assert collected(site, tmp_path, RssAdapter(f"{site.address}/rss.xml", "text_area")).new == 1
    assert read_inbox(tmp_path).items[0].text == TEXT


def test_a_feed_that_could_grow_without_end_is_refused(site: Site, tmp_path: Path) -> None:
    ((_, reason),) = collected(site, tmp_path, RssAdapter(f"{site.address}/bomb.xml")).failures
    assert reason == "the feed has a document type"


def test_an_address_that_is_none_ends_no_run(site: Site, tmp_path: Path) -> None:
    site.pages["/rss.xml"] = RSS.replace("/news/1", "http://[")
    site.pages["/day/20230510.shtml"] = '<a href="http://[" title="Broken">x</a>' + LIST.format(day="10")
    assert list(RssAdapter(f"{site.address}/rss.xml").listed(site.fetcher(), SINCE, UNTIL)) == []
    assert collected(site, tmp_path).new == 2
    with pytest.raises(FetchError, match="no valid address"):
        site.fetcher().text("http://[")


@pytest.mark.parametrize("wait", ["²", "x", "-1", "99999"])
def test_a_wait_that_is_no_number_or_too_long_is_left_for_the_next_run(site: Site, wait: str) -> None:
    site.fetcher().text(f"{site.address}/news/1")
    site.answers["/news/1"] = [(429, {"Retry-After": wait.encode().decode("latin-1")})]
    with pytest.raises(FetchError, match="429"):
        site.fetcher().text(f"{site.address}/news/1")


def test_a_host_that_wants_hours_between_two_pages_is_not_read(site: Site) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 999999999\n"
    with pytest.raises(FetchError, match="seconds between two pages"):
        site.fetcher().text(f"{site.address}/news/1")


def test_a_page_that_never_ends_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = site.fetcher()
    reader.text(f"{site.address}/news/1")
    monkeypatch.setattr(fetching, "LONGEST_PAGE", -1)
    with pytest.raises(FetchError, match="it takes more than"):
        reader.text(f"{site.address}/news/1")


@pytest.mark.parametrize(
    "rules",
    ["Crawl-delay: ²", f"Crawl-delay: {'9' * 400}", f"Crawl-delay: {'9' * 5000}", "Request-rate: ²/²"],
)
def test_rules_with_a_number_that_is_none_end_no_run(site: Site, tmp_path: Path, rules: str) -> None:
    site.pages["/robots.txt"] = f"User-agent: *\n{rules}\n"
    (failure,) = collected(site, tmp_path).failures
    assert failure[1].endswith("robots.txt cannot be read")


@contextmanager
def answering(*answers: bytes, then: bytes) -> Iterator[str]:
    """The address of a host that gives each of these answers on a line of its own, and `then` on the last without end."""
    listening, is_over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve() -> None:
        with suppress(OSError):
            for answer in answers:
                line = listening.accept()[0]
                # Of whoever reads no further.
                line.settimeout(1)
                line.recv(65_536)
                line.sendall(answer)
                while answer is answers[-1] and not is_over.wait(0.001):
                    line.sendall(then)
                line.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        is_over.set()
        thread.join()
        listening.close()


NO_RULES = b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n"


def test_what_stands_beside_a_redirect_is_not_read_without_end() -> None:
    redirect = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nConnection: close\r\n\r\n"
    with answering(NO_RULES, redirect, then=b"x" * 1_000_000) as address, ends(), pytest.raises(FetchError) as told:
        Fetcher(address, 0).text(f"{address}/a")
    assert str(told.value) == "it is larger than 5 MB"


@pytest.mark.parametrize(
    "start", ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"]
)
def test_a_host_that_does_not_come_to_its_page_is_given_up(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each word of it comes in time: to go on, or what a size of a part may be followed by."""
    monkeypatch.setattr(fetching, "LONGEST_PAGE", 0.2)
    monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
    again = start if "100" in start else "a"
    with answering(NO_RULES, start.encode(), then=again.encode()) as address, pytest.raises(FetchError) as told:
        Fetcher(address, 0).text(f"{address}/a")
    assert "it takes more than" in str(told.value)


@pytest.mark.parametrize("begins", ["<", "<![", "<" + "a" * 70])
def test_a_page_of_broken_tags_takes_no_hours_and_ends_no_run(begins: str) -> None:
    page = begins * (400_000 // len(begins))
    with ends():
        assert links_of_page(page, "http://a.example/") == []
        text_of_page(f"<div id='a'>{page}", "a")
        assert plain_title("a > b") == "a > b"
        plain_title(page)


def test_an_address_as_long_as_a_page_is_none_and_names_no_file(site: Site, tmp_path: Path) -> None:
    long, longer = f"/2023/05/10/VIDE{'a' * 300}.shtml", f"/2023/05/10/VIDE{'a' * 3_000}.shtml"
    site.pages["/day/20230510.shtml"] += f"<a href='{long}'>Long</a><a href='{longer}'>Longer</a>"
    site.pages |= {long: ITEM, longer: ITEM}
    assert collected(site, tmp_path) == Collected(new=3)
    assert longer not in site.asked


@pytest.mark.slow
def test_the_work_for_pages_and_feeds_of_a_hostile_site_grows_with_them() -> None:
    def read(times: int) -> None:
        text_of_page("<div id='a'>" + "a<b>" * times, "a")
        links_of_page("a<b>" * times, "http://a.example/")
        nested = "<item><title>a</title>" * (times // 5) + "</item>" * (times // 5)
        feed = f"<rss><channel>{nested}</channel></rss>"
        list(RssAdapter("http://a.example/").listed(SimpleNamespace(text=lambda _: feed), SINCE, UNTIL))

    assert calls_of(lambda: read(20_000)) < 4 * 1.5 * calls_of(lambda: read(5_000))
    with ends():
        read(100_000)


def test_nothing_is_read_that_the_desk_did_not_turn_on(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = tmp_path / "sources.toml"
    text = f'[[source]]\nname = "news"\nkind = "feed"\naddress = "{site.address}/rss.xml"\npause = 0.0\n'
    call = [str(sources), "--into", str(tmp_path / "inbox"), "--since", "2023-05-10", "--until", "2023-05-11"]
    sources.write_text(text, "utf-8")
    assert main(call) == 0
    assert site.asked == []
    # The host’s own pause would make the test wait.
    site.pages["/robots.txt"] = ""
    sources.write_text(text + "on = true\n", "utf-8")
    assert main(call) == 0
    assert "news: 1 new item, 0 there already" in capsys.readouterr().out
    assert len(read_inbox(tmp_path / "inbox").items) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[[source]]\nname = 'a b'\nkind = 'feed'\naddress = 'https://news.example'",
        "[[source]]\nname = 'a'\nkind = 'site'\naddress = 'https://news.example'",
        "[[source]]\nname = 'a'\nkind = 'feed'\naddress = 'file:///etc/passwd'",
        "[[source]",
    ],
)
def test_a_file_of_sources_with_a_mistake_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.toml").write_text(text, "utf-8")
    assert main([str(tmp_path / "sources.toml"), "--into", str(tmp_path / "inbox")]) == 1


def test_the_page_never_collects() -> None:
    root = Path(__file__).parents[4]
    files = [root / "app.py", *(root / "components").rglob("*.py")]
    assert not [file for file in files if "observed.collect" in file.read_text("utf-8")]
