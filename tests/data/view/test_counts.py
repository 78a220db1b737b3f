"""The counts below a filter: without it and with it, as counting one by one gives them."""

from datetime import date

import pytest

from components.sidebar.brushes import range_of
from components.sidebar.counts import count_strip, counts_in_order, rank_strip, year_strip
from components.style.markup import html_of
from data.view.counts import counts_by, counts_by_year
from data.view.selection import Selection, select, without
from data.view.tie_filter import facts_of
from data.view.ties import Ties
from tests.support.cast import view_of_all


def values(selection: Selection, column: str) -> dict[str, set[str]]:
    fact = facts_of(selection.ties)[column]
    names = {place: str(value) for value, place in fact.values.items()}
    found: dict[str, set[str]] = {}
    for index in selection.indices:
        found.setdefault(names[int(fact.places[index])], set()).add(selection.ties.tie[index])
    return found


@pytest.mark.parametrize(("name", "column", "chosen"), [("layers", "layer", ("treaty",)), ("tiers", "group", ("T1",))])
def test_a_count_is_of_the_ties_without_the_filter_and_of_those_shown(
    curated_ties: Ties, ties: Ties, name: str, column: str, chosen: tuple[str, ...]
) -> None:
    for of in (ties, curated_ties):
        view = view_of_all(**({name: chosen} if of is ties or name == "layers" else {name: ("china_ladder/B",)}))
        shown, all_but = select(of, view), select(of, without(view, name))
        counts = counts_by(shown, name, column)
        assert {key: count.before for key, count in counts.items()} == {
            k: len(v) for k, v in values(all_but, column).items()
        }
        after = values(shown, column)
        assert all(count.after == len(after.get(key, ())) for key, count in counts.items())


def test_a_year_counts_what_is_in_force_at_its_end(curated_ties: Ties) -> None:
    selection = select(curated_ties, view_of_all(layers=("treaty",)))
    counts = counts_by_year(selection, 2026)
    for year in (1980, 2000, 2020):
        day = date(year, 12, 31)
        of_day = selection.passed & curated_ties.in_force(as_of=day)
        assert counts.after[year - counts.first] == int(of_day.sum())
        assert counts.before[year - counts.first] == int(
            (curated_ties.in_force(as_of=day) & ~curated_ties.proposed).sum()
        )


def test_the_strips_say_in_words_what_the_bars_show(ties: Ties) -> None:
    strip = count_strip(select(ties, view_of_all(layers=("treaty",))), "layers")
    assert strip is not None
    text = "".join(strip.itertext())
    assert "Partnership0 of" in text
    assert "Treaty" in text
    years = html_of(year_strip(counts_by_year(select(ties, view_of_all()), 2026), 2023))
    assert "in 2023: " in years


def test_the_brush_of_ranks_is_at_the_ends_of_what_is_chosen() -> None:
    ranks = ["a/A", "a/B", "a/C", "b/A"]
    assert range_of(ranks, ()) == (1, 4)
    assert range_of(ranks, ("a/B", "a/C")) == (2, 3)
    assert range_of(ranks, ("b/A",)) == (4, 4)
    # Neither apart from one another nor one of the labels of a rank are a range.
    assert range_of(ranks, ("a/A", "a/C")) == (1, 4)
    assert range_of(ranks, ("a/B", "T1")) == (1, 4)


def test_the_bars_of_ranks_say_what_the_slider_keeps(curated_ties: Ties) -> None:
    selection = select(curated_ties, view_of_all(tiers=("china_ladder/B",)))
    counts = counts_in_order(selection, "tiers")
    ends = range_of(list(counts), selection.view.tiers)
    assert ends[0] == ends[1]
    strip = html_of(rank_strip(curated_ties.dataset, counts, ends))
    assert strip.count("<span") == len(counts)
    assert "Rank: " in strip
