"""The filters at the left, the same on every page."""

from dataclasses import replace

import streamlit as st

from components import session
from components.frame.day_box import draw_day_box
from components.frame.focus import draw_focus_box
from components.sidebar.brushes import draw_rank_brush, draw_year_brush
from components.sidebar.counts import COUNTED_COLUMNS, count_strip, counts_in_order, year_strip
from components.sidebar.event_years import draw_event_years
from components.sidebar.fields import draw_field_widget
from components.story.editor import draw_add_to_story
from components.style.markup import element, html_of, markdown_safe
from data.tables.dataset import Dataset
from data.view.counts import counts_by_year
from data.view.presets import presets
from data.view.selection import Selection
from data.view.view import DEFAULTS, FIELDS, View, with_page_fields_of

TAGLINE = "Who has which declared tie with whom, since when, and who says so"
FIRST_FILTERS = ("actors", "regions", "layers", "tiers")
# They have a place of their own in the panel.
PLACED = ("as_of", *FIRST_FILTERS, "among")
MORE_FILTERS = tuple(name for name, field in FIELDS.items() if field.widget and name not in PLACED)


def draw_masthead() -> None:
    """The head of the sidebar. Drawn before anything else: a sidebar that came later would push the picture aside."""
    with st.sidebar.container(key="masthead"):
        st.html(html_of(element("p", element("a", "Allweather", href="./"), class_="aw-mark"), element("p", TAGLINE)))


def draw_filter_panel(selection: Selection, *, has_filters: bool = True) -> None:
    """Draw every filter that acts on the page; each writes to the view by itself."""
    view, dataset = selection.view, selection.dataset
    if not has_filters:
        return
    with st.sidebar:
        _presets(dataset, view)
        draw_day_box(
            selection, "Date shown", view.as_of, session.bind("as_of", read=lambda day: day or selection.view.as_of)
        )
        counts = counts_by_year(selection, max(session.today().year, view.as_of.year))
        st.html(html_of(year_strip(counts, view.as_of.year)))
        draw_year_brush(counts, view.as_of)
        for name in FIRST_FILTERS:
            draw_field_widget(name, dataset)
            if name in COUNTED_COLUMNS and (strip := count_strip(selection, name)) is not None:
                st.html(html_of(strip))
            if name == "tiers":
                draw_rank_brush(dataset, counts_in_order(selection, name), view.tiers)
            if name == "actors" and len(view.actors) > 1:
                draw_field_widget("among", dataset)
        # With a focus it gets longer, and is below the filters so that it pushes none of them.
        draw_focus_box(selection)
        _more_filters(selection)
        draw_add_to_story(selection)


def _presets(dataset: Dataset, view: View) -> None:
    named = presets(dataset, today=session.today())
    # On a map a preset is in use whatever its own layout.
    shown = {
        key: replace(preset.view, layout="map") if view.layout == "map" else preset.view
        for key, preset in named.items()
    }
    current = next((key for key, of_preset in shown.items() if with_page_fields_of(of_preset, view) == view), None)
    st.pills(
        "Presets",
        list(named),
        format_func=lambda key: markdown_safe(named[key].title),
        **session.bind_choice("preset", current, lambda key: _show_preset(dataset, key)),
    )


def _show_preset(dataset: Dataset, key: str | None) -> None:
    if key:
        view = presets(dataset, today=session.today())[key].view
        session.set_view(with_page_fields_of(view, session.view()), fit=True)


def _more_filters(selection: Selection) -> None:
    """The filters that are needed less often; drawn once opened, so that they cost nothing before."""
    in_use = sum(getattr(selection.view, name) != DEFAULTS[name] for name in MORE_FILTERS)
    label = f"More filters · {in_use} in use" if in_use else "More filters"
    more = st.expander(label, expanded=bool(in_use), key="more_filters", on_change="rerun")
    if more.open:
        with more:
            for name in MORE_FILTERS:
                if name == "since":
                    draw_event_years(selection)
                draw_field_widget(name, selection.dataset)
