"""Subject and layout -> the places that the browser gets: sent once, whatever is filtered, and again for another subject."""

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from components.network.layouts.arrangement import Arrangement, arrangement_of
from components.network.layouts.geometry import TALL, WIDE, Frame
from components.network.layouts.graph import tie_lines_of
from components.network.layouts.subject import Subject, subject_of
from components.style.theme import styles_of
from data.base.memo import memo
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties
from data.view.view import Layout

# Of larger subjects a narrow screen gets the places of a wide one: nobody reads a hundred names on a phone.
MOST_TALL = 40


def arrangement_for(selection: Selection) -> Arrangement:
    """Where the actors of a selection are on a wide screen: by its subject and layout alone."""
    return arrangement_of(selection.ties, subject_of(selection.ties, selection.view), selection.view.layout)


def places_key(ties: Ties, arrangement: Arrangement) -> str:
    """What the browser knows the places by."""
    parts: tuple[str, ...] = (ties.dataset.version, arrangement.layout, arrangement.centre, *arrangement.subject.actors)
    parts += tuple(" ".join(group) for group in arrangement.subject.groups)
    parts += tuple(f"{near.one} {near.other} {near.nearness:.6f}" for near in arrangement.subject.near)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def places_bytes(ties: Ties, arrangement: Arrangement) -> bytes:
    """The places as gzipped JSON."""
    return _places_bytes(ties, arrangement.subject, arrangement.layout)


@memo
def _places_bytes(ties: Ties, subject: Subject, layout: Layout) -> bytes:
    places = places_of(ties, arrangement_of(ties, subject, layout))
    text = json.dumps(places, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def places_of(ties: Ties, arrangement: Arrangement) -> dict[str, Any]:
    """{key, centre, isAround, actors, frames}: a frame has its size, and for each actor a point and the index of its ring.

    `lanes` are the widths of the lanes by dyad, above and below its straight line; `areApart` says whether all are drawn.
    `labels` are those of `ring_labels`, in the order of the actors; null for who has no rank.
    """
    subject, labels = arrangement.subject, ring_labels(ties, arrangement)
    frames = (WIDE, TALL) if len(subject.actors) <= MOST_TALL else (WIDE,)
    return {
        "key": places_key(ties, arrangement),
        "centre": arrangement.centre,
        "isAround": subject.kind == "centre",
        "actors": subject.actors,
        "labels": [labels.get(actor) for actor in subject.actors] if labels else [],
        "frames": [_framed(ties, arrangement_of(ties, subject, arrangement.layout, frame), frame) for frame in frames],
    }


def ring_labels(ties: Ties, arrangement: Arrangement) -> Mapping[str, tuple[SpellIndex, ...]]:
    """Actor on the ring of a rank -> its labels with the centre in that ranking which were ever in force, not only suspended.

    On a day when none of them is in force, its dot is hollow.
    """
    rings = arrangement.rings
    if rings is None:
        return {}
    labels = {actor: list[SpellIndex]() for actor, ring in rings.ring_of.items() if rings.rings[ring].style}
    for line in tie_lines_of(ties):
        partner = line.actors[line.actors[0] == rings.centre]
        if rings.centre in line.actors and partner in labels:
            labels[partner] += [index for index in line.spells if _holds(ties, index, rings.family)]
    return {actor: tuple(spells) for actor, spells in labels.items()}


def _holds(ties: Ties, index: SpellIndex, family: str) -> bool:
    return ties.tiers[index].family == family and ties.spells[index].status != "suspended"


def _framed(ties: Ties, arrangement: Arrangement, frame: Frame) -> dict[str, Any]:
    rings, outlines = arrangement.rings, arrangement.outlines
    order = {key: place for place, key in enumerate(styles_of(ties.dataset))}
    actors = arrangement.subject.actors
    return {
        "size": [frame.width, frame.height],
        "points": [arrangement.positions[actor] for actor in actors],
        "rings": [[ring.name, order.get(ring.style), *astuple(ring.edge)] for ring in rings.rings] if rings else [],
        "ringOf": [rings.ring_of.get(actor) for actor in actors] if rings else [],
        "map": astuple(outlines) if outlines else None,
        "areApart": arrangement.are_apart,
        "lanes": {"-".join(pair): widths for pair, widths in arrangement.lanes.items()},
    }
