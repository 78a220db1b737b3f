"""What a search finds, in which order, and where it leads."""

from datetime import date
from pathlib import Path

import pytest

from data.links.page_links import view_of_link
from data.search.entry import Entry, Topic
from data.search.search import Results, search
from data.tables.dataset import Dataset, load_records
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import cast_text, write_cast
from tests.support.inputs.uploads import overlay_with

TODAY = date(2026, 11, 23)
TOPICS = (Topic("What changed?", "Compares two dates.", "compare"),)


@pytest.fixture(scope="module")
def dataset(ties: Ties) -> Dataset:
    return ties.dataset


def entries(results: Results, group: str) -> list[Entry]:
    return [one.entry for found in results.groups if found.group == group for one in found.results]


def titles(results: Results, group: str) -> list[str]:
    return [entry.title for entry in entries(results, group)]


@pytest.mark.parametrize("text", ["turkey", "Türkiye", "TURKIYE", "tur", "土耳其", "Турция", "turkie", "TR"])
def test_an_actor_is_found_by_any_name(dataset: Dataset, text: str) -> None:
    assert titles(search(dataset, text), "actors") == ["Türkiye"]


@pytest.mark.parametrize("text", ["china belarus", "Belarus - China", "BLR-CHN", "白俄罗斯 中国", "Belarus and China"])
def test_a_pair_is_found_by_the_names_of_both(dataset: Dataset, text: str) -> None:
    assert titles(search(dataset, text), "pairs") == ["Belarus – China"]


def test_a_pair_shows_its_label_now(dataset: Dataset) -> None:
    (pair,) = entries(search(dataset, "china belarus"), "pairs")
    assert pair.text == "all-weather partnership, since 15 Sep 2022"


def test_a_pair_without_records_is_an_answer_too(dataset: Dataset) -> None:
    (pair,) = entries(search(dataset, "pakistan türkiye"), "pairs")
    assert (pair.title, pair.text) == ("Pakistan – Türkiye", "No declared label on record")


def test_what_was_said_is_listed_apart_and_who_said_it_stands_first(dataset: Dataset) -> None:
    (statement,) = entries(search(dataset, "Lukashenko’s plan"), "statements")
    assert statement.text.startswith("Lukashenko to Xi · He said so.")
    assert statement.date == "1 Mar 2023"


def test_whole_words_come_before_the_beginnings_of_words(tmp_path: Path) -> None:
    events = cast_text("events.csv", "Corridor agreed,A road.", "Raising of Raisi,A road.")
    events = events.replace("Ties raised in Samarkand", "Raising ties in Samarkand")
    raised = load_records(write_cast(tmp_path, events=events))
    assert titles(search(raised, "Raisi"), "events") == ["Raising of Raisi"]
    assert set(titles(search(raised, "raisin"), "events")) == {"Raising of Raisi", "Raising ties in Samarkand"}


def test_a_figure_is_found_by_its_value_as_people_write_it(dataset: Dataset) -> None:
    for text in ("potash 1.91 million", "1,910,000", "1910000 potash"):
        assert titles(search(dataset, text), "figures") == ["Potash: 1,910,000 tonnes"], text


def test_what_was_understood_is_said(dataset: Dataset) -> None:
    assert search(dataset, "potsh").corrections == (("potsh", "potash"),)
    assert search(dataset, "potash").corrections == ()


def test_if_nothing_has_all_words_the_results_without_one_are_listed(dataset: Dataset) -> None:
    results = search(dataset, "China Belarus xyzzyq")
    assert results.left_out == "xyzzyq"
    assert titles(results, "pairs") == ["Belarus – China"]
    assert search(dataset, "China Belarus").left_out == ""


def test_a_word_that_says_nothing_is_not_left_alone(dataset: Dataset) -> None:
    assert search(dataset, "xyzzyq and").count == 0


def test_nothing_is_found_for_nothing_and_for_nonsense(dataset: Dataset) -> None:
    for text in ("", "  ", "?!", "xyzzyq", '"', "NEAR( OR *", "a" * 5000):
        assert search(dataset, text).count == 0, text


def test_the_words_that_were_found_are_marked(dataset: Dataset) -> None:
    (found,) = (group for group in search(dataset, "samarkand leaders").groups if group.group == "events")
    (result,) = found.results
    assert [part.text for part in result.title if part.is_found] == ["Samarkand"]
    assert [part.text for part in result.snippet if part.is_found] == ["leaders", "Samarkand"]
    assert "".join(part.text for part in result.snippet) == result.entry.text


def test_each_result_opens_by_its_link_without_a_complaint(dataset: Dataset) -> None:
    before = View(as_of=date(2023, 3, 1), actors=("RUS",))
    texts = ("china", "belarus", "potash", "weather", "treaty", "leaders", "text", "changed", "only", "xi", "tonnes")
    found = [
        entry
        for text in texts
        for group in search(dataset, text, topics=TOPICS).groups
        for entry in map(_entry, group.results)
    ]
    assert {entry.group for entry in found} >= {
        "actors",
        "pairs",
        "labels",
        "events",
        "figures",
        "ties",
        "sources",
        "help",
    }
    for entry in found:
        link = entry.place.link(before, dataset, today=TODAY)
        view, notices = view_of_link(link, dataset, entry.place.page, today=TODAY)
        assert notices == (), entry
        assert view.actors == (), entry
        assert all(getattr(view, name) == value for name, value in entry.place.fields.items()), entry


def _entry(result: object) -> Entry:
    return result.entry  # type: ignore[attr-defined, no-any-return]


def test_an_event_opens_on_its_day_with_its_pair_in_focus(dataset: Dataset) -> None:
    (event,) = entries(search(dataset, "samarkand"), "events")
    link = event.place.link(View(as_of=TODAY), dataset, today=TODAY)
    assert (link["table"], link["record"]) == ("events", "e1")
    assert (link["focus"], link["as_of"]) == ("BLR-CHN", "2022-09-15")


def test_the_help_leads_to_pages(dataset: Dataset) -> None:
    (topic,) = entries(search(dataset, "what changed", topics=TOPICS), "help")
    assert topic.place.page == "compare"


def test_a_page_that_is_called_exactly_so_comes_first(dataset: Dataset) -> None:
    topics = (Topic("Pairs and more", "", "about"), Topic("Treaty", "", "map", "Treaty paper"))
    results = search(dataset, "treaty", topics=topics)
    assert results.groups[0].group == "help"
    assert results.groups[0].results[0].entry.place.page == "map"
    assert [entry.title for entry in entries(search(dataset, "paper", topics=topics), "help")] == ["Treaty"]


def test_the_name_itself_comes_before_names_that_contain_it(curated: Dataset) -> None:
    assert titles(search(curated, "guinea"), "actors")[0] == "Guinea"
    assert titles(search(curated, "niger"), "actors")[:2] == ["Niger", "Nigeria"]
    assert titles(search(curated, "china hungary"), "pairs") == ["China – Hungary"]


@pytest.mark.parametrize(
    ("text", "group", "title"),
    [
        ("Raisi", "events", "Xi receives Iran’s President Raisi in Beijing"),
        ("what did Qin Gang say", "statements", "Qin Gang and Aleinik speak by phone; “historic leap” in ties"),
        ("Price", "statements", "Price says Lukashenko has in effect given up his sovereignty to Russia"),
        ("potash 1.91 million tonnes", "figures", "Potash delivered: 1,910,000 tonnes"),
    ],
)
def test_what_a_desk_looks_for_comes_first(curated: Dataset, text: str, group: str, title: str) -> None:
    assert titles(search(curated, text), group)[0] == title


def test_added_rows_are_found_by_whoever_added_them_and_nobody_else(dataset: Dataset) -> None:
    line = "event,dyad,date,kind,title,significance,grade\nz1,BLR-TUR,2024-05-01,visit,A zebra is given,1,recalled\n"
    added = overlay_with(dataset, "events.csv", line).dataset
    assert added is not None
    found = search(added, "zebra", ours=dataset)
    assert [entry.is_added for entry in entries(found, "events")] == [True]
    assert titles(search(added, "belarus türkiye", ours=dataset), "pairs") == ["Belarus – Türkiye"]
    assert search(dataset, "zebra").count == 0
