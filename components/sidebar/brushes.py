"""Sliders below the bars of a filter: the date by its year, and the ranks of labels from one to another."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from components import session
from components.sidebar.counts import rank_strip
from components.style.markup import html_of
from data.tables.dataset import Dataset
from data.view.counts import Count, YearCounts

LEAST_RANKS = 3


def draw_year_brush(counts: YearCounts, day: date) -> None:
    """Draw the slider below the ties by year: another year, the same day of it."""
    first, last = counts.first, counts.first + len(counts.before) - 1
    if first < last:
        st.slider(
            "Year of the date shown",
            first,
            last,
            label_visibility="collapsed",
            **session.bind_choice("year_shown", min(max(day.year, first), last), lambda year: _choose_year(day, year)),
        )


def _choose_year(day: date, year: int) -> None:
    """The same day of another year; not one to come, unless the reader is there already."""
    if year != day.year:
        chosen = day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
        session.change(as_of=chosen if chosen < day else min(chosen, max(session.today(), day)))


def draw_rank_brush(dataset: Dataset, counts: Mapping[str, Count], chosen: tuple[str, ...]) -> None:
    """Draw a bar for each rank, from the highest, and below them the slider; nothing where there are few."""
    ranks = list(counts)
    if len(ranks) < LEAST_RANKS:
        return
    ends = range_of(ranks, chosen)
    st.html(html_of(rank_strip(dataset, counts, ends)))
    st.slider(
        "Ranks, from the highest",
        1,
        len(ranks),
        label_visibility="collapsed",
        **session.bind_choice("ranks_shown", ends, lambda numbers: _choose_ranks(ranks, numbers)),
    )


def range_of(ranks: Sequence[str], chosen: tuple[str, ...]) -> tuple[int, int]:
    """The ends of what is chosen, counted from 1, if it is all from one rank to another; else of everything."""
    places = [place for place, rank in enumerate(ranks, 1) if rank in chosen]
    if not places or len(places) < len(chosen) or places[-1] - places[0] >= len(places):
        return 1, len(ranks)
    return places[0], places[-1]


def _choose_ranks(ranks: Sequence[str], numbers: tuple[int, int]) -> None:
    """All ranks are no filter."""
    first, last = numbers
    everything = first == 1 and last == len(ranks)
    session.change(tiers=() if everything else tuple(ranks[first - 1 : last]))
