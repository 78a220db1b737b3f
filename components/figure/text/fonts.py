"""Texts -> how wide they are, where they break into lines, and the fonts that draw them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, takewhile
from pathlib import Path

from components.figure.text import footnotes
from components.figure.text.font_files import (
    CHINESE,
    FAMILIES,
    REGULAR,
    WEIGHTS,
    family_of,
    font_path,
    is_drawn,
    subset_base64,
    width_table,
    write_fonts,
)
from components.figure.text.font_folder import are_there, font_folder

BASIC_CHARACTERS = "".join(map(chr, range(32, 127))) + f"\u00a0–—−·’“”…→↑↓≠±×✓•†{footnotes.CHARACTERS}"
# The least width of a last line, as a share of the room, and the widths tried to get there.
LEAST_LAST_LINE, NARROWER = 0.3, (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
# Part of the name of the folder in which fonts are stored: another way of making them needs another folder.
FONTS_VERSION = "6"

# How many widths are remembered.
MOST_WIDTHS = 20_000


@dataclass(frozen=True)
class FontRun:
    """A part of a text that one font family draws."""

    family: str
    text: str


def font_runs(text: str) -> list[FontRun]:
    """The text in parts by family; a space belongs to the part before it."""
    parts: list[tuple[str, str]] = []
    for character in text:
        family = parts[-1][0] if character == " " and parts else family_of(character)
        parts.append((family, character))
    groups = groupby(parts, lambda part: part[0])
    return [FontRun(family, "".join(character for _, character in group)) for family, group in groups]


class Fonts:
    """Static fonts with the characters of some texts, and the widths of those characters."""

    def __init__(self, texts: Iterable[str]) -> None:
        # What no font has would change their name and nothing in them: each such letter would cost new files.
        self.characters = frozenset(filter(is_drawn, frozenset(BASIC_CHARACTERS).union(*texts)))
        self._tables: dict[tuple[str, int], dict[str, float]] = {}
        # The same words are measured many times while a place for them is looked for. Known by their hash, as fonts outlive
        # the reader who wrote them.
        self._widths: dict[tuple[int, int, int], float] = {}

    def __reduce__(self) -> tuple[type["Fonts"], tuple[frozenset[str]]]:
        """A copy for another process has no widths: it would not find them, as each process has hashes of its own."""
        return Fonts, (self.characters,)

    @cached_property
    def digest(self) -> str:
        """Tells one set of characters from another; part of the fonts' names, as two sets may be in use at once."""
        # A letter first: the name of a font family may hold no word that begins with a digit.
        return "v" + hashlib.sha256(f"{FONTS_VERSION}{''.join(sorted(self.characters))}".encode()).hexdigest()[:12]

    def name(self, family: str) -> str:
        """The name inside the font files of a family."""
        return f"{family} {self.digest}"

    @property
    def folder(self) -> Path:
        """The folder with the font files, which are made if they are not there, or no longer: checked on each use.

        Raises FontsError where too many sets of fonts were made a moment ago.
        """
        folder = font_folder(self.digest)
        if not are_there(font_path(folder, *kind) for kind in self._kinds):
            write_fonts(folder, self.characters, self.name)
        return folder

    @cached_property
    def _kinds(self) -> list[tuple[str, int]]:
        """(family, weight) of each file that it needs."""
        families = {family_of(character) for character in self.characters}
        return [(family, weight) for family in FAMILIES if family in families for weight in WEIGHTS]

    def width(self, text: str, size: float, weight: int = REGULAR) -> float:
        """The width of a text, in the unit of `size`; kerning and joined letters are not counted."""
        key = hash(text), len(text), weight
        known = self._widths.get(key)
        if known is None:
            if len(self._widths) >= MOST_WIDTHS:
                self._widths.clear()
            known = sum(self._character_width(run.family, weight, one) for run in font_runs(text) for one in run.text)
            self._widths[key] = known
        return known * size

    def _character_width(self, family: str, weight: int, character: str) -> float:
        table = self._tables.get((family, weight))
        if table is None:
            table = self._tables[family, weight] = width_table(font_path(self.folder, family, weight))
        return table.get(character, table[""])

    def wrap(self, text: str, size: float, room: float, weight: int = REGULAR) -> list[str]:
        """The text in lines no wider than `room`. Chinese breaks anywhere, and so does a word that is too long."""
        # Widths add up, as kerning is not counted: each piece is measured once, not with all before it.
        lines, line, used = [], "", 0.0
        for piece in _pieces(text):
            width = self.width(piece.rstrip(), size, weight)
            if line and used + width > room:
                lines.append(line.rstrip())
                line, used = "", 0.0
            if width > room:
                *full, piece = self._cut(piece, size, room, weight)
                lines += full
            line += piece
            used += self.width(piece, size, weight)
        return [*lines, line.rstrip()] if line.strip() or not lines else lines

    def wrap_evenly(self, text: str, size: float, room: float, weight: int = REGULAR) -> list[str]:
        """In no more lines than `wrap`, none of them narrower than needed for a last line of more than a word or two."""
        lines = self.wrap(text, size, room, weight)
        if len(lines) == 1 or self.width(lines[-1], size, weight) >= LEAST_LAST_LINE * room:
            return lines
        for share in NARROWER:
            narrower = self.wrap(text, size, share * room, weight)
            if len(narrower) > len(lines):
                break
            if self.width(narrower[-1], size, weight) >= LEAST_LAST_LINE * room:
                return narrower
        return lines

    def _cut(self, piece: str, size: float, room: float, weight: int) -> list[str]:
        """A piece that is too long, in parts that fit, of a character at least; a word with a hyphen is parted there."""
        parts, begin, used = [], 0, 0.0
        for place, character in enumerate(piece):
            width = self.width(character, size, weight)
            if used + width > room and place > begin:
                end = _after_hyphen(piece, begin, place)
                parts.append(piece[begin:end])
                begin, used = end, self.width(piece[end:place], size, weight)
            used += width
        return [*parts, piece[begin:]]

    def fitting_length(self, text: str, size: float, room: float, weight: int = REGULAR) -> int:
        """How many characters of the text fit into `room`, at least one; a text may be very long, so it is not measured."""
        widths = accumulate(self.width(character, size, weight) for character in text)
        return max(min(1, len(text)), sum(1 for _ in takewhile(lambda width: width <= room, widths)))

    def shorten(self, text: str, size: float, room: float, *, least: str = "", weight: int = REGULAR) -> str:
        """The text if it fits, else its beginning and "…"; `least` if hardly more fits, and "" if not even that does."""
        if self.width(text, size, weight) <= room:
            return text
        if least and self.width(least, size) > room:
            return ""
        length = self.fitting_length(text, size, room, weight)
        while length > 1 and self.width(f"{text[:length].rstrip()}…", size, weight) > room:
            length -= 1
        return f"{text[:length].rstrip()}…" if length > len(least) + 3 else least

    def embeddable(self, texts: Iterable[str], weight: int) -> Iterator[tuple[str, str]]:
        """Font name and base64 of a font with just the characters of these texts, for a file that carries its fonts."""
        characters = {character for text in texts for character in text}
        for family in FAMILIES:
            drawn = frozenset(character for character in characters if family_of(character) == family)
            if drawn:
                yield self.name(family), subset_base64(font_path(self.folder, family, weight), drawn)


def joints_of(text: str, lines: Sequence[str]) -> list[str | None]:
    """What is between each line of a wrapped text and the line before it, a space or nothing; None for the first."""
    joints, end = list[str | None](), 0
    for line in lines:
        # A last line that was shortened is not in the text as it is.
        start = max(text.find(line.removesuffix("…"), end), end)
        joints.append(text[end:start] if joints else None)
        end = start + len(line)
    return joints


def _pieces(text: str) -> list[str]:
    """The text where lines may break: after a space, and between Chinese characters."""
    pieces = [""]
    for character in text:
        if pieces[-1] and _may_break(pieces[-1][-1], character):
            pieces.append("")
        pieces[-1] += character
    return [piece for piece in pieces if piece]


def _after_hyphen(piece: str, begin: int, end: int) -> int:
    """Where a word that must end before `end` is parted: after its last hyphen between letters, else there."""
    place = piece.rfind("-", begin + 1, end - 1)
    is_in_word = place > 0 and piece[place - 1].isalpha() and piece[place + 1].isalpha() and "://" not in piece
    return place + 1 if is_in_word else end


def _may_break(before: str, after: str) -> bool:
    if before == " " or family_of(after) == CHINESE:
        return True
    return family_of(before) == CHINESE and after.isalnum()
