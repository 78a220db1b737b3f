"""Who shares a rung, who came first, how long a step took, and where all others went."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.arrival.bands import flow_bands, flow_layout
from components.arrival.tables import flow_frame, level_changes_frame
from components.arrival.words import absence_text, by_order, level_change_sentences, rank_sentences
from data.analysis.arrival import (
    NO_TIER,
    NOT_RANKED,
    Arrivals,
    Stay,
    change_patterns,
    family_of_focus,
    holder_of_focus,
    levels_of,
)
from data.analysis.arrival_flow import flow_of
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


def test_those_who_share_a_rank_are_in_order_of_arrival(ties: Ties) -> None:
    arrivals = seen(ties)
    own = stay(arrivals, "BLR")
    assert own.level
    holders, order = arrivals.on_level(own.level)
    assert [holder.actor for holder in holders] == ["PAK", "BLR"]
    assert order == {"PAK": (1, 1), "BLR": (2, 2)}


def test_a_filter_by_label_keeps_the_whole_path_of_those_who_hold_it(ties: Ties) -> None:
    everyone, filtered = seen(ties), seen(ties, tiers=("china_ladder/B",))
    assert {"PAK", "BLR"} == set(filtered.stays) < set(everyone.stays)
    assert filtered.stays["BLR"] == everyone.stays["BLR"]


def test_the_day_before_the_step_it_stood_elsewhere(ties: Ties) -> None:
    arrivals = seen(ties, "2022-09-14")
    level = stay(arrivals, "BLR").level
    assert level
    assert level.name == "Comprehensive"
    assert [holder.actor for holder in arrivals.on_level(level)[0]] == ["RUS", "BLR"]


def test_a_step_counts_from_its_day_and_says_how_long_it_took(ties: Ties) -> None:
    steps = seen(ties).changes
    assert [(step.after.holder, step.before.level and step.before.level.name) for step in steps] == [
        ("RUS", "Plain"),
        ("BLR", "Comprehensive"),
    ]
    assert steps[1].days == (date(2022, 9, 15) - date(2016, 9, 29)).days
    assert [step.after.holder for step in seen(ties, "2022-09-14").changes] == ["RUS"]


def test_another_authors_order_has_other_levels_and_leaves_tiers_out(ties: Ties) -> None:
    arrivals = seen(ties, ladder="other")
    assert set(levels_of(ties.dataset, arrivals.ladder)) == {"T3"}
    assert stay(arrivals, "BLR").level is None
    assert arrivals.changes == ()
    assert flow_of(arrivals).positions[-1]["BLR"] == NOT_RANKED


def test_filters_and_withdrawn_sources_count(ties: Ties) -> None:
    assert "PAK" not in seen(ties, withdrawn=("s1",)).stays
    assert set(seen(ties, grades=("confirmed",)).stays) == {"BLR", "PAK", "RUS"}


@pytest.mark.parametrize(
    ("focus", "who"), [("", ""), ("CHN", ""), ("BLR", "BLR"), ("BLR-CHN", "BLR"), ("BLR-RUS", "BLR-RUS")]
)
def test_whose_place_is_asked_about(ties: Ties, focus: str, who: str) -> None:
    arrivals = seen(ties, focus=focus)
    assert holder_of_focus(arrivals.selection, ties.dataset.ladders["house"]) == who


def test_the_answer_is_given_in_sentences(ties: Ties) -> None:
    arrivals = seen(ties)
    assert rank_sentences(arrivals, "BLR", stay(arrivals, "BLR")) == [
        "As of 1 Mar 2023, Belarus has held rank “All-weather” since 15 Sep 2022, the second of 2 to reach it.",
        "Earlier: Pakistan (20 Apr 2015).",
    ]
    assert level_change_sentences(arrivals, stay(arrivals, "BLR"), change_patterns(arrivals)) == [
        "The step from “Comprehensive” took 5 years 11 months; no other partner has made this step.",
        "Of the partners that reached “All-weather”, 1 came from “Comprehensive” and 1 had no label before.",
    ]


def test_a_start_that_was_not_found_leaves_the_order_open(ties: Ties) -> None:
    arrivals = seen(ties, "2010-06-01")
    level = levels_of(ties.dataset, arrivals.ladder)["T3"]
    assert [holder.actor for holder in arrivals.on_level(level)[0]] == ["RUS"]
    later = seen(ties, "2013-05-01")
    holders, order = later.on_level(level)
    assert order["TUR"] == (1, 1)
    assert by_order(holders, holders[0]) == ([], [], [], [])


def test_a_partner_without_a_label_gets_the_reason(ties: Ties) -> None:
    assert absence_text(seen(ties, "2010-01-01"), "BLR") == (
        "On 1 Jan 2010, Belarus has no rank in “House order”: its first label came later."
    )
    assert absence_text(seen(ties, families=("treaty",)), "PAK").endswith(": the filters hide its tie.")


def test_the_usual_steps_are_counted(ties: Ties) -> None:
    arrivals = seen(ties)
    frame = level_changes_frame(arrivals, change_patterns(arrivals), "BLR")
    assert list(frame["From"]) == ["Comprehensive", "Plain"]
    assert list(frame["Fastest"]) == ["Belarus, 5 years 11 months", "Russia, about 17 years"]
    assert list(frame["Selected"]) == ["yes", ""]


@given(day=st.dates(date(1990, 1, 1), date(2026, 12, 31)))
def test_nobody_is_lost_on_the_way(ties: Ties, day: date) -> None:
    _nobody_is_lost(seen(ties, day.isoformat()))


@pytest.mark.parametrize("ladder", ["", "xiang-ciis", "house-russia-ladder", "house-union-state"])
@pytest.mark.parametrize("day", ["2004-05-01", "2026-08-22"])
def test_nobody_of_the_curated_records_is_lost_on_the_way(curated_ties: Ties, ladder: str, day: str) -> None:
    _nobody_is_lost(seen(curated_ties, day, ladder=ladder))


def _nobody_is_lost(arrivals: Arrivals) -> None:
    flow = flow_of(arrivals)
    everyone = set(flow.positions[-1])
    assert all(set(states) == everyone for states in flow.positions)
    assert all(one < other for one, other in pairwise(flow.days))
    frame = flow_frame(flow)
    assert all(frame[day.isoformat()].sum() == len(everyone) for day in flow.days)
    bands = list(flow_bands(flow, flow_layout(flow)))
    for column in range(len(flow.days) - 1):
        moved = [actor for band in bands if band.column == column for actor in band.holders]
        assert sorted(moved) == sorted(everyone)
    for level in set(arrivals.levels.values()):
        holders, order = arrivals.on_level(level)
        for holder in holders:
            before, same, after, untold = by_order(holders, holder)
            assert len(before) + len(same) + len(after) + len(untold) + 1 == len(holders)
            first, last = order[holder.actor]
            assert 1 <= first <= last <= len(holders)
            assert first >= 1 + sum(other.certain for other in before)


def test_belarus_came_third_to_its_rung_and_slowest_of_all(curated_ties: Ties) -> None:
    arrivals = seen(curated_ties, "2026-08-01", focus="BLR-CHN")
    own = stay(arrivals, "BLR")
    assert own.level
    holders, order = arrivals.on_level(own.level)
    assert [holder.actor for holder in holders] == ["PAK", "KAZ", "BLR", "VEN", "ETH", "UZB", "HUN"]
    assert order["BLR"] == (3, 3)
    (usual,) = (one for one in change_patterns(arrivals) if any(step.after == own for step in one.changes))
    assert (len(usual.changes), usual.timed[-1].after.holder) == (5, "BLR")
    assert NO_TIER not in flow_of(arrivals).positions[-1].values()
