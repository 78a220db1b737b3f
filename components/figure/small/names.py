"""Names at the dots of a small picture: each nearer to its own dot than to any other, none on another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.figure.charts.text import text_line
from components.figure.layout.free_space import FreeSpace
from components.figure.model import Box, Point, TextLine
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts

NAME_AT_DOT, SMALL_NAME = 8.5, 7.0
# The height of a row of names as a share of their type size.
ROW_OF_NAMES = 1.2
BETWEEN_NAMES = 2.0


@dataclass(frozen=True)
class DotName:
    """What may stand at a dot, the best first; `side` is that of its column, 0 for any place around the dot."""

    actor: str
    texts: tuple[str, ...]
    dot: float
    side: int
    is_bold: bool


def names_at(
    names: Sequence[DotName], at: Mapping[str, Point], size: float, space: FreeSpace, fonts: Fonts
) -> Iterator[tuple[str, TextLine]]:
    """Actor and its name, those with a free place nearer to their own dot than to any other; the first come first."""
    order = list(at)
    dots = np.array([at[actor] for actor in order], dtype=np.float64).reshape(-1, 2)
    for name in names:
        others = np.delete(dots, order.index(name.actor), axis=0)
        for line in _candidates(name, at[name.actor], size, fonts):
            if space.is_free(line.box) and _is_nearest(line.box, at[name.actor], others):
                left, top, right, bottom = line.box
                space.occupy((left - BETWEEN_NAMES, top, right + BETWEEN_NAMES, bottom))
                yield name.actor, line
                break


def _is_nearest(box: Box, own: Point, others: npt.NDArray[np.float64]) -> bool:
    """Whether a box is nearer to a dot than to all others."""
    return not len(others) or bool(_distances(box, np.array([own]))[0] < _distances(box, others).min())


def _distances(box: Box, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How far the points are from a box."""
    low, high = np.array(box[:2]), np.array(box[2:])
    beyond: npt.NDArray[np.float64] = np.maximum(np.maximum(low - points, points - high), 0.0)
    away: npt.NDArray[np.float64] = np.hypot(beyond[:, 0], beyond[:, 1])
    return away


def _candidates(name: DotName, point: Point, size: float, fonts: Fonts) -> Iterator[TextLine]:
    """The texts in each place around a dot, the best first; in a column only on its outer side."""
    x, y = point
    weight = BOLD if name.is_bold else REGULAR
    below, above, level = name.dot / 2 + size, -name.dot / 2 - size * 0.3 - 1, size * 0.35
    for text in name.texts:
        aside = fonts.width(text, size, weight) / 2 + name.dot
        sides = ((0.0, below), (0.0, above), (aside, level), (-aside, level))
        corners = ((aside, below), (-aside, below), (aside, above), (-aside, above))
        for dx, dy in ((name.side * aside, level),) if name.side else (*sides, *corners):
            yield text_line(text, x + dx, y + dy, size, fonts, weight=weight, anchor="middle")
