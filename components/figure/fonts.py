"""Texts -> the fonts that have their letters, how wide they are, and where they break.

The fonts come as packages (Noto, under the OFL), so that a machine without any draws every script. They are variable:
from them a regular and a bold of just the letters needed are made once and kept in the folder for temporary files.
Their names are our own, so that no font of the machine stands in for them.
"""

import base64
import hashlib
import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, groupby, takewhile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

REGULAR, BOLD = 400, 700
WEIGHTS = (REGULAR, BOLD)
# Family -> the package and the place of its font in it; the first one that has a letter writes it.
FAMILIES = {
    "Allweather Sans": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "Allweather Sans SC": ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
    "Allweather Sans Arabic": ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
}
ALWAYS = "".join(map(chr, range(32, 127))) + "\u00a0–—−·’“”…→↑↓≠±×✓"
# The version of what is kept: another way of making the fonts needs another folder.
MADE = "5"
_SILENT = {"recalcTimestamp": False}


@dataclass(frozen=True)
class FontRun:
    """A part of a text that one family writes."""

    family: str
    text: str


@lru_cache(maxsize=1)
def _letters() -> dict[str, frozenset[int]]:
    """Family -> the letters that it has."""
    return {family: frozenset(_font(family).getBestCmap()) for family in FAMILIES}


def _font(family: str) -> TTFont:
    package, place = FAMILIES[family]
    return TTFont(Path(str(files(package))) / place, lazy=True, **_SILENT)


@lru_cache(maxsize=20_000)
def family_of(letter: str) -> str:
    """The first family that has the letter; the first of all if none does."""
    return next((family for family, letters in _letters().items() if ord(letter) in letters), next(iter(FAMILIES)))


def without_font(text: str) -> str:
    """The letters of a text that no family has, which would show as boxes."""
    known = frozenset[int]().union(*_letters().values())
    return "".join(letter for letter in text if letter.isprintable() and ord(letter) not in known)


def runs_of(text: str) -> list[FontRun]:
    """The text in parts by family; a space stays with what stands before it."""
    parts: list[tuple[str, str]] = []
    for letter in text:
        family = parts[-1][0] if letter == " " and parts else family_of(letter)
        parts.append((family, letter))
    return [
        FontRun(family, "".join(letter for _, letter in group))
        for family, group in groupby(parts, lambda part: part[0])
    ]


class Fonts:
    """Static fonts with the letters of some texts, and the widths of those letters."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.characters = frozenset(ALWAYS).union(*texts)

    @cached_property
    def mark(self) -> str:
        """Tells one set of letters from another; it stands in the names of the fonts, as two sets may be in use at once."""
        # A letter first: the name of a font family may hold no word that begins with a digit.
        return "v" + hashlib.sha256(f"{MADE}{''.join(sorted(self.characters))}".encode()).hexdigest()[:12]

    def name(self, family: str) -> str:
        """The name that the static fonts of a family bear."""
        return f"{family} {self.mark}"

    @cached_property
    def folder(self) -> Path:
        """Where the fonts lie, made if they do not yet."""
        folder = Path(tempfile.gettempdir()) / f"allweather-fonts-{self.mark}"
        folder.mkdir(exist_ok=True)
        for family in FAMILIES:
            own = {ord(letter) for letter in self.characters if family_of(letter) == family}
            # A space stays with the letters before it, whatever their family.
            own |= {ord(" ")} if own else set()
            for weight in WEIGHTS:
                place = folder / f"{family}-{weight}.ttf"
                if own and not place.exists():
                    _write(place, _static(family, self.name(family), weight, own))
        return folder

    def font(self, family: str, weight: int) -> TTFont:
        return _opened(self.folder / f"{family}-{weight}.ttf")

    def width(self, text: str, size: float, weight: int = REGULAR) -> float:
        """The width of a text, in the unit of `size`; joined letters count as if they stood alone."""
        return sum(_advance(self, run.family, weight, letter) for run in runs_of(text) for letter in run.text) * size

    def wrapped(self, text: str, size: float, room: float, weight: int = REGULAR) -> list[str]:
        """The text in lines no wider than the room. Chinese breaks anywhere, and so does a word that is too long."""
        lines, line = [], ""
        for piece in _pieces(text):
            if line and self.width(line + piece.rstrip(), size, weight) > room:
                lines.append(line.rstrip())
                line = ""
            while (fits := self.fitting(piece, size, room, weight)) < len(piece):
                lines.append(piece[:fits])
                piece = piece[fits:]
            line += piece
        return [*lines, line.rstrip()] if line.strip() or not lines else lines

    def fitting(self, piece: str, size: float, room: float, weight: int = REGULAR) -> int:
        """How many of the letters fit, one at least; counted from the start, as a piece may be very long."""
        widths = accumulate(self.width(letter, size, weight) for letter in piece)
        return max(min(1, len(piece)), sum(1 for _ in takewhile(lambda width: width <= room, widths)))

    def embedded(self, texts: Iterable[str], weight: int) -> Iterator[tuple[str, str]]:
        """Family and base64 of a font with the letters of these texts only, for a file that brings its own."""
        used = {letter for text in texts for letter in text}
        for family in FAMILIES:
            own = frozenset(letter for letter in used if family_of(letter) == family)
            if own:
                yield self.name(family), _part(self.folder / f"{family}-{weight}.ttf", own)


@lru_cache(maxsize=64)
def _part(place: Path, letters: frozenset[str]) -> str:
    """Some letters of a font, in base64."""
    font = TTFont(place, **_SILENT)
    _keep(font, {ord(letter) for letter in letters} | {ord(" ")})
    return base64.b64encode(_bytes(font)).decode()


@lru_cache(maxsize=16)
def _opened(place: Path) -> TTFont:
    return TTFont(place, lazy=True)


@lru_cache(maxsize=100_000)
def _advance(fonts: Fonts, family: str, weight: int, letter: str) -> float:
    font = fonts.font(family, weight)
    glyph = font.getBestCmap().get(ord(letter), ".notdef")
    return float(font["hmtx"][glyph][0] / font["head"].unitsPerEm)


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a space, and between Chinese letters."""
    pieces = [""]
    for letter in text:
        wide = family_of(letter) == "Allweather Sans SC"
        if (
            pieces[-1].endswith(" ")
            or (wide and pieces[-1])
            or (pieces[-1] and family_of(pieces[-1][-1]) == "Allweather Sans SC" and letter.isalnum())
        ):
            pieces.append("")
        pieces[-1] += letter
    return [piece for piece in pieces if piece]


def _static(family: str, name: str, weight: int, letters: set[int]) -> bytes:
    font = _font(family)
    _keep(font, letters)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    made = instantiateVariableFont(font, {**axes, "wght": weight})
    style = "Bold" if weight == BOLD else "Regular"
    names = {
        1: name,
        2: style,
        3: f"{name} {style}",
        4: f"{name} {style}",
        6: f"{name}-{style}".replace(" ", ""),
    }
    table = made["name"]
    table.names = []
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    return _bytes(made)


def _keep(font: TTFont, letters: set[int]) -> None:
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"], recalc_timestamp=False))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


def _bytes(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _write(place: Path, content: bytes) -> None:
    """At once or not at all: two at one time must not read each other's halves."""
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(place)
