import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import Force, PartialDate, in_force, partial_date

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TEXTS = st.builds(lambda day, letters: day.isoformat()[:letters], DAYS, st.sampled_from((4, 7, 10)))
DATES = TEXTS.map(partial_date)


@pytest.mark.parametrize(
    ("text", "first", "last", "spoken"),
    [
        ("2011", date(2011, 1, 1), date(2011, 12, 31), "2011"),
        ("2011-06", date(2011, 6, 1), date(2011, 6, 30), "Jun 2011"),
        ("2011-06-16", date(2011, 6, 16), date(2011, 6, 16), "16 Jun 2011"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
    ],
)
def test_a_date_is_as_exact_as_its_text(text: str, first: date, last: date, spoken: str) -> None:
    read = partial_date(text)
    assert (read.first, read.last, read.spoken, str(read)) == (first, last, spoken, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11",
        "2011-13",
        "2011-00",
        "2011-06-00",
        "2011-2-3",
        "2023-02-29",
        "16.06.2011",
        "2011-06-16 ",
        "0000",
        "２０１１",
    ],
)
def test_what_is_no_date_is_told_with_a_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape("is no date (use 2011, 2011-06 or 2011-06-16)")):
        partial_date(text)


@given(st.text() | st.from_regex(r"\d{4}-\d{2}(-\d{2})?"))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(partial_date(text), PartialDate)


@given(TEXTS)
def test_a_date_keeps_its_text_and_its_bounds_in_order(text: str) -> None:
    read = partial_date(text)
    assert read.text == text
    assert read.first <= read.last


def test_a_spell_is_in_force_on_its_first_day_and_not_on_the_day_it_ends() -> None:
    start, end = partial_date("2016-09-29"), partial_date("2022-09-15")
    assert in_force(start, end, as_of=date(2016, 9, 28)) is Force.NO
    assert in_force(start, end, as_of=date(2016, 9, 29)) is Force.CERTAIN
    assert in_force(start, end, as_of=date(2022, 9, 14)) is Force.CERTAIN
    assert in_force(start, end, as_of=date(2022, 9, 15)) is Force.NO


def test_a_month_is_possible_as_a_start_until_it_is_over() -> None:
    start = partial_date("2011-06")
    assert in_force(start, None, as_of=date(2011, 5, 31)) is Force.NO
    assert in_force(start, None, as_of=date(2011, 6, 10)) is Force.POSSIBLE
    assert in_force(start, None, as_of=date(2011, 7, 1)) is Force.CERTAIN


def test_a_month_is_possible_as_an_end_once_it_begins() -> None:
    start, end = partial_date("2001"), partial_date("2011-06")
    assert in_force(start, end, as_of=date(2011, 5, 31)) is Force.CERTAIN
    assert in_force(start, end, as_of=date(2011, 6, 10)) is Force.POSSIBLE
    assert in_force(start, end, as_of=date(2011, 7, 1)) is Force.NO


@given(DATES, DAYS)
def test_an_unended_spell_once_certain_stays_so(start: PartialDate, day: date) -> None:
    if in_force(start, None, as_of=day) is Force.CERTAIN:
        assert in_force(start, None, as_of=day + timedelta(days=1)) is Force.CERTAIN


@given(DATES, DATES, DAYS)
def test_an_end_never_makes_a_spell_surer(start: PartialDate, end: PartialDate, day: date) -> None:
    sureness = [Force.NO, Force.POSSIBLE, Force.CERTAIN]
    ended, unended = in_force(start, end, as_of=day), in_force(start, None, as_of=day)
    assert sureness.index(ended) <= sureness.index(unended)


@given(DAYS, DAYS, DAYS)
def test_with_exact_dates_nothing_is_merely_possible(start: date, end: date, day: date) -> None:
    exact = in_force(partial_date(start.isoformat()), partial_date(end.isoformat()), as_of=day)
    assert (exact is Force.CERTAIN) == (start <= day < end)
    assert exact is not Force.POSSIBLE
