"""A click on the legend of a picture as a filter of the view."""

import json
from dataclasses import replace

import numpy as np
import pytest

from components.frame.legend_filter import chosen_styles, legend_decides, view_with_styles
from components.network.packed import packed
from components.network.view_message import view_of
from components.style.theme import style_key
from data.tables.dataset import Dataset
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import TODAY, view_of_all


@pytest.fixture
def dataset(ties: Ties) -> Dataset:
    return ties.dataset


def clicked(view: View, dataset: Dataset, *styles: str) -> View:
    return view_with_styles(view, dataset, styles)


def test_a_label_in_the_legend_is_its_rung_group(dataset: Dataset) -> None:
    view = clicked(view_of_all(), dataset, "china_ladder/B")
    assert (view.tiers, view.layers) == (("china_ladder/B",), ())
    assert chosen_styles(view, dataset) == ("china_ladder/B",)


def test_another_type_of_tie_is_its_layer_and_takes_the_place_of_labels(dataset: Dataset) -> None:
    view = clicked(view_of_all(tiers=("china_ladder/B",)), dataset, "treaty")
    assert (view.tiers, view.layers) == ((), ("treaty",))


def test_nothing_chosen_is_no_filter(dataset: Dataset) -> None:
    for view in (view_of_all(tiers=("china_ladder/B",)), view_of_all(layers=("treaty",))):
        assert clicked(view, dataset) == view_of_all()


def test_labels_chosen_one_by_one_give_way_but_are_not_cleared_by_the_legend(dataset: Dataset) -> None:
    view = view_of_all(tiers=("T1",))
    assert chosen_styles(view, dataset) == ()
    assert clicked(view, dataset, "china_ladder/D").tiers == ("china_ladder/D",)
    assert clicked(view, dataset) == view


def test_partnerships_chosen_beside_the_legend_stay(dataset: Dataset) -> None:
    view = view_of_all(layers=("partnership",))
    assert clicked(view, dataset, "china_ladder/B").layers == ("partnership",)
    assert clicked(view, dataset, "treaty").layers == ("partnership", "treaty")


def test_what_is_no_style_is_not_taken(dataset: Dataset) -> None:
    assert clicked(view_of_all(), dataset, "<script>", "T1", "china_ladder/Z") == view_of_all()


def test_other_filters_stay(dataset: Dataset) -> None:
    view = view_of_all(actors=("BLR",), grades=("confirmed",), borders=True)
    assert clicked(view, dataset, "treaty") == replace(view, layers=("treaty",))


def test_the_picture_gets_what_the_other_entries_would_show(ties: Ties) -> None:
    def message(**fields: object) -> dict[str, object]:
        selection = select(ties, view_of_all(**fields))
        return view_of(selection, TODAY, name="n", heading="", fit_count=1, message_number=0)

    filtered, without = message(actors=("BLR",), layers=("treaty",)), message(actors=("BLR",))
    assert filtered["styles"] == ("treaty",)
    assert filtered["offered"] == without["passed"] != filtered["passed"]
    assert (without["styles"], without["offered"]) == ((), None)
    assert len(json.dumps(filtered)) - len(json.dumps(message(grades=("confirmed",), actors=("BLR",)))) < 40


def test_proposals_are_offered_only_if_asked_for(ties: Ties) -> None:
    selection = select(ties, view_of_all(layers=("treaty",)))
    assert packed(selection.passed_without("layers")) == packed(select(ties, view_of_all()).passed)


def test_what_the_browser_shows_after_a_click_is_what_the_server_says(curated_ties: Ties) -> None:
    dataset = curated_ties.dataset
    styles = np.array([style_key(curated_ties, index) for index in range(len(curated_ties))])
    for before in (view_of_all(), view_of_all(grades=("confirmed",)), view_of_all(layers=("treaty", "membership"))):
        assert legend_decides(before, dataset)
        others = select(curated_ties, before).passed_without("tiers", "layers")
        for chosen in (("china_ladder/B",), ("china_ladder/A", "china_ladder/C"), ("treaty", "flow"), ()):
            after = select(curated_ties, clicked(before, dataset, *chosen))
            assert (after.passed == (others & np.isin(styles, chosen) if chosen else others)).all()


def test_the_browser_waits_where_the_legend_does_not_say_all(dataset: Dataset) -> None:
    for view in (
        view_of_all(tiers=("T1",)),
        view_of_all(layers=("partnership",)),
        view_of_all(focus="BLR-CHN"),
        view_of_all(focus="BLR", steps=1),
    ):
        assert not legend_decides(view, dataset)
