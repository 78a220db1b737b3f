"""What a reader chose for the figures of this session: size, look, language of labels, sources, marking, a title for one subject."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from components.session.reader import view
from data.base.clean_text import clean_line
from data.store.settings import settings
from data.view.view import View, on_page

_KEY = "figure_choices"


@dataclass(frozen=True)
class FigureChoices:
    """The choices; `titled` says of which figure and view, on any day, the title is. Without a language it is the page's."""

    size: str = "slide"
    scheme: str = "light"
    language: str = ""
    top_tie_only: bool = False
    with_sources: bool = False
    marking: str = ""
    title: str = ""
    titled: tuple[str, View] | None = None


def figure_choices() -> FigureChoices:
    choices: FigureChoices = st.session_state.get(_KEY, FigureChoices())
    return choices


def chosen_marking() -> str:
    """The marking that the reader chose, for all that leaves in this session; empty if the desk has it no longer."""
    chosen = figure_choices().marking
    return chosen if chosen in settings().handling.levels else ""


def choose_for_figures(**choices: Any) -> None:
    """Change some of the choices; for callbacks."""
    st.session_state[_KEY] = replace(figure_choices(), **choices)


def figure_title(kind: str) -> str:
    """The title given to the figure of this kind; empty once its view shows something else than another day."""
    choices = figure_choices()
    return choices.title if choices.titled == (kind, _any_day(kind)) else ""


def set_figure_title(kind: str, title: str) -> None:
    """For callbacks; an empty title is again the one made from the filters."""
    choose_for_figures(title=clean_line(title), titled=(kind, _any_day(kind)))


def _any_day(kind: str) -> View:
    return replace(on_page(view(), kind), as_of=date.min, against=None)
