"""The space that is still free in a frame, and labels to put there."""

from dataclasses import dataclass

from components.figure.font_files import REGULAR
from components.figure.model import Box


@dataclass(frozen=True)
class TextLabel:
    """A text in lines: its box, its size and weight."""

    lines: tuple[str, ...]
    box: Box
    size: float
    weight: int = REGULAR


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

    def occupy(self, box: Box) -> None:
        self.occupied.append(box)
