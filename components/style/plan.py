"""Marks in one plane, from which the chart of the page and the figure are drawn alike. Pure.

Across they are in years or in values, down in pixels.
"""

from dataclasses import dataclass, field
from typing import Literal

from components.style.theme import Stroke

Tone = Literal["ink", "quiet", "shade"]
Anchor = Literal["start", "middle", "end"]
# The width that a chart has on a screen of usual size, to judge which words have room; and that of a character.
USUAL_WIDTH, CHARACTER_WIDTH = 760.0, 6.0
TITLE_HEIGHT, NOTE_HEIGHT, PLOT_HEIGHT, LANE_HEIGHT, GAP = 18, 15, 56, 20, 14
# The least width in pixels at which a shaded time is seen.
LEAST_SHADE = 3
# On an area less opaque than this, words are in ink.
PALE_OPACITY = 0.7


@dataclass(frozen=True)
class Area:
    """A filled part of the plane, with a word in it where there is room; `whole` is what it would say with more room."""

    left: float
    right: float
    top: float
    bottom: float
    paint: Stroke | Tone
    opacity: float = 1.0
    tip: str = ""
    text: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Segment:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    paint: Stroke | Tone
    width: float = 1.0
    dash: tuple[int, ...] = ()
    tip: str = ""


@dataclass(frozen=True)
class Dot:
    """A value; a hollow one is of a year that is not fully covered. One with `aside` explains a line, in a legend."""

    x: float
    y: float
    shape: str
    paint: Stroke | Tone
    size: float = 6.0
    is_hollow: bool = False
    tip: str = ""
    aside: float = 0.0


@dataclass(frozen=True)
class Label:
    """A line of text; its anchor is at x and `aside` pixels to the right, its middle at y."""

    x: float
    y: float
    text: str
    tone: Tone = "ink"
    anchor: Anchor = "start"
    is_strong: bool = False
    aside: float = 0.0


Mark = Area | Segment | Dot | Label
# What a sign of a key looks like: "hollow" is an empty dot, "cross" an ×, "tick" a short upright line, "gap" a shaded
# time, "blind" a darker one, "rule" a dashed line, "fill" a filled box.
Sign = Literal["hollow", "cross", "tick", "gap", "blind", "rule", "fill"]


@dataclass(frozen=True)
class KeyEntry:
    """What a sign means, and its colour where that is not that of quiet text."""

    sign: Sign
    words: str
    paint: Stroke | None = None


@dataclass(frozen=True)
class MarksPlan:
    """Marks within [first, last] across and from 0 to `height` down; `scale` are the words at the left, by pixel.

    `is_years` says whether what is across are years, `key` what its signs mean, for a picture without the page’s remarks.
    """

    first: float
    last: float
    height: int
    marks: tuple[Mark, ...]
    scale: dict[int, str] = field(default_factory=dict)
    is_years: bool = True
    title: str = ""
    key: tuple[KeyEntry, ...] = ()

    def share(self, left: float, right: float) -> float:
        """How much of the width is between two places."""
        return (min(right, self.last) - max(left, self.first)) / (self.last - self.first)

    @property
    def texts(self) -> list[str]:
        """Every text in it."""
        texts = [mark.text for mark in self.marks if isinstance(mark, (Area, Label))]
        tips = [mark.tip for mark in self.marks if not isinstance(mark, Label)]
        return [*texts, *tips, *self.scale.values(), self.title, *(entry.words for entry in self.key)]


def fitted(text: str, width: float) -> str:
    """The text if it has room in so many pixels, its beginning if that says enough, else nothing."""
    room = int((width - 8) / CHARACTER_WIDTH)
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rstrip()}…" if room >= 10 else ""
