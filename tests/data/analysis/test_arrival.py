"""Who shares a rung, who came first, how long a step took, and where all others went."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.arrival.chart import bands_of, layout_of
from components.arrival.view import flow_frame, steps_frame
from components.arrival.words import absent_words, around, place_words, step_words
from data.analysis.arrival import (
    NO_TIER,
    NOT_PLACED,
    Arrivals,
    Stay,
    family_of_focus,
    flow_of,
    levels_of,
    step_patterns,
    who_of_focus,
)
from data.analysis.ladders import ladder_for
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all


def seen(ties: Ties, day: str = "2023-03-01", *, ladder: str = "", **filters: object) -> Arrivals:
    selection = select(ties, view_of_all(as_of=date.fromisoformat(day), ladder=ladder, **filters))
    return Arrivals(selection, ladder_for(ties.dataset, family_of_focus(selection), ladder))


def stay(arrivals: Arrivals, who: str) -> Stay:
    found = arrivals.stay_of(who)
    assert found
    return found


def test_rung_mates_stand_in_order_of_arrival(ties: Ties) -> None:
    arrivals = seen(ties)
    own = stay(arrivals, "BLR")
    assert own.level
    members, places = arrivals.mates(own.level)
    assert [member.actor for member in members] == ["PAK", "BLR"]
    assert places == {"PAK": (1, 1), "BLR": (2, 2)}


def test_the_day_before_the_step_it_stood_elsewhere(ties: Ties) -> None:
    arrivals = seen(ties, "2022-09-14")
    level = stay(arrivals, "BLR").level
    assert level
    assert level.name == "Comprehensive"
    assert [member.actor for member in arrivals.mates(level)[0]] == ["RUS", "BLR"]


def test_a_step_counts_from_its_day_and_says_how_long_it_took(ties: Ties) -> None:
    steps = seen(ties).steps
    assert [(step.after.who, step.before.level and step.before.level.name) for step in steps] == [
        ("RUS", "Plain"),
        ("BLR", "Comprehensive"),
    ]
    assert steps[1].days == (date(2022, 9, 15) - date(2016, 9, 29)).days
    assert [step.after.who for step in seen(ties, "2022-09-14").steps] == ["RUS"]


def test_another_authors_order_has_other_levels_and_leaves_tiers_out(ties: Ties) -> None:
    arrivals = seen(ties, ladder="other")
    assert set(levels_of(ties.dataset, arrivals.ladder)) == {"T3"}
    assert stay(arrivals, "BLR").level is None
    assert arrivals.steps == ()
    assert flow_of(arrivals).states[-1]["BLR"] == NOT_PLACED


def test_filters_and_withdrawn_sources_count(ties: Ties) -> None:
    assert "PAK" not in seen(ties, withdrawn=("s1",)).stays
    assert set(seen(ties, grades=("confirmed",)).stays) == {"BLR", "PAK", "RUS"}


@pytest.mark.parametrize(
    ("focus", "who"), [("", ""), ("CHN", ""), ("BLR", "BLR"), ("BLR-CHN", "BLR"), ("BLR-RUS", "BLR-RUS")]
)
def test_whose_place_is_asked_about(ties: Ties, focus: str, who: str) -> None:
    arrivals = seen(ties, focus=focus)
    assert who_of_focus(arrivals.selection, ties.dataset.ladders["house"]) == who


def test_the_answer_is_said_in_sentences(ties: Ties) -> None:
    arrivals = seen(ties)
    assert place_words(arrivals, "BLR", stay(arrivals, "BLR")) == [
        "On 1 Mar 2023 Belarus stands on “All-weather”, since 15 Sep 2022: second of 2 actors to arrive.",
        "Before it came Pakistan (20 Apr 2015).",
    ]
    assert step_words(arrivals, stay(arrivals, "BLR"), step_patterns(arrivals)) == [
        "The step from “Comprehensive” took 5 years 11 months; nobody else has made it.",
        "Of all that ever came to “All-weather”, 1 from “Comprehensive” and 1 from no tier.",
    ]


def test_a_start_that_was_not_found_leaves_the_order_open(ties: Ties) -> None:
    arrivals = seen(ties, "2010-06-01")
    level = levels_of(ties.dataset, arrivals.ladder)["T3"]
    assert [member.actor for member in arrivals.mates(level)[0]] == ["RUS"]
    later = seen(ties, "2013-05-01")
    members, places = later.mates(level)
    assert places["TUR"] == (1, 1)
    assert around(members, members[0]) == ([], [], [], [])


def test_who_has_no_tier_is_told_why(ties: Ties) -> None:
    assert absent_words(seen(ties, "2010-01-01"), "BLR") == (
        "On 1 Jan 2010 Belarus stands on no rung of “House order”: its first tier came later."
    )
    assert absent_words(seen(ties, families=("treaty",)), "PAK").endswith(": the filters hide its tie.")


def test_the_usual_steps_are_counted(ties: Ties) -> None:
    arrivals = seen(ties)
    frame = steps_frame(arrivals, step_patterns(arrivals), "BLR")
    assert list(frame["From"]) == ["Comprehensive", "Plain"]
    assert list(frame["Quickest"]) == ["Belarus, 5 years 11 months", "Russia, about 17 years"]
    assert list(frame["Focus"]) == ["made it", ""]


@settings(deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2026, 12, 31)))
def test_nobody_is_lost_on_the_way(ties: Ties, day: date) -> None:
    _nobody_is_lost(seen(ties, day.isoformat()))


@pytest.mark.parametrize("ladder", ["", "xiang-ciis", "house-russia-ladder", "house-union-state"])
@pytest.mark.parametrize("day", ["2004-05-01", "2026-08-22"])
def test_nobody_of_the_curated_records_is_lost_on_the_way(curated_ties: Ties, ladder: str, day: str) -> None:
    _nobody_is_lost(seen(curated_ties, day, ladder=ladder))


def _nobody_is_lost(arrivals: Arrivals) -> None:
    flow = flow_of(arrivals)
    everyone = set(flow.states[-1])
    assert all(set(states) == everyone for states in flow.states)
    assert all(one < other for one, other in pairwise(flow.days))
    frame = flow_frame(flow)
    assert all(frame[day.isoformat()].sum() == len(everyone) for day in flow.days)
    bands = list(bands_of(flow, layout_of(flow)))
    for column in range(len(flow.days) - 1):
        moved = [who for band in bands if band.column == column for who in band.who]
        assert sorted(moved) == sorted(everyone)
    for level in set(arrivals.levels.values()):
        members, places = arrivals.mates(level)
        for member in members:
            before, same, after, untold = around(members, member)
            assert len(before) + len(same) + len(after) + len(untold) + 1 == len(members)
            first, last = places[member.actor]
            assert 1 <= first <= last <= len(members)
            assert first >= 1 + sum(other.certain for other in before)


def test_belarus_came_third_to_its_rung_and_slowest_of_all(curated_ties: Ties) -> None:
    arrivals = seen(curated_ties, "2026-08-01", focus="BLR-CHN")
    own = stay(arrivals, "BLR")
    assert own.level
    members, places = arrivals.mates(own.level)
    assert [member.actor for member in members] == ["PAK", "KAZ", "BLR", "VEN", "ETH", "UZB", "HUN"]
    assert places["BLR"] == (3, 3)
    (usual,) = (one for one in step_patterns(arrivals) if any(step.after == own for step in one.steps))
    assert (len(usual.steps), usual.timed[-1].after.who) == (5, "BLR")
    assert NO_TIER not in flow_of(arrivals).states[-1].values()
