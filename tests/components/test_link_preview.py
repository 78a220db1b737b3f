"""What a chat shows of a link: title, description and picture of its view; a browser gets the page untouched."""

from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components import link_preview
from components.link_preview import LinkPreview, tags
from components.server import INDEX
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from tests.support.cast import write_cast
from tests.support.running.own_loop import run_apart


class Head(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.metas = dict[str, str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and (name := values.get("property")):
            self.metas[name] = values.get("content") or ""


def answer(address: str, **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        app = Starlette(middleware=[Middleware(LinkPreview, index=INDEX)])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.example") as one:
            return await one.get(address, headers=headers)

    return run_apart(ask())


@pytest.fixture(autouse=True)
def desk(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder)))
    path = tmp_path / "desk.toml"
    path.write_text("", "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(path))
    return path


def test_a_link_shows_its_view() -> None:
    metas = Head(answer("/timeline?as_of=2023-03-01&layers=treaty").text).metas
    assert metas["og:title"] == "Treaties among Belarus, China, Pakistan and Russia · Timeline · Allweather"
    assert metas["og:description"].endswith("1 Mar 2023")
    assert metas["og:image"].startswith("http://desk.example/figure.png?layers=treaty")
    assert metas["og:image"].endswith("figure=timeline")
    assert metas["og:url"] == "http://desk.example/timeline?as_of=2023-03-01&layers=treaty"


def test_a_link_of_a_profile_names_whom_it_is_of() -> None:
    metas = Head(answer("/profile?of=BLR-CHN").text).metas
    assert metas["og:title"].startswith("Belarus – China · Profile")
    assert "of=BLR-CHN" in metas["og:image"]


@pytest.mark.parametrize("name", ["sec-fetch-dest", "upgrade-insecure-requests"])
def test_a_browser_gets_the_page_untouched(name: str) -> None:
    assert answer("/timeline", **{name: "1"}).status_code == 404, "passed on, here to nothing"


def test_what_a_link_says_stays_text() -> None:
    text = answer('/?text="><script>alert(1)</script>').text
    assert "<script>alert" not in text
    assert 'content="&quot;&gt;' in tags('">', "", "")


def test_above_the_limit_a_link_shows_nothing_of_its_view(desk: Path) -> None:
    desk.write_text('[handling]\nmarking = "TLP:RED"\nlimit = "TLP:AMBER"\n', "utf-8")
    metas = Head(answer("/timeline?as_of=2023-03-01").text).metas
    assert metas["og:title"] == "Timeline · Allweather"
    assert "og:image" not in metas


def test_the_rest_of_the_page_is_streamlits() -> None:
    page, original = answer("/").text, INDEX.read_text("utf-8")
    before, after = original.split("</head>")
    assert page.startswith(before)
    assert page.endswith(f"</head>{after}")


def test_who_asks_for_previews_without_end_gets_pages_without_a_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_preview, "ASKED_AT_ONCE", 2)
    monkeypatch.setattr(link_preview, "ASKED_PER_SECOND", 0.001)

    async def ask() -> list[str]:
        app = Starlette(middleware=[Middleware(LinkPreview, index=INDEX)])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.example") as one:
            return [(await one.get("/timeline?as_of=2023-03-01")).text for _ in range(4)]

    assert ["og:image" in text for text in run_apart(ask())] == [True, True, False, False]
