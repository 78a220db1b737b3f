"""The digest as a value, on the page, as Markdown, as a web page, as Word; and the command that writes it."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.figure.docx.digest import digest_docx
from components.news.__main__ import main
from components.news.digest import NOTHING_CHANGED, Digest, digest_of, html_page_of, markdown_of
from components.news.elements import MOST_OPEN, news_elements
from components.news.steps import latest_in_records, step_sentence
from data.links.pins import store_version
from data.links.version_changes import version_changes
from data.news.news import NewsKind
from data.store.base import Store
from data.store.open_store import store_of
from data.tables.dataset import load_files
from data.view.ties import ties_of
from tests.support.cast import TODAY, write_cast
from tests.support.places.stores import addition_of, change_of

SEARCHED = """\
search,table,family,dyads,through,place,since,complete,finding
q1,spells,china_ladder,CHN-*,2023-04-01,Evening news,,,All others: none found.
"""
HOSTILE = "<script>alert(1)</script> *and* more"


@pytest.fixture
def changed(tmp_path: Path) -> Store:
    """Records that were stored once as they were, and once with two changes."""
    folder = write_cast(tmp_path / "records")
    store = store_of(str(folder), versions=".kept")
    _store_version(store)
    (path,) = (folder / ".kept").glob("*.zip")
    _give_time(path, (2026, 11, 20, 8, 0, 0))
    store.save(
        [
            change_of(store, "spells", "blr-2", grade="reported"),
            addition_of(store, "events", "e1", event="e9", date="2026-10-01", title=HOSTILE),
        ],
        who="Anna",
    )
    now = _store_version(store)
    _give_time(folder / ".kept" / f"{now}.zip", (2026, 11, 22, 8, 0, 0))
    return store


def _store_version(store: Store) -> str:
    version = load_files(store.files()).version
    store_version(version, store.files(), store)
    return version


def _give_time(path: Path, at: tuple[int, int, int, int, int, int]) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, at), content)


def digest(store: Store, **parts: object) -> Digest:
    dataset = load_files(store.files())
    versions, changes = version_changes(store, dataset.version)
    return digest_of(ties_of(dataset), versions, changes, today=TODAY, base="https://desk.example", **parts)  # type: ignore[arg-type]


def test_corrections_are_told_apart_from_changes_in_the_world(changed: Store) -> None:
    found = {kind.value: [item.entry.sentence for item in items] for kind, items in digest(changed).sections.items()}
    assert list(found) == ["Changes in the world", "Found later", "Corrections of the records"]
    assert [len(sentences) for sentences in found.values()] == [1, 0, 1]
    assert found["Corrections of the records"] == [
        "Changed: Belarus and China, “all-weather partnership”, since 15 Sep 2022: grade “reported”, was “confirmed”."
    ]


def test_a_correction_says_which_pinned_links_and_figures_it_touches(changed: Store) -> None:
    (item,) = digest(changed).sections[NewsKind.CORRECTION]
    assert item.remark.startswith("A link pinned to ")
    assert "Figures with it: “Belarus, China, Pakistan, Russia”" in item.remark


def test_a_watchlist_and_a_first_day_narrow_it(changed: Store) -> None:
    assert len(digest(changed, watch=("BLR",)).items) == 2
    assert digest(changed, watch=("PAK",)).is_empty
    assert digest(changed, since=date(2026, 11, 23)).is_empty
    assert len(digest(changed, since=date(2026, 11, 21)).items) == 2


def test_each_form_holds_the_texts_as_texts(changed: Store) -> None:
    made = digest(changed)
    page, markdown = html_page_of(made, "Internal"), markdown_of(made, "Internal")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "Internal" in page
    assert markdown.startswith("Internal\n")
    assert "\\*and\\*" in markdown
    assert "https://desk.example/records?table=spells" in markdown
    with zipfile.ZipFile(io.BytesIO(digest_docx(made, "Internal"))) as archive:
        document = archive.read("word/document.xml").decode()
    assert "grade “reported”" in document
    assert "&lt;script&gt;" in document


def test_nothing_new_is_said_in_every_form(changed: Store) -> None:
    nothing = digest(changed, watch=("PAK",))
    assert NOTHING_CHANGED in html_page_of(nothing)
    assert NOTHING_CHANGED in markdown_of(nothing)
    words = " ".join("".join(part.itertext()) for part in news_elements(nothing, is_first_version=True))
    assert "Only one version of the records is stored here." in words


def test_an_entry_on_the_page_carries_when_it_was_stored(changed: Store) -> None:
    parts = news_elements(digest(changed), is_first_version=False)
    times = [row.get("data-at") for part in parts for row in part.iter("li")]
    assert times == ["2026-11-22T08:00:00+00:00"] * 2


def test_a_revision_of_many_rows_is_folded_after_the_first(changed: Store) -> None:
    told = digest(changed)
    (kind, items), *_ = [(kind, items) for kind, items in told.sections.items() if items]
    many = replace(told, sections={kind: items * 40})
    number = len(items) * 40
    (folded,) = [part for part in news_elements(many, is_first_version=False) if part.tag == "details"]
    assert folded.findtext("summary") == f"{number - MOST_OPEN} more"
    assert len([*folded.iter("li")]) == number - MOST_OPEN


@pytest.mark.usefixtures("changed")
def test_the_command_writes_each_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "digest",
        "--records",
        str(tmp_path / "records"),
        "--since",
        "2026-11-01",
        "--out",
        str(tmp_path / "news"),
    ]
    assert main([*arguments, "--format", "md,html,docx", "--watch", "BLR"]) == 0
    assert {path.name for path in tmp_path.glob("news.*")} == {"news.md", "news.html", "news.docx"}
    assert "Changes in the world" in (tmp_path / "news.md").read_text("utf-8")
    assert main([*arguments, "--watch", "NOWHERE"]) == 1
    assert "is not an actor" in capsys.readouterr().err


def test_a_new_label_is_said_by_what_it_changed(tmp_path: Path) -> None:
    ties = ties_of(load_files(store_of(str(write_cast(tmp_path / "records"))).files()))
    steps = {ties.spells[index].spell: step_sentence(ties, index) for index in range(len(ties))}
    assert steps["blr-2"].startswith("On 15 Sep 2022, China and Belarus moved up from “")
    assert "moved up" not in steps["blr-1"]
    assert "declared" in steps["blr-1"]


def test_the_newest_of_the_world_is_listed_whatever_was_recorded_since(tmp_path: Path) -> None:
    folder = write_cast(tmp_path / "records", searches=SEARCHED)
    ties = ties_of(load_files(store_of(str(folder)).files()))
    everything = latest_in_records(ties)
    assert [one.day.isoformat() for one in everything] == sorted(
        (one.day.isoformat() for one in everything), reverse=True
    )
    assert any("moved up" in one.sentence for one in everything)
    assert all(one.sources for one in everything)
    assert not latest_in_records(ties, ("PAK",))
