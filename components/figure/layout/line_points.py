"""Lines as many points: how much of them a label would cover."""

from collections.abc import Callable, Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from components.figure.model import Box, Point

# Between two points of a line, in points of the page.
_STEP = 5.0
_MOST_STEPS = 240
# A point of a higher label counts as so many: words of a treaty do not hide the line of an all-weather partnership.
HIGHER = 8.0


class LinePoints:
    """Points of lines, each with the number of its line."""

    def __init__(self, lines: Iterable[tuple[Callable[[float], Point], float]]) -> None:
        """`lines` are curves from 0 to 1, each with its length."""
        points, owners = list[Point](), list[int]()
        for number, (curve, length) in enumerate(lines):
            steps = max(2, min(_MOST_STEPS, round(length / _STEP)))
            points += [curve(step / steps) for step in range(1, steps)]
            owners += [number] * (steps - 1)
        self._x, self._y = np.array(points, dtype=float).reshape(-1, 2).T
        self._owners = np.array(owners, dtype=np.int64)

    def count_in(self, box: Box) -> int:
        """How many points are in the box."""
        return len(self._owners_in(box))

    def covered_share(self, boxes: Iterable[Box], index: int) -> float:
        """How much of line `index` is in the boxes."""
        whole = max(int((self._owners == index).sum()), 1)
        return sum(int((self._owners_in(box) == index).sum()) for box in boxes) / whole

    def cost_of(self, box: Box, index: int) -> float:
        """How many points of other lines than line `index` are in the box; those of a later line count more."""
        owners = self._owners_in(box)
        return float((owners < index).sum() + HIGHER * (owners > index).sum())

    def count_of(self, box: Box, lines: Collection[int]) -> int:
        """How many points of these lines are in the box."""
        return int(np.isin(self._owners_in(box), list(lines)).sum())

    def _owners_in(self, box: Box) -> NDArray[np.int64]:
        left, top, right, bottom = box
        inside = (self._x >= left) & (self._x <= right) & (self._y >= top) & (self._y <= bottom)
        return self._owners[inside]
