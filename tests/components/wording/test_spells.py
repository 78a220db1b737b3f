"""A spell in words."""

from pathlib import Path

from components.network.payload import network_of
from components.table.rows import table_of
from components.wording.spells import original_wording, quoted_wording, words_on_tie
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import cast_text, view_of_all, write_cast


def test_the_table_the_picture_and_the_quotation_give_a_wording_in_all_its_languages(folder: Path) -> None:
    text = cast_text("spells/treaties.csv", ",Договор,,", ",Договор,Дагавор,")
    ties = ties_of(load_records(write_cast(folder, spells_treaties=text)))
    view = view_of_all(actors=("RUS",), layers=("treaty",))
    selection = select(ties, view)
    (index,) = selection.indices
    native = "Договор / Дагавор"
    assert quoted_wording(ties, ties.spells[index]) == f"“treaty of friendship” ({native})"
    assert list(table_of(selection)["Original label"]) == [native]
    assert native in str(network_of(ties, view.as_of))


def test_the_original_is_in_the_languages_of_the_two_sides(curated_ties: Ties) -> None:
    spells = {spell.spell: spell for spell in curated_ties.spells}
    (union,) = (one for one in spells.values() if one.wording == "Union State")
    assert union.native_text == "联盟国家 / Союзное государство / Саюзная дзяржава"
    assert original_wording(union) == "Союзное государство / Саюзная дзяржава"
    assert original_wording(spells["chn-pak-2015-04-20"]) == "全天候战略合作伙伴关系"


def test_a_picture_writes_english_where_no_other_language_is_on_record(curated_ties: Ties) -> None:
    english_only = next(spell for spell in curated_ties.spells if not spell.native_text)
    for language in ("english", "original", "both"):
        assert words_on_tie(view_of_all(language=language), english_only) == (english_only.wording,)
    assert words_on_tie(view_of_all(words="none"), english_only) == ()
