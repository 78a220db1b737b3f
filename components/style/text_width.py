"""How wide a text will be in a font that is not known here: the estimate that the server needs before any browser.

A width is decided in three places, each of which alone can know it: here, for what is arranged on the server and drawn
by the reader's browser (rings, bars of charts); in network/browser/picture/labels.js, which measures the font that the
browser has; and in figure/fonts.py, which measures the fonts that a file brings along.
"""

_NARROW, _WIDE = frozenset("fijlrtI.,'’ -()"), frozenset("mwMWGOQ&")
# Characters; a text cut shorter than this says nothing.
_FEWEST = 7


def estimated_width(text: str, size: float) -> float:
    """A safe estimate of the width in pixels, for a sans serif of `size` pixels."""
    widths = (
        0.29 if character in _NARROW else 0.8 if character in _WIDE else 0.62 if character.isupper() else 0.53
        for character in text
    )
    return size * sum(widths)


def fitting_text(text: str, width: float, *, character: float) -> str:
    """The text, cut to what fits into `width` at `character` pixels each; nothing if hardly any characters fit."""
    most = int(width / character)
    if len(text) <= most:
        return text
    return f"{text[: most - 1]}…" if most > _FEWEST else ""
