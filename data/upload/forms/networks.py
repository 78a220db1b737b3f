"""Networks of Gephi and Kumu: nodes that say what the ends of edges are called."""

from collections.abc import Iterable
from dataclasses import replace

from data.matching.code_schemes import code_reading
from data.matching.names import comparison_key
from data.upload.reading.raw import RawTable

_ENDS = (("source", "target"), ("from", "to"))
# The form of edges of which only the numbers of the nodes are known.
NUMBERED_EDGES = "edges without their nodes"


def is_nodes(raw: RawTable) -> bool:
    """Whether a table lists nodes: an id and a label, and no ends of edges."""
    names = [comparison_key(name[:60]) for name in raw.records[0][2]]
    return names[:2] == ["id", "label"] and not any(set(ends) <= set(names) for ends in _ENDS)


def with_labels(tables: Iterable[RawTable]) -> list[RawTable]:
    """The tables without those of nodes; ends of edges that are ids of nodes are their labels."""
    tables = list(tables)
    labels = {
        cells[0].strip(): cells[1].strip()
        for raw in tables
        if is_nodes(raw)
        for _, _, cells in raw.records[1:]
        if len(cells) > 1 and cells[1].strip()
    }
    if not labels:
        return [replace(raw, form=NUMBERED_EDGES) if _has_numbered_ends(raw) else raw for raw in tables]
    return [_with_labels(raw, labels) for raw in tables if not is_nodes(raw)] or tables


def _has_numbered_ends(raw: RawTable) -> bool:
    """Whether an edge table names its ends by numbers, of which some are too many or too small for codes of states."""
    names = [comparison_key(name[:60]) for name in raw.records[0][2]]
    ends = next((ends for ends in _ENDS if set(ends) <= set(names)), None)
    if ends is None:
        return False
    positions = [names.index(end) for end in ends]
    texts = {cells[at].strip() for _, _, cells in raw.records[1:] for at in positions if at < len(cells)}
    codes = code_reading(texts, ())
    return bool(texts) and all(text.isdigit() for text in texts) and not (codes.scheme or codes.open)


def _with_labels(raw: RawTable, labels: dict[str, str]) -> RawTable:
    names = [comparison_key(name[:60]) for name in raw.records[0][2]]
    ends = next((ends for ends in _ENDS if set(ends) <= set(names)), None)
    if ends is None:
        return raw
    positions = [names.index(end) for end in ends]
    records = [raw.records[0]]
    for first, last, cells in raw.records[1:]:
        named = [labels.get(cell.strip(), cell) if at in positions else cell for at, cell in enumerate(cells)]
        records.append((first, last, named))
    return replace(raw, records=tuple(records), form="edges and nodes")
