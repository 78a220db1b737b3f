"""Graph, positions and theme -> the whole network of all times, which the browser gets once (view_message.py: the rest).

pyvis describes nodes, edges and options; nothing else in the product knows of it. Days travel as whole days since
1970-01-01. Everything is checked to be plain JSON: a stray NaN or numpy number would reach the browser as one long
text, without an error.
"""

import gzip
import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from components.network.choices import network_choices
from components.network.layouts.geometry import SMALL_DOTS
from components.network.layouts.graph import tie_columns_of
from components.network.layouts.labels import ALONG, CLOSE_UP, CROWDED_ABOVE, FEW_NAMES, LABEL_SIZES, MOST_NAMED
from components.network.packed import browser_day
from components.network.spell_columns import kind_columns, spell_columns, tie_columns
from components.network.words import LIVE_CHANGES
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
    styles_of,
    text_colour,
)
from components.wording.coverage import coverage_text
from data.base.days import MONTHS
from data.base.memo import memo
from data.model.vocabulary import LAYERS
from data.store.made_before import made_once
from data.view.selection import first_day, read_through
from data.view.ties import Ties

if TYPE_CHECKING:
    from pyvis.network import Network

# Entries that are written at a time.
_PART = 10_000
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


def pyvis_network(ties: Ties) -> "Network":
    """Everyone with a tie and all ties of all times as pyvis describes them.

    `directed` only keeps parallel ties: pyvis drops the second edge of an undirected pair. Arrows are off.
    """
    # It takes long to load, and a network that is known already needs none of it.
    from pyvis.network import Network

    network = Network(directed=True)
    for key in ties.actors_tied:
        network.add_node(key, label=ties.dataset.actors[key].name, hidden=True)
    lines = [(*ties.actors[first], ties.tie[first]) for first in tie_columns_of(ties).first.tolist()]
    for one, other, tie in lines[:1]:
        network.add_edge(one, other, id=tie, hidden=True, smooth=False)
    # All edges are alike but for their ends and names; pyvis would look through all nodes for the ends of each.
    network.edges += [{**network.edges[0], "from": one, "to": other, "id": tie} for one, other, tie in lines[1:]]
    network.options = OPTIONS
    return network


# The whole network, sent once ----------------------------------------------------------------------


@memo
def network_bytes(ties: Ties, today: date) -> bytes:
    """The whole network, gzipped JSON: sent once for a data set, whatever is filtered."""
    if ties.dataset.added:
        return _made_bytes(ties, today)
    return made_once(f"network {version_of(ties, today)}", lambda: _made_bytes(ties, today))


def _made_bytes(ties: Ties, today: date) -> bytes:
    return gzip.compress(_json_in_parts(network_of(ties, today)).encode(), compresslevel=4, mtime=0)


def _json_in_parts(value: object) -> str:
    """JSON made in parts: one call for all would hold the interpreter, and with it everybody, for as long as it takes."""
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{_json(name)}:{_json_in_parts(part)}' for name, part in value.items())}}}"
    if isinstance(value, list) and len(value) > _PART:
        return f"[{','.join(_json(value[first : first + _PART])[1:-1] for first in range(0, len(value), _PART))}]"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


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
    """pyvis's nodes, edges and options; the edges, as ties with their spells, in columns, the ends by the places of nodes."""
    network = pyvis_network(ties)
    place = {node["id"]: number for number, node in enumerate(network.nodes)}
    ends = {end: [place[edge[end]] for edge in network.edges] for end in ("from", "to")}
    return {
        "nodes": network.nodes,
        "options": network.options,
        "ties": {**ends, **tie_columns(ties)},
        "spells": spell_columns(ties),
        **kind_columns(ties),
    }
