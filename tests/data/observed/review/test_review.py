"""Candidates as questions: asked once, again only if they are read in another way; rejected for good; gone but not dropped."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from data.model.event_rows import Contact, Review
from data.observed.coding.candidates_file import CoderRun
from data.observed.coding.coder import coded
from data.observed.coding.model.item import Item
from data.observed.review.alert_groups import alert_groups
from data.observed.review.answers import Decision, ReviewAnswer, changes_of
from data.observed.review.questions import PRECISION, Questions, ReviewQuestion, RulePrecision, questions
from data.observed.review.steps import draft_of_step
from data.store.base import undo
from data.store.folder import FolderStore
from data.tables.dataset import Dataset, load_records
from tests.support.cast import write_cast
from tests.support.inputs.broadcasts import RAISED_ON, item, ten_broadcasts
from tests.support.places.stores import STORE_KINDS, records_in, store_of_kind

MEETING = item("习近平会见白俄罗斯总统", "国家主席习近平10日在北京会见白俄罗斯总统。")
MOVED = item("习近平会见白俄罗斯总统", "国家主席习近平9日在北京会见白俄罗斯总统。")
SILENT = item("天气预报", "明天天气晴朗。", number=2)


@pytest.fixture
def store(folder: Path) -> FolderStore:
    return FolderStore(write_cast(folder))


def run_of(dataset: Dataset, items: Iterable[Item]) -> CoderRun:
    result = coded(items, dataset)
    return CoderRun(result.candidates, result.days)


def asked(store: FolderStore, *items: Item) -> Questions:
    """The questions that these items raise with the records as they are."""
    dataset = load_records(store.folder)
    return questions(dataset, run_of(dataset, items))


def only(found: Questions) -> ReviewQuestion:
    (question,) = found.every
    return question


def decide(store: FolderStore, question: ReviewQuestion, decision: Decision, **cells: str) -> None:
    dataset = load_records(store.folder)
    answer = ReviewAnswer(question, decision, tuple(cells.items()))
    store.save(changes_of(dataset, [answer]), who="Anna")


def new_contacts(store: FolderStore) -> list[Contact]:
    """The contacts that are not those of the cast."""
    rows = load_records(store.folder).rows["contacts"]
    return [row for row in rows if isinstance(row, Contact) and "news.example" in row.url]


def contacts(store: FolderStore) -> list[tuple[str, str]]:
    return [(str(row.date), row.partner) for row in new_contacts(store)]


def test_an_accepted_candidate_is_a_row_and_is_not_asked_for_again(store: FolderStore) -> None:
    (question,) = asked(store, MEETING).every
    assert (question.state, question.candidate.table) == ("new", "contacts")
    decide(store, question, "accepted")
    assert contacts(store) == [("2023-05-10", "BLR")]
    assert asked(store, MEETING).every == ()


def test_a_save_has_who_and_the_row_with_its_decision(store: FolderStore) -> None:
    decide(store, only(asked(store, MEETING)), "accepted")
    (entry,) = store.history(5)
    assert entry.who == "Anna"
    assert [(change.table, change.before) for change in entry.changes] == [("contacts", None), ("reviews", None)]


def test_it_is_asked_again_only_when_it_is_read_in_another_way(store: FolderStore) -> None:
    decide(store, only(asked(store, MEETING)), "accepted")
    (question,) = asked(store, MOVED).every
    assert question.state == "changed"
    decide(store, question, "accepted")
    assert contacts(store) == [("2023-05-09", "BLR")]
    assert asked(store, MOVED).every == ()


def test_a_correction_stays_until_the_item_is_read_in_another_way(store: FolderStore) -> None:
    decide(store, only(asked(store, MEETING)), "corrected", office="foreign_minister")
    assert [row.office for row in new_contacts(store)] == ["foreign_minister"]
    assert asked(store, MEETING).every == ()
    assert [question.state for question in asked(store, MOVED).every] == ["changed"]


def test_a_rejected_key_stays_rejected_whatever_is_read_later(store: FolderStore) -> None:
    decide(store, only(asked(store, MEETING)), "rejected")
    assert contacts(store) == []
    assert asked(store, MEETING).every == asked(store, MOVED).every == ()


def test_what_is_gone_from_the_source_is_flagged_and_not_dropped(store: FolderStore) -> None:
    decide(store, only(asked(store, MEETING)), "accepted")
    elsewhere = item("天气预报", "明天天气晴朗。", day="2024-01-01")
    assert asked(store, elsewhere).every == (), "a day that was not read says nothing"
    (question,) = asked(store, SILENT).every
    assert question.state == "gone"
    assert contacts(store) == [("2023-05-10", "BLR")]
    decide(store, question, "accepted")
    assert contacts(store) == [("2023-05-10", "BLR")]
    assert asked(store, SILENT).every == ()


def test_a_row_that_is_gone_can_be_taken_out(store: FolderStore) -> None:
    decide(store, only(asked(store, MEETING)), "accepted")
    decide(store, only(asked(store, SILENT)), "rejected")
    assert contacts(store) == []


def test_what_the_records_say_already_is_not_asked(store: FolderStore) -> None:
    found = asked(store, *ten_broadcasts())
    dataset = load_records(store.folder)
    store.save(changes_of(dataset, [ReviewAnswer(question, "accepted") for question in found.every]), who="Anna")
    (store.folder / "reviews.csv").unlink()
    again = asked(store, *ten_broadcasts())
    assert {question.candidate.table for question in again.every} == {"alerts"}


def test_a_partner_that_is_not_on_record_cannot_be_accepted(store: FolderStore) -> None:
    (question,) = asked(store, item("习近平会见匈牙利总理")).every
    assert question.problem == "HUN is not in the table of actors. Add it there first."


def test_all_of_a_rule_are_accepted_only_where_its_sample_was_right(store: FolderStore) -> None:
    assert not RulePrecision(100, 97).is_sure
    assert RulePrecision(100, 98).is_sure
    assert not PRECISION["contacts/meeting"].is_sure
    rules = asked(store, *ten_broadcasts()).sure_rules
    assert set(rules) == {"contacts/joint_statement", "contacts/signing", "contacts/talks"}


def test_a_declared_step_becomes_a_source_a_spell_and_the_end_of_the_one_before(store: FolderStore) -> None:
    question = asked(store, *ten_broadcasts()).by_table["alerts"][0]
    dataset = load_records(store.folder)
    store.save(draft_of_step(dataset, question.candidate), who="Anna")
    after, before = (spell for spell in load_records(store.folder).spells if spell.dyad == "CHN-TUR")
    assert (after.spell, after.tier, str(after.start), after.grade) == (
        "chn-tur-2023-05-19",
        "T2",
        RAISED_ON,
        "reported",
    )
    assert str(before.end) == RAISED_ON


@pytest.mark.parametrize("place", STORE_KINDS)
def test_decisions_are_kept_wherever_the_records_are(
    place: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kept = store_of_kind(place, tmp_path, request)

    def waiting() -> Questions:
        dataset = records_in(kept)
        return questions(dataset, run_of(dataset, (MEETING, *ten_broadcasts())))

    first, *others = waiting().every
    answers = [ReviewAnswer(first, "rejected"), *(ReviewAnswer(one, "accepted") for one in others)]
    entry = kept.save(changes_of(records_in(kept), answers), who="Anna")
    assert waiting().every == (), "nothing is asked twice"
    decisions = [row.decision for row in records_in(kept).rows["reviews"] if isinstance(row, Review)]
    assert sorted(decisions) == ["accepted"] * len(others) + ["rejected"]
    undo(kept, entry.number, who="Boris")
    assert len(waiting().every) == len(answers), "an undo takes the decisions back as well"


def groups_of(store: FolderStore, *items: Item) -> list[tuple[str, str, int]]:
    dataset = load_records(store.folder)
    groups = alert_groups(dataset, run_of(dataset, items))
    return [(group.urgency.name, group.question.candidate.cells["partner"], len(group.members)) for group in groups]


def test_alerts_of_one_label_are_one_matter_and_a_new_step_comes_first(store: FolderStore) -> None:
    told = "习近平表示，双方要构建更加紧密的中白全天候伙伴关系。"
    fuller = [item("习近平会见白俄罗斯总统", told, day, 30) for day in ("2023-05-11", "2023-05-12")]
    again = item("习近平会见土耳其总统", "双方宣布将中土关系提升为全面伙伴关系。", "2023-05-20", 40)
    # A step and a label that is not on record, on two days each.
    assert groups_of(store, *fuller, *ten_broadcasts(), again) == [("NEW_STEP", "TUR", 4), ("OTHER_FORM", "BLR", 2)]
