"""Tempo: what is counted in which period, and the steps beside it."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.tempo.chart import tempo_chart_of
from components.tempo.plan import TempoPlan
from components.tempo.rows import contacts_frame, events_frame, tempo_table
from components.tempo.words import empty_text, left_out_sentences, pace_text
from data.analysis.contacts import contact_rows
from data.analysis.diff import ChangeKind
from data.analysis.paces import paces_of, usually_above
from data.analysis.periods import after_period, period_of, tally
from data.analysis.tempo import Tempo, tempo_of
from data.model.dates import partial_date
from data.tables.dataset import Dataset
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import UNITS, Unit
from tests.support.cast import TODAY, view_of_all


def seen(ties: Ties, **fields: object) -> tuple[Selection, Tempo]:
    selection = select(ties, view_of_all(**fields))
    return selection, tempo_of(selection)


def ids(tempo: Tempo) -> tuple[list[str], list[str]]:
    return [event.event for event in tempo.events], [contact.contact for contact in contact_rows(tempo.contacts)]


def test_a_dyad_in_focus_counts_what_is_its_own(ties: Ties) -> None:
    _, tempo = seen(ties, focus="BLR-CHN")
    assert ids(tempo) == (["e1", "e2"], ["c2", "c3"])
    assert [(step.start.text, step.kind, step.moves) for step in tempo.changes] == [
        ("2015-05-10", ChangeKind.NEW, False),
        ("2016-09-29", ChangeKind.NEW, True),
        ("2022-09-15", ChangeKind.UP, True),
    ]


def test_an_event_that_touches_the_actor_counts(ties: Ties) -> None:
    assert ids(seen(ties, focus="RUS")[1]) == (["e2"], [])


def test_without_a_focus_all_in_view_counts(ties: Ties) -> None:
    _, tempo = seen(ties)
    assert ids(tempo) == (["e3", "e1", "e2"], ["c1", "c2", "c3"])
    assert tempo.partners == ("BLR", "PAK", "RUS", "TUR")
    assert tempo.undated == 1, "the start with Türkiye was not found"


def test_a_dyad_without_china_has_no_contacts(ties: Ties) -> None:
    _, tempo = seen(ties, focus="BLR-RUS")
    assert (tempo.partners, len(tempo.contacts)) == ((), 0)


def test_filters_of_actors_speak_of_contacts_too(ties: Ties) -> None:
    assert seen(ties, focus="CHN-PAK", actors=("BLR", "CHN"), among=True)[1].is_empty


def test_filters_of_tiers_narrow_the_partners(ties: Ties) -> None:
    assert seen(ties, tiers=("T1",))[1].partners == ("BLR", "PAK")


def test_the_days_since_and_until_narrow_events_contacts_and_steps(ties: Ties) -> None:
    _, tempo = seen(ties, since=date(2015, 1, 1), until=date(2022, 12, 31))
    assert ids(tempo) == (["e1"], ["c1", "c2"])
    assert {step.start.first.year for step in tempo.changes} == {2015, 2016, 2022}


def test_up_and_down_go_by_the_chosen_ladder(ties: Ties) -> None:
    _, tempo = seen(ties, focus="CHN-RUS", ladder="other")
    assert [step.kind for step in tempo.changes] == [ChangeKind.NEW, ChangeKind.OTHER]


def test_the_spell_before_counts_even_if_a_filter_hides_it(ties: Ties) -> None:
    _, tempo = seen(ties, focus="BLR-CHN", tiers=("T1",))
    assert [step.kind for step in tempo.changes] == [ChangeKind.UP]


def test_a_date_known_to_the_year_has_no_month() -> None:
    counted = tally([(partial_date("2013"), "visit"), (partial_date("2013-07"), "visit")], "month")
    assert (dict(counted.counts), counted.wide) == ({(date(2013, 7, 1), "visit"): 1}, 1)


@pytest.mark.parametrize(
    ("first", "unit", "after"),
    [
        ("2022-01-01", "year", "2023-01-01"),
        ("2022-12-01", "month", "2023-01-01"),
        ("2022-01-01", "month", "2022-02-01"),
    ],
)
def test_a_period_ends_where_the_next_begins(first: str, unit: Unit, after: str) -> None:
    assert after_period(date.fromisoformat(first), unit) == date.fromisoformat(after)


days = st.one_of(
    st.integers(1949, 2026).map(str),
    st.dates(date(1949, 1, 1), date(2026, 12, 31)).map(lambda day: day.isoformat()[:7]),
    st.dates(date(1949, 1, 1), date(2026, 12, 31)).map(date.isoformat),
).map(partial_date)
rows = st.lists(st.tuples(days, st.sampled_from(("visit", "summit", "talks"))))


@given(rows, st.sampled_from(UNITS))
def test_every_row_is_counted_once_or_told_as_too_wide(rows: list[tuple[object, str]], unit: Unit) -> None:
    counted = tally(rows, unit)  # type: ignore[arg-type]
    assert counted.counts.total() + counted.wide == len(rows)
    assert counted.wide == 0 or unit == "month"


@given(rows)
def test_the_months_of_a_year_add_up_to_the_year(rows: list[tuple[object, str]]) -> None:
    dated = [row for row in rows if row[0].precision != "year"]  # type: ignore[attr-defined]
    by_year: Counter[tuple[date, str]] = Counter()
    for (month, kind), number in tally(rows, "month").counts.items():  # type: ignore[arg-type]
        by_year[month.replace(month=1), kind] += number
    assert by_year == tally(dated, "year").counts  # type: ignore[arg-type]


@given(days, st.sampled_from(UNITS))
def test_a_date_lies_in_its_period(day: object, unit: Unit) -> None:
    first = period_of(day, unit)  # type: ignore[arg-type]
    assert first is None or first <= day.first <= day.last < after_period(first, unit)  # type: ignore[attr-defined]


def test_a_step_is_set_against_the_mean_only_where_the_year_before_was_observed(ties: Ties) -> None:
    found, tempo = seen(ties)
    paces = paces_of(found, tempo)
    # Contacts are observed from 20 April 2015 on, so that the steps of 1994 to 2015 have no year before them.
    assert [pace.step.start.text for pace in paces] == ["2016-09-29", "2022-09-15"]
    assert {round(pace.yearly, 2) for pace in paces} == {0.18}
    assert 0 < usually_above(found.dataset, paces) < 1


def test_contacts_of_the_day_itself_are_not_before_the_step(ties: Ties) -> None:
    found, tempo = seen(ties, focus="BLR-CHN")
    assert [pace.contacts_before for pace in paces_of(found, tempo)] == [0, 0]


@pytest.mark.slow
def test_the_curated_records_add_up(curated: Dataset, curated_ties: Ties) -> None:
    for focus in ("", "BLR-CHN", "CHN-PAK", "BLR-RUS", "CHN", "KAZ"):
        selection = select(curated_ties, replace(view_of_all(), focus=focus))
        tempo = tempo_of(selection)
        assert {contact.kind for contact in contact_rows(tempo.contacts)} <= {
            "meeting",
            "talks",
            "phone_call",
            "video_call",
        }
        for unit in UNITS:
            for rows in (
                [(row.date, row.kind) for row in tempo.events],
                [(row.date, row.kind) for row in contact_rows(tempo.contacts)],
            ):
                counted = tally(rows, unit)
                assert counted.counts.total() + counted.wide == len(rows)
    assert len(curated.contacts) > 100


# On the page ---------------------------------------------------------------------------------------


def plan_of(ties: Ties, **fields: object) -> TempoPlan:
    found, tempo = seen(ties, **fields)
    return TempoPlan(found, tempo, found.view.unit, TODAY)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("focus", ["", "BLR-CHN", "CHN-PAK", "BLR-RUS", "CHN-RUS", "CHN", "CHN-KAZ", "ORG:SCO"])
def test_every_counted_row_is_in_a_bar_or_told_as_left_out(curated_ties: Ties, unit: Unit, focus: str) -> None:
    plan = plan_of(curated_ties, focus=focus, unit=unit)
    off = sum(not plan.on_axis(event.date) for event in plan.tempo.events)
    assert events_frame(plan).get("number", pd.Series([0])).sum() + plan.events.wide + off == len(plan.tempo.events)
    assert contacts_frame(plan).get("number", pd.Series([0])).sum() == len(plan.tempo.contacts)
    assert bool(off) == any("only when counting by year" in words for words in left_out_sentences(plan))
    assert bool(plan.events.wide) == any("dated only to the year" in words for words in left_out_sentences(plan))
    tempo_chart_of(plan).to_dict()


def test_bars_stand_on_one_another_and_stay_in_their_row(curated_ties: Ties) -> None:
    plan = plan_of(curated_ties, focus="CHN-PAK")
    frame, row = events_frame(plan), plan.rows[1]
    assert frame["y"].max() <= row.bottom
    assert round(frame["y2"].min(), 6) >= row.top
    for _, bars in frame.groupby("period"):
        assert list(bars["y"].iloc[1:]) == list(bars["y2"].iloc[:-1])


@pytest.mark.slow
def test_no_text_of_the_records_comes_into_an_expression(curated_ties: Ties) -> None:
    axes = re.findall(r"'labelExpr': '(.*?)\[datum.value\]'", str(tempo_chart_of(plan_of(curated_ties)).to_dict()))
    assert axes
    assert not any(re.search("[A-Za-z]", axis) for axis in axes)


@pytest.mark.parametrize(
    ("focus", "first"),
    [
        ("BLR-CHN", "Contacts did not rise above the yearly average before any of the 2 observed label changes."),
        ("BLR-RUS", ""),
        ("CHN-PAK", "No full year of contacts was observed before the one label change."),
    ],
)
def test_the_sentence_on_contacts_says_what_was_observed_and_what_was_not(ties: Ties, focus: str, first: str) -> None:
    found, tempo = seen(ties, focus=focus)
    assert pace_text(found, tempo, paces_of(found, tempo)).startswith(first)


def test_a_share_is_compared_only_where_there_are_steps_enough(curated_ties: Ties) -> None:
    few, many = seen(curated_ties, actors=("BLR", "CHN", "PAK"), among=True), seen(curated_ties)
    assert "too few to compare with all 12-month periods" in pace_text(*few, paces_of(*few))
    assert "often than in all 12-month periods of these partners" in pace_text(*many, paces_of(*many))


def test_by_month_the_axis_opens_where_contacts_do_unless_the_reader_ends_it_before(ties: Ties) -> None:
    assert plan_of(ties, unit="month").first == date(2015, 4, 1)
    assert plan_of(ties, unit="month", until=date(2014, 1, 1)).first == date(1994, 1, 1)
    assert plan_of(ties, unit="month", since=date(2010, 5, 2)).first == date(2010, 5, 2)


def test_a_period_observed_in_part_says_so(ties: Ties) -> None:
    frame = contacts_frame(plan_of(ties))
    assert dict(zip(frame["period"], frame["covered"], strict=True)) == {
        "2015": "from 20 Apr 2015",
        "2022": "whole period",
        "2023": "whole period",
    }


def test_the_table_holds_the_same_counts(ties: Ties) -> None:
    table = tempo_table(plan_of(ties, focus="BLR-CHN"))
    assert list(table["Period"]) == ["2016", "2022", "2023"]
    assert list(table["Label changes"]) == ["new: 1", "moved up: 1", ""]
    assert list(table["meeting (observed)"]) == [0, 1, 0]


def test_an_empty_result_says_why(ties: Ties) -> None:
    found, tempo = seen(ties, focus="PAK-TUR")
    assert tempo.is_empty
    assert "Contacts are recorded only for pairs that include China." in empty_text(found)
    found, _ = seen(ties, focus="CHN-PAK", actors=("BLR", "CHN"), among=True)
    assert "match the filters (between Belarus and China)" in empty_text(found)
