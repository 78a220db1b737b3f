"""Graph, positions and theme -> what the browser gets: the whole network once, then only what a view changes.

pyvis describes nodes, edges and options; nothing else in the product knows of it. Days travel as whole days
since 1970-01-01. Everything is checked to be plain JSON: a stray NaN or numpy number would reach the browser
as one long text, without an error.
"""

import base64
import gzip
import json
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

import numpy as np
from pyvis.network import Network

from components.network.graph import lines_of
from components.network.layout import positions_of, rings_of
from components.style.theme import INK, PAPER, Style, doubt_share, style_key, styles_of, text_colour
from components.wording.spells import since
from data.analysis.ladders import height, ladder_for
from data.base.memo import memo
from data.base.text import counted, listed
from data.model.dates import spoken_day
from data.tables.origin import added_mark
from data.view.search import spells_with
from data.view.selection import Selection, first_day, read_through
from data.view.ties import FOREVER, Mask, SpellIndex, Ties
from data.view.view import LAYOUTS, filter_texts

EPOCH = date(1970, 1, 1).toordinal()
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


def browser_day(ordinal: int) -> int | None:
    return None if ordinal == FOREVER else int(ordinal) - EPOCH


def described(ties: Ties) -> Network:
    """Everyone with a tie and all ties of all times as pyvis describes them.

    `directed` only keeps parallel ties: pyvis drops the second edge of an undirected pair. Arrows are off.
    """
    network = Network(directed=True)
    for key in ties.actors_tied:
        network.add_node(key, label=ties.dataset.actors[key].name, hidden=True)
    for line in lines_of(ties):
        network.add_edge(*line.actors, id=line.tie, hidden=True, smooth=False)
    network.options = OPTIONS
    return network


def _tip(ties: Ties, index: SpellIndex) -> list[str]:
    """What it is, in whose words, since when, on how many sources."""
    spell, dataset = ties.spells[index], ties.dataset
    one, other = (dataset.actors[actor].name for actor in ties.actors[index])
    family = dataset.families[ties.tiers[index].family]
    voices = {dataset.sources[source].family for source in spell.sources}
    said = f"{counted(len(spell.sources), 'source')} ({listed(sorted(voices))})" if voices else "no source read"
    lines = (
        f"{one} – {other}",
        spell.wording,
        spell.wording_zh or spell.wording_ru,
        f"{family.name} · {since(ties, index)}",
        spell.instrument or spell.occasion,
        f"{spell.grade} · {said}",
        "Added by you: no part of the records, in this session only" if ties.added[index] else "",
    )
    return [line for line in lines if line]


@memo
def network_bytes(ties: Ties, today: date) -> bytes:
    """The whole network, gzipped JSON: sent once for a data set, whatever is filtered."""
    text = json.dumps(network_of(ties, today), allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def version_of(ties: Ties, today: date) -> str:
    return f"{ties.dataset.version}-{today.isoformat()}"


def network_of(ties: Ties, today: date) -> dict[str, Any]:
    """{version, days, styles, actors, ties, spells, nodes, edges, options, positions, rings} in plain values."""
    network, dataset = described(ties), ties.dataset
    styles = styles_of(dataset)
    order = {key: place for place, key in enumerate(styles)}
    through = read_through(dataset)
    rings = rings_of(ties)
    return {
        "version": version_of(ties, today),
        "days": [browser_day(first_day(ties).toordinal()), browser_day(today.toordinal())],
        "readThrough": browser_day(through.toordinal()) if through else None,
        "readThroughSpoken": spoken_day(through) if through else "",
        "paper": PAPER,
        "ink": INK,
        "styles": [_style(style) for style in styles.values()],
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "short": {key: dataset.actors[key].short_name for key in ties.actors_tied},
        "about": {key: _about(ties, key) for key in ties.actors_tied},
        "ties": [[line.tie, line.lane, list(line.spells)] for line in lines_of(ties)],
        "spells": [_spell(ties, index, order) for index in range(len(ties))],
        "positions": {layout: list(positions_of(ties, layout).values()) for layout in LAYOUTS},
        "center": rings.center,
        "rings": [[ring.name, order.get(ring.style), *astuple(ring.edge)] for ring in rings.rings],
    }


def _style(style: Style) -> dict[str, Any]:
    """The stroke with its colours; those of words about it, and how much of the colour stays in doubt."""
    stroke = style.stroke
    return {
        "key": style.key,
        "name": style.name,
        "width": stroke.width,
        "dash": stroke.dash,
        **{ground: stroke.on(ground) for ground in PAPER},
        "words": {ground: text_colour(stroke.on(ground), paper) for ground, paper in PAPER.items()},
        "doubt": {ground: doubt_share(stroke.on(ground), paper) for ground, paper in PAPER.items()},
    }


def _spell(ties: Ties, index: SpellIndex, order: Mapping[str, int]) -> list[Any]:
    spell = ties.spells[index]
    limits = (ties.starts[0][index], ties.starts[1][index], ties.ends[0][index], ties.ends[1][index])
    unsure = spell.grade == "recalled" or spell.status == "proposed"
    style = order[style_key(ties, index)]
    wording = f"{spell.wording}{added_mark(ties.dataset, spell)}"
    return [
        *(browser_day(limit) for limit in limits),
        style,
        int(unsure),
        wording,
        _tip(ties, index),
        int(ties.added[index]),
    ]


def _about(ties: Ties, actor: str) -> list[str]:
    row = ties.dataset.actors[actor]
    own = [name for name in (row.name_native, row.name_zh) if name]
    return [row.name, *(own and [" · ".join(own)]), row.region]


def packed(mask: Mask) -> str:
    """A mask as base64 of its bits, the first spell in the highest bit of the first byte."""
    return base64.b64encode(np.packbits(mask).tobytes()).decode()


def view_of(selection: Selection, today: date, *, name: str, heading: str, home: int, turn: int) -> dict[str, Any]:
    """What a view changes: which spells passed, the day, the focus.

    `home` grows when the picture is to fit anew; `turn` is the number of the last message heard from the picture.
    """
    view, ties = selection.view, selection.ties
    filters = filter_texts(view, selection.dataset).values()
    return {
        "name": name,
        "version": version_of(ties, today),
        "layout": view.layout,
        "asOf": browser_day(view.as_of.toordinal()),
        "passed": packed(selection.passed),
        "marked": packed(spells_with(ties, view.mark)) if view.mark else None,
        "focus": view.focus,
        "keep": list(view.actors) if view.among or len(view.actors) == 1 else [],
        "heading": heading,
        "said": f"Filters: {'; '.join(filters)}." if filters else "",
        "home": home,
        "turn": turn,
        "against": None,
    }


def compared_view_of(first: Selection, selection: Selection, today: date, ladder: str, **told: Any) -> dict[str, Any]:
    """The same for two days in one picture; `heights` tells up from down by the chosen order."""
    ties, dataset = selection.ties, selection.dataset
    orders = {family: ladder_for(dataset, family, ladder) for family in dataset.families}
    return {
        **view_of(selection, today, **told),
        "against": browser_day(first.view.as_of.toordinal()),
        "heights": [height(dataset, orders[tier.family], tier.tier) for tier in ties.tiers],
    }


def scene_view_of(selection: Selection, today: date, story: Mapping[str, Any], **told: Any) -> dict[str, Any]:
    """The same with a scene of a story: {title, at, count, caption, cited} below the picture."""
    return {**view_of(selection, today, **told), "story": dict(story)}
