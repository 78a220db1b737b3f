"""The summary above a picture, each filter in it removable; and what is shown in place of an empty picture."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from components import session
from components.frame.announce import announce
from components.style.markup import markdown_safe
from components.wording.coverage import no_ties_text
from components.wording.filters import FilterText, filters_in_use, view_summary
from components.wording.names import names_text
from data.base.days import day_text
from data.base.text import quantity
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, with_focus_shown, without
from data.view.view import View, with_page_fields_of

# Pixels: two lines of the summary and its filters; more of them scroll.
_HEIGHT = 64


def summary_height() -> int | Literal["content"]:
    """The height of what is above a picture, fixed so that nothing pushes the picture; notices are shown in full."""
    return "content" if session.notices() or session.remarks() else _HEIGHT


def show_notices() -> None:
    """Draw what could not be read of the link, or done, and what the last change put aside."""
    for notice in session.notices():
        st.warning(markdown_safe(notice))
    for remark in session.remarks():
        st.info(markdown_safe(remark))


def draw_summary_bar(selection: Selection, summary: str = "", *, hint: str = "", keeps_countries: bool = False) -> None:
    """Draw the summary (or the one that a page gives), a button to remove each filter, and one to remove all.

    Without filters the hint takes their place. On a page that is about the countries chosen, all are removed but these.
    """
    show_notices()
    view = selection.view
    is_focus_shown = view != session.view() and view == with_focus_shown(session.view())
    # While the reader's filters are off, what brings the focus into view does not count as one of them.
    filters, text = [] if is_focus_shown else filters_in_use(selection), summary or view_summary(selection)
    announce(text)
    with st.container(horizontal=True, key="summary_bar", vertical_alignment="center", gap="small"):
        st.markdown(f"**{markdown_safe(text)}**", width="content")
        if is_focus_shown:
            name = markdown_safe(actor_or_dyad(selection.dataset, view.focus))
            around = " Only those with a tie to it are shown." if view.steps else ""
            st.markdown(f"Filters are off: they hide {name}.{around}", width="content")
            st.button("Back to my filters", key="back_to_filters", on_click=_clear_focus, width="content")
        for one in filters:
            _draw_button(one)
        if hint and not filters and not is_focus_shown:
            st.caption(hint)
        if text := _removes_all_text(selection, filters, keeps_countries=keeps_countries):
            st.button(
                markdown_safe(text),
                key="reset",
                type="tertiary",
                on_click=_remove_all,
                args=(keeps_countries,),
                width="content",
            )


def draw_unseen_filters(selection: Selection, *fields: str) -> None:
    """Draw a button to remove each of these filters in use: no widget shows them, and the page has no summary that would."""
    if unseen := [one for one in filters_in_use(selection) if one.field in fields]:
        with st.container(horizontal=True, key="unseen_filters", gap="small"):
            for one in unseen:
                _draw_button(one)


def _draw_button(one: FilterText) -> None:
    st.button(
        f"{markdown_safe(one.words)} ×",
        key=f"drop_{one.field}",
        help=f"Remove this filter ({quantity(one.hides, 'more tie')})",
        on_click=_remove,
        args=(one.field,),
        width="content",
    )


def _removes_all_text(selection: Selection, filters: Sequence[FilterText], *, keeps_countries: bool) -> str:
    """What the button that removes all filters shows; "" where it would remove none."""
    kept = {"actors", "among"} if keeps_countries else set[str]()
    if all(one.field in kept for one in filters):
        return ""
    # The countries of small pictures are no filter of these, but are kept as well.
    view, countries = selection.view, session.view().actors
    if not kept or not countries:
        return "Show everything"
    names = names_text(selection.dataset, countries)
    return f"Show all ties {'among' if view.is_among else 'of'} {names}"


def _remove(field: str) -> None:
    session.set_view(without(session.view(), field))


def _clear_focus() -> None:
    session.set_view(replace(session.view(), focus="", steps=0), fit=True)


def _remove_all(keeps_countries: bool = False) -> None:
    view = session.view()
    layout = "rings" if view.layout == "focal" else view.layout
    everything = View(as_of=view.as_of, layout=layout, borders=view.borders)
    if keeps_countries:
        everything = replace(everything, actors=view.actors, among=view.among)
    session.set_view(with_page_fields_of(everything, view), fit=True)


def draw_empty_result(selection: Selection) -> bool:
    """Explain an empty picture and offer the way back; whether it was empty."""
    if selection.shown.any():
        return False
    removable = _removable_filters(selection)
    with st.container(key="empty", border=True):
        st.markdown(_reason(selection, removable))
        with st.container(horizontal=True):
            for one, ties in removable.items():
                text = f"Remove “{markdown_safe(one.words)}” ({quantity(ties, 'tie')})"
                st.button(text, key=f"remove_{one.field}", on_click=_remove, args=(one.field,), width="content")
            st.button("Show everything", key="remove_all", on_click=_remove_all, width="content")
    return True


def _removable_filters(selection: Selection) -> dict[FilterText, int]:
    """The filters each of which brings ties back if it alone is removed, and how many."""
    ties = {one: selection.count_without(one.field) for one in filters_in_use(selection) if one.filters_ties}
    return {one: number for one, number in ties.items() if number}


def _reason(selection: Selection, removable: dict[FilterText, int]) -> str:
    day = day_text(selection.view.as_of)
    if not selection.in_force.any():
        return f"**{no_ties_text(selection.view.as_of)}.** Choose another date on the time axis."
    if removable:
        return "**No ties match.** Remove a filter:"
    if selection.passed.any():
        return f"**No matching ties are on record for {day}.** The time axis shows when they were in force."
    return "**No ties match.** Removing a single filter does not help."
