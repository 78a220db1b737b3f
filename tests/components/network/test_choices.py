"""The filters that the browser applies by itself: what it is told of spells and of the view."""

import numpy as np

from components.network.choices import BROWSER_FILTERS, network_choices, view_choices
from components.network.packed import packed
from components.network.payload import network_of
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import TODAY, view_of_all
from tests.support.inputs.network_message import spells_in


def test_a_spell_says_its_label_and_grade(ties: Ties) -> None:
    network = network_of(ties, TODAY)
    for row, tier, spell in zip(spells_in(network), ties.tiers, ties.spells, strict=True):
        layer = ties.dataset.families[tier.family].layer
        said = (*network["kinds"][row["kind"]][:3], row["grade"])
        assert said == (layer, tier.family, tier.tier, spell.grade)


def test_a_text_of_a_widget_stands_for_its_key_and_one_of_several_for_none(curated_ties: Ties) -> None:
    choices = network_choices(curated_ties)["choices"]
    assert choices["layers"]["Treaty"] == "treaty"
    assert choices["grades"]["confirmed"] == "confirmed"
    assert "china_ladder/B" in choices["tiers"].values()
    assert all(len(set(keys.values())) == len(keys) for keys in choices.values())


def test_what_passes_all_other_filters_is_sent_where_one_of_these_is_in_use(ties: Ties) -> None:
    filtered = view_choices(select(ties, view_of_all(layers=("treaty",), actors=("CHN",))))
    assert filtered["chosen"] == {name: ["treaty"] if name == "layers" else [] for name in BROWSER_FILTERS}
    assert filtered["base"] == packed(select(ties, view_of_all(actors=("CHN",))).passed)
    assert view_choices(select(ties, view_of_all(actors=("CHN",))))["base"] is None
    assert np.any(select(ties, view_of_all(layers=("treaty",))).passed)


def test_the_browser_waits_where_another_filter_depends_on_what_is_shown(ties: Ties) -> None:
    assert view_choices(select(ties, view_of_all()))["choicesFilter"]
    assert not view_choices(select(ties, view_of_all(focus="CHN")))["choicesFilter"]
    assert not view_choices(select(ties, view_of_all(focus="CHN", steps=1)))["choicesFilter"]
