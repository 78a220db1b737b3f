"""Each field of the view is declared once: what is declared of it holds wherever it is used."""

from pathlib import Path

import pytest

from components.sidebar.filter_panel import MORE_FILTERS, PLACED
from data.base.text import search_key
from data.links.view_query import CODECS
from data.tables.dataset import Dataset
from data.view.event_filter import EventFilter
from data.view.fields.codecs import Flag, ListOf
from data.view.search import TextSearch, spells_with
from data.view.selection import select
from data.view.tie_filter import TIE_MASKS
from data.view.ties import Ties
from data.view.view import DEFAULTS, FIELDS, PAGE_FIELDS, filter_texts
from tests.support.cast import view_of_all

# A value of each filter that hides some event of the cast.
EVENT_FILTERS = {
    "actors": ("RUS",),
    "regions": ("Oceania",),
    "grades": ("recalled",),
    "withdrawn": ("s1", "s2"),
    "text": "no such word",
    "kinds": ("visit",),
    "since": view_of_all().as_of.replace(year=2025),
    "until": view_of_all().as_of.replace(year=2000),
}


def test_every_field_has_a_form_in_a_link_and_gives_its_default_back(ties: Ties) -> None:
    for name, default in DEFAULTS.items():
        text = CODECS[name].write(default)
        if text is not None:
            assert CODECS[name].parse(text, ties.dataset) == default, name


def test_a_filter_hides_what_its_declaration_says() -> None:
    assert {name for name, field in FIELDS.items() if field.ties} == {*TIE_MASKS, "steps"}
    assert {name for name, field in FIELDS.items() if field.events} == set(EVENT_FILTERS)


@pytest.mark.parametrize("name", EVENT_FILTERS)
def test_a_filter_of_events_hides_events(name: str, ties: Ties) -> None:
    view = view_of_all(**{name: EVENT_FILTERS[name]})
    assert len(select(ties, view).events) < len(select(ties, view_of_all()).events)


def test_whatever_hides_something_is_put_into_words_and_nothing_else_is() -> None:
    assert all(bool(field.text) == (field.ties or field.events) for field in FIELDS.values())


def test_where_the_reader_is_on_a_page_hides_nothing_and_has_no_widget() -> None:
    assert not any(FIELDS[name].text or FIELDS[name].widget for name in PAGE_FIELDS)


def test_the_sidebar_has_a_place_for_every_declared_widget() -> None:
    assert all(FIELDS[name].widget for name in PLACED)
    assert MORE_FILTERS == ("families", "grades", "silent", "text", "kinds", "since", "until", "mark", "proposed")


def test_a_widget_offers_only_what_a_link_may_hold(ties: Ties, curated: Dataset) -> None:
    for dataset in (ties.dataset, curated):
        for name, field in FIELDS.items():
            if field.widget and isinstance(field.codec, ListOf):
                options = tuple(field.widget.options(dataset))
                assert field.codec.parse(",".join(options), dataset) == options, name
                assert all(field.widget.option_text(dataset, key) for key in options), name


def test_filters_in_words_read_as_an_analyst_says_them(ties: Ties) -> None:
    view = view_of_all(
        layers=("treaty",), tiers=("T1", "T2"), actors=("BLR", "CHN"), among=True, grades=("recalled",), kinds=("tier_change",)
    )  # fmt: skip
    assert list(filter_texts(view, ties.dataset).values()) == [
        "Treaty",
        "all-weather partnership and 1 more",
        "between Belarus and China",
        "recalled records",
        "label change events",
    ]


def test_steps_without_a_focus_hide_nothing_and_are_not_said(ties: Ties) -> None:
    assert filter_texts(view_of_all(steps=1), ties.dataset) == {}


# The text search ------------------------------------------------------------------------------------


def test_a_search_takes_all_words_in_any_order_whatever_case_and_accents() -> None:
    search = TextSearch("TURKIYE plain")
    assert search.finds(search_key("Plain partnership with Türkiye"))
    assert not search.finds(search_key("Plain partnership"))
    assert TextSearch("").finds("anything")
    assert search.finds_row({"a": "Türkiye", "b": "plain"})


def test_filter_and_highlight_find_the_same_ties(ties: Ties) -> None:
    found = {ties.spells[index].spell for index in spells_with(ties, "potash").nonzero()[0].tolist()}
    assert found == {spell.spell for spell in ties.spells if spell.dyad == "BLR-CHN"}
    assert not any("potash" in str(spell).casefold() for spell in ties.spells), "it is a note of an event of the dyad"


def test_a_contact_passes_by_the_region_of_the_partner_whatever_families_are_in_view(ties: Ties) -> None:
    contacts = EventFilter(ties.dataset, view_of_all(regions=("East Asia",), layers=("treaty",)))
    assert contacts.passes_between(("CHN", "PAK"))
    assert not contacts.passes_between(("CHN", "PAK"), owners=frozenset({"CHN"}))


def test_no_module_but_the_view_declares_a_field() -> None:
    """The declaration is what everything else reads, so there must not be a second one."""
    root = Path(__file__).parents[3]
    declaring = [
        path.relative_to(root).as_posix()
        for folder in ("data", "components")
        for path in (root / folder).rglob("*.py")
        if "import Field, Widget, declared" in path.read_text("utf-8")
    ]
    assert declaring == ["data/view/view.py"]


def test_a_flag_is_read_as_it_is_written(ties: Ties) -> None:
    assert [Flag().parse(Flag().write(value), ties.dataset) for value in (True, False)] == [True, False]
