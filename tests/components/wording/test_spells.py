"""A spell in words."""

from pathlib import Path

from components.network.payload import network_of
from components.table.rows import table_of
from components.wording.spells import quoted_wording
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import ties_of
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
