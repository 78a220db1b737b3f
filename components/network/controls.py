"""What the picture writes on its ties, and in which language: two choices below the picture."""

import streamlit as st

from components import session
from components.frame.popover_focus import take_keyboard_focus
from components.network.words import LANGUAGE_NAMES, WORDS_NAMES
from data.view.view import LANGUAGES, WORDS, Language, View, Words


def draw_words_control(view: View) -> None:
    """Draw the button that opens the two choices."""
    popover = st.popover("Words", width="content", key="words_panel", on_change="rerun")
    if not popover.open:
        return
    with popover:
        take_keyboard_focus()
        st.segmented_control(
            "Words on ties",
            WORDS,
            format_func=WORDS_NAMES.__getitem__,
            **session.bind_choice("words", view.words, _choose_words),
        )
        st.segmented_control(
            "Language",
            LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            help="Original: the wording in the languages of the two sides, as far as it is on record; else in English.",
            **session.bind_choice("language", view.language, _choose_language),
        )


def _choose_words(words: Words | None) -> None:
    """A click on the choice in use chooses none: then it stays."""
    if words:
        session.change(words=words)


def _choose_language(language: Language | None) -> None:
    if language:
        session.change(language=language)
