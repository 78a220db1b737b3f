"""The panel beside a picture: a short card, and tabs whose marks lead to their source."""

import re
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest

from components.evidence.panel import EvidencePanel, panel_of
from components.style.bars import year_columns
from components.style.markup import element, tree_of
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import view_of_all


def panel(ties: Ties, focus: str, day: str = "2023-03-01") -> EvidencePanel:
    return panel_of(select(ties, replace(view_of_all(), focus=focus, as_of=date.fromisoformat(day))))


def text(*parts: Element) -> str:
    return " ".join("".join(part.itertext()) for part in parts)


def assert_marks_lead_to_sources(shown: EvidencePanel) -> None:
    """Each raised number is that of a source in the last tab, and each source there is cited."""
    parts = [*shown.card, *(part for tab in shown.tabs[:-1] for part in tab.parts)]
    marks = {link.get("href", "").removeprefix("#") for part in parts for link in part.iterfind(".//sup/a")}
    sources = {row.get("id") for part in shown.tabs[-1].parts for row in part.iterfind(".//li")}
    assert marks == sources


def test_the_card_of_a_pair_has_label_date_both_wordings_and_at_most_three_events(ties: Ties) -> None:
    (card, *_) = panel(ties, "BLR-CHN").card
    assert "all-weather partnership" in text(card)
    assert "since 15 Sep 2022" in text(card)
    assert "In the words of China: 全天候伙伴关系" in text(card)
    assert 1 <= len(card.findall("./ul/li")) <= 3


def test_the_card_of_a_country_has_its_highest_ties_and_each_can_be_chosen(ties: Ties) -> None:
    (card, *_) = panel(ties, "CHN").card
    chosen = [button.get("data-focus") for button in card.iter("button") if button.get("data-focus")]
    assert chosen[0] == "CHN-PAK"
    assert len(chosen) <= 3


def test_before_the_first_tie_the_card_says_so(ties: Ties) -> None:
    (card, *_) = panel(ties, "BLR-CHN", "1991-01-01").card
    assert "No ties on record for 1 Jan 1991." in text(card)


def test_the_tabs_say_how_many_there_are(ties: Ties) -> None:
    shown = panel(ties, "BLR-CHN")
    assert [tab.name for tab in shown.tabs] == ["Ties", "Events", "Figures", "Sources"]
    assert [tab.name for tab in panel(ties, "").tabs] == ["Ties", "Sources"]
    assert text(*panel(ties, "RUS-TUR").tabs[2].parts) == "No figures on record."


def test_events_after_the_day_are_apart(ties: Ties) -> None:
    shown = text(*panel(ties, "BLR-CHN", "2010-01-01").tabs[1].parts)
    assert shown.startswith("After 1 Jan 2010")


def test_a_column_has_its_number_and_the_picture_all_of_them() -> None:
    unread = {2021: "1 Aug 2021: not read", 2030: "outside"}
    columns = year_columns({2020: 2, 2021: 0, 2022: 1}, "contact", 2, unread)
    label = "Contacts a year. 2020: 2 contacts, 2022: 1 contact. Not read whole: 1 Aug 2021: not read."
    assert columns.get("aria-label") == label
    assert [column.get("class") for column in columns.iterfind("div")] == ["", "aw-unread", ""]
    assert [span.text for span in columns.iterfind("./div/span[@class='aw-count']")] == ["2", "", "1"]


def test_a_tree_has_the_texts_in_their_order() -> None:
    assert tree_of(element("p", "a", element("b", "c", id="x"), "<d>")) == [
        "p",
        {},
        "a",
        ["b", {"id": "x"}, "c"],
        "<d>",
    ]


@pytest.mark.slow
def test_every_focus_of_the_records_has_a_panel_that_cites_what_it_says(curated_ties: Ties) -> None:
    records = curated_ties.dataset
    dyads = {spell.dyad for spell in records.spells} | {event.dyad for event in records.events}
    for focus in sorted({*records.actors, *dyads}):
        shown = panel_of(select(curated_ties, View(as_of=date(2023, 3, 1), focus=focus)))
        assert_marks_lead_to_sources(shown)
        figures = text(*shown.tabs[2].parts)
        assert not re.search(r"\d,\d{3},\d{3}", figures), f"{focus}: a number nobody writes so"
        assert len(text(*shown.card)) < 2600, f"{focus}: the card is short"
