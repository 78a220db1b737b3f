"""The colour schemes of a figure: light and dark as on the page, and grey in which the order of the tiers survives."""

from typing import Literal, get_args

from components.figure.model import ColourScheme, Paint
from components.style.theme import INK, MAP_SHARES, PAPER, Stroke, Theme, blend, text_colour

# The share of ink in quieter text: enough for a contrast of 4.5:1.
QUIET = 0.72
MapPart = Literal["land", "coast", "border"]
MAP_PARTS: tuple[MapPart, ...] = get_args(MapPart)


def paper_and_ink(scheme: ColourScheme) -> tuple[str, str]:
    """The colours of the page and of text."""
    if scheme == "grey":
        return "#ffffff", "#000000"
    theme = _theme(scheme)
    return PAPER[theme], INK[theme]


def _theme(scheme: ColourScheme) -> Theme:
    return "dark" if scheme == "dark" else "light"


def stroke_colour(stroke: Stroke, scheme: ColourScheme) -> str:
    """The colour of a stroke; in grey its own brightness, which is enough to show the order."""
    if scheme != "grey":
        return stroke.on(_theme(scheme))
    red, green, blue = (int(stroke.light[start : start + 2], 16) for start in (1, 3, 5))
    # The weights of ITU-R BT.709 for the brightness of a colour.
    grey = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{grey:02x}{grey:02x}{grey:02x}"


def stroke_text_colour(stroke: Stroke, scheme: ColourScheme) -> str:
    """The colour of text about a stroke: darker or lighter where the stroke's own would be hard to read."""
    return text_colour(stroke_colour(stroke, scheme), paper_and_ink(scheme)[0])


def paint_colour(paint: Paint, scheme: ColourScheme) -> str:
    """The colour of a paint."""
    if isinstance(paint, Stroke):
        return stroke_colour(paint, scheme)
    paper, ink = paper_and_ink(scheme)
    return {"paper": paper, "ink": ink, "quiet": blend(ink, paper, QUIET)}[paint]


def map_colour(part: MapPart, scheme: ColourScheme) -> str:
    """The colour of a part of the map below a network."""
    paper, ink = paper_and_ink(scheme)
    return blend(ink, paper, MAP_SHARES[part])
