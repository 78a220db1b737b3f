"""A text and the lines that it was broken into -> where on the page its web addresses are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from components.figure.addresses import ADDRESS, link_target
from components.figure.layout.page import PageText
from components.figure.model import Box, TextLine
from components.figure.text.fonts import Fonts


@dataclass(frozen=True)
class PageLink:
    """A web address, and the box of its text, or of the part of it in one line."""

    address: str
    box: Box


def links_in(text: str, lines: Sequence[PageText | TextLine], fonts: Fonts) -> Iterator[PageLink]:
    """The addresses in the text; one that is broken has a box in each of its lines."""
    # Breaking drops spaces and nothing else, so what is left of text and lines is the same, character by character.
    places = [(row, place) for row, line in enumerate(lines) for place in _letters(line.text)]
    number_of = {place: number for number, place in enumerate(_letters(text))}
    for match in ADDRESS.finditer(text):
        address = link_target(match.group())
        if not address:
            continue
        numbers = range(number_of[match.start()], min(number_of[match.end() - 1] + 1, len(places)))
        for row, group in groupby((places[number] for number in numbers), key=lambda place: place[0]):
            first, *_, last = [place for _, place in group] * 2
            yield PageLink(address, _box(lines[row], first, last + 1, fonts))


def _letters(text: str) -> list[int]:
    """The places of all characters that are no spaces."""
    return [place for place, character in enumerate(text) if not character.isspace()]


def _box(line: PageText | TextLine, first: int, end: int, fonts: Fonts) -> Box:
    left = line.x + fonts.width(line.text[:first], line.size, line.weight)
    width = fonts.width(line.text[first:end], line.size, line.weight)
    return left, line.y - line.size * 0.85, left + width, line.y + line.size * 0.25
