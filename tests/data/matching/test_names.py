"""Names, columns and cells as people write them become those of the schema, or stay as they are where that is unclear."""

import pytest

from data.matching.columns import dyad_columns, find_column, find_table, table_for_header
from data.matching.names import NameIndex, comparison_key, id_stem
from data.matching.values import choice, lookalike_fault, matched_cell, number
from data.model.schema import TABLE
from data.tables.dataset import Dataset
from tests.support.cast import cast_dataset

SPELLS = TABLE["spells"]


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    ours: Dataset = cast_dataset(tmp_path_factory.mktemp("ours"))
    return NameIndex(ours, {"ORG:MINE": ("My club", "Мой клуб")})


def test_case_spaces_and_punctuation_make_no_difference() -> None:
    assert comparison_key("Start-Date ") == comparison_key("start_date") == "startdate"


@pytest.mark.parametrize("written", ["BLR", "blr", "Belarus", "БЕЛАРУСЬ", "白俄罗斯"])
def test_an_actor_is_known_by_its_id_and_by_its_names_in_any_script(names: NameIndex, written: str) -> None:
    assert names.actor(written) == "BLR"


def test_an_actor_of_the_upload_is_known_by_its_names(names: NameIndex) -> None:
    assert names.actor("мой клуб") == "ORG:MINE"
    assert names.actor("No such club") is None


@pytest.mark.parametrize(
    "written", ["CHN-BLR", "Belarus – China", "China and Belarus", "中国 Беларусь", "Belarus/China"]
)
def test_two_names_in_either_order_make_a_dyad(names: NameIndex, written: str) -> None:
    assert names.dyad(written) == "BLR-CHN"


@pytest.mark.parametrize("written", ["Belarus", "Belarus – Belarus", "Belarus – nowhere", ""])
def test_what_is_not_two_actors_makes_no_dyad(names: NameIndex, written: str) -> None:
    assert names.dyad(written) is None


def test_an_alias_means_a_column_and_two_columns_a_dyad() -> None:
    assert find_column(SPELLS, "Since") == "start"
    assert find_column(SPELLS, "id") == "spell"
    assert find_column(SPELLS, "colour") is None
    assert dyad_columns(["Level", "Country A", "Country B"]) == (1, 2)
    assert dyad_columns(["Level", "Country A"]) is None


def test_a_table_is_known_by_its_name_or_else_by_its_header() -> None:
    assert find_table("x/Spells") is SPELLS
    assert find_table("mine") is None
    assert table_for_header(["dyad", "tier", "wording", "start", "status"]) is SPELLS
    assert table_for_header(["apple", "pear"]) is None


def test_a_choice_and_a_number_are_read_if_they_are_clear() -> None:
    assert choice(SPELLS, "status", "In Force") == "in force"
    assert choice(SPELLS, "status", "forceful") is None
    assert number("1 910 000") == "1910000"
    assert number("1,5") is None


def test_a_tier_is_known_by_its_wording(names: NameIndex) -> None:
    wording = names.wording("T2")
    assert matched_cell(names, SPELLS, "tier", wording.upper(), {"dyad": "BLR-CHN"}) == "T2"
    assert matched_cell(names, SPELLS, "tier", "T2", {"dyad": "BLR-CHN"}) is None
    assert names.wording("no such tier") == ""


def test_a_cyrillic_letter_in_an_id_is_reported_with_the_fix(names: NameIndex) -> None:
    fault = lookalike_fault(names, SPELLS, "spell", "аb-1")
    assert fault
    assert str(fault) == "contains a letter that only looks Latin: Cyrillic Small “а” (write ab-1 in Latin letters)"
    assert lookalike_fault(names, SPELLS, "note", "аb-1") is None


def test_an_id_is_made_of_what_a_row_says() -> None:
    assert id_stem({"dyad": "BLR-CHN", "date": "2026-11-03"}) == "blr-chn-2026-11-03"
    assert id_stem({"title": "Visit"}) == ""
