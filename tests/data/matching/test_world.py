"""The states of the world by the names and codes that other tables give them."""

import pytest

from data.matching.names import NameIndex
from data.matching.world_names import world_names
from data.tables.dataset import Dataset

NAMES = {
    "Korea, South": "KOR", "Republic of Korea": "KOR", "Korea, Rep.": "KOR", "ROK": "KOR", "DPRK": "PRK",
    "Korea, Dem. People’s Rep.": "PRK", "Iran (Islamic Republic of)": "IRN", "Islamic Republic of Iran": "IRN", "US": "USA",
    "U.S.A.": "USA", "PRC": "CHN", "DRC": "COD", "Congo, Dem. Rep.": "COD", "Congo, Rep.": "COG", "США": "USA", "КНР": "CHN",
    "ФРГ": "DEU", "中华人民共和国": "CHN", "中華人民共和國": "CHN", "美利坚合众国": "USA", "哈萨克斯坦共和国": "KAZ", "大韩民国": "KOR",
    "Республика Казахстан": "KAZ", "République de Côte d’Ivoire": "CIV", "Reino de España": "ESP", "الولايات المتحدة": "USA",
    "Etats-Unis": "USA", "Swaziland": "SWZ", "Burma": "MMR", "Zaire": "COD", "The Gambia": "GMB", "Vietnam*": "VNM",
    "Holy See": "VAT", "Vatican": "VAT", "Taiwan": "TWN", "Chinese Taipei": "TWN", "China (Republic of)": "TWN",
    "Republic of China": "TWN", "Republic of Cuba": "CUB", "TWN": "TWN", "PRY": "PRY", "African Union": "ORG:AU",
    "FOCAC": "ORG:FOCAC", "Arab League": "ORG:LAS", "Kosovo": "XKX", "St. Lucia": "LCA",
}  # fmt: skip


@pytest.fixture(scope="module")
def records(curated: Dataset) -> Dataset:
    return curated


@pytest.fixture(scope="module")
def names(records: Dataset) -> NameIndex:
    return NameIndex(records, {})


@pytest.mark.parametrize("written", NAMES)
def test_a_state_is_known_by_its_names_in_other_tables(names: NameIndex, written: str) -> None:
    assert names.actor(written) == NAMES[written]


@pytest.mark.parametrize("written", ["Congo", "Korea", "Democratic Republic of Vietnam", "Atlantis", "x" * 500])
def test_a_name_of_several_states_or_of_none_is_not_guessed(names: NameIndex, written: str) -> None:
    assert names.actor(written) is None


def test_every_state_of_the_list_is_an_actor_and_each_name_is_of_one(names: NameIndex, records: Dataset) -> None:
    for actor, written in world_names().names.items():
        assert actor in records.actors
        assert {names.actor(name) for name in written} == {actor}, actor


def test_a_misspelt_name_is_near_another_and_a_code_is_near_none(names: NameIndex) -> None:
    assert names.likely_actors("Belorus") == ("BLR",)
    assert names.likely_actors("TWX") == ()


def test_a_label_is_only_that_of_an_actor_of_the_pair(names: NameIndex) -> None:
    assert names.tiers("Comprehensive Strategic Partnership", "CHN-RUS") == ["CN-T13", "RU-T02"]
    assert names.tier("comprehensive strategic partnership", "CHN-EGY") == "CN-T13"
    assert names.tiers("strategic partnership", "BRA-DEU") == []
