"""Networks of Gephi and Kumu: nodes that say what the ends of edges are called."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from data.matching.code_schemes import code_reading
from data.matching.columns import find_column, find_pair
from data.matching.names import comparison_key
from data.model.schema import TABLE
from data.upload.reading.raw import RawTable

_ENDS = (("source", "target"), ("from", "to"))
# The form of edges of which only the numbers of the nodes are known, and of those whose numbers are of two nodes.
NUMBERED_EDGES, UNCLEAR_EDGES = "edges without their nodes", "edges of one of several networks"


def is_nodes(raw: RawTable) -> bool:
    """Whether a table lists nodes: an id and a label, and no two sides."""
    header = raw.records[0][2]
    names = [comparison_key(name[:60]) for name in header]
    return names[:2] == ["id", "label"] and not (
        find_pair(header) or any(find_column(TABLE["spells"], name[:60]) == "dyad" for name in header)
    )


def with_labels(tables: Iterable[RawTable]) -> list[RawTable]:
    """The tables without those of nodes; ends of edges that are ids of nodes are their labels."""
    tables = list(tables)
    labels: dict[str, set[str]] = defaultdict(set)
    for raw in filter(is_nodes, tables):
        for _, _, cells in raw.records[1:]:
            if len(cells) > 1 and cells[1].strip():
                labels[cells[0].strip()].add(cells[1].strip())
    if not labels:
        return [replace(raw, form=NUMBERED_EDGES) if _has_numbered_ends(raw) else raw for raw in tables]
    return [_with_labels(raw, labels) for raw in tables if not is_nodes(raw)] or tables


def _positions_of_ends(raw: RawTable) -> list[int]:
    """Where a table of edges names their ends; empty for any other table."""
    names = [comparison_key(name[:60]) for name in raw.records[0][2]]
    ends = next((ends for ends in _ENDS if set(ends) <= set(names)), ())
    return [names.index(end) for end in ends]


def _has_numbered_ends(raw: RawTable) -> bool:
    """Whether an edge table names its ends by numbers, of which some are too many or too small for codes of states."""
    positions = _positions_of_ends(raw)
    texts = {cells[at].strip() for _, _, cells in raw.records[1:] for at in positions if at < len(cells)}
    codes = code_reading(texts, ())
    return bool(texts) and all(text.isdigit() for text in texts) and not (codes.scheme or codes.open)


def _with_labels(raw: RawTable, labels: Mapping[str, set[str]]) -> RawTable:
    """Edges with the labels of their nodes; as they are, and so marked, where two nodes of the upload have one id."""
    positions = _positions_of_ends(raw)
    if not positions:
        return raw
    records = [raw.records[0]]
    for first, last, cells in raw.records[1:]:
        named = list(cells)
        for at in positions:
            found = labels.get(cells[at].strip(), ()) if at < len(cells) else ()
            if len(found) > 1:
                return replace(raw, form=UNCLEAR_EDGES)
            named[at : at + 1] = found or cells[at : at + 1]
        records.append((first, last, named))
    return replace(raw, records=tuple(records), form="edges and nodes")
