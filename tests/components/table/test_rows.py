"""The ties in view as a table."""

from datetime import date

from components.table.rows import TIE_COLUMNS, WITH_SILENCE, column_order, csv_of, table_of
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all


def test_the_table_has_a_row_for_each_tie_in_view_in_the_order_of_the_picture(ties: Ties) -> None:
    selection = select(ties, view_of_all())
    table = table_of(selection)
    assert tuple(table.columns) == TIE_COLUMNS
    assert list(table["Label"]) == [ties.spells[index].wording for index in selection.indices]


def test_a_row_names_both_actors_the_type_of_tie_and_since_when(ties: Ties) -> None:
    table = table_of(select(ties, view_of_all(layers=("treaty",), actors=("RUS",))))
    row = table.iloc[0]
    assert (row["Country"], row["Partner"], row["Type of tie"]) == ("Belarus", "Russia", "Treaty")
    assert (row["Since"], row["Until"]) == ("1995-02-21", "")
    assert row["On this date"] == "in force"


def test_of_labels_not_used_for_long_the_silence_comes_right_after_the_label(ties: Ties) -> None:
    plain, silent = (column_order(select(ties, view_of_all(silent=silent))) for silent in (False, True))
    assert tuple(plain) == TIE_COLUMNS
    assert tuple(silent[: len(WITH_SILENCE)]) == WITH_SILENCE
    assert sorted(silent) == sorted(TIE_COLUMNS)


def test_a_row_of_china_says_when_its_label_was_last_used_and_for_how_long_not(ties: Ties) -> None:
    selection = select(ties, view_of_all(as_of=date(2026, 8, 22)))
    rows = {row["Partner"]: row for _, row in table_of(selection).iterrows() if row["Country"] == "China"}
    assert (rows["Belarus"]["Last use (machine-coded)"], rows["Belarus"]["Months not used"]) == ("2024-06-01", 26)
    treaties = table_of(select(ties, view_of_all(layers=("treaty",))))
    assert set(treaties["Last use (machine-coded)"]) == {""}
    assert "<NA>" not in csv_of(selection).decode()
