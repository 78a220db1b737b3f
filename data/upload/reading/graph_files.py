"""GEXF and GraphML -> a raw table of edges, with the labels of their nodes; read by expat, without entities or links."""

from dataclasses import dataclass, field
from xml.parsers import expat

from data.base.csv_faults import LONGEST_CELL
from data.base.fault import Fault
from data.upload.reading.raw import (
    MAX_TABLE_CELLS,
    MAX_TABLE_COLUMNS,
    MAX_UPLOAD_LETTERS,
    MAX_UPLOAD_ROWS,
    MB,
    RawTable,
    Record,
    UploadReading,
)

_MAX_NODES = 100_000
_DOCTYPE = Fault("declares entities in its XML, which no network program does", "export it again")


class _RefusedError(Exception):
    """The file must not be read."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


@dataclass
class _Graph:
    """What was read so far: node -> label, and the edges as column -> text."""

    nodes: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    _node: str = ""
    _edge: dict[str, str] | None = None
    _key: str = ""
    _text: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        match name.rsplit(" ", 1)[-1]:
            case "node":
                self._node = attributes.get("id", "")
                self.nodes[self._node] = attributes.get("label", "")
            case "edge":
                names = {
                    "source": "Source",
                    "target": "Target",
                    "label": "Label",
                    "kind": "Type",
                    "start": "Start",
                    "end": "End",
                }
                self._edge = {title: attributes[key] for key, title in names.items() if key in attributes}
                self.edges.append((line, self._edge))
            case "attribute" | "key":
                self.titles[attributes.get("id", "")] = attributes.get("title") or attributes.get("attr.name", "")
            case "attvalue":
                self._add(attributes.get("for", ""), attributes.get("value", ""))
            case "data":
                self._key, self._text = attributes.get("key", ""), []
        if len(self.edges) > MAX_UPLOAD_ROWS or len(self.nodes) > _MAX_NODES:
            raise _RefusedError(Fault(f"has more than {MAX_UPLOAD_ROWS:,} edges", "export a part of the network"))

    def text(self, text: str) -> None:
        if self._key:
            self._text.append(text)

    def end(self, name: str) -> None:
        match name.rsplit(" ", 1)[-1]:
            case "data":
                self._add(self._key, "".join(self._text).strip())
                self._key = ""
            case "edge":
                self._edge = None

    def _add(self, key: str, value: str) -> None:
        title = self.titles.get(key) or key
        if self._edge is not None:
            if len(self._edge) < MAX_TABLE_COLUMNS:
                self._edge.setdefault(title, value)
        elif title.casefold() in ("label", "name") and self._node and not self.nodes[self._node]:
            self.nodes[self._node] = value


def read_graph(reading: UploadReading, file: str, name: str, content: bytes) -> None:
    """Add the edges of a network to the reading, or what is wrong with the file."""
    graph, parser = _Graph(), expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: graph.start(tag, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler, parser.CharacterDataHandler = graph.end, graph.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except _RefusedError as problem:
        reading.add_finding(file, None, problem.fault)
        return
    except (expat.ExpatError, LookupError, ValueError):
        reading.add_finding(file, None, Fault("is damaged, or not a GEXF or GraphML file", "export it again"))
        return
    columns = list(dict.fromkeys(column for _, edge in graph.edges for column in edge))[:MAX_TABLE_COLUMNS]
    if not graph.edges:
        reading.add_finding(file, None, Fault("contains no edge", "export a network with edges"))
        return
    if len(graph.edges) * len(columns) > MAX_TABLE_CELLS:
        fault = Fault(f"has more than {MAX_TABLE_CELLS:,} cells", "export fewer attributes of its edges")
        reading.add_finding(file, None, fault)
        return
    records: list[Record] = [(0, 0, columns)]
    for line, edge in graph.edges:
        ends = {
            end: graph.nodes.get(edge.get(end, "")) or edge.get(end, "") for end in ("Source", "Target") if end in edge
        }
        cells = [(edge | ends).get(column, "") for column in columns]
        if above := _letters_fault(reading, cells):
            reading.add_finding(file, line, above)
            return
        records.append((line, line, cells))
    reading.add_table(RawTable(file, name, tuple(records), form="network file"))


def _letters_fault(reading: UploadReading, cells: list[str]) -> Fault | None:
    """Count the letters of a row, a name as often as edges have it; what is wrong if there are too many."""
    reading.letters += sum(map(len, cells))
    if (most := max(map(len, cells))) > LONGEST_CELL:
        return Fault(f"has {most:,} characters in a cell, which can hold at most {LONGEST_CELL:,}", "shorten it")
    if reading.letters > MAX_UPLOAD_LETTERS:
        return Fault(f"has cells with more than {MAX_UPLOAD_LETTERS // MB} million letters", "split it")
    return None


def _refuse_doctype(*_: object) -> None:
    raise _RefusedError(_DOCTYPE)
