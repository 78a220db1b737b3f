"""The part of a text in which the words of a query are, with those words marked."""

from typing import NamedTuple

from data.search.query import Query
from data.search.words import words_in

_LONGEST = 150
_BEFORE = 40


class Part(NamedTuple):
    """A stretch of a text, and whether the query found it."""

    text: str
    is_found: bool = False


def parts_of(text: str, query: Query) -> tuple[Part, ...]:
    """The whole text in parts."""
    parts: list[Part] = []
    place = 0
    for word in words_in(text):
        if query.finds(word.text) and word.start >= place:
            if place < word.start:
                parts.append(Part(text[place : word.start]))
            parts.append(Part(text[word.start : word.end], is_found=True))
            place = word.end
    return (*parts, Part(text[place:])) if place < len(text) else tuple(parts)


def snippet_of(text: str, query: Query) -> tuple[Part, ...]:
    """At most `_LONGEST` characters around the first word that the query found; the beginning if it found none."""
    if len(text) <= _LONGEST:
        return parts_of(text, query)
    first = next((word.start for word in words_in(text) if query.finds(word.text)), 0)
    start = 0 if first < _LONGEST - _BEFORE else text.rfind(" ", 0, first - _BEFORE) + 1
    end = start + _LONGEST
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + _LONGEST // 2)
    cut = text[start:end]
    return parts_of(f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}", query)
