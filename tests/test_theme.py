"""Colours that survive grey print and dark rooms."""

from itertools import pairwise

import pytest

from components.theme import (
    CONTACT_BARS,
    EVENT_BARS,
    GROUPS,
    INK,
    LAYER_NAMES,
    LAYER_STROKES,
    PAPER,
    STEP_MARKS,
    Ground,
    Stroke,
    contrast,
    event_bar,
    luminance,
    style_key,
    styles_of,
    text_on,
)
from data.contacts import PROPER
from data.diff import Kind
from data.schema import EVENT_KINDS, LAYERS
from data.ties import Ties

STROKES = {**GROUPS, **{str(layer): stroke for layer, stroke in LAYER_STROKES.items()}}


@pytest.mark.parametrize("name", STROKES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_tie_stands_out_from_the_paper(name: str, theme: Ground) -> None:
    assert contrast(STROKES[name].on(theme), PAPER[theme]) >= 3


@pytest.mark.parametrize(
    "bar", [*EVENT_BARS.values(), *CONTACT_BARS.values(), *(mark for _, mark in STEP_MARKS.values())]
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_bar_of_a_count_stands_out_from_the_paper(bar: Stroke, theme: Ground) -> None:
    assert contrast(bar.on(theme), PAPER[theme]) >= 3


def test_every_kind_of_event_and_contact_has_a_bar_and_every_step_a_mark() -> None:
    assert {event_bar(kind) for kind in EVENT_KINDS} == set(EVENT_BARS)
    assert {kind.replace("_", " ") for kind in PROPER} == set(CONTACT_BARS)
    assert set(STEP_MARKS) < {kind.value for kind in Kind}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_read_on_the_paper(theme: Ground) -> None:
    assert contrast(INK[theme], PAPER[theme]) >= 7


@pytest.mark.parametrize("name", STROKES)
def test_words_read_on_a_bar_of_the_timeline(name: str) -> None:
    assert contrast(text_on(STROKES[name].light), STROKES[name].light) >= 4.5


def test_the_order_of_the_groups_survives_grey_print() -> None:
    ladder = [GROUPS[group] for group in "ABCDEFGS"]
    assert all(luminance(higher.light) < luminance(lower.light) for higher, lower in pairwise(ladder))
    assert all(luminance(higher.dark) > luminance(lower.dark) for higher, lower in pairwise(ladder))
    assert all(higher.width > lower.width for higher, lower in pairwise(ladder))


def test_layers_differ_by_their_dash_and_not_by_colour_alone() -> None:
    assert len({stroke.dash for stroke in LAYER_STROKES.values()}) == len(LAYERS) == len(LAYER_NAMES)


def test_every_spell_has_a_style(ties: Ties, curated_ties: Ties) -> None:
    for records in (ties, curated_ties):
        styles = styles_of(records.dataset)
        assert {style_key(records, at) for at in range(len(records))} <= set(styles)
