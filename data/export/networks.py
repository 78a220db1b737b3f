"""Ties in view -> files for programs that draw and measure networks: GraphML and GEXF."""

import io
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from data.base.version import VERSION
from data.model.span import FOREVER
from data.model.tie_rows import Actor, Spell
from data.tables.origin import HANDLING_COLUMN, origin_of
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

Value = str | float
_GEXF = "http://gexf.net/1.3"
_GEXF_TYPES = {str: "string", int: "integer", float: "double"}


def graphml_of(selection: Selection, marking: str = "") -> bytes:
    """The ties in view on the day, parallel ones separately (GraphML, as networkx writes it)."""
    # It takes long to load, and few ask for a file of it.
    import networkx as nx

    graph: nx.MultiGraph[str] = nx.MultiGraph(as_of=selection.view.as_of.isoformat(), version=selection.dataset.version)
    if marking:
        graph.graph[HANDLING_COLUMN] = marking
    for actor in _actors(selection.ties, selection.indices):
        graph.add_node(actor, **_node_values(selection.ties.dataset.actors[actor]))
    for index in selection.indices:
        values = _edge_values(selection.ties, index) | {"on_the_day": str(selection.force(index))}
        key = selection.ties.spells[index].spell
        graph.add_edge(*selection.ties.actors[index], key=key)
        graph.edges[*selection.ties.actors[index], key].update(values)
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    return file.getvalue()


def gexf_of(selection: Selection, marking: str = "") -> bytes:
    """All ties that pass the filters, of all times, with their dates (GEXF 1.3, a dynamic graph).

    In GEXF the end is the last day on which a tie holds. Where a date is not exact, the longest possible time is
    used; `held_from` and `held_until` are as exact as the source.
    """
    ties = selection.ties
    indices = [SpellIndex(index) for index in range(len(ties)) if selection.passed[index]]
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = f"Allweather {VERSION}"
    ET.SubElement(meta, "description").text = " · ".join(
        filter(None, (marking, f"Declared ties over time, records version {selection.dataset.version}"))
    )
    settings = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "idtype": "string", **settings})
    actors = {actor: _node_values(ties.dataset.actors[actor]) for actor in _actors(ties, indices)}
    marked: dict[str, Value] = {HANDLING_COLUMN: marking} if marking else {}
    edges = {index: _edge_values(ties, index) | marked for index in indices}
    _declare(graph, "node", actors.values())
    _declare(graph, "edge", edges.values())
    nodes = ET.SubElement(graph, "nodes")
    for actor, values in actors.items():
        _fill(ET.SubElement(nodes, "node", {"id": actor, "label": str(values["label"])}), values)
    lines = ET.SubElement(graph, "edges")
    for index, values in edges.items():
        one, other = ties.actors[index]
        names = {"id": ties.spells[index].spell, "source": one, "target": other, "label": str(values["label"])}
        _fill(ET.SubElement(lines, "edge", {**names, **_days(ties, index)}), values)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _days(ties: Ties, index: SpellIndex) -> dict[str, str]:
    """The first and the last day on which the tie may have held."""
    start = date.fromordinal(int(ties.starts[0][index]))
    if ties.ends[1][index] == FOREVER:
        return {"start": start.isoformat()}
    last = date.fromordinal(int(ties.ends[1][index])) - timedelta(days=1)
    return {"start": start.isoformat(), "end": max(last, start).isoformat()}


def _declare(graph: ET.Element, kind: str, rows: Iterable[Mapping[str, Value]]) -> None:
    """Declare the attributes of nodes or edges."""
    declared = ET.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    types = {name: _GEXF_TYPES[type(value)] for row in rows for name, value in row.items() if name != "label"}
    for name, type_ in types.items():
        ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": type_})


def _fill(element: ET.Element, values: Mapping[str, Value]) -> None:
    """The attributes that are not empty."""
    cells = ET.SubElement(element, "attvalues")
    for name, value in values.items():
        if name != "label" and value != "":
            ET.SubElement(cells, "attvalue", {"for": name, "value": str(value)})


def _actors(ties: Ties, indices: Iterable[SpellIndex]) -> list[str]:
    return list(dict.fromkeys(actor for index in indices for actor in ties.actors[index]))


def _node_values(actor: Actor) -> dict[str, Value]:
    values: dict[str, Value] = {
        "label": actor.name, "kind": actor.kind, "region": actor.region, "name_zh": actor.name_zh, "name_ru": actor.name_ru,
    }  # fmt: skip
    if actor.latitude is not None and actor.longitude is not None:
        values |= {"latitude": actor.latitude, "longitude": actor.longitude}
    return _as_xml(values)


def _edge_values(ties: Ties, index: SpellIndex) -> dict[str, Value]:
    spell: Spell = ties.spells[index]
    tier, rung, family = ties.tiers[index], ties.rungs[index], ties.dataset.families[ties.tiers[index].family]
    opening = spell.opening
    return _as_xml(
        {
            "label": spell.wording,
            "spell": spell.spell,
            "layer": family.layer,
            "family": family.name,
            "tier": tier.wording,
            "rung": rung.rung if rung else 0,
            "rung_group": rung.group_name if rung else "",
            "wording_zh": spell.wording_zh,
            "wording_ru": spell.wording_ru,
            "wording_be": spell.wording_be,
            "held_from": opening.text if opening else "",
            "held_until": spell.end.text if spell.end else "",
            "status": spell.status,
            "grade": spell.grade,
            "record": origin_of(ties.dataset, spell),
            "sources": "; ".join(ties.dataset.sources[source].url or source for source in spell.sources),
        }
    )


def _as_xml(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values without the control characters that XML cannot hold: a reader's own rows may have any."""
    return {name: _printable(value) if isinstance(value, str) else value for name, value in values.items()}


def _printable(text: str) -> str:
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cs", "Cn") else character for character in text)
