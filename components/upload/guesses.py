"""How an upload was read where that was not sure: each guess to be taken or refused, before any of it counts."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from data.base.text import counted
from data.export import added_rows as saving
from data.upload.overlay import Overlay
from data.upload.raw import Guess, Key

TAKE = "Take"
# Above it a table scrolls.
MOST_HEIGHT = 420
_ROW = 35


def guess_tables(offer: Overlay, refuse: Callable[[frozenset[Key]], None]) -> None:
    """Draw the guesses with a box each, and what could only be told; `refuse` gets those that are not to count."""
    guesses = [guess for guess in offer.guesses if not guess.only_told]
    told = [guess for guess in offer.guesses if guess.only_told]
    if guesses:
        _choices(offer, guesses, refuse)
    if told:
        st.markdown("**Also met**, and not to be read otherwise:")
        plain_table(saving.GUESS_COLUMNS, saving.guess_rows(told), "What was left out or taken", key="own_told")


def _choices(offer: Overlay, guesses: list[Guess], refuse: Callable[[frozenset[Key]], None]) -> None:
    number = counted(len(guesses), "guess", "guesses")
    if not offer.uploads:
        # The records were edited since, and the files are no longer there to be read otherwise.
        st.markdown(f"**{number}.** If one is wrong, write it otherwise and drop the file again.")
        plain_table(saving.GUESS_COLUMNS, saving.guess_rows(guesses), "What was guessed", key="own_guesses")
        return
    away = sum(guess.key in offer.refused for guess in guesses)
    refused = f", {away:,} of them refused" if away else ""
    st.markdown(f"**{number}{refused}.** Untick one that is wrong: what it is about then stays as it was written.")
    frame = filled(saving.GUESS_COLUMNS, saving.guess_rows(guesses))
    frame.insert(0, TAKE, [guess.key not in offer.refused for guess in guesses])
    # Another list is another table: ticks are kept by the number of their row.
    key = f"own_guesses_{hash(tuple(guess.key for guess in guesses))}"
    st.data_editor(
        frame,
        column_config={TAKE: st.column_config.CheckboxColumn(width="small", help="Space or Enter ticks and unticks")},
        disabled=list(frame.columns[1:]),
        hide_index=True,
        width="stretch",
        height=_height(len(guesses)),
        alt="What was guessed, and whether to take it",
        **session.bind_input(key, partial(_land, offer, guesses, refuse)),
    )


def _land(
    offer: Overlay, guesses: list[Guess], refuse: Callable[[frozenset[Key]], None], edits: Mapping[str, Any]
) -> None:
    refuse(refused_in(offer, guesses, edits["edited_rows"]))


def refused_in(offer: Overlay, guesses: list[Guess], edited: Mapping[int, Mapping[str, bool]]) -> frozenset[Key]:
    """The guesses refused once the ticks count; those that are not listed now stay as they were."""
    ticks = {guesses[row].key: cells[TAKE] for row, cells in edited.items() if TAKE in cells}
    untouched = (key for key in offer.refused if key not in ticks)
    return frozenset([*untouched, *(key for key, taken in ticks.items() if not taken)])


def plain_table(columns: tuple[str, ...], rows: list[tuple[str, ...]], about: str, *, key: str) -> None:
    """Draw rows of texts; `about` is the table in words."""
    frame = filled(columns, rows)
    st.dataframe(frame, hide_index=True, width="stretch", height=_height(len(rows)), key=key, alt=about)


def filled(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> pd.DataFrame:
    """The rows; a column in which nothing stands only takes room."""
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.loc[:, [column for column in columns if (frame[column] != "").any()]]


def _height(rows: int) -> int:
    return min(MOST_HEIGHT, _ROW * (rows + 1) + 3)
