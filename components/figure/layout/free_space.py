"""The space that is still free in a frame, and labels to put there."""

from dataclasses import dataclass

from components.figure.model import Box
from components.figure.text.font_files import REGULAR


@dataclass(frozen=True)
class TextLabel:
    """A text in lines: its box, its size and weight; a list begins at the left, else lines are in the middle."""

    lines: tuple[str, ...]
    box: Box
    size: float
    weight: int = REGULAR
    is_list: bool = False

    def meets(self, other: "TextLabel") -> bool:
        """Whether the two lie on one another."""
        return _shared(self.box, other.box) > 0


class FreeSpace:
    """A frame, and the boxes in it that are occupied."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self.occupied: list[Box] = []

    def is_free(self, box: Box) -> bool:
        """Whether the box lies within the frame and overlaps nothing."""
        left, top, right, bottom = box
        if left < self.frame[0] or right > self.frame[2] or top < self.frame[1] or bottom > self.frame[3]:
            return False
        return all(left >= b[2] or right <= b[0] or top >= b[3] or bottom <= b[1] for b in self.occupied)

    def overlap(self, box: Box) -> float:
        """How much of the box, in square points, is outside the frame or occupied; what is occupied twice counts twice."""
        outside = _area(box) - _shared(box, self.frame)
        return outside + sum(_shared(box, other) for other in self.occupied)

    def occupy(self, box: Box) -> None:
        self.occupied.append(box)

    def release(self, box: Box) -> None:
        self.occupied.remove(box)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _shared(one: Box, other: Box) -> float:
    """The area, in square points, that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(down, 0.0)
