"""The use of a label in words: on the page, in the evidence, in a profile, between two days."""

from datetime import date
from xml.etree.ElementTree import Element

import pytest
from streamlit.testing.v1 import AppTest

from components.evidence.panel import panel_of
from components.profile.document import text_of
from components.profile.words import profile_document
from components.usage.elements import use_change_parts, use_section
from components.usage.words import USE_COLUMNS, count_text, times_text, use_rows, use_text, word_sentence
from data.analysis.usage.between import UseChanges
from data.analysis.usage.in_use import labels_in_use, use_of_focus
from data.analysis.usage.words import partners_of_word
from data.base.days import day_text
from data.usage.silence import label_use
from data.usage.uses import period_of_labels
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all

READ_THROUGH = date(2026, 8, 22)


def words(parts: list[Element]) -> str:
    return " ".join("".join(part.itertext()) for part in parts)


def use_words(ties: Ties, name: str, day: date) -> str:
    spell = next(one for one in ties.spells if one.spell == name)
    use = label_use(ties.dataset, spell, day)
    return use_text(ties.dataset, use, day) if use else ""


@pytest.mark.parametrize(
    ("name", "day", "text"),
    [
        (
            "blr-2",
            date(2023, 3, 1),
            "Used once in 2022 and once in 2023, last on 1 Mar 2023, by China (Xinwen Lianbo, machine-coded).",
        ),
        (
            "blr-2",
            READ_THROUGH,
            "Last used on 1 Jun 2024, by Belarus (Xinwen Lianbo, machine-coded): not since then, through 22 Aug 2026.",
        ),
        (
            "rus-2",
            READ_THROUGH,
            "Its exact words were not found from 20 Apr 2015 through 22 Aug 2026 (Xinwen Lianbo, machine-coded).",
        ),
    ],
)
def test_a_sentence_says_how_often_and_when_last(ties: Ties, name: str, day: date, text: str) -> None:
    assert use_words(ties, name, day) == text


def test_numbers_of_times_are_words_where_that_is_shorter() -> None:
    assert [times_text(number) for number in (1, 2, 14)] == ["once", "twice", "14 times"]


def test_the_error_rates_are_said_where_the_uses_are_shown(ties: Ties) -> None:
    selection = select(ties, view_of_all(focus="BLR-CHN", as_of=READ_THROUGH))
    text = words(use_section(ties.dataset, use_of_focus(selection), READ_THROUGH))
    assert "97 of 100 right" in text
    assert "A day that was not read is a blind spot, not a silence." in text
    assert "by China once, by Belarus once and by the narrator or both sides once" in text
    assert "97 of 100 right" in words(list(panel_of(selection).tabs[0].parts))


def test_the_card_of_a_pair_says_when_its_label_was_last_used(ties: Ties) -> None:
    selection = select(ties, view_of_all(focus="BLR-CHN"))
    assert "last on 1 Mar 2023, by China (Xinwen Lianbo, machine-coded)" in words(list(panel_of(selection).card))


def test_the_profile_of_hungary_says_when_its_label_was_last_used(curated_ties: Ties) -> None:
    profile = profile_document(curated_ties, "HUN", date(2026, 10, 10))
    facts = {fact.name: text_of(fact.value) for fact in profile.facts}
    assert facts["Last used"] == "19 Aug 2026, by China (Xinwen Lianbo, machine-coded)"
    assert any("used once in 2025 and twice in 2026" in text_of(sentence) for sentence in profile.summary)
    (section,) = [section for section in profile.sections if section.heading == "Use of the label"]
    assert "98.3 %" in " ".join(text_of(block.runs) for block in section.blocks if hasattr(block, "runs"))
    assert any(reference.url.endswith("260819.shtml") for reference in profile.references)


def test_a_profile_of_what_is_no_label_of_chinas_says_nothing_of_use(ties: Ties) -> None:
    assert "Last used" not in {fact.name for fact in profile_document(ties, "BLR-RUS", READ_THROUGH).facts}


def test_a_word_that_was_used_of_one_partner_only_is_said_so(ties: Ties) -> None:
    dataset = ties.dataset
    of_all = partners_of_word(dataset, "全天候", READ_THROUGH)
    assert word_sentence(dataset, "全天候", of_all).startswith("China has used “全天候” of 2 partners: Belarus (3)")
    by_partner = partners_of_word(dataset, "全天候", date(2023, 1, 1), side="partner")
    assert "of Pakistan only: once, on 4 Nov 2022" in word_sentence(dataset, "全天候", by_partner)
    assert "No label with" in word_sentence(dataset, "nothing", ())
    period = period_of_labels(dataset)
    assert period
    read = f" from {day_text(period.first)} through {day_text(period.through)} (machine-coded)."
    assert word_sentence(dataset, "nothing", (), date(2099, 1, 1)).endswith(read)
    assert word_sentence(dataset, "nothing", (), date(1950, 1, 1)).endswith(
        " by 1 Jan 1950: nothing was read until then (machine-coded)."
    )


def test_the_table_has_a_cell_a_column_and_counts_those_not_used(ties: Ties) -> None:
    found = labels_in_use(ties, READ_THROUGH)
    rows = use_rows(select(ties, view_of_all(as_of=READ_THROUGH)), found)
    assert {len(row) for row in rows} == {len(USE_COLUMNS)}
    assert rows[-1][:1] + rows[-1][2:6] == ("Belarus", "2024-06-01", 26, "Partner", 3)
    assert count_text(found) == "4 labels of China in force: 4 not used for 24 months, 2 of them never found"


def test_two_days_without_a_change_of_use_show_nothing(ties: Ties) -> None:
    assert use_change_parts(ties.dataset, UseChanges((), ())) == []


def script(ties: object) -> None:
    from datetime import date

    import streamlit as st

    from components import session
    from components.pages.partners.usage import usage_page
    from data.view.selection import select
    from data.view.view import View

    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        session.set_view(View(as_of=date(2026, 8, 22)))
    usage_page(select(ties, session.view()))  # type: ignore[arg-type]


def test_the_page_lists_all_or_those_not_used_and_answers_for_a_word(ties: Ties) -> None:
    page = AppTest.from_function(script, args=(ties,), default_timeout=30).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 4
    page.text_input(key="view_word").set_value("全天候").run()
    assert any("of 2 partners" in text.value for text in page.main.markdown)
    page.button_group(key="usage_silent").set_value(True).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 4
