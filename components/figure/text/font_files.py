"""Font packages -> font files with just the characters needed, and the widths of those characters.

The fonts come as packages (Noto, under the OFL), so a machine without fonts can draw every script. They are variable:
a regular and a bold with just the characters needed are made once and stored in a folder for temporary files that only
this user can write to. Their names are our own, so that no font of the machine is used instead.

A lazily opened font reads its tables when they are first used, which fails when two threads share it: fonts are opened,
read and closed under one lock, and what is shared afterwards is a plain dict. Those that are being made are nobody else’s.
"""

import base64
import io
import tempfile
from collections.abc import Callable
from functools import lru_cache, wraps
from importlib.resources import files
from pathlib import Path
from threading import RLock
from typing import ParamSpec, TypeVar

from fontTools.ttLib import TTFont

from components.figure.text.font_folder import allow_another_set, is_whole, remove_oldest

REGULAR, BOLD = 400, 700
WEIGHTS = (REGULAR, BOLD)
# Family -> its package and the path of its font there; a character is drawn by the first family that has it.
FAMILIES = {
    "Allweather Sans": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "Allweather Sans SC": ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
    "Allweather Sans KR": ("justmytype_intl_cjk", "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"),
    "Allweather Sans Arabic": ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
}
CHINESE, KOREAN = "Allweather Sans SC", "Allweather Sans KR"
# All that is asked of the Korean font, as another font has its other characters: to read its table takes 60 ms.
HANGUL = frozenset(range(0xAC00, 0xD7A4))
# A font that is changed and saved keeps the time stamp of its package, so that the same input gives the same bytes.
_STABLE = {"recalcTimestamp": False}
# Fonts are made under another lock, which may take seconds: what is there already does not wait for it.
_LOCK, _MAKING = RLock(), RLock()


P = ParamSpec("P")
R = TypeVar("R")


def _cache(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Like lru_cache, but one thread at a time: the others wait for the result instead of making it again."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        results = lru_cache(maxsize=maxsize)(function)

        @wraps(function)
        def result(*args: P.args, **kwargs: P.kwargs) -> R:
            with _LOCK:
                return results(*args, **kwargs)  # type: ignore[arg-type]

        return result

    return decorate


def _package_path(family: str) -> Path:
    package, path = FAMILIES[family]
    return Path(str(files(package))) / path


@_cache(maxsize=1)
def characters_by_family() -> dict[str, frozenset[int]]:
    """Family -> the code points that it has."""
    characters = {}
    for family in FAMILIES:
        if family == KOREAN:
            characters[family] = HANGUL
            continue
        with TTFont(_package_path(family), lazy=True) as font:
            # Only the code points count: the names of tens of thousands of glyphs would take most of the time.
            font.setGlyphOrder(list(map(str, range(font["maxp"].numGlyphs))))
            characters[family] = frozenset(font.getBestCmap())
    return characters


@lru_cache(maxsize=20_000)
def family_of(character: str) -> str:
    """The first family that has the character; the first of all if none does."""
    code, default = ord(character), next(iter(FAMILIES))
    return next((family for family, codes in characters_by_family().items() if code in codes), default)


@lru_cache(maxsize=20_000)
def is_drawn(character: str) -> bool:
    """Whether one of the families has the character; any other is a box in all of them."""
    return any(ord(character) in codes for codes in characters_by_family().values())


def write_fonts(folder: Path, characters: frozenset[str], name_of: Callable[[str], str]) -> None:
    """Make the fonts of these characters that the folder does not have yet; `name_of` gives a family its own name."""
    with _MAKING:
        codes = {family: {ord(one) for one in characters if family_of(one) == family} for family in FAMILIES}
        paths = {
            (family, weight): font_path(folder, family, weight)
            for family in FAMILIES
            for weight in WEIGHTS
            if codes[family]
        }
        missing = {kind: path for kind, path in paths.items() if not is_whole(path)}
        if not missing:
            return
        # Also where they could not be written the last time, as on a full disk: else each try would be free.
        allow_another_set(len(characters))
        if not folder.exists():
            remove_oldest(folder.parent)
        folder.mkdir(exist_ok=True)
        for family in dict.fromkeys(family for family, _ in missing):
            # A space is drawn by the family of the characters before it, so every family needs one.
            small = _variable_font(family, codes[family] | {ord(" ")})
            for weight in WEIGHTS:
                if (family, weight) in missing:
                    _write(missing[family, weight], _static_font(small, name_of(family), weight))


def font_path(folder: Path, family: str, weight: int) -> Path:
    return folder / f"{family}-{weight}.ttf"


@_cache(maxsize=32)
def width_table(path: Path) -> dict[str, float]:
    """Character -> its width as a share of the type size; the empty string is the box for any other character."""
    with TTFont(path) as font:
        widths, units = font["hmtx"], font["head"].unitsPerEm
        table = {chr(code): float(widths[glyph][0] / units) for code, glyph in font.getBestCmap().items()}
        return table | {"": float(widths[".notdef"][0] / units)}


@_cache(maxsize=64)
def subset_base64(path: Path, characters: frozenset[str]) -> str:
    """A font file with some of its characters, in base64."""
    with TTFont(path, **_STABLE) as font:
        _keep_only(font, {ord(character) for character in characters} | {ord(" ")})
        return base64.b64encode(_bytes(font)).decode()


def _variable_font(family: str, codes: set[int]) -> bytes:
    """The font of a family with just these characters, in all weights."""
    with TTFont(_package_path(family), lazy=True, **_STABLE) as font:
        _keep_only(font, codes)
        return _bytes(font)


def _static_font(variable: bytes, name: str, weight: int) -> bytes:
    # Only needed when fonts are made, which is once on a machine: loading it takes longer than the rest of this module.
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(io.BytesIO(variable), lazy=True, **_STABLE) as font:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        static = instantiateVariableFont(font, {**axes, "wght": weight}, inplace=True)
        _rename(static, name, "Bold" if weight == BOLD else "Regular")
        return _bytes(static)


def _rename(font: TTFont, name: str, style: str) -> None:
    full = f"{name} {style}"
    # The numbers are those of the OpenType name table: family, style, unique id, full name, PostScript name.
    names = {1: name, 2: style, 3: full, 4: full, 6: f"{name}-{style}".replace(" ", "")}
    table = font["name"]
    table.names = []
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def _keep_only(font: TTFont, codes: set[int]) -> None:
    from fontTools.subset import Options, Subsetter

    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True, recalc_timestamp=False))
    subsetter.populate(unicodes=codes)
    # All names stay; to find out which could go, fontTools would visit all rules of the layout, half of the time it takes.
    names = font["name"]
    del font["name"]
    subsetter.subset(font)
    font["name"] = names


def _bytes(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _write(path: Path, content: bytes) -> None:
    """All at once or not at all: another process must never read half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            # What a full disk has room for would else stay there.
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)
