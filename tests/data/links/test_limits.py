"""The limits of a link: every field has a length, and what could not be read is said in a few sentences."""

import pytest

from data.links.drafts import DraftError, pack_draft, unpack_draft
from data.links.packed_limits import LONGEST_PACKED
from data.links.page_links import view_of_link
from data.links.scenes import view_of_scene
from data.links.view_query import CODECS, MOST_NOTICES, view_of_query
from data.model.cells import actors_of, is_dyad
from data.store.changes import RowChange
from data.tables.dataset import Dataset
from data.view.fields.draft import MAX_DRAFT_ROWS, Draft
from data.view.fields.story import Scene
from data.view.ties import Ties
from data.view.view import FIELDS
from tests.support.cast import TODAY
from tests.support.work import ends

MILLION = 1_000_000
LETTERS = ("-", "ORG:-", "A", "AAA-", ",", "CHN,", ";", "BLR;contains;", "é", "\x00", "9", "eJw")


def test_every_field_has_a_length() -> None:
    assert {name for name in FIELDS if not 0 < CODECS[name].longest <= LONGEST_PACKED} == set()


@pytest.mark.slow
@pytest.mark.parametrize("letters", LETTERS)
def test_a_million_letters_are_refused_at_once_in_every_field(letters: str, ties: Ties) -> None:
    without, _ = view_of_query({}, ties.dataset, today=TODAY)
    many = letters * (MILLION // len(letters))
    for name in FIELDS:
        for text in (many, "ORG:" + many):
            with ends():
                view, notices = view_of_query({name: text}, ties.dataset, today=TODAY)
            assert getattr(view, name) == getattr(without, name)
            assert "is too long" in notices[0]


@pytest.mark.parametrize("letters", LETTERS)
def test_a_text_as_long_as_a_field_may_be_is_read_or_refused_at_once(letters: str, ties: Ties) -> None:
    for name in FIELDS:
        longest = CODECS[name].longest
        with ends():
            view_of_query({name: (letters * longest)[:longest]}, ties.dataset, today=TODAY)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["-", "A-", "-ORG", "-ORG:", "AAA-", "ORG:A-"])
@pytest.mark.parametrize("begin", ["ORG:", "AAA-ORG:", ""])
@pytest.mark.parametrize("end", ["", "é"])
def test_whether_a_text_is_a_dyad_is_known_in_one_pass(part: str, begin: str, end: str) -> None:
    with ends():
        is_dyad(begin + part * (MILLION // len(part)) + end)


@pytest.mark.parametrize(
    ("dyad", "actors"),
    [
        ("BLR-CHN", ("BLR", "CHN")),
        ("CHN-ORG:ASEAN", ("CHN", "ORG:ASEAN")),
        ("CHN-ORG:A-B", ("CHN", "ORG:A-B")),
        ("ORG:A-B-ORG:C-D", ("ORG:A-B", "ORG:C-D")),
        ("ORG:A-BCD-EFG", ("ORG:A-BCD", "EFG")),
        ("ORG:A-B--CHN", ("ORG:A-B-", "CHN")),
    ],
)
def test_a_dyad_has_two_actors_whatever_hyphens_their_ids_have(dyad: str, actors: tuple[str, str]) -> None:
    assert actors_of(dyad) == actors


@pytest.mark.parametrize("page", ["network", "story"])
def test_a_thousand_parts_that_nobody_knows_are_said_in_a_few_sentences(page: str, ties: Ties) -> None:
    query = {f"part{number}": "x" for number in range(1_000)} | {"layers": "treaty"}
    view, notices = view_of_link(query, ties.dataset, page, today=TODAY)
    assert view.layers == ("treaty",)
    assert len(notices) == MOST_NOTICES
    assert notices[-1] == "995 more parts of this link could not be read."


@pytest.mark.parametrize("name", [*FIELDS, "preset", "is”. We have moved. “"])
def test_what_a_notice_quotes_of_a_link_cannot_end_the_quotation(name: str, ties: Ties) -> None:
    """It could go on as if the page said it: “The records were withdrawn.”."""
    forged = "x” is right. The records were withdrawn. “y"
    for notice in view_of_query({name: forged}, ties.dataset, today=TODAY)[1]:
        assert "”. We" not in notice
        assert "” is right" not in notice, notice


def test_a_scene_with_many_faults_says_the_first_of_them(ours: Dataset) -> None:
    scene = Scene(
        "Words", {f"part{number}": "x" for number in range(40)}, tuple(f"s{number}" for number in range(5, 25))
    )
    assert len(view_of_scene(scene, ours, today=TODAY)[1]) == MOST_NOTICES


# Drafts ---------------------------------------------------------------------------------------------


def draft_of(rows: int) -> Draft:
    return Draft(
        tuple(RowChange("presets", None, {"preset": f"p{number}", "title": "", "link": ""}) for number in range(rows))
    )


def test_a_link_brings_as_many_changes_as_can_be_saved_at_once() -> None:
    most = draft_of(MAX_DRAFT_ROWS)
    assert unpack_draft(pack_draft(most)) == most
    with pytest.raises(DraftError, match="more than 300 changed rows"):
        unpack_draft(pack_draft(draft_of(MAX_DRAFT_ROWS + 1)))


def test_more_changes_than_that_are_in_no_link() -> None:
    assert CODECS["draft"].write(draft_of(MAX_DRAFT_ROWS))
    assert CODECS["draft"].write(draft_of(MAX_DRAFT_ROWS + 1)) is None
