"""What runs a question: the rows of its answer, or a clear reason why there are none."""

from datetime import date
from typing import Protocol, TypeAlias

from data.observed.events.feed_file import FeedFile
from data.observed.events.questions import Question

# The names of the tables of a feed in a database or a catalogue.
FEED_TABLES = "allweather_{}"
Cell: TypeAlias = str | int | date
Rows: TypeAlias = tuple[tuple[Cell, ...], ...]


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
