"""View: the filter state as a value and as a link."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.wording.filters import view_summary
from data.links.view_query import query_of_view, view_of_query
from data.view.fields.story import Scene, Story
from data.view.presets import last_day, presets
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import FIELDS, View, on_page, with_page_fields_of
from tests.support.cast import TODAY, view_of_all
from tests.support.inputs.anything import CLAIMS, days, texts, views


def test_an_empty_link_opens_the_focal_triangle_on_the_day_of_the_visit(ties: Ties) -> None:
    view, notices = view_of_query({}, ties.dataset, today=TODAY)
    assert (view.as_of, view.actors, view.layout, notices) == (
        date(2023, 3, 1),
        ("BLR", "CHN", "PAK", "RUS"),
        "focal",
        (),
    )


def test_every_preset_comes_back_from_its_own_link(ties: Ties) -> None:
    for preset in presets(ties.dataset, today=TODAY).values():
        link = query_of_view(preset.view, ties.dataset, today=TODAY)
        assert view_of_query(link, ties.dataset, today=TODAY) == (preset.view, ())


def test_a_link_means_the_same_on_another_day(ties: Ties) -> None:
    view = presets(ties.dataset, today=TODAY)["all-weather"].view
    link = query_of_view(view, ties.dataset, today=TODAY)
    assert view_of_query(link, ties.dataset, today=date(2027, 1, 1))[0] == view


def test_dropping_the_actors_of_the_default_view_survives_the_link(ties: Ties) -> None:
    view = replace(presets(ties.dataset, today=TODAY)["focal"].view, actors=(), among=False)
    assert view_of_query(query_of_view(view, ties.dataset, today=TODAY), ties.dataset, today=TODAY)[0] == view


@given(views(days))
def test_any_view_comes_back_from_its_link(ties: Ties, view: View) -> None:
    assert view_of_query(query_of_view(view, ties.dataset, today=TODAY), ties.dataset, today=TODAY) == (view, ())


@given(st.dictionaries(st.sampled_from((*FIELDS, "preset")) | texts, texts | st.text(max_size=200)))
def test_a_hostile_link_opens_some_view_and_never_breaks(ties: Ties, query: dict[str, str]) -> None:
    view, notices = view_of_query(query, ties.dataset, today=TODAY)
    assert view_summary(select(ties, view))
    assert all(notice.isprintable() and len(notice) < 400 for notice in notices)
    assert view_of_query(query_of_view(view, ties.dataset, today=TODAY), ties.dataset, today=TODAY) == (view, ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("claim", "BLR;loves;all-weather;CHN;nth;2;PAK;ever"),
        ("claim", "BLR"),
        ("story", "x" * 3_000),
        ("story", "<script>"),
        ("draft", "x" * 3_000),
        ("draft", "x" * 30_000),
        ("as_of", "2023-02-30"),
        ("as_of", "20230301"),
        ("as_of", "0001-01-01"),
        ("as_of", "9999-12-31"),
        ("layers", "partnership,<script>"),
        ("actors", "XXX"),
        ("focus", "BLR-XXX"),
        ("focus", "BLR-BLR"),
        ("steps", "9"),
        ("unit", "week"),
        ("text", "a" * 500),
        ("nonsense", "1"),
        ("preset", "none"),
        ("among", "maybe"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_stands(ties: Ties, name: str, text: str) -> None:
    view, notices = view_of_query({name: text, "layout": "map"}, ties.dataset, today=TODAY)
    assert view.layout == "map"
    assert len(notices) == 1
    assert name in notices[0]
    assert len(notices[0]) < 200


@pytest.mark.parametrize("field", ["focus", "of"])
def test_a_pair_is_named_in_either_order(ties: Ties, field: str) -> None:
    view, notices = view_of_query({field: "CHN-BLR"}, ties.dataset, today=TODAY)
    assert (getattr(view, field), notices) == ("BLR-CHN", ())


def test_a_view_of_everything_filters_nothing(ties: Ties) -> None:
    last = last_day(ties.dataset, today=TODAY)
    assert presets(ties.dataset, today=TODAY)["everything"].view == view_of_all(as_of=last)


def test_a_link_tells_the_place_on_its_own_page_alone() -> None:
    view = view_of_all(
        table="spells", against=date(2020, 1, 1), claim=CLAIMS[0], story=Story("", (Scene(""),)), scene=2
    )
    assert on_page(view, "compare") == view_of_all(against=date(2020, 1, 1))
    assert on_page(view, "network") == view_of_all()


def test_a_preset_leaves_the_reader_at_the_place() -> None:
    view = view_of_all(against=date(2020, 1, 1), layers=("treaty",))
    assert with_page_fields_of(view_of_all(), view) == view_of_all(against=date(2020, 1, 1))


def test_a_preset_and_the_link_of_a_chart_leave_the_words_of_the_picture_alone() -> None:
    view = view_of_all(words="since", language="original", layers=("treaty",))
    assert with_page_fields_of(view_of_all(), view) == view_of_all(words="since", language="original")
    assert on_page(view, "network") == view
    assert on_page(view, "timeline") == view_of_all(layers=("treaty",))


def test_a_search_for_any_is_a_search(ties: Ties) -> None:
    view = view_of_all(text="any", mark="any")
    assert view_of_query(query_of_view(view, ties.dataset, today=TODAY), ties.dataset, today=TODAY) == (view, ())
