"""Points, boxes and frames: the units of every layout.

Units are pixels of the screen at a scale of 1; x grows to the right and y downwards, and the middle of the picture is
the origin.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Positions = Mapping[str, Point]
Points: TypeAlias = "npt.NDArray[np.floating[Any]]"


@dataclass(frozen=True)
class Frame:
    """The nominal size of a picture. A larger screen shows the same picture larger, with names of the same size."""

    name: str
    width: float
    height: float


# The canvas of the page at 1280 x 720, and on a phone that is held upright.
WIDE, TALL = Frame("wide", 630, 356), Frame("tall", 340, 400)
FRAMES = (WIDE, TALL)
# Of rings, which keep their shape at any size: between those of common screens.
RING_FRAME = Frame("rings", 740, 470)
# Of a dot and of the line that a name takes below it.
DOT_RADIUS, NAME_SIZE, NAME_LINE = 8.5, 12.5, 15.0
# The radius of a dot, by layout, where more actors than have large names are near to each other.
SMALL_DOTS = {"map": 5.5, "rings": 4.5}
# The margin that keeps the outermost dots and names off the edge.
CANVAS_MARGIN = 8.0


def rounded(actors: tuple[str, ...], points: Points) -> dict[str, Point]:
    """The points in whole pixels, by actor."""
    return {actor: (round(x), round(y)) for actor, (x, y) in zip(actors, points.tolist(), strict=True)}
