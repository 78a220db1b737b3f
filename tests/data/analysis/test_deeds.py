"""Deeds: lines that break at missing years, ranks, groups, upgrades against chance, the books of both sides."""

import math

import pytest

from data.analysis.deeds.groups import group_of, groups_of, labels_at_end, main_family
from data.analysis.deeds.mirror import mirrors_of
from data.analysis.deeds.pair import ValueLine, centre_of, deed_of, deeds_of, year_words
from data.analysis.deeds.upgrades import Shifts, shifts_of, upgrades_of
from data.analysis.deeds.year_of_partners import last_years_of_pair, year_of_partners, years_with_values
from data.series.series_set import shipped_series
from data.series.value_columns import Value
from data.view.ties import Ties
from tests.support.inputs.deeds import series, series_set, values, votes

STEADY = dict.fromkeys(range(2010, 2026), 50.0)


def test_a_line_is_never_drawn_across_a_missing_year() -> None:
    line = ValueLine("", "", tuple(Value(year, 1) for year in (2010, 2011, 2013, 2014)))
    assert [[value.year for value in piece] for piece in line.pieces] == [[2010, 2011], [2013, 2014]]


def test_a_fragment_is_not_a_year_and_a_missing_year_is_named(ties: Ties) -> None:
    known = votes({"BLR-CHN": {year: 60 for year in range(2010, 2026) if year != 2017}})
    deed = deed_of(ties, series(), known, "BLR-CHN")
    assert deed.missing_years == (2017,)
    assert 2024 not in {value.year for value in deed.values}
    assert year_words(series(), 2025) == "to 18 December"
    assert year_words(series(), 2012) == ""


def test_where_no_row_means_none_no_year_is_missing(ties: Ties) -> None:
    deed = deed_of(ties, series(zero="yes"), votes({"BLR-CHN": {2012: 3}}), "BLR-CHN")
    assert deed.missing_years == ()


def test_deeds_without_a_value_for_the_pair_are_left_out(ties: Ties) -> None:
    shelf = series_set(one=(series(), votes({"BLR-CHN": STEADY})), two=(series(), votes({"CHN-PAK": STEADY})))
    assert [deed.series.series for deed in deeds_of(ties, shelf, "BLR-CHN")] == ["one"]
    assert deeds_of(ties, shelf, "PAK-RUS") == ()


def test_a_pair_is_compared_with_the_partners_of_who_declares_its_label(ties: Ties) -> None:
    assert centre_of(ties, None, "BLR-CHN") == "CHN"
    assert centre_of(ties, votes({"BLR-RUS": STEADY, "PAK-RUS": STEADY}), "BLR-RUS") == "RUS"
    assert main_family(ties, "CHN") == "china_ladder"
    assert main_family(ties, "RUS") == ""


def test_the_median_needs_enough_states(ties: Ties) -> None:
    few = votes({"BLR-CHN": STEADY, "CHN-PAK": STEADY})
    assert deed_of(ties, series(), few, "BLR-CHN").medians == ()


def test_a_state_with_few_shared_votes_is_not_ranked() -> None:
    known = values(
        "dyad,year,value,n\nBLR-CHN,2012,70,80\nCHN-PAK,2012,90,80\nCHN-RUS,2012,70,60\nCHN-TUR,2012,99,39\n"
    )
    year = year_of_partners(series(), known, "CHN", 2012)
    assert (year.least, year.most, year.left_out) == (40, 80, ("TUR",))
    assert [year.rank(partner) for partner in ("PAK", "BLR", "RUS", "TUR")] == [1, 2, 2, None]
    assert year.median == 70
    assert years_with_values(series(), known, "CHN") == (2012,)
    assert not year_of_partners(series(), known, "CHN", 1999).values


def test_of_several_values_the_total_by_the_books_of_the_centre_counts() -> None:
    trade = values(
        "dyad,year,value,reporter,flow\nBLR-CHN,2022,4180,BLR,import\nBLR-CHN,2022,5790,BLR,total\n"
        "BLR-CHN,2022,5080,CHN,total\n"
    )
    year = year_of_partners(series(form="amount"), trade, "CHN", 2022)
    assert year.values == {"BLR": 5080}


def test_counts_of_several_kinds_are_added_up() -> None:
    met = values("dyad,year,value,flow\nCHN-PAK,2012,2,president\nCHN-PAK,2012,3,premier\n")
    assert year_of_partners(series(form="count"), met, "CHN", 2012).values == {"PAK": 5}


def test_partners_are_grouped_by_the_label_they_held_at_the_end_of_the_year(ties: Ties) -> None:
    known = votes({"BLR-CHN": STEADY, "CHN-PAK": STEADY, "CHN-RUS": STEADY, "CHN-JPN": STEADY})
    before, after = (groups_of(ties, year_of_partners(series(), known, "CHN", year)) for year in (2021, 2022))
    assert [(group.name, sorted(group.values)) for group in before] == [
        ("All-weather", ["PAK"]),
        ("Comprehensive", ["BLR", "RUS"]),
        ("No label", ["JPN"]),
    ]
    assert group_of(after, "BLR") == group_of(after, "PAK")
    assert labels_at_end(ties, "RUS", 2022) == {}


def test_upgrades_are_steps_up_and_not_first_labels(ties: Ties) -> None:
    assert [(upgrade.partner, upgrade.year) for upgrade in upgrades_of(ties, "CHN")] == [("RUS", 2011), ("BLR", 2022)]
    assert upgrades_of(ties, "RUS") == ()


def test_a_shift_is_against_the_median_and_needs_three_years_on_both_sides(ties: Ties) -> None:
    # All rise by ten when other things are put to the vote; Russia rises by four more after 2011.
    rising = {year: 50.0 + 10 * (year > 2011) for year in range(2007, 2024)}
    russia = {year: value + 4 * (year > 2011) for year, value in rising.items()}
    known = votes({"CHN-RUS": russia, "BLR-CHN": rising, "CHN-PAK": rising, "CHN-TUR": rising})
    shifts = shifts_of(ties, series(coverage="2007/2023: full"), known, "CHN")
    russian, belarusian = shifts.every
    assert russian.value == pytest.approx(4)
    assert (belarusian.value, belarusian.years_before, belarusian.years_after) == (None, 3, 1)
    assert shifts.known == (russian.value,)
    assert math.isnan(shifts.standard_error)


def test_the_range_of_chance_is_the_same_each_time_and_holds_no_shift_where_nothing_moves(ties: Ties) -> None:
    known = votes({"CHN-RUS": STEADY, "BLR-CHN": STEADY, "CHN-PAK": STEADY})
    shifts: Shifts = shifts_of(ties, series(coverage="2010/2025: full"), known, "CHN")
    assert (shifts.low, shifts.high) == (0, 0)
    assert math.isnan(shifts_of(ties, series(), known, "TUR").mean)


def test_what_both_sides_have_in_their_books_is_told_apart_by_direction() -> None:
    books = [
        Value(2022, 5790, reporter="BLR", flow="total"),
        Value(2022, 5080, reporter="CHN", flow="total"),
        Value(2022, 1610, reporter="BLR", flow="export"),
        Value(2022, 1800, reporter="CHN", flow="import"),
        Value(2022, 4180, reporter="BLR", flow="import"),
        Value(2023, 8500, reporter="BLR", flow="total"),
    ]
    mirrors = mirrors_of("BLR-CHN", books)
    assert [(mirror.year, mirror.source, mirror.target) for mirror in mirrors] == [(2022, "", ""), (2022, "BLR", "CHN")]
    assert mirrors[0].gap == pytest.approx(0.14, abs=0.001)


# The findings of the shipped series --------------------------------------------------------------------


def test_upgrades_do_not_move_votes(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    shifts = shifts_of(curated_ties, shelf.series["un_agree"], shelf.values("un_agree"), "CHN")
    assert 55 <= len(shifts.known) <= 75
    assert shifts.mean == pytest.approx(0.6, abs=0.4)
    assert shifts.standard_error == pytest.approx(0.5, abs=0.1)
    assert shifts.is_within_chance
    kappa = shifts_of(curated_ties, shelf.series["un_kappa"], shelf.values("un_kappa"), "CHN")
    assert kappa.is_within_chance


def test_hungary_is_near_the_end_by_raw_agreement_and_in_the_middle_by_kappa(curated_ties: Ties) -> None:
    """The two measures differ: 175th of 179 is the share of equal votes, and not the one corrected for chance."""
    shelf = shipped_series(curated_ties.dataset)
    raw, kappa = (
        year_of_partners(shelf.series[name], shelf.values(name), "CHN", 2025) for name in ("un_agree", "un_kappa")
    )
    assert (len(raw.values), raw.least) == (179, 96)
    assert (raw.rank("HUN"), kappa.rank("HUN")) == (175, 105)


@pytest.mark.parametrize("name", ["un_kappa", "un_agree"])
def test_the_median_beside_a_pair_is_the_one_of_its_ranks(curated_ties: Ties, name: str) -> None:
    shelf = shipped_series(curated_ties.dataset)
    series, values = shelf.series[name], shelf.values(name)
    medians = dict(deed_of(curated_ties, series, values, "CHN-HUN").medians)
    for year in (1990, 2000, 2010, 2022, 2025):
        assert medians[year] == year_of_partners(series, values, "CHN", year).median, year


def test_north_korea_is_fifth_by_kappa_with_one_of_the_lowest_labels(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    kappa = year_of_partners(shelf.series["un_kappa"], shelf.values("un_kappa"), "CHN", 2025)
    assert kappa.rank("PRK") == 5
    group = group_of(groups_of(curated_ties, kappa), "PRK")
    assert group is not None
    assert group.name == "Special or plain"


def test_raw_agreement_with_china_rose_for_nearly_everyone_and_the_order_stayed(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    raw = [year_of_partners(shelf.series["un_agree"], shelf.values("un_agree"), "CHN", year) for year in (2023, 2025)]
    kappa = [year_of_partners(shelf.series["un_kappa"], shelf.values("un_kappa"), "CHN", year) for year in (2023, 2025)]
    assert [round(year.median) for year in raw] == [70, 87]
    assert [round(year.median, 2) for year in kappa] == [0.06, 0.11]
    shared = raw[0].values.keys() & raw[1].values.keys()
    assert sum(raw[1].values[state] > raw[0].values[state] for state in shared) / len(shared) > 0.9


def test_belarus_and_china_book_their_trade_of_2022_differently(curated_ties: Ties) -> None:
    cited = shipped_series(curated_ties.dataset).values("trade_cited")
    mirror = next(
        mirror for mirror in mirrors_of("BLR-CHN", cited.of("BLR-CHN")) if mirror.year == 2022 and not mirror.source
    )
    assert [(side, value.value) for side, value in mirror.books] == [("BLR", 5790), ("CHN", 5080)]


@pytest.mark.parametrize("name", ["un_agree", "un_kappa"])
def test_the_last_years_of_a_pair_are_the_last_of_all_in_which_it_is_ranked(curated_ties: Ties, name: str) -> None:
    shelf = shipped_series(curated_ties.dataset)
    row, known = shelf.series[name], shelf.values(name)
    every = [year_of_partners(row, known, "CHN", year) for year in years_with_values(row, known, "CHN")]
    for partner in ("HUN", "PRK", "SSD", "XXX"):
        ranked = [year for year in every if partner in year.values]
        assert last_years_of_pair(row, known, "CHN", partner, 10) == ranked[-10:]
