"""What runs a question: the rows of its answer, or a clear reason why there are none."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol, TypeAlias

from data.model.cells import is_dyad
from data.observed.events.feed_file import FeedFile
from data.observed.events.questions import MOST_FEED_ROWS, Question
from data.observed.events.vocabulary import QUAD_NAMES

# The names of the tables of a feed in a database or a catalogue.
FEED_TABLES = "allweather_{}"
Cell: TypeAlias = str | int | date
Rows: TypeAlias = tuple[tuple[Cell, ...], ...]
# What an import writes: days of these years, actors of this form, no text longer.
_FIRST, _LAST, LONGEST_FEED_TEXT = date(1900, 1, 1), date(2100, 1, 1), 200
_ACTOR = re.compile(r"[A-Z]{3}|ORG:[A-Z0-9-]{1,80}", re.ASCII)
# Bytes of an answer of another machine, which comes as a whole.
_LARGEST_ANSWER = 100_000_000
_TOO_LARGE = f"The answer of the feed of events has more than {MOST_FEED_ROWS:,} rows. Ask for a shorter time, or import fewer sources."
_UNSOUND = (
    "The feed of events has rows that no import writes, so it is not shown. Whoever runs the server can import its files "
    "again into an empty folder."
)


class FeedError(Exception):
    """The feed does not answer; the text says why and what to do, for a reader."""


class CancelledError(FeedError):
    """The reader cancelled the question."""


class Engine(Protocol):
    """A place where the tables of a feed are, and what computes there; `feed` is what the import said of them."""

    name: str
    feed: FeedFile

    def edition(self) -> int:
        """The number of the newest edition; it goes up with each import. FeedError if the feed is gone."""

    def rows(self, question: Question, *, ticket: str = "") -> Rows:
        """The answer in its order. FeedError if there is none. With a `ticket` it can be cancelled."""

    def cancel(self, ticket: str) -> None:
        """Stop the question with this ticket, if it is still running."""

    def close(self) -> None:
        """Give back what the engine holds."""


def checked_rows(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Rows:
    """The rows of an answer; FeedError if they are too many, or a cell is none that an import writes.

    The tables may be anybody's: one row without a date, or a text of megabytes, would take the page away.
    """
    checks, sound = [_CHECKS.get(column, _is_plain) for column in columns], list[tuple[Cell, ...]]()
    for row in rows:
        if len(sound) == MOST_FEED_ROWS:
            raise FeedError(_TOO_LARGE)
        if not all(is_sound(cell) for is_sound, cell in zip(checks, row, strict=True)):
            raise FeedError(_UNSOUND)
        sound.append(row)
    return tuple(sound)


def rows_of_arrow(answer: Any) -> Rows:
    """The same of a table of Arrow."""
    if answer.nbytes > _LARGEST_ANSWER:
        raise FeedError(_TOO_LARGE)
    return checked_rows(answer.column_names, zip(*(column.to_pylist() for column in answer.columns), strict=True))


def _is_plain(cell: object) -> bool:
    return cell >= 0 if type(cell) is int else type(cell) is str and len(cell) <= LONGEST_FEED_TEXT


def _is_day(cell: object) -> bool:
    return type(cell) is date and _FIRST <= cell <= _LAST


def _is_actor(cell: object) -> bool:
    return type(cell) is str and _ACTOR.fullmatch(cell) is not None


_CHECKS: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("month", "day"), _is_day),
    **dict.fromkeys(("actor", "partner", "actor1", "actor2"), _is_actor),
    "dyad": lambda cell: type(cell) is str and is_dyad(cell),
    "quad": lambda cell: cell in QUAD_NAMES,
}
