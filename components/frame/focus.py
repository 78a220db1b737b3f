"""The actor or dyad in focus: the box to choose it, and what a click on a picture or its time axis sets."""

from contextlib import suppress

import streamlit as st

from components import session
from data.base.memo import memo
from data.tables.dataset import Dataset
from data.view.fields.codecs import UnreadableError, read_day
from data.view.fields.names import findable
from data.view.selection import Selection
from data.view.view import MOST_STEPS

MOST_DYADS = 1500
NOTHING_SELECTED = "Select a country or pair"


@memo
def focus_options(dataset: Dataset) -> dict[str, str]:
    """Every actor, then every dyad with a tie or an event, and the label to find it by.

    The same whatever is filtered: what is hidden can still be asked about, and the list travels once.
    """
    dyads = sorted({spell.dyad for spell in dataset.spells} | {event.dyad for event in dataset.events})
    offered = dyads if len(dyads) <= MOST_DYADS else []
    return {key: findable(dataset, key) or NOTHING_SELECTED for key in ("", *dataset.actors, *offered)}


def draw_focus_box(selection: Selection) -> None:
    """Draw the choice of a focus and, with one, how much around it is shown."""
    options = focus_options(selection.dataset)
    focus = selection.view.focus
    st.selectbox(
        "Focus",
        [*options, *([focus] if focus not in options else [])],
        format_func=lambda key: options.get(key) or findable(selection.dataset, key),
        help="Highlights one country or pair. You can also click the picture.",
        **session.bind("focus"),
    )
    if focus:
        st.segmented_control(
            "Show",
            range(MOST_STEPS + 1),
            format_func=_steps_label,
            help="Hides ties that are more steps away from the focus, on the date shown.",
            **session.bind("steps", read=lambda steps: steps or 0),
        )


def _steps_label(steps: int) -> str:
    return ("everything", "direct ties")[steps] if steps < 2 else f"{steps} steps"


def focus_on_click(picture: str) -> None:
    """Callback of a picture: an actor, a dyad, or the empty ground was clicked."""
    focus = session.picture_message(picture, "chosen")
    if focus is not None:
        set_focus(focus)


def set_day_on_axis(picture: str) -> None:
    """Callback of a picture: its time axis came to rest on a day."""
    with suppress(UnreadableError):
        session.change(as_of=read_day(session.picture_message(picture, "day") or ""))


def set_focus(focus: str) -> None:
    """Put something in focus; without a focus there are no steps."""
    session.change(focus=focus, **({} if focus else {"steps": 0}))
