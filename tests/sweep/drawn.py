"""A picture as the browser drew it, by its boxes, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from components.network.layouts.labels import MOST_NAMED

# Left, top, right, bottom, in pixels of the frame.
Box = tuple[float, float, float, float]
# A text, or the id of an actor for its dot, with its box.
Label = tuple[str, Box]
# Pixels by which boxes may overlap: less than the room that a font leaves around its letters.
HAIR = 1.0
# Pixels across from which a picture is not that of a phone.
WIDE_FRAME = 600
# By how much the box of a name is higher than its letters are large (names.js).
NAME_LEADING = 2.0


@dataclass(frozen=True)
class DrawnPicture:
    """What a picture shows: {width, height} of its frame, how many actors its subject has, and the boxes."""

    layout: str
    frame: tuple[float, float]
    actors: int
    dots: tuple[Label, ...]
    names: tuple[Label, ...]
    wordings: tuple[Label, ...]
    rings: tuple[Label, ...]
    lines: tuple[Label, ...]
    legend_cut: tuple[str, ...]
    heading_cut: bool

    @classmethod
    def of(cls, drawn: dict[str, Any]) -> "DrawnPicture":
        """From what probe.js returns."""
        boxes = {kind: tuple((text, tuple(box)) for text, box in drawn[kind]) for kind in KINDS}
        return cls(
            drawn["layout"],
            tuple(drawn["frame"]),
            drawn["actors"],
            boxes["dots"],
            boxes["names"],
            boxes["wordings"],
            boxes["rings"],
            boxes["lines"],
            tuple(drawn["legendCut"]),
            drawn["headingCut"],
        )

    @property
    def is_to_be_named(self) -> bool:
        """Whether every actor must have its name."""
        return self.actors <= MOST_NAMED

    @property
    def missing_names(self) -> int:
        return len(self.dots) - len(self.names)

    @property
    def overlaps(self) -> int:
        """Pairs of names, or of a name and a dot of another actor, that overlap."""
        return len(list(overlapping(self.names))) + len(list(covering(self.names, self.dots)))

    @property
    def smallest_name(self) -> float:
        """The height of its letters, in pixels."""
        return min((bottom - top - NAME_LEADING for _, (_, top, _, bottom) in self.names), default=0.0)

    @property
    def used(self) -> float:
        """The share of the frame within the box around all dots, names, lines and rings."""
        return share_used((*self.dots, *self.names, *self.lines), self.frame)


KINDS = ("dots", "names", "wordings", "rings", "lines")


def faults_of(picture: DrawnPicture) -> list[str]:
    """What is wrong with a picture, a sentence each; nothing if it is whole."""
    return list(_faults(picture))


def _faults(picture: DrawnPicture) -> Iterator[str]:
    if picture.is_to_be_named and picture.missing_names:
        yield f"{picture.missing_names} of {len(picture.dots)} actors have no name"
    if picture.is_to_be_named and len(picture.dots) < picture.actors:
        yield f"{picture.actors - len(picture.dots)} of {picture.actors} actors are not drawn"
    # Between the rings of a crowd there is no room for their titles, and on a phone none for its dots: one zooms in.
    texts = (*picture.names, *picture.wordings, *(picture.rings if picture.is_to_be_named else ()))
    for one, other in overlapping(texts):
        yield f"“{one}” is on “{other}”"
    for text, dot in covering(texts, picture.dots):
        yield f"“{text}” is on the dot of {dot}"
    if picture.is_to_be_named or picture.frame[0] >= WIDE_FRAME:
        for one, other in overlapping(picture.dots):
            yield f"the dots of {one} and {other} are on one another"
    for text in _outside(picture):
        yield f"“{text}” is outside the frame"
    for entry in picture.legend_cut:
        yield f"the legend cuts “{entry}”"
    if picture.heading_cut:
        yield "the heading is cut"


def _outside(picture: DrawnPicture) -> Iterator[str]:
    width, height = picture.frame
    labels = (*picture.dots, *picture.names, *picture.wordings, *picture.rings)
    for text, (left, top, right, bottom) in labels:
        if left < -HAIR or top < -HAIR or right > width + HAIR or bottom > height + HAIR:
            yield text


def share_used(labels: Sequence[Label], frame: tuple[float, float]) -> float:
    """The share of a frame {width, height} within the box around all the labels; what is outside does not count."""
    if not labels:
        return 0.0
    lefts, tops, rights, bottoms = zip(*(box for _, box in labels), strict=True)
    width, height = frame
    across: float = min(max(rights), width) - max(min(lefts), 0.0)
    down: float = min(max(bottoms), height) - max(min(tops), 0.0)
    return across * down / (width * height)


def overlapping(labels: Sequence[Label]) -> Iterator[tuple[str, str]]:
    """The pairs whose boxes overlap by more than a hair."""
    for place, (one, box) in enumerate(labels):
        for other, other_box in labels[place + 1 :]:
            if _overlap(box, other_box):
                yield one, other


def covering(texts: Iterable[Label], dots: Sequence[Label]) -> Iterator[tuple[str, str]]:
    """The texts and the dots that they cover, by more than a hair."""
    for text, box in texts:
        for actor, dot in dots:
            if _overlap(box, dot):
                yield text, actor


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] + HAIR < other[2] and one[2] - HAIR > other[0] and one[1] + HAIR < other[3] and one[3] - HAIR > other[1]
    )
