"""The actor or dyad in focus: the box to choose it, and where a click or a day from the picture lands."""

from datetime import date

import streamlit as st

from components import session
from data.base.memo import memo
from data.tables.dataset import Dataset
from data.view.fields.names import findable
from data.view.selection import Selection
from data.view.view import MOST_STEPS

MOST_DYADS = 1500


@memo
def focus_options(dataset: Dataset) -> dict[str, str]:
    """Every actor, then every dyad with a tie or an event, and the label to find it by.

    The same whatever is filtered: what is hidden can still be asked about, and the list travels once.
    """
    dyads = sorted({spell.dyad for spell in dataset.spells} | {event.dyad for event in dataset.events})
    known = dyads if len(dyads) <= MOST_DYADS else []
    return {key: findable(dataset, key) for key in ("", *dataset.actors, *known)}


def focus_box(selection: Selection) -> None:
    options = focus_options(selection.dataset)
    focus = selection.view.focus
    st.selectbox(
        "Focus",
        [*options, *([focus] if focus not in options else [])],
        format_func=lambda key: options.get(key) or findable(selection.dataset, key),
        help="An actor or a dyad: the rest is dimmed, not hidden. A click on the picture does the same.",
        **session.bind("focus"),
    )
    if focus:
        st.segmented_control(
            "Only what is near the focus",
            range(MOST_STEPS + 1),
            format_func=lambda steps: "all" if not steps else f"{steps} step{'s' * (steps > 1)}",
            help="Hides every tie that is further from the focus than so many steps, on the day shown.",
            **session.bind("steps", read=lambda steps: steps or 0),
        )


def land_click(picture: str) -> None:
    """A click on a picture: an actor, a dyad, or the empty ground."""
    focus = session.picture_message(picture, "chosen")
    if focus is not None:
        choose(focus)


def land_day(picture: str) -> None:
    """The day on which the time axis came to rest."""
    settled = session.picture_message(picture, "settled")
    if settled:
        session.change(as_of=date.fromisoformat(settled))


def choose(focus: str) -> None:
    """Put something in focus; without a focus there are no steps."""
    session.change(focus=focus, **({} if focus else {"steps": 0}))
