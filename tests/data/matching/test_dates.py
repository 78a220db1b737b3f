"""A date in any usual form is read if it is one date to every reader; a proof settles the order of a column."""

import pytest

from data.matching.dates import DAY_FIRST, MONTH_FIRST, day, is_open, proven_order
from data.matching.empty_cells import is_empty, is_no_date

DATES = {
    "15.09.2022": "2022-09-15", "15/09/2022": "2022-09-15", "15-01-2025": "2025-01-15", "12/25/1999": "1999-12-25",
    "9/9/2020": "2020-09-09", "15-Sep-2022": "2022-09-15", "15 Sept 2022": "2022-09-15", "15th September 2022": "2022-09-15",
    "January 1 1992": "1992-01-01", "Jan. 1, 1992": "1992-01-01", "January 1992": "1992-01", "20220915": "2022-09-15",
    "2022/9/15": "2022-09-15", "2022.9.15": "2022-09-15", "2022年9月": "2022-09", "1991年": "1991", "1991年5月3日": "1991-05-03",
    "1 января 2022": "2022-01-01", "1 января 2022 г.": "2022-01-01", "1er janvier 2022": "2022-01-01",
    "3 de mayo de 2010": "2010-05-03", "3. März 2010": "2010-03-03", "3 يناير 2015": "2015-01-03", "05/2014": "2014-05",
    "44819": "2022-09-15", "2013.0": "2013", "2022-09-15T23:59:59.999+14:00": "2022-09-15", "15/09/2022 00:00": "2022-09-15",
    # As Excel writes a month and a day.
    "Jul-06": "2006-07", "Dec-95": "1995-12", "15-Sep-22": "2022-09-15",
}  # fmt: skip
NO_DATES = (
    "3/4/2022", "31.02.2022", "29 Feb 2023", "T12:00:00Z", "-2022-09-15", "2011-13", "10000-01-01", "12-Mar",
    "2 Mar 2020 2021", "Sep 15", "early 2011", "", "x" * 10_000, " " * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("written", DATES)
def test_a_date_of_one_reading_is_read(written: str) -> None:
    assert day(written) == DATES[written]
    assert not is_open(written)


@pytest.mark.parametrize("written", NO_DATES)
def test_what_has_two_readings_or_none_is_not_guessed(written: str) -> None:
    assert day(written) is None


def test_with_an_order_the_day_and_the_month_are_clear() -> None:
    assert is_open("03/06/2003")
    assert (day("03/06/2003", DAY_FIRST), day("03/06/2003", MONTH_FIRST)) == ("2003-06-03", "2003-03-06")


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["25/12/1999", "03/06/2003"], DAY_FIRST),
        (["12/25/1999", "03/06/2003"], MONTH_FIRST),
        (["15-01-2025"], DAY_FIRST),
        (["03/06/2003"], None),
        (["25/12/1999", "12/25/1999"], None),
        (["1999", "2003-06-03"], None),
    ],
)
def test_one_date_proves_the_order_of_its_column(column: list[str], order: str | None) -> None:
    assert proven_order(column) == order


@pytest.mark.parametrize("written", ["", "NA", "N/A", "#N/A", "NaN", "-", "–", ".", "..", "null"])
def test_a_cell_that_says_nothing_is_empty(written: str) -> None:
    assert is_empty(written)
    assert is_no_date(written)


@pytest.mark.parametrize("written", ["present", "Ongoing", "to date", "至今", "по настоящее время", "unknown"])
def test_an_end_that_has_not_come_is_empty_too(written: str) -> None:
    assert is_no_date(written)
    assert not is_empty(written)
