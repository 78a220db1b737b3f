"""Graph, positions and theme -> the whole network of all times, which the browser gets once (view_message.py: the rest).

pyvis describes nodes, edges and options; nothing else in the product knows of it. Days travel as whole days since
1970-01-01. Everything is checked to be plain JSON: a stray NaN or numpy number would reach the browser as one long
text, without an error.
"""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
from pyvis.network import Network

from components.network.choices import network_choices, tiers_in_use
from components.network.layouts.geometry import SMALL_DOTS
from components.network.layouts.graph import tie_lines_of
from components.network.layouts.labels import ALONG, CLOSE_UP, CROWDED_ABOVE, FEW_NAMES, LABEL_SIZES, MOST_NAMED
from components.network.packed import browser_day
from components.network.words import LIVE_CHANGES, doubt_of
from components.style.theme import (
    DIM_SHARES,
    DISPUTED_DASH,
    ENDED_DASH,
    INK,
    MAP_LINE,
    MAP_SHARES,
    PAPER,
    Style,
    doubt_share,
    style_key,
    styles_of,
    text_colour,
)
from components.wording.coverage import coverage_text
from components.wording.spells import dates_between, grade_text, original_wording
from data.base.days import MONTHS
from data.base.memo import memo
from data.base.text import list_text, quantity
from data.model.vocabulary import GRADES, LAYERS
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.tables.suspects import pairs_of
from data.view.selection import first_day, read_through
from data.view.ties import SpellIndex, Ties

T = TypeVar("T")
_WORDINGS = ("wording_zh", "wording_ru", "wording_be")
_SUPPORT = ("instrument", "occasion", "grade", "sources")
# Entries that are written at a time.
PART = 500
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": {"enabled": False, "bindToWindow": False},
        "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "custom", "labelHighlightBold": False, "chosen": False},
    "edges": {"arrows": {"to": {"enabled": False}}, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}


class _Ids(list[str]):
    """The ids of pyvis's nodes, which it looks through for every end of an edge."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def append(self, name: str) -> None:
        super().append(name)
        self._known.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self._known


def pyvis_network(ties: Ties) -> Network:
    """Everyone with a tie and all ties of all times as pyvis describes them.

    `directed` only keeps parallel ties: pyvis drops the second edge of an undirected pair. Arrows are off.
    """
    network = Network(directed=True)
    network.node_ids = _Ids()
    for key in ties.actors_tied:
        network.add_node(key, label=ties.dataset.actors[key].name, hidden=True)
    for line in tie_lines_of(ties):
        network.add_edge(*line.actors, id=line.tie, hidden=True, smooth=False)
    network.options = OPTIONS
    return network


# The whole network, sent once ----------------------------------------------------------------------


@memo
def network_bytes(ties: Ties, today: date) -> bytes:
    """The whole network, gzipped JSON: sent once for a data set, whatever is filtered."""
    # In parts: one call for all would hold the interpreter, and with it everybody, for as long as it takes.
    parts = (f"{_json(name)}:{_json_in_parts(value)}" for name, value in network_of(ties, today).items())
    return gzip.compress(f"{{{','.join(parts)}}}".encode(), compresslevel=4, mtime=0)


def _json(value: object) -> str:
    return json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def _json_in_parts(value: object) -> str:
    if not isinstance(value, list):
        return _json(value)
    return f"[{','.join(_json(value[first : first + PART])[1:-1] for first in range(0, len(value), PART))}]"


def version_of(ties: Ties, today: date) -> str:
    return f"{ties.dataset.version}-{today.isoformat()}"


def network_of(ties: Ties, today: date) -> dict[str, Any]:
    """The message to the browser, in plain values: time, drawing, actors and ties. Its keys are known to browser/."""
    return {
        "version": version_of(ties, today),
        **_time(ties, today),
        **_drawing(ties),
        **_actors(ties),
        **_ties(ties),
        **network_choices(ties),
    }


def _time(ties: Ties, today: date) -> dict[str, Any]:
    """The first and last day, the day through which sources were read and what that means, the months' names."""
    through = read_through(ties.dataset)
    return {
        "days": [browser_day(first_day(ties).toordinal()), browser_day(today.toordinal())],
        "readThrough": browser_day(through.toordinal()) if through else None,
        "readThroughText": coverage_text(ties.dataset),
        "months": MONTHS[1:],
    }


def _drawing(ties: Ties) -> dict[str, Any]:
    """Colours and sizes: what browser and server must draw alike has its home here."""
    return {
        "paper": PAPER,
        "ink": INK,
        "dimShares": DIM_SHARES,
        "endedDash": ENDED_DASH,
        "map": {"shares": MAP_SHARES, "line": MAP_LINE, "disputedDash": DISPUTED_DASH},
        "changes": LIVE_CHANGES,
        "crowdedAbove": CROWDED_ABOVE,
        "mostNamed": MOST_NAMED,
        "fewNames": FEW_NAMES,
        "labelSizes": LABEL_SIZES,
        "smallDots": SMALL_DOTS,
        "along": ALONG,
        "closeUp": CLOSE_UP,
        "styles": [_style(style) for style in styles_of(ties.dataset).values()],
    }


def _style(style: Style) -> dict[str, Any]:
    """The stroke; by theme its colour, that of text about it, and the share of the colour that an uncertain tie keeps."""
    stroke = style.stroke
    return {
        "key": style.key,
        "name": style.name,
        "isLabel": style.key not in LAYERS,
        "width": stroke.width,
        "dash": stroke.dash,
        **{theme: stroke.on(theme) for theme in PAPER},
        "text": {theme: text_colour(stroke.on(theme), paper) for theme, paper in PAPER.items()},
        "doubt": {theme: doubt_share(stroke.on(theme), paper) for theme, paper in PAPER.items()},
    }


def _actors(ties: Ties) -> dict[str, Any]:
    """Names for the picture and for hovering."""
    actors = ties.dataset.actors
    return {
        "short": {key: actors[key].short_name for key in ties.actors_tied},
        "about": {key: _about(ties, key) for key in ties.actors_tied},
    }


def _about(ties: Ties, actor: str) -> list[str]:
    row = ties.dataset.actors[actor]
    other_names = [name for name in (row.name_native, row.name_zh) if name]
    return [row.name, *(other_names and [" · ".join(other_names)]), row.region]


def _ties(ties: Ties) -> dict[str, Any]:
    """pyvis's nodes, edges and options; a row for each edge, and one for each spell."""
    network = pyvis_network(ties)
    kinds = {tier: place for place, tier in enumerate(tiers_in_use(ties))}
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "ties": [[line.tie, line.dyad, line.lane, list(line.spells)] for line in tie_lines_of(ties)],
        "spells": spell_rows(ties, kinds),
    }


# A row for each spell: a text is written once for all that have the same cells in it ----------------


def spell_rows(ties: Ties, kinds: Mapping[str, int]) -> list[list[Any]]:
    """For each [first start, last start, first end, last end, style, doubt, wording, about, added, original wording, dates, kind, grade].

    The last two are places in what `choices.py` says of labels and grades.
    """
    order = {key: index for index, key in enumerate(styles_of(ties.dataset))}
    grade = ties.column("grade")
    wording = ties.column("wording")
    columns = (
        *(_browser_days(limits.tolist()) for limits in (*ties.starts, *ties.ends)),
        _each(ties, lambda index: order[style_key(ties, index)], "tier"),
        _each(ties, lambda index: doubt_of(ties.spells[index]), "grade", "status"),
        _with_mark(ties, [wording.values[code] for code in wording.codes.tolist()]),
        _about_spells(ties),
        ties.added.astype(int).tolist(),
        _original_wordings(ties),
        _dates(ties),
        _each(ties, lambda index: kinds[ties.tiers[index].tier], "tier"),
        grade.taken([GRADES.index(value) for value in grade.values]).tolist(),
    )
    return list(map(list, zip(*columns, strict=True)))


def _browser_days(ordinals: Sequence[int]) -> list[int | None]:
    days = {ordinal: browser_day(ordinal) for ordinal in set(ordinals)}
    return [days[ordinal] for ordinal in ordinals]


def _with_mark(ties: Ties, texts: list[str]) -> list[str]:
    if not ties.added.any():
        return texts
    return [
        f"{text} ({ADDED})" if is_added else text for text, is_added in zip(texts, ties.added.tolist(), strict=True)
    ]


def _each(ties: Ties, of: Callable[[SpellIndex], T], *names: str) -> list[T]:
    """What `of` says of each spell, asked once for all that have the same cells in these columns."""
    numbers = pairs_of(*(ties.column(name).codes for name in names))
    _, first, codes = np.unique(numbers, return_index=True, return_inverse=True)
    said = [of(index) for index in first.tolist()]
    return [said[code] for code in codes.reshape(-1).tolist()]


def _original_wordings(ties: Ties) -> list[str]:
    if not any(any(ties.column(name).values) for name in _WORDINGS):
        return [""] * len(ties)
    return _each(ties, lambda index: original_wording(ties.spells[index]), "dyad", *_WORDINGS)


def _dates(ties: Ties) -> list[str]:
    start, known_by, end = (ties.column(name) for name in ("start", "known_by", "end"))
    codes = zip(start.codes.tolist(), known_by.codes.tolist(), end.codes.tolist(), strict=True)
    return [dates_between(start.values[one], known_by.values[two], end.values[three]) for one, two, three in codes]


def _about_spells(ties: Ties) -> list[list[str]]:
    """Its actors and its family; then, for hovering, what it is based on and on how many sources."""
    pairs = _each(ties, lambda index: _pair(ties, index), "dyad")
    rest = _each(ties, lambda index: _family_and_support(ties, index), "tier", *_SUPPORT)
    about = [[pair, *lines] for pair, lines in zip(pairs, rest, strict=True)]
    for index in np.flatnonzero(ties.added).tolist():
        about[index].append("Added by you, in this session only; not part of the records")
    return about


def _pair(ties: Ties, index: SpellIndex) -> str:
    one, other = (ties.dataset.actors[actor].name for actor in ties.actors[index])
    return f"{one} – {other}"


def _family_and_support(ties: Ties, index: SpellIndex) -> list[str]:
    spell, dataset = ties.spells[index], ties.dataset
    based_on = spell.instrument or spell.occasion
    lines = (
        dataset.families[ties.tiers[index].family].name,
        based_on,
        f"{grade_text(spell.grade)} · {_sources_text(dataset, spell.sources)}",
    )
    return [line for line in lines if line]


def _sources_text(dataset: Dataset, sources: Sequence[str]) -> str:
    voices = {dataset.sources[source].family for source in sources}
    return f"{quantity(len(sources), 'source')} ({list_text(sorted(voices))})" if voices else "no source"
