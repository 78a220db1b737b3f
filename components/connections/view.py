"""The answer about the network on the page: in words, as a picture, as a list with its evidence, as a table."""

from functools import partial

import streamlit as st

from components import session
from components.connections.answers.answer import NetworkAnswer
from components.connections.answers.path_words import connection_answer
from components.connections.claim_words import claim_button_text, claim_of_question
from components.connections.form import ask_about
from components.connections.picture import lit_mask, pictured
from components.connections.rows import (
    answer_evidence,
    answer_frame,
    answer_gaps,
    answer_head,
    answer_text,
    sources_alone,
)
from components.connections.time_strip import time_strip
from components.connections.words import asked_actors, chosen_actor, question_of
from components.frame.download import draw_text_to_copy
from components.frame.focus import set_day_on_axis
from components.frame.tables import ROW_OF_SEVERAL_LINES
from components.network.heading import small_print
from components.network.packed import packed
from components.network.payload import network_bytes
from components.network.places import arrangement_for, places_bytes
from components.network.view import draw_network_picture
from components.network.view_message import view_of
from components.session.navigation import go
from components.style.markup import element, html_of, markdown_safe
from data.view.fields.names import focus_actors, is_actor_or_dyad
from data.view.selection import Selection

PICTURE = "connections"
# Pixels: on a small screen these four columns fill the table, and none is cut at its edge.
_WIDTHS = {"Pair": 132, "Wording": 162, "In force": 122, "Grade": 88}
_NOTHING_TO_DRAW = "No tie on record supports this answer, so there is nothing to draw."


def draw_answer_head(answer: NetworkAnswer) -> None:
    """Draw the answer in sentences."""
    st.html(html_of(answer_head(answer)))


def draw_answer_picture(selection: Selection, answer: NetworkAnswer) -> None:
    """Draw the actors of the answer; its ties in full, the other ties among them dimmed."""
    if not answer.lit:
        st.info(_NOTHING_TO_DRAW)
        return
    shown = pictured(selection, answer)
    now = session.today()
    message = view_of(
        shown,
        now,
        name=PICTURE,
        heading=small_print(shown),
        fit_count=session.fit_count(),
        message_number=session.picture_message_number(PICTURE),
    )
    # The filters of a question are in its form; the texts of the picture name no others.
    # Each group has a place of its own here, so that its members need no number.
    hulls = [{"name": name, "actors": actors, "isApart": True} for name, actors in answer.hulls]
    hulls += [{"name": name, "actors": actors, "isTriangle": True} for name, actors in answer.triangles]
    message |= {"marked": packed(lit_mask(shown, answer)), "filtersText": "", "hulls": hulls, "isAnswer": True}
    draw_network_picture(
        network_bytes(shown.ties, now),
        places_bytes(shown.ties, arrangement_for(shown)),
        message,
        on_chosen=partial(_take_click, selection),
        on_day=set_day_on_axis,
        on_styles=_leave_styles,
    )


def _leave_styles(picture: str) -> None:
    """The legend of this picture filters nothing: the form above does."""
    session.picture_message(picture, "styles")


def _take_click(selection: Selection, picture: str) -> None:
    """A click on an actor asks the question of it, beside the first where it is about two; on a pair, of both; on the ground,
    nothing.
    """
    chosen = session.picture_message(picture, "chosen")
    if not chosen or not is_actor_or_dyad(selection.dataset, chosen):
        return
    clicked, now = focus_actors(selection.dataset, chosen), asked_actors(selection)[:2]
    question = question_of(selection)
    if question in ("connected", "common") and len(clicked) == 1:
        clicked = (now[0], *clicked)
    elif question == "groups":
        clicked, now = clicked[:1], (chosen_actor(selection),)
    if len(set(clicked)) == len(clicked) and set(clicked) != set(now):
        ask_about(selection, clicked)


def draw_answer_evidence(selection: Selection, answer: NetworkAnswer) -> None:
    """Draw each line of the answer with its ties and sources; and the same as a table."""
    if answer.parts:
        evidence, table = st.tabs(["Evidence", "Table"])
        evidence.html(html_of(answer_evidence(selection.ties, answer)))
        frame = answer_frame(selection.ties, answer)
        has_remarks = "Remark" in frame and frame["Remark"].str.len().max() > 0
        table.dataframe(
            frame,
            hide_index=True,
            width="stretch",
            key="connections_table",
            row_height=ROW_OF_SEVERAL_LINES,
            column_config={
                **{name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()},
                "Remark": st.column_config.TextColumn(width="large" if has_remarks else "small"),
            },
            alt=answer.subject,
        )


def draw_connection_card(selection: Selection, one: str, other: str) -> None:
    """Draw, for two actors, how they are connected in one sentence, and the way to the page that shows it."""
    answer = connection_answer(selection, one, other, ())
    with st.container(border=True, key="connection_card"):
        st.html(html_of(element("p", answer.sentence, class_="aw-finding")))
        if st.button("Ask the network", key="ask_network", type="tertiary", on_click=_ask, args=(one, other)):
            go("connected")


def _ask(one: str, other: str) -> None:
    session.change(between=(one, other), question="connected", without=())


def draw_answer_over_time(selection: Selection, answer: NetworkAnswer) -> None:
    """Draw when each line of the answer held."""
    if (strip := time_strip(selection, answer)) is not None:
        st.html(html_of(strip))


def draw_answer_sources(selection: Selection, answer: NetworkAnswer) -> None:
    """Draw on which sources the ties rest, where the question is what depends on them."""
    if (sources := sources_alone(selection.ties, answer)) is not None:
        st.html(html_of(sources))


def draw_claim_button(selection: Selection) -> None:
    """Draw the way to the page that checks the same as a claim: when it was true, and when not."""
    claim = claim_of_question(selection)
    if claim is None:
        return
    text = markdown_safe(claim_button_text(selection, claim))
    if st.button(text, key="ask_claim", on_click=session.change, kwargs={"claim": claim}):
        go("claims")


def draw_answer_gaps(answer: NetworkAnswer) -> None:
    """Draw what was not searched."""
    if (gaps := answer_gaps(answer)) is not None:
        st.html(html_of(gaps))


def draw_copy_answer(selection: Selection, answer: NetworkAnswer) -> None:
    """Draw the answer as plain text to copy; made only once the box is opened."""
    box = st.expander("Copy the answer with sources", key="copy_connection", on_change="rerun")
    if box.open:
        with box:
            draw_text_to_copy(answer_text(selection, answer), height=320)
