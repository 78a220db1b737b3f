"""Widgets -> the question about the network in the view."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from components import session
from components.connections.carried import carried_to, without_named
from components.connections.words import QUESTION_NAMES, asked_actors, chosen_actor, question_of
from components.frame.day_box import draw_day_box
from components.frame.popover_focus import take_keyboard_focus
from components.session import workspace
from components.wording.names import name_before_others
from data.analysis.connections.common import MOST_ACTORS
from data.base.text import list_text
from data.model.vocabulary import GRADES
from data.view.fields.names import findable, layer_name
from data.view.fields.options import layers_in_use
from data.view.selection import Selection
from data.view.view import QUESTIONS, Question

CHOOSE_SECOND = "Choose a second country"
SECOND_LABELS: dict[Question, str] = {
    "connected": "To",
    "common": "And",
    "hangs": "The tie with (optional)",
    "triangles": "The tie with (optional)",
}
# Questions that can be asked of one country too.
OF_ONE = ("hangs", "triangles")
# In the others a measure is a tie too.
WITHOUT_MEASURES = ("connected", "hangs", "groups")
COUNTED_TEXTS: dict[Question, str] = {
    "connected": "Measures connect nobody, so they do not count here.",
    "hangs": "Nobody depends on a measure, so measures do not count here.",
    "groups": "Measures hold no group together, so they do not count here.",
    "common": "Measures count here, as two can share them.",
    "triangles": "Measures count here: they are the negative sides.",
}


def draw_question_form(selection: Selection) -> None:
    """Draw the choice of question, of the actors that it is about, and of what counts."""
    actors, question = asked_actors(selection), question_of(selection)
    st.segmented_control(
        "Question",
        list(QUESTIONS),
        format_func=QUESTION_NAMES.__getitem__,
        label_visibility="collapsed",
        width="content",
        **session.bind_choice("network_question", question, partial(_choose_question, selection)),
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="connections_form"):
        if question == "groups":
            _draw_one(selection)
        else:
            _draw_end(selection, actors, 0, "From" if question == "connected" else "Country")
            _draw_end(selection, actors, 1, SECOND_LABELS[question])
        if question == "common":
            _draw_others(selection, actors)
        if question == "connected":
            _draw_without(selection, actors)
        draw_day_box(
            selection,
            "Date",
            selection.view.as_of,
            session.bind_choice("connections_day", selection.view.as_of, _choose_day),
            width=160,
        )
        _draw_counted(selection)
    # What counts changes with the question, though nobody has chosen anything.
    if not selection.view.layers:
        st.caption(COUNTED_TEXTS[question])


def _draw_counted(selection: Selection) -> None:
    """Draw the button that opens what counts: types of tie, and how well it is supported."""
    view = selection.view
    parts = [*map(layer_name, view.layers), *view.grades]
    everything = "all but measures" if question_of(selection) in WITHOUT_MEASURES else "all ties"
    popover = st.popover(
        f"Counted: {list_text(parts) if parts else everything}", key="connections_counted", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        take_keyboard_focus()
        st.pills(
            "Types of tie",
            layers_in_use(selection.dataset),
            selection_mode="multi",
            format_func=layer_name,
            help="None chosen: all of them. Adversarial measures connect nobody unless you choose them here.",
            **session.bind_list("layers"),
        )
        st.pills("Quality of the evidence", GRADES, selection_mode="multi", **session.bind_list("grades"))


def _draw_end(selection: Selection, actors: tuple[str, ...], place: int, label: str) -> None:
    chosen = actors[place] if place < len(actors) else None
    taken = {actor for number, actor in enumerate(actors) if number != place}
    can_be_cleared = place > 0 and question_of(selection) in OF_ONE
    st.selectbox(
        label,
        [actor for actor in selection.dataset.actors if actor not in taken],
        index=None if can_be_cleared or chosen is None else 0,
        format_func=lambda actor: name_before_others(selection.dataset, actor),
        placeholder=CHOOSE_SECOND,
        width=230,
        **session.bind_choice(
            f"connections_{place}", chosen, lambda actor: _choose_end(selection, actors, place, actor)
        ),
    )


def _choose_end(selection: Selection, actors: tuple[str, ...], place: int, actor: str | None) -> None:
    if actor:
        ask_about(selection, (*actors[:place], actor, *actors[place + 1 :]))
    elif place:
        ask_about(selection, actors[:place])


def ask_about(selection: Selection, between: tuple[str, ...]) -> None:
    """Ask the question in view about these; who is now one of them is not left out any more. For callbacks."""
    without, remarks = without_named(selection, between)
    session.set_view(replace(session.view(), between=between, without=without), remarks=remarks)


def _draw_one(selection: Selection) -> None:
    """The country whose group is asked for; nobody has to be chosen."""
    st.selectbox(
        "Country (optional)",
        list(selection.dataset.actors),
        index=None,
        format_func=lambda actor: name_before_others(selection.dataset, actor),
        placeholder="In which group is …",
        width=230,
        **session.bind_choice("connections_member", chosen_actor(selection) or None, _choose_one),
    )


def _choose_one(actor: str | None) -> None:
    session.change(between=(actor,) if actor else (), focus="")


def _draw_others(selection: Selection, actors: tuple[str, ...]) -> None:
    st.multiselect(
        "And also",
        [actor for actor in selection.dataset.actors if actor not in actors[:2]],
        format_func=lambda actor: findable(selection.dataset, actor),
        max_selections=MOST_ACTORS - 2,
        select_all=False,
        placeholder="Up to three more",
        width=260,
        **session.bind_choice(
            "connections_others", list(actors[2:]), lambda others: session.change(between=(*actors[:2], *others))
        ),
    )


def _draw_without(selection: Selection, actors: tuple[str, ...]) -> None:
    without = [actor for actor in selection.view.without if actor not in actors[:2]]
    st.multiselect(
        "Without",
        [actor for actor in selection.dataset.actors if actor not in actors[:2]],
        format_func=lambda actor: findable(selection.dataset, actor),
        select_all=False,
        placeholder="Leave out countries or organisations",
        width=260,
        **session.bind_choice("connections_without", without, lambda chosen: session.change(without=tuple(chosen))),
    )


def _choose_question(selection: Selection, question: Question | None) -> None:
    """A click on the question in use chooses none: then it stays."""
    if not question or question == question_of(selection):
        return
    carried = carried_to(selection, question, workspace.question_aside())
    workspace.set_question_aside(*carried.aside)
    view = replace(session.view(), question=question, between=carried.between, without=carried.without)
    session.set_view(view, remarks=carried.remarks)


def _choose_day(day: date | None) -> None:
    if day:
        session.change(as_of=day)
