"""The looks of a figure -> colours: light and dark as on the page, and grey in which the order survives."""

from components.figure.model import ColourScheme, Paint
from components.style.theme import INK, PAPER, Ground, Stroke, blend, text_colour

# The share of ink in quieter texts: enough for a contrast of 4.5:1.
QUIET = 0.72


def paper_and_ink(scheme: ColourScheme) -> tuple[str, str]:
    ground: Ground = "dark" if scheme == "dark" else "light"
    return ("#ffffff", "#000000") if scheme == "grey" else (PAPER[ground], INK[ground])


def colour_of(stroke: Stroke, scheme: ColourScheme) -> str:
    """The colour of a stroke; in grey its own brightness, which already tells the order."""
    if scheme != "grey":
        return stroke.on("dark" if scheme == "dark" else "light")
    red, green, blue = (int(stroke.light[at : at + 2], 16) for at in (1, 3, 5))
    grey = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{grey:02x}{grey:02x}{grey:02x}"


def words_colour(stroke: Stroke, scheme: ColourScheme) -> str:
    """The colour of words about what is drawn with a stroke: darker or lighter where the stroke alone is too weak."""
    return text_colour(colour_of(stroke, scheme), paper_and_ink(scheme)[0])


def painted(paint: Paint, scheme: ColourScheme) -> str:
    """The colour of a paint."""
    paper, ink = paper_and_ink(scheme)
    if isinstance(paint, Stroke):
        return colour_of(paint, scheme)
    return {"paper": paper, "ink": ink, "quiet": blend(ink, paper, QUIET)}[paint]
