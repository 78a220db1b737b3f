"""Colours that survive grey print and dark rooms."""

import tomllib
from itertools import pairwise
from typing import get_args

import pytest

from components.figure.model import ColourScheme
from components.figure.render.palette import paint_colour, paper_and_ink, stroke_colour, stroke_text_colour
from components.style.page_style import page_css
from components.style.theme import (
    ACCENT,
    CONTACT_BARS,
    DIM_SHARES,
    EVENT_BARS,
    GROUP_STROKES,
    INK,
    LAYER_STROKES,
    MARK_CONTRAST,
    PAPER,
    QUAD_BARS,
    STEP_MARKS,
    TEXT_CONTRAST,
    VERDICT_SIGNS,
    Stroke,
    Theme,
    blend,
    contrast,
    doubt_share,
    event_bar,
    luminance,
    style_key,
    styles_of,
    text_colour,
    text_on,
)
from data.analysis.contacts import MEETING_KINDS
from data.analysis.diff import ChangeKind
from data.model.vocabulary import EVENT_KINDS, LAYERS, ContactKind
from data.view.fields.names import CONTACT_KIND_NAMES, EVENT_KIND_NAMES, LAYER_NAMES
from data.view.ties import Ties
from tests.support.running.programs import ROOT

STROKES = {**GROUP_STROKES, **{str(layer): stroke for layer, stroke in LAYER_STROKES.items()}}


@pytest.mark.parametrize("name", STROKES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_tie_stands_out_from_the_paper(name: str, theme: Theme) -> None:
    assert contrast(STROKES[name].on(theme), PAPER[theme]) >= 3


@pytest.mark.parametrize(
    "bar",
    [*EVENT_BARS.values(), *CONTACT_BARS.values(), *QUAD_BARS.values(), *(mark for _, mark in STEP_MARKS.values())],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_bar_of_a_count_stands_out_from_the_paper(bar: Stroke, theme: Theme) -> None:
    assert contrast(bar.on(theme), PAPER[theme]) >= 3


def test_every_kind_of_event_and_contact_has_a_name_and_a_bar_and_every_step_a_mark() -> None:
    assert {event_bar(kind) for kind in EVENT_KINDS} == set(EVENT_BARS)
    assert {CONTACT_KIND_NAMES[kind] for kind in MEETING_KINDS} == set(CONTACT_BARS)
    assert set(EVENT_KIND_NAMES) == set(EVENT_KINDS)
    assert set(CONTACT_KIND_NAMES) == set(get_args(ContactKind))
    assert set(STEP_MARKS) < {kind.value for kind in ChangeKind}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_read_on_the_paper(theme: Theme) -> None:
    assert contrast(INK[theme], PAPER[theme]) >= 7


@pytest.mark.parametrize("name", STROKES)
def test_words_read_on_a_bar_of_the_timeline(name: str) -> None:
    assert contrast(text_on(STROKES[name].light), STROKES[name].light) >= 4.5


@pytest.mark.parametrize("name", STROKES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_about_a_tie_read_in_its_colour_and_a_doubtful_tie_is_seen(name: str, theme: Theme) -> None:
    colour, paper = STROKES[name].on(theme), PAPER[theme]
    assert contrast(text_colour(colour, paper), paper) >= 4.5
    if contrast(colour, paper) >= 4.5:
        assert text_colour(colour, paper) == colour, "a colour that can be read stays as it is"
    # A thinned colour is rounded to whole steps of brightness.
    assert contrast(blend(colour, paper, doubt_share(colour, paper)), paper) >= 2.99


@pytest.mark.parametrize("scheme", ["light", "dark", "grey"])
def test_words_and_lines_of_a_figure_stand_out(scheme: ColourScheme) -> None:
    paper, _ = paper_and_ink(scheme)
    assert contrast(paint_colour("quiet", scheme), paper) >= 4.5
    for stroke in STROKES.values():
        assert contrast(stroke_text_colour(stroke, scheme), paper) >= 4.5
        assert contrast(stroke_colour(stroke, scheme), paper) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_dimmed_names_can_be_read_and_dimmed_dots_be_seen(theme: Theme) -> None:
    dimmed = {
        name: contrast(blend(INK[theme], PAPER[theme], share), PAPER[theme]) for name, share in DIM_SHARES.items()
    }
    assert dimmed["text"] >= TEXT_CONTRAST
    assert dimmed["dots"] >= MARK_CONTRAST


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_of_focus_is_the_colour_of_the_theme_and_stands_out(theme: Theme) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][theme]
    assert config["primaryColor"] == ACCENT[theme]
    assert config["backgroundColor"] == PAPER[theme]
    assert config["textColor"] == INK[theme]
    assert contrast(ACCENT[theme], PAPER[theme]) >= 3
    assert contrast(ACCENT[theme], config["secondaryBackgroundColor"]) >= 3


def test_the_signs_of_an_answer_can_be_read() -> None:
    assert all(f"background: var(--aw-{verdict})" in page_css() for verdict in VERDICT_SIGNS)
    for background in VERDICT_SIGNS.values():
        assert contrast("#ffffff", background) >= TEXT_CONTRAST
        assert all(contrast(background, paper) >= 3 for paper in PAPER.values())


def test_the_order_of_the_groups_survives_grey_print() -> None:
    ladder = [GROUP_STROKES[group] for group in "ABCDEFGS"]
    assert all(luminance(higher.light) < luminance(lower.light) for higher, lower in pairwise(ladder))
    assert all(luminance(higher.dark) > luminance(lower.dark) for higher, lower in pairwise(ladder))
    assert all(higher.width > lower.width for higher, lower in pairwise(ladder))


def test_layers_differ_by_their_dash_and_not_by_colour_alone() -> None:
    assert len({stroke.dash for stroke in LAYER_STROKES.values()}) == len(LAYERS) == len(LAYER_NAMES)


def test_every_spell_has_a_style(ties: Ties, curated_ties: Ties) -> None:
    for records in (ties, curated_ties):
        styles = styles_of(records.dataset)
        assert {style_key(records, index) for index in range(len(records))} <= set(styles)


def test_the_table_of_styles_is_made_once_for_a_data_set(ties: Ties) -> None:
    assert styles_of(ties.dataset) is styles_of(ties.dataset)
