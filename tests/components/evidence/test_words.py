"""What is known about a dyad, in sentences."""

from dataclasses import replace
from datetime import date

from components.evidence.words import (
    declaration_text,
    dispute_text,
    missing_tie_sentences,
    obligation_text,
    support_text,
)
from data.model.dates import partial_date
from data.model.tie_rows import Spell
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all


def spell(ties: Ties, key: str, **changes: object) -> Spell:
    row = next(row for row in ties.dataset.spells if row.spell == key)
    return row.model_copy(update=changes)


def sentences(ties: Ties, focus: str, day: str) -> list[str]:
    view = replace(view_of_all(), focus=focus, as_of=date.fromisoformat(day))
    return missing_tie_sentences(select(ties, view))


def test_a_row_from_memory_says_that_no_text_was_read(ties: Ties) -> None:
    assert support_text(spell(ties, "tur-1")) == "from memory, no text read"
    assert support_text(spell(ties, "tr-1")) == "signed · reported"


def test_an_obligation_is_named_as_a_reader_knows_it(ties: Ties) -> None:
    assert obligation_text(spell(ties, "tr-1", obligations=("defence",))) == "Obligation: mutual defence"
    both = spell(ties, "tr-1", obligations=("defence", "consultation"))
    assert obligation_text(both) == "Obligations: mutual defence, consultation"
    assert obligation_text(spell(ties, "tr-1")) == ""


def test_a_label_that_was_announced_in_talks_says_so(ties: Ties) -> None:
    talks = spell(ties, "pak-1", declared_in="talks")
    assert declaration_text(talks) == "Announced in talks; no joint text is named."
    messages = spell(ties, "pak-1", declared_in="messages")
    assert declaration_text(messages) == "Announced in an exchange of messages; no joint text is named."
    assert declaration_text(spell(ties, "pak-1", declared_in="text")) == declaration_text(spell(ties, "pak-1")) == ""


def test_a_dispute_names_only_what_differs(ties: Ties) -> None:
    other = spell(ties, "pak-1", start=partial_date("2015-04-21"), sources=(), note="A mirror says so.")
    assert dispute_text(spell(ties, "pak-1"), other) == ("from 21 Apr 2015. A mirror says so. Full text not consulted.")


def test_a_label_that_is_yet_to_come_says_when_it_begins(ties: Ties) -> None:
    assert "China’s ladder: not yet in force; begins 29 Sep 2016." in sentences(ties, "BLR-CHN", "2010-01-01")


def test_a_pair_that_was_not_searched_says_so(ties: Ties) -> None:
    assert sentences(ties, "PAK-RUS", "2023-03-01") == ["Not searched for this pair: Treaties."]


def test_after_the_last_day_searched_later_dates_are_not_covered(ties: Ties) -> None:
    late = sentences(ties, "CHN-ORG:UN", "2026-11-01")
    assert late[0].endswith("Later dates were not searched.")
