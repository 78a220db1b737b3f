"""In force on a day: one rule, the same for a row, for arrays of rows and for what the page selects."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.analysis.missing_ties import missing_ties_of
from data.model.dates import PartialDate, partial_date
from data.model.span import Force, span_array, span_between
from data.tables.dataset import Dataset, load_records
from data.view.representative import spell_by_tie
from data.view.selection import select
from data.view.ties import ties_of
from tests.support.cast import cast_text, view_of_all, write_cast
from tests.support.inputs.anything import days, partial_dates


def force_on(day: date, start: PartialDate, end: PartialDate | None) -> Force:
    """By the rule for one row, which must agree with the rule for arrays."""
    span = span_between(start, end)
    certain, possible = (
        rule(day.toordinal())[0] for rule in (span_array([span]).is_certain, span_array([span]).is_possible)
    )
    force = span.force(day.toordinal())
    assert (certain, possible) == (force is Force.CERTAIN, force is not Force.NO)
    return force


def test_a_spell_is_in_force_on_its_first_day_and_not_on_the_day_it_ends() -> None:
    start, end = partial_date("2016-09-29"), partial_date("2022-09-15")
    assert force_on(date(2016, 9, 28), start, end) is Force.NO
    assert force_on(date(2016, 9, 29), start, end) is Force.CERTAIN
    assert force_on(date(2022, 9, 14), start, end) is Force.CERTAIN
    assert force_on(date(2022, 9, 15), start, end) is Force.NO


def test_a_month_is_possible_as_a_start_until_it_is_over() -> None:
    start = partial_date("2011-06")
    assert force_on(date(2011, 5, 31), start, None) is Force.NO
    assert force_on(date(2011, 6, 10), start, None) is Force.POSSIBLE
    assert force_on(date(2011, 7, 1), start, None) is Force.CERTAIN


def test_a_month_is_possible_as_an_end_once_it_begins() -> None:
    start, end = partial_date("2001"), partial_date("2011-06")
    assert force_on(date(2011, 5, 31), start, end) is Force.CERTAIN
    assert force_on(date(2011, 6, 10), start, end) is Force.POSSIBLE
    assert force_on(date(2011, 7, 1), start, end) is Force.NO


@given(partial_dates, days)
def test_an_unended_spell_once_certain_stays_so(start: PartialDate, day: date) -> None:
    if force_on(day, start, None) is Force.CERTAIN:
        assert force_on(day + timedelta(days=1), start, None) is Force.CERTAIN


@given(partial_dates, partial_dates, st.lists(days, min_size=2, max_size=8))
def test_a_spell_comes_once_and_goes_once(start: PartialDate, end: PartialDate, seen: list[date]) -> None:
    """no, possible, certain, possible, no: along time no step is taken back."""
    forces = [force_on(day, start, end) for day in sorted([*seen, start.first, start.last, end.first, end.last])]
    held = [force for force in forces if force is not Force.NO]
    first = forces.index(held[0]) if held else 0
    assert forces[first : first + len(held)] == held
    certain = [force for force in held if force is Force.CERTAIN]
    first = held.index(Force.CERTAIN) if certain else 0
    assert held[first : first + len(certain)] == certain


@given(partial_dates, partial_dates, days)
def test_an_end_never_makes_a_spell_surer(start: PartialDate, end: PartialDate, day: date) -> None:
    sureness = [Force.NO, Force.POSSIBLE, Force.CERTAIN]
    ended, unended = force_on(day, start, end), force_on(day, start, None)
    assert sureness.index(ended) <= sureness.index(unended)


@given(days, days, days)
def test_with_exact_dates_nothing_is_merely_possible(start: date, end: date, day: date) -> None:
    exact = force_on(day, partial_date(start.isoformat()), partial_date(end.isoformat()))
    assert (exact is Force.CERTAIN) == (start <= day < end)
    assert exact is not Force.POSSIBLE


# A spell of which only is known by when a source shows it --------------------------------------------


@pytest.mark.parametrize(
    ("day", "force"),
    [
        (date(2022, 10, 31), Force.NO),
        (date(2022, 11, 1), Force.POSSIBLE),
        (date(2022, 11, 10), Force.POSSIBLE),
        (date(2022, 11, 30), Force.CERTAIN),
    ],
)
def test_a_spell_known_by_a_month_is_possible_in_it_and_certain_from_its_last_day(
    folder: Path, day: date, force: Force
) -> None:
    dataset = cast_with_known_by(folder, "2022-11")
    (spell,) = (spell for spell in dataset.spells if spell.spell == "tur-1")
    assert spell.span.force(day.toordinal()) is force
    selection = select(ties_of(dataset), view_of_all(as_of=day))
    assert selection.force(selection.ties.spells.index(spell)) is force


@pytest.mark.parametrize("day", [date(2022, 10, 31), date(2022, 11, 1), date(2022, 11, 10), date(2022, 11, 30)])
def test_on_each_day_a_tie_is_drawn_or_its_absence_explained(folder: Path, day: date) -> None:
    assert_drawn_or_explained(cast_with_known_by(folder, "2022-11"), "CHN-TUR", "china_ladder", day)


def cast_with_known_by(folder: Path, month: str) -> Dataset:
    write_cast(folder, spells_china=cast_text("spells/china.csv", ",2013-05-01,", f",{month},"))
    return load_records(folder)


def assert_drawn_or_explained(dataset: Dataset, dyad: str, family: str, day: date) -> None:
    selection = select(ties_of(dataset), view_of_all(as_of=day))
    drawn = {tie.split("|")[1] for tie in spell_by_tie(selection) if tie.startswith(f"{dyad}|")}
    explained = {missing.family for missing in missing_ties_of(dataset, dyad, as_of=day)}
    assert (family in drawn) != (family in explained)
