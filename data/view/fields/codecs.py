"""How the value of a field is written in a link, and read from one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from data.base.clean_text import clean_line
from data.base.text import quoted
from data.model.cells import actors_of, dyad_of
from data.model.dates import FIRST_YEAR, LAST_YEAR
from data.tables.dataset import Dataset

# What a link says where nothing is chosen though a preset chooses something.
ANY = "any"
# Characters of a value: a text, and a list of all that the records hold of a kind.
LONGEST_TEXT, LONGEST_LIST = 120, 6_000
# Characters of a claim, which may name several countries and types of tie.
LONGEST_CLAIM = 2 * LONGEST_TEXT
# Characters of a reader’s note: three lines below a picture.
LONGEST_NOTE = 280
# A message names the choices if they are at most so many.
_MOST_NAMED = 12
V = TypeVar("V")
_FLAGS = {"yes": True, "no": False}


class UnreadableError(ValueError):
    """A part of a link that cannot be read; its text is for the reader."""


class Codec(Protocol):
    """One kind of value in a link. `longest` is the number of characters beyond which nothing is read."""

    @property
    def longest(self) -> int: ...

    def parse(self, text: str, dataset: Dataset) -> Any:
        """The value that a link gives; raises UnreadableError."""

    def write(self, value: Any) -> str | None:
        """What `parse` reads back; None if no link can hold the value."""


@dataclass(frozen=True)
class Day:
    """An ISO day; with `optional` also none."""

    optional: bool = False
    longest: int = LONGEST_TEXT

    def parse(self, text: str, dataset: Dataset) -> date | None:  # noqa: ARG002 (a day needs no records)
        return None if self.optional and text == ANY else read_day(text)

    def write(self, value: date | None) -> str:
        return value.isoformat() if value else ANY


@dataclass(frozen=True)
class Days:
    """At most `most` ISO days, each once, in the order in which the reader gave them."""

    most: int
    longest: int = LONGEST_TEXT

    def parse(self, text: str, dataset: Dataset) -> tuple[date, ...]:  # noqa: ARG002
        days = tuple(dict.fromkeys(read_day(part) for part in text.split(",") if text != ANY))
        return _at_most(days, self.most)

    def write(self, value: tuple[date, ...]) -> str:
        return ",".join(day.isoformat() for day in value) or ANY


@dataclass(frozen=True)
class OneOf:
    """One of the values that the records allow; with `optional` also none."""

    values: Callable[[Dataset], Iterable[str]]
    optional: bool = False
    longest: int = LONGEST_TEXT

    def parse(self, text: str, dataset: Dataset) -> str:
        return "" if self.optional and text == ANY else _one_of(self.values(dataset), text)

    def write(self, value: str) -> str:
        return value or ANY


@dataclass(frozen=True)
class ListOf:
    """Several of the values that the records allow; at most `most`, if there is a limit."""

    values: Callable[[Dataset], Iterable[str]]
    longest: int = LONGEST_LIST
    most: int = 0

    def parse(self, text: str, dataset: Dataset) -> tuple[str, ...]:
        if text == ANY:
            return ()
        allowed = dict.fromkeys(self.values(dataset))
        return _at_most(tuple(dict.fromkeys(_checked(allowed, part) for part in text.split(","))), self.most)

    def write(self, value: tuple[str, ...]) -> str | None:
        text = ",".join(value) or ANY
        return text if len(text) <= self.longest else None


@dataclass(frozen=True)
class Number:
    """A whole number from 0 through `most`."""

    most: int
    longest: int = LONGEST_TEXT

    def parse(self, text: str, dataset: Dataset) -> int:  # noqa: ARG002 (nor does a number)
        return int(_one_of([str(number) for number in range(self.most + 1)], text))

    def write(self, value: int) -> str:
        return str(value)


class Flag:
    """Yes or no."""

    longest = LONGEST_TEXT

    def parse(self, text: str, dataset: Dataset) -> bool:  # noqa: ARG002
        return _FLAGS[_one_of(_FLAGS, text)]

    def write(self, value: bool) -> str:
        return "yes" if value else "no"


class Text:
    """Anything that can be printed, up to a length."""

    longest = LONGEST_TEXT

    def parse(self, text: str, dataset: Dataset) -> str:  # noqa: ARG002
        if len(text) > LONGEST_TEXT or not text.isprintable():
            raise UnreadableError(f"use at most {LONGEST_TEXT} printable characters")
        return text

    def write(self, value: str) -> str:
        return value


class NoteText:
    """A text of the reader in one line: what no file may hold is taken out."""

    longest = LONGEST_NOTE

    def parse(self, text: str, dataset: Dataset) -> str:  # noqa: ARG002
        return note_line(text)

    def write(self, value: str) -> str:
        return note_line(value)


def note_line(text: str) -> str:
    """A text as a note may be: one line of at most LONGEST_NOTE characters."""
    return clean_line("".join(character for character in clean_line(text) if character.isprintable())[:LONGEST_NOTE])


class ActorOrDyad:
    """An actor, or a dyad of two in either order; or neither."""

    longest = LONGEST_TEXT

    def parse(self, text: str, dataset: Dataset) -> str:
        if text == ANY or text in dataset.actors:
            return "" if text == ANY else text
        try:
            one, other = actors_of(text)
        except ValueError:
            one = other = ""
        if one == other or not {one, other} <= dataset.actors.keys():
            raise UnreadableError(f"{quoted(text)} is not an actor or a pair of actors in the records")
        return dyad_of(one, other)

    def write(self, value: str) -> str:
        return value or ANY


@dataclass(frozen=True)
class ActorsOrDyads:
    """Several of them, separated by commas; at most `most`, if there is a limit."""

    most: int = 0
    longest: int = LONGEST_LIST

    def parse(self, text: str, dataset: Dataset) -> tuple[str, ...]:
        one = ActorOrDyad()
        parts = [part for part in text.split(",") if part and text != ANY]
        found = tuple(dict.fromkeys(one.parse(part, dataset) for part in parts))
        return _at_most(found, self.most)

    def write(self, value: tuple[str, ...]) -> str | None:
        text = ",".join(value) or ANY
        return text if len(text) <= self.longest else None


def _at_most(values: tuple[V, ...], most: int) -> tuple[V, ...]:
    """The values themselves, if they are not more; 0 is no limit."""
    if most and len(values) > most:
        raise UnreadableError(f"choose at most {most}")
    return values


def read_day(text: str) -> date:
    """An ISO day within the years that a page can draw; raises UnreadableError."""
    try:
        # Python also reads 20230301.
        if len(text) != len("2023-03-01"):
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError:
        raise UnreadableError(f"{quoted(text)} is not a valid date (use 2023-03-01)") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableError(f"{quoted(text)} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _one_of(values: Iterable[str], text: str) -> str:
    return _checked(dict.fromkeys(values), text)


def _checked(allowed: Mapping[str, None], text: str) -> str:
    """The text, if it is allowed; else the message names the choices where they are few."""
    if text in allowed:
        return text
    if len(allowed) > _MOST_NAMED:
        raise UnreadableError(f"{quoted(text)} is not in the records")
    raise UnreadableError(f"{quoted(text)} is not one of {', '.join(allowed) or 'the records'}")
