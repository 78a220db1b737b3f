"""Figures, tables and feeds at addresses: what is answered, what is refused and in which words, and what may be kept."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from PIL import Image

from components.addresses import log_in, routes
from components.addresses.routes import Desk
from components.addresses.view import examples
from components.addresses.work import Rate
from components.figure.query.request import TITLE_OF_ADDRESS
from data.base.version import VERSION
from data.links.pins import pin_of
from data.store.open_store import store_of
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from data.tables.dataset import load_files
from data.view.presets import last_day
from data.view.selection import read_through, select
from data.view.ties import Ties
from data.view.view import View
from tests.support.asking import Client
from tests.support.cast import view_of_all, write_cast
from tests.support.places.stores import change_of

DAY = "as_of=2023-03-01"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cast(tmp_path_factory.mktemp("addresses") / "records")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings, to be written."""
    path = tmp_path / "desk.toml"
    path.write_text("", "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(path))
    return path


@pytest.fixture
def client(records: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv(RECORDS_VARIABLE, str(records))
    return Client()


@pytest.fixture
def pin(records: Path) -> str:
    return str(pin_of(load_files(store_of(str(records)).files())))


# What is answered ----------------------------------------------------------------------------------


def test_a_figure_is_the_one_of_the_page(client: Client) -> None:
    answer = client.get(f"/figure.svg?{DAY}&title=Our+own+title&look=dark")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "Our own title" in answer.text
    ElementTree.fromstring(answer.text)


@pytest.mark.parametrize("kind", ["network", "claim", "profile"])
def test_a_title_that_came_with_an_address_is_said_to_be_its_authors(client: Client, kind: str) -> None:
    address = f"/figure.svg?{DAY}&figure={kind}&of=BLR-CHN"
    answer = client.get(f"{address}&title=China+%E2%80%AEends%09all%C2%A0ties%00").text
    texts = " ".join(part.text for part in ElementTree.fromstring(answer).iter() if part.text)
    assert "China ends all ties" in texts
    assert TITLE_OF_ADDRESS in " ".join(texts.split())
    assert TITLE_OF_ADDRESS not in client.get(address).text


def test_a_picture_has_the_size_that_is_asked_for(client: Client) -> None:
    picture = Image.open(io.BytesIO(client.get(f"/figure.png?{DAY}&size=square&figure=timeline").content))
    assert picture.size[0] == picture.size[1]


@pytest.mark.parametrize(
    "view", [view_of_all(), view_of_all(as_of=date.today(), focus="BLR-CHN", layers=("treaty", "partnership"))]
)
def test_every_address_that_the_page_lists_gives_a_file(client: Client, ties: Ties, view: View) -> None:
    listed = [example.address for example in examples(select(ties, view), "http://desk.example")]
    assert len(listed) == 8
    for address in listed:
        answer = client.get(address)
        assert (answer.status_code, address) == (200, address)
    assert "immutable" in client.get(next(address for address in listed if "pin=" in address)).headers["cache-control"]


def test_an_address_as_new_as_the_sources_says_no_date(ties: Ties) -> None:
    newest = last_day(ties.dataset, today=date.today())
    today = examples(select(ties, view_of_all(as_of=newest, layout="rings")), "")
    assert [("as_of=" in example.address, "pin=" in example.address) for example in today][:2] == [
        (False, False),
        (True, True),
    ]


def test_a_profile_is_a_document_about_whom_one_names(client: Client) -> None:
    answer = client.get(f"/profile.docx?of=BLR-CHN&{DAY}")
    assert answer.status_code == 200
    assert "profile-" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "all-weather partnership" in archive.read("word/document.xml").decode()


def test_a_profile_without_a_date_is_as_new_as_the_sources(client: Client, ties: Ties) -> None:
    name = client.get("/profile.docx?of=BLR-CHN").headers["content-disposition"]
    assert f"profile-{read_through(ties.dataset)}." in name


def test_the_ties_are_those_in_view(client: Client) -> None:
    table = client.get(f"/ties.csv?{DAY}&layers=treaty").content.decode("utf-8-sig").splitlines()
    rows = json.loads(client.get(f"/ties.json?{DAY}&layers=treaty").content)["ties"]
    assert len(table) == len(rows) + 1 == 3
    assert {row["spell"] for row in rows} == {"tr-1", "tr-2"}
    assert rows[0]["sources"][0].keys() == {"source", "publisher", "title", "date", "url"}
    assert nx.read_graphml(io.BytesIO(client.get(f"/ties.graphml?{DAY}&layers=treaty").content)).number_of_edges() == 2


def test_what_a_client_has_already_is_not_sent_again(client: Client) -> None:
    first = client.get(f"/ties.csv?{DAY}")
    assert first.headers["cache-control"] == "public, no-cache"
    for known in (first.headers["etag"], f"W/{first.headers['etag']}", f'"other", {first.headers["etag"]}', "*"):
        again = client.get(f"/ties.csv?{DAY}", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert client.get(f"/ties.csv?{DAY}", headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(f"/ties.json?{DAY}").headers["etag"] != first.headers["etag"]


def test_only_the_head_is_sent_if_only_the_head_is_asked_for(client: Client) -> None:
    answer = client.ask("HEAD", f"/figure.svg?{DAY}")
    assert answer.status_code == 200
    assert answer.headers["etag"] == client.get(f"/figure.svg?{DAY}").headers["etag"]
    assert answer.content == b""


def test_a_head_and_a_known_tag_promise_no_figure_that_would_be_empty(client: Client) -> None:
    for path in (f"/figure.svg?{DAY}&layers=treaty&regions=Oceania", "/figure.svg?figure=profile"):
        assert client.ask("HEAD", path).status_code == 404
        assert client.get(path, headers={"If-None-Match": "*"}).status_code == 404


def test_a_table_has_only_the_ties_of_a_focus(client: Client) -> None:
    ties = json.loads(client.get(f"/ties.json?{DAY}&focus=BLR-CHN").content)["ties"]
    assert {frozenset(actor["actor"] for actor in tie["actors"]) for tie in ties} == {frozenset({"BLR", "CHN"})}
    of_one = json.loads(client.get(f"/ties.json?{DAY}&focus=BLR").content)["ties"]
    assert len(ties) < len(of_one) < len(json.loads(client.get(f"/ties.json?{DAY}").content)["ties"])


def test_a_picture_has_its_title_and_marking_in_its_metadata(client: Client, desk: Path) -> None:
    desk.write_text('[handling]\nmarking = "TLP:GREEN"\n', "utf-8")
    picture = Image.open(io.BytesIO(client.get(f"/figure.png?{DAY}&title=Ours").content))
    assert {"Title": "Ours", "Handling": "TLP:GREEN"}.items() <= picture.info.items()


def test_what_is_pinned_on_a_day_may_be_kept_for_ever(client: Client, pin: str) -> None:
    assert "immutable" in client.get(f"/ties.csv?{DAY}&pin={pin}").headers["cache-control"]
    assert "no-cache" in client.get(f"/ties.csv?preset=everything&pin={pin}").headers["cache-control"], "of today"
    other = f"{pin.split('-')[0]}-0.9"
    assert "no-cache" in client.get(f"/ties.csv?{DAY}&pin={other}").headers["cache-control"], "of another program"


# What is refused -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/figure.svg?figure=netwrk", 400, "“figure=netwrk” does not exist. Use “network”, “timeline”"),
        ("/figure.svg?size=huge", 400, "or “square”"),
        ("/figure.svg?layers=tready", 400, "“layers” cannot be read"),
        ("/figure.svg?colour=red", 400, "“colour” cannot be read: a view has no such part"),
        (f"/figure.svg?title={'x' * 121}", 400, "Shorten it"),
        ("/figure.svg?as_of=2023-01-01&as_of=2024-01-01", 400, "“as_of” is there twice"),
        ("/figure.svg?marking=SECRET", 400, "TLP:CLEAR"),
        ("/figure.svg?pin=x", 400, "not a version"),
        ("/figure.svg?pin=0123456789ab-1.0", 404, "is not stored here"),
        (f"/figure.svg?{DAY}&layers=treaty&regions=Oceania", 404, "No ties match"),
        ("/figure.html", 404, "one of .svg, .png"),
        ("/figure.../etc/passwd", 404, ""),
        ("/profile.docx", 400, "of=CHN-HUN"),
        ("/profile.docx?of=XXX", 400, "of"),
        ("/profile.png?of=BLR", 404, "one of .docx"),
        ("/ties.doc", 404, "one of .csv, .json"),
        ("/figure", 404, "Add a format to the address: /figure.svg"),
        ("/ties.csv?title=Ours&size=square", 400, "“size” does not apply here. A table has no picture"),
        ("/figure.svg?figure=profile", 404, "of=HUN"),
        ("/figure.svg?figure=tempo&top=yes", 400, "“top=yes” does not apply to “figure=tempo”"),
        ("/profile.docx?of=BLR&figure=network", 400, "This is always the profile"),
        ("/changes.rss", 404, "one of .atom, .json"),
        ("/changes.atom?layers=treaty", 400, "Only “focus”"),
        ("/changes.atom?focus=XXX", 400, "“focus” cannot be read"),
        (f"/figure.svg?text={'x' * 33_000}", 400, "too long"),
        (f"/figure.svg?{'a&' * 400}", 400, "too long"),
    ],
)
def test_what_is_wrong_is_said_in_words_with_what_to_do(client: Client, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert words in answer.text
    if words:
        assert answer.headers["cache-control"] == "no-store"


def test_nothing_can_be_sent_to_an_address(client: Client) -> None:
    assert client.ask("POST", "/figure.svg").status_code == 405


@pytest.mark.parametrize(
    "path", ["/figure.svg", "/ties.csv", "/ties.json", "/ties.gexf", "/changes.atom", "/profile.docx?of=BLR"]
)
def test_above_the_limit_no_address_gives_anything(client: Client, desk: Path, path: str) -> None:
    desk.write_text('[handling]\nmarking = "TLP:RED"\nlimit = "TLP:AMBER"\n', "utf-8")
    answer = client.get(path)
    assert answer.status_code == 403
    assert "TLP:RED is stricter than TLP:AMBER" in answer.text


def test_a_file_bears_the_marking_and_is_another_one_without_it(client: Client, desk: Path) -> None:
    plain = client.get(f"/ties.csv?{DAY}")
    desk.write_text('[handling]\nmarking = "TLP:GREEN"\n', "utf-8")
    marked = client.get(f"/ties.csv?{DAY}")
    assert '"TLP:GREEN"' in marked.text
    assert marked.headers["etag"] != plain.headers["etag"]
    assert "TLP:AMBER" in client.get(f"/figure.svg?{DAY}&marking=TLP:AMBER").text
    assert "TLP:GREEN" in client.get("/changes.atom").text


def test_a_desk_can_turn_the_addresses_off(client: Client, desk: Path) -> None:
    desk.write_text("[addresses]\non = false\n", "utf-8")
    assert client.get(f"/figure.svg?{DAY}").status_code == 404


def test_where_there_is_a_log_in_an_address_asks_for_it(
    client: Client, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from streamlit.web.server.server_util import get_cookie_secret
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    for module in (log_in, routes):
        monkeypatch.setattr(module, "is_configured", lambda: True)
    path = f"/ties.csv?{DAY}"
    assert client.get(path).status_code == 403
    assert "Log in on its page" in client.get(path).text
    for user, status in (({"is_logged_in": True}, 200), ({"is_logged_in": False}, 403)):
        cookie = create_signed_value(get_cookie_secret(), USER_COOKIE_NAME, json.dumps(user)).decode()
        client.cookies[USER_COOKIE_NAME] = cookie
        answer = client.get(path)
        assert answer.status_code == status
        assert status != 200 or answer.headers["cache-control"].startswith("private")
    client.cookies[USER_COOKIE_NAME] = "forged"
    assert client.get(path).status_code == 403
    desk.write_text("[addresses]\nopen = true\n", "utf-8")
    assert client.get(path).status_code == 200


def test_faulty_records_are_answered_for_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(tmp_path / "records", actors="nothing")))
    answer = Client().get("/figure.svg")
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


def test_who_has_too_much_drawn_is_told_to_wait_and_what_is_drawn_already_costs_nothing(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(RECORDS_VARIABLE, str(records))
    monkeypatch.setattr(routes, "Desk", lambda: with_rate(Desk(), Rate(at_once=1, per_second=0)))
    hurried = Client()
    assert [hurried.get(f"/ties.csv?{DAY}").status_code for _ in range(3)] == [200, 200, 200]
    refused = hurried.get("/ties.csv?as_of=2020-01-01")
    assert refused.status_code == 429
    assert refused.headers["retry-after"]


def with_rate(desk: Desk, rate: Rate) -> Desk:
    desk.rate = rate
    return desk


def test_a_failure_is_answered_without_saying_why_and_logged_without_the_view(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("secret-view")

    monkeypatch.setattr("components.addresses.resources.asked_for", fail)
    answer = client.get("/figure.svg?text=secret-view")
    assert answer.status_code == 500
    assert "secret-view" not in answer.text + caplog.text
    assert "ValueError" in caplog.text


# The feed ------------------------------------------------------------------------------------------


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A desk whose records were changed once since it was started."""
    folder = write_cast(tmp_path / "records")
    monkeypatch.setenv(RECORDS_VARIABLE, str(folder))
    store, client = store_of(str(folder), versions=".kept"), Client()
    client.get("/ties.csv")
    add_old_time(folder)
    assert client.get("/changes.atom").text.count("<entry>") == 0
    store.save(
        [
            change_of(store, "spells", "blr-2", grade="reported"),
            change_of(store, "events", "e3", title="Corridor <b>agreed</b> & opened"),
            change_of(store, "sources", "s2", publisher="Another Mirror"),
        ],
        who="Anna",
    )
    return client


def add_old_time(folder: Path) -> None:
    """The stored version gets an earlier time than the next one, which is stored within the same two seconds."""
    (path,) = (folder / ".kept").glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), content)


def test_the_time_of_a_feed_is_that_of_its_newest_change_or_of_the_records(
    changed: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import feedparser

    feed = feedparser.parse(changed.get("/changes.atom").text)
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)
    folder = write_cast(tmp_path / "unchanged")
    monkeypatch.setenv(RECORDS_VARIABLE, str(folder))
    through = read_through(load_files(store_of(str(folder)).files()))
    assert feedparser.parse(Client().get("/changes.atom").text).feed.updated == f"{through}T00:00:00+00:00"


def test_a_feed_reader_reads_what_changed(changed: Client) -> None:
    import feedparser

    text = changed.get("/changes.atom").text
    feed = feedparser.parse(text)
    assert not feed.bozo
    assert feed.version == "atom10"
    titles = [entry.title for entry in feed.entries]
    assert titles == [
        "Changed: Belarus and China, “all-weather partnership”, since 15 Sep 2022: grade “reported”, was “confirmed”.",
        "Changed: China and Pakistan, Corridor <b>agreed</b> & opened, Jul 2013: title “Corridor "
        "<b>agreed</b> & opened”, was “Corridor agreed”.",
        "Also changed: 1 row of sources.",
    ]
    first = feed.entries[0]
    assert first.link == "http://desk.example/records?table=spells&record=blr-2"
    assert "Evening News, Leaders meet, 16 Sep 2022, https://example.org/1" in first.content[0].value
    assert len({entry.id for entry in feed.entries}) == 3
    assert "Anna" not in text


def test_the_entries_keep_their_ids_and_follow_the_focus(changed: Client) -> None:
    ids = [item["id"] for item in json.loads(changed.get("/changes.json").content)["items"]]
    assert [item["id"] for item in json.loads(changed.get("/changes.json").content)["items"]] == ids
    watched = json.loads(changed.get("/changes.json?watch=PAK,BLR-CHN").content)
    assert [item["id"] for item in watched["items"]] == ids[:2]
    assert changed.get("/changes.json?watch=NOWHERE").status_code == 400
    assert "Correction of the records. A link pinned to" in watched["items"][0]["content_text"]
    pakistan = json.loads(changed.get("/changes.json?focus=PAK").content)
    assert [item["id"] for item in pakistan["items"]] == ids[1:2]
    assert pakistan["version"] == "https://jsonfeed.org/version/1.1"
    assert date.fromisoformat(pakistan["items"][0]["date_published"][:10])


def test_a_pinned_address_shows_the_version_of_then(changed: Client, tmp_path: Path) -> None:
    now = json.loads(changed.get(f"/ties.json?{DAY}").content)
    versions = {path.stem for path in (tmp_path / "records" / ".kept").glob("*.zip")} - {now["records_version"]}
    then = json.loads(changed.get(f"/ties.json?{DAY}&pin={versions.pop()}-{VERSION}").content)
    grades = [{tie["spell"]: tie["grade"] for tie in answer["ties"]}["blr-2"] for answer in (then, now)]
    assert grades == ["confirmed", "reported"]
