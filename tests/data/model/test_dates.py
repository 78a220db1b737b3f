import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.days import years_before
from data.matching.dates import day as day_written
from data.model.dates import PartialDate, duration, partial_date
from tests.support.inputs.anything import date_texts, partial_dates, texts


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
    assert (read.first, read.last, read.display_text, str(read)) == (first, last, spoken, text)


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
        "10000",
        "2011-06-16T00:00:00Z",
        "-2011",
    ],
)
def test_a_text_that_is_not_a_date_is_refused_with_a_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape("is not a valid date (use 2011, 2011-06 or 2011-06-16)")):
        partial_date(text)


@pytest.mark.parametrize("text", ["0001", "1799-12-31", "2200-01", "9999-12-31"])
def test_a_date_beyond_what_a_page_could_draw_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=f'"{text}" is outside 1800 to 2199'):
        partial_date(text)


@given(texts | st.text() | st.from_regex(r"\d{4}-\d{2}(-\d{2})?"))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(partial_date(text), PartialDate)


@given(date_texts)
def test_a_date_keeps_its_text_and_its_bounds_in_order(text: str) -> None:
    read = partial_date(text)
    assert read.text == str(read) == text
    assert read.first <= read.middle <= read.last
    assert read.last.isoformat().startswith(text)
    assert partial_date(read.first.isoformat()).first == read.first


@given(texts | date_texts)
def test_what_a_reader_s_date_is_taken_for_is_a_date_and_taken_for_itself(text: str) -> None:
    taken = day_written(text)
    assert taken is None or day_written(taken) in (None, taken)
    assert taken is None or partial_date(taken).text == taken


@given(partial_dates, partial_dates)
def test_dates_are_ordered_by_their_first_day_and_a_time_between_them_can_be_said(
    one: PartialDate, other: PartialDate
) -> None:
    first, last = sorted((one, other))
    assert first.first <= last.first
    assert duration(first, last).isprintable()
    assert years_before(last.first, 1) < last.first
