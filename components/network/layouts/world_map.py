"""Capitals and seats -> places on an Equal Earth map, with the coasts of Natural Earth below them.

The outlines (`world_map.json`) are Natural Earth 4.1 at 1:110 m, which is in the public domain, projected once with three
middles; Antarctica is left out. The projection is that of Šavrič, Patterson and Jenny (2018).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import numpy as np

from components.network.layouts.free import push_apart
from components.network.layouts.geometry import (
    CANVAS_MARGIN,
    DOT_RADIUS,
    NAME_LINE,
    SMALL_DOTS,
    Frame,
    Point,
    Points,
    Positions,
    rounded,
)
from components.network.layouts.labels import CROWDED_ABOVE, FEW_NAMES
from data.model.tie_rows import Actor

# Of the largest scale, relative to the outlines as they are stored: a subject of one city is not a map without a coast.
CLOSEST = 2.4
# Room for names beside the outermost dots, in pixels.
_SIDE, TOP = 60.0, 24.0
# How far below the lowest of the others those without a seat are.
ROW_BELOW = 3 * NAME_LINE
# The radius of a dot in a crowd.
_CROWDED_DOT = 4.0
# Between dots, since a frame may be a little smaller than its nominal size.
_SPARE = 1.0
# Share of the width of the earth from which actors are all over it.
WORLDWIDE = 0.55
# The parameters of the projection.
_A1, _A2, _A3, _A4, _M = 1.340264, -0.081106, 0.000893, 0.003796, sqrt(3) / 2


@dataclass(frozen=True)
class Outlines:
    """Coasts and borders as SVG paths; `scale` and then `shift` make a point of them one of the picture."""

    land: str
    borders: str
    disputed: str
    scale: float
    shift: Point


@dataclass(frozen=True)
class _World:
    """The earth in one projection: the longitude of its middle, and its size in the pixels of the paths."""

    middle: float
    scale: float
    origin: Point
    land: str
    borders: str
    disputed: str

    def project(self, longitude: float, latitude: float) -> Point:
        """A place on the earth in the pixels of the paths."""
        across, up = radians((longitude - self.middle + 180) % 360 - 180), radians(latitude)
        angle = asin(_M * sin(up))
        square = angle**2
        sixth = square**3
        x = across * cos(angle) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
        y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
        return self.origin[0] + self.scale * x, self.origin[1] - self.scale * y


@cache
def _worlds() -> tuple[_World, ...]:
    """The stored projections: the Atlantic, Eurasia and the Pacific in the middle."""
    stored = json.loads((Path(__file__).parent / "world_map.json").read_text("utf-8"))
    return tuple(
        _World(-row["rotate"], row["scale"], tuple(row["translate"]), row["land"], row["borders"], row["disputed"])
        for row in stored.values()
    )


def map_layout_of(actors: Mapping[str, Actor], centre: str, frame: Frame) -> tuple[Positions, Outlines]:
    """Where each actor is on the map of their region, and that map.

    Of the stored projections the one is taken in which the actors are closest together; where they are all over the world,
    the one that has the centre in its middle. Actors of one city, or nearly, are pushed apart by the width of a dot;
    those without a capital or seat (groups of states) are in a row below.
    """
    seats = {
        key: (row.longitude, row.latitude)
        for key, row in sorted(actors.items())
        if row.longitude is not None and row.latitude is not None
    }
    groups = sorted(set(actors) - set(seats))
    world = _world_for(seats, centre)
    radius = _radius(len(actors))
    points = np.array([world.project(*seat) for seat in seats.values()] or [world.origin])
    half = np.array([frame.width, frame.height]) / 2
    foot = 2.2 * NAME_LINE if groups else 0.0
    scale, middle = _fitted(points, half - [_SIDE, TOP + foot / 2])
    # The points, and then the paths, move up by half of what the row of groups takes.
    shift = -middle * scale - [0, foot / 2]
    radii = [_SPARE + (DOT_RADIUS if actor == centre else radius) for actor in seats] or [radius]
    placed = push_apart(points * scale + shift, np.c_[radii, radii], half - CANVAS_MARGIN)
    outlines = Outlines(world.land, world.borders, world.disputed, scale, (float(shift[0]), float(shift[1])))
    lowest = float(placed[:, 1].max())
    return {**rounded(tuple(seats), placed[: len(seats)]), **_row_of(groups, frame, lowest)}, outlines


def _world_for(seats: Mapping[str, tuple[float, float]], centre: str) -> _World:
    nearest = min(_worlds(), key=lambda one: (_width(one, seats), one.middle))
    if centre not in seats or _width(nearest, seats) < WORLDWIDE * 2 * nearest.origin[0]:
        return nearest
    return min(_worlds(), key=lambda one: abs((seats[centre][0] - one.middle + 180) % 360 - 180))


def _width(world: _World, seats: Mapping[str, tuple[float, float]]) -> float:
    across = [world.project(*seat)[0] for seat in seats.values()]
    return round(max(across) - min(across)) if across else 0


def _fitted(points: Points, room: Points) -> tuple[float, Points]:
    """The scale at which the points fill the room (half its width and height), and their middle."""
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.maximum((high - low) / 2, 1e-9)
    return float(min(CLOSEST, *(room / span))), (low + high) / 2


def _radius(actors: int) -> float:
    if actors > CROWDED_ABOVE:
        return _CROWDED_DOT
    return DOT_RADIUS if actors <= FEW_NAMES else SMALL_DOTS["map"]


def _row_of(groups: list[str], frame: Frame, lowest: float) -> dict[str, Point]:
    """Below the lowest of the others, and in the frame."""
    gap = frame.width / (len(groups) + 1)
    bottom = min(frame.height / 2 - NAME_LINE - DOT_RADIUS, lowest + ROW_BELOW)
    return {key: (round(gap * (place + 1) - frame.width / 2), round(bottom)) for place, key in enumerate(groups)}
