import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.matching.values import day as day_written
from data.model.dates import Force, PartialDate, duration, in_force, partial_date, years_before
from tests.support.anything import date_texts, days, partial_dates, texts


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


@given(partial_dates, days)
def test_an_unended_spell_once_certain_stays_so(start: PartialDate, day: date) -> None:
    if in_force(start, None, as_of=day) is Force.CERTAIN:
        assert in_force(start, None, as_of=day + timedelta(days=1)) is Force.CERTAIN


@given(partial_dates, partial_dates, st.lists(days, min_size=2, max_size=8))
def test_a_spell_comes_once_and_goes_once(start: PartialDate, end: PartialDate, seen: list[date]) -> None:
    """no, possible, certain, possible, no: along time no step is taken back."""
    forces = [in_force(start, end, as_of=day) for day in sorted([*seen, start.first, start.last, end.first, end.last])]
    held = [force for force in forces if force is not Force.NO]
    first = forces.index(held[0]) if held else 0
    assert forces[first : first + len(held)] == held
    certain = [force for force in held if force is Force.CERTAIN]
    first = held.index(Force.CERTAIN) if certain else 0
    assert held[first : first + len(certain)] == certain


@given(partial_dates, partial_dates, days)
def test_an_end_never_makes_a_spell_surer(start: PartialDate, end: PartialDate, day: date) -> None:
    sureness = [Force.NO, Force.POSSIBLE, Force.CERTAIN]
    ended, unended = in_force(start, end, as_of=day), in_force(start, None, as_of=day)
    assert sureness.index(ended) <= sureness.index(unended)


@given(days, days, days)
def test_with_exact_dates_nothing_is_merely_possible(start: date, end: date, day: date) -> None:
    exact = in_force(partial_date(start.isoformat()), partial_date(end.isoformat()), as_of=day)
    assert (exact is Force.CERTAIN) == (start <= day < end)
    assert exact is not Force.POSSIBLE
