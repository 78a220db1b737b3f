"""What was guessed while reading an upload: each guess to be accepted or refused before any row is added."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import session
from components.upload.questions_step import Choose
from data.base.text import quantity
from data.export.added_rows import GUESS_COLUMNS, guess_rows
from data.upload.mapping.choices import Choices
from data.upload.overlay import Overlay
from data.upload.reading.raw import Guess, GuessKey

if TYPE_CHECKING:
    import pandas as pd

ACCEPT = "Accept"
# In pixels; a higher table scrolls.
MAX_TABLE_HEIGHT = 420
_ROW_HEIGHT = 35
# Nobody looks through more of them, and they are sent with every click.
MOST_GUESSES = 2_000


def draw_guess_tables(offer: Overlay, choose: Choose) -> None:
    """Draw the guesses with a tick box each, and the notices; `choose` refuses those without a tick."""
    guesses = [guess for guess in offer.guesses if not guess.is_notice]
    notices = [guess for guess in offer.guesses if guess.is_notice][:MOST_GUESSES]
    if guesses:
        _draw_guesses(offer, guesses, choose)
    if notices:
        st.markdown("**Also noted** (nothing to decide)")
        draw_text_table(GUESS_COLUMNS, guess_rows(notices), "What was also noted", key="upload_notices")


def _draw_guesses(offer: Overlay, guesses: list[Guess], choose: Choose) -> None:
    number = quantity(len(guesses), "guess", "guesses")
    if not offer.uploads:
        # The rows were read before the records were edited, and the files are no longer here to be read again.
        st.markdown(f"**{number}.** If one is wrong, correct your file and upload it again.")
        draw_text_table(GUESS_COLUMNS, guess_rows(guesses[:MOST_GUESSES]), "What was guessed", key="upload_guesses")
        return
    refused = sum(guess.key in offer.choices.refused for guess in guesses)
    first = f" The first {MOST_GUESSES:,} are listed." if len(guesses) > MOST_GUESSES else ""
    guesses = guesses[:MOST_GUESSES]
    refused_text = f", {refused:,} refused" if refused else ""
    st.markdown(
        f"**{number}{refused_text}.** Untick a wrong one: the text is then read exactly as you wrote it.{first}"
    )
    frame = frame_of_texts(GUESS_COLUMNS, guess_rows(guesses))
    frame.insert(0, ACCEPT, [guess.key not in offer.choices.refused for guess in guesses])
    # Streamlit stores ticks by the number of the row, so another list needs another key.
    key = f"upload_guesses_{hash(tuple(guess.key for guess in guesses))}"
    st.data_editor(
        frame,
        column_config={
            ACCEPT: st.column_config.CheckboxColumn(width="small", help="Press Space or Enter to tick or untick")
        },
        disabled=list(frame.columns[1:]),
        hide_index=True,
        width="stretch",
        height=_height(len(guesses)),
        alt="What was guessed, and whether you accept it",
        **session.bind_input(key, partial(_read_ticks, guesses, choose)),
    )


def _read_ticks(guesses: list[Guess], choose: Choose, state: Mapping[str, Any]) -> None:
    edits = state["edited_rows"]
    choose(lambda choices: replace(choices, refused=refused_after(choices, guesses, edits)))


def refused_after(
    choices: Choices, guesses: list[Guess], edits: Mapping[int, Mapping[str, bool]]
) -> frozenset[GuessKey]:
    """The refused guesses after the edits of the tick boxes; guesses not in the list remain as they were."""
    ticks = {
        guesses[row].key: cells[ACCEPT] for row, cells in edits.items() if ACCEPT in cells and 0 <= row < len(guesses)
    }
    untouched = (key for key in choices.refused if key not in ticks)
    return frozenset([*untouched, *(key for key, is_accepted in ticks.items() if not is_accepted)])


def draw_text_table(columns: tuple[str, ...], rows: list[tuple[str, ...]], alt: str, *, key: str) -> None:
    """Draw a table of texts; `alt` describes it for screen readers."""
    frame = frame_of_texts(columns, rows)
    st.dataframe(frame, hide_index=True, width="stretch", height=_height(len(rows)), key=key, alt=alt)


def frame_of_texts(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> "pd.DataFrame":
    """The rows, without the columns that are empty throughout."""
    # Most readers open no table, and pandas takes long to load.
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.loc[:, [column for column in columns if (frame[column] != "").any()]]


def _height(rows: int) -> int:
    return min(MAX_TABLE_HEIGHT, _ROW_HEIGHT * (rows + 1) + 3)
