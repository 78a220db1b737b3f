"""Widgets -> the countries or dates that are shown side by side."""

from collections.abc import Iterable
from datetime import date
from functools import partial

import streamlit as st

from components import session
from components.frame.day_box import draw_day_box
from components.multiples.words import days_of, panels_offered
from data.base.days import day_text
from data.view.fields.names import findable
from data.view.selection import Selection, first_day
from data.view.view import MOST_PANELS

DATES, COUNTRIES = "Dates", "Countries"
_COUNTRIES_KEY = "panels_countries"


def draw_panels_form(selection: Selection) -> None:
    """Draw the choice between dates and countries, and of which."""
    view = selection.view
    with st.container(key="panels_form"):
        st.segmented_control(
            "Side by side",
            [DATES, COUNTRIES],
            **session.bind_choice(
                "panels_of", COUNTRIES if view.panels else DATES, lambda chosen: _choose_kind(selection, chosen)
            ),
        )
        # Each kind has a place of its own, so that the boxes of the other go at once and not when all is drawn.
        if view.panels:
            st.empty()
            with st.container(horizontal=True, vertical_alignment="bottom", key="panels_form_countries"):
                _draw_countries(selection)
        else:
            with st.container(horizontal=True, vertical_alignment="bottom", key="panels_form_dates"):
                _draw_days(selection)
            st.empty()


def are_countries_to_choose(selection: Selection) -> bool:
    """Whether the reader cleared the countries and has chosen none yet."""
    return session.is_emptied(_COUNTRIES_KEY, list(selection.view.panels))


def _draw_countries(selection: Selection) -> None:
    view = selection.view
    st.multiselect(
        f"Countries, up to {MOST_PANELS}",
        list(selection.dataset.actors),
        format_func=lambda actor: findable(selection.dataset, actor),
        max_selections=MOST_PANELS,
        # It would be the first option, and fill the box up to its limit.
        select_all=False,
        width=560,
        **session.bind_several(_COUNTRIES_KEY, list(view.panels), _choose_countries),
    )
    draw_day_box(selection, "Date", view.as_of, session.bind_choice("panels_day", view.as_of, _choose_day), width=160)


def _draw_days(selection: Selection) -> None:
    """A box for each date, and an empty one for another while there is room.

    The boxes stay where they are whatever is typed; the pictures are in order of time.
    """
    days: tuple[date | None, ...] = selection.view.days or days_of(selection)
    for place, day in enumerate((*days, None)[:MOST_PANELS]):
        st.date_input(
            f"Date {place + 1}",
            min_value=min(first_day(selection.ties), *(one for one in days if one)),
            max_value=max(session.today(), *(one for one in days if one)),
            format="YYYY-MM-DD",
            width=150,
            **session.bind_choice(f"panels_day_{place}", day, partial(_choose_panel_day, days, place)),
        )


def _choose_kind(selection: Selection, chosen: str | None) -> None:
    """A click on the choice in use chooses none: then it stays. The dates are of the countries that were side by side."""
    if chosen == COUNTRIES and selection.view.actors:
        _choose_countries(panels_offered(selection))
    elif chosen:
        session.change(panels=panels_offered(selection) if chosen == COUNTRIES else ())


def _choose_countries(chosen: Iterable[str]) -> None:
    """The filter of countries goes with them: the pictures show all their partners, not only ties between some others."""
    session.change(panels=tuple(chosen), actors=tuple(chosen), among=False)


def _choose_day(day: date | None) -> None:
    if day:
        session.change(as_of=day)


def _choose_panel_day(days: tuple[date | None, ...], place: int, chosen: date | None) -> None:
    """Another date in its place, one more, or one less; one that is there already is not taken twice."""
    if chosen and chosen in days:
        session.set_view(session.view(), remarks=(f"{day_text(chosen)} is among the dates already.",))
        return
    changed = [*days[:place], chosen, *days[place + 1 :]]
    session.change(days=tuple(day for day in changed if day))
