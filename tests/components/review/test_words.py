"""What a question of the review says."""

import pytest

from components.review.words import difference, found_by, headline, list_rows, place
from data.observed.coding.candidates_file import CoderRun
from data.observed.coding.coder import coded
from data.observed.review.answers import ReviewAnswer
from data.observed.review.questions import Questions, questions
from data.tables.dataset import Dataset
from tests.support.inputs.broadcasts import ten_broadcasts


@pytest.fixture
def asked(ours: Dataset) -> Questions:
    result = coded(ten_broadcasts(), ours)
    return questions(ours, CoderRun(result.candidates, result.days))


def test_a_contact_names_the_leader_the_office_and_its_place(ours: Dataset, asked: Questions) -> None:
    talks = next(one for one in asked.by_table["contacts"] if one.candidate.cells["kind"] == "talks")
    assert headline(ours, talks) == "Türkiye, 19 May 2023: Talks: Xi Jinping and the head of state"
    assert place(talks) == "The title of the item of 19 May 2023"
    assert "40 of 40 sampled rows of this rule were right" in found_by(talks)
    assert difference(talks) == ""


def test_alerts_come_first_and_say_the_step(ours: Dataset, asked: Questions) -> None:
    first = asked.every[0]
    assert headline(ours, first) == "Türkiye, 19 May 2023: Declared step: raised to it (both sides or the narrator)"
    assert place(first) == "Paragraph 2 of the item of 19 May 2023"


def test_the_list_shows_decisions_that_are_not_saved_yet(ours: Dataset, asked: Questions) -> None:
    first, *others = asked.by_table["sightings"]
    rows = list_rows(ours, [first, *others], {first.candidate.key: ReviewAnswer(first, "rejected")})
    assert [row[0] for row in rows] == ["Reject", *[""] * len(others)]
