"""GEXF and GraphML -> a raw table of edges, with the labels of their nodes; read by expat, without entities or links."""

from collections.abc import Callable
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
from data.upload.reading.xml_reader import PIECE_BYTES, XmlPartError, XmlReader

_MAX_NODES, _MAX_TITLES = 100_000, 10 * MAX_TABLE_COLUMNS


@dataclass
class _Graph:
    """What was read so far: node -> label, and the edges as column -> text. `line_of` gives the line that is read."""

    line_of: Callable[[], int] = lambda: 0
    nodes: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    # (whether it is of edges, id) -> title; title -> what an edge without it has.
    titles: dict[tuple[bool, str], str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    _of_edges: bool = False
    _declared: tuple[bool, str] = (False, "")
    _is_default: bool = False
    # How edges are that do not say whether they are directed.
    _way: str = ""
    _is_directed: bool = False
    _node: str = ""
    _edge: dict[str, str] | None = None
    _spells: list[dict[str, str]] = field(default_factory=list)
    _cells: int = 0
    _key: str = ""
    _text: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
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
                    # GEXF: the last day on which the edge is there; an open end is the first on which it is not.
                    "end": "Valid until",
                    "endopen": "End",
                }
                self._edge = {title: attributes[key] for key, title in names.items() if key in attributes}
                way = attributes.get("type") or {"true": "directed", "false": ""}.get(
                    attributes.get("directed", ""), self._way
                )
                self._is_directed = way == "directed"
                self.edges.append((self.line_of(), self._edge))
            case "spell" if self._edge is not None:
                times = {"Start": "start", "Valid until": "end", "End": "endopen"}
                self._spells.append(
                    {title: attributes.get(key, "") for title, key in times.items() if key in attributes}
                )
            case "graph":
                self._way = attributes.get("defaultedgetype") or attributes.get("edgedefault", "")
            case "attributes":
                self._of_edges = attributes.get("class") == "edge"
            case "attribute" | "key":
                # GraphML says it of each; "all" is of edges too.
                of_edges = attributes["for"] in ("edge", "all") if "for" in attributes else self._of_edges
                self._declared = (of_edges, attributes.get("id", ""))
                self.titles[self._declared] = attributes.get("title") or attributes.get("attr.name", "")
            case "default":
                self._is_default, self._text = True, []
            case "attvalue":
                self._add(attributes.get("for", ""), attributes.get("value", ""))
            case "data":
                self._key, self._text = attributes.get("key", ""), []
        if len(self.edges) + len(self._spells) > MAX_UPLOAD_ROWS + 1 or len(self.nodes) > _MAX_NODES:
            raise XmlPartError(f"has more than {MAX_UPLOAD_ROWS:,} edges", "export a part of the network")
        if len(self.titles) > _MAX_TITLES or self._cells > MAX_TABLE_CELLS:
            raise _too_many_cells()

    def text(self, text: str) -> None:
        if self._key or self._is_default:
            self._text.append(text)

    def end(self, name: str) -> None:
        match name.rsplit(" ", 1)[-1]:
            case "data":
                self._add(self._key, "".join(self._text).strip())
                self._key = ""
            case "default":
                self._is_default = False
                if self._declared[0] and (text := "".join(self._text).strip()):
                    self.defaults[self.titles.get(self._declared) or self._declared[1]] = text
            case "edge" if self._edge is not None:
                self._end_edge()

    def _end_edge(self) -> None:
        """Give an edge its time; each further time makes another edge."""
        assert self._edge is not None
        if self._is_directed:
            self._edge.setdefault("Direction", "directed")
        first, *others = self._spells or [{}]
        self._cells += len(others) * len(self._edge)
        self.edges += [(self.edges[-1][0], {**self._edge, **times}) for times in others]
        self._edge |= {name: text for name, text in first.items() if not self._edge.get(name)}
        self._edge, self._spells = None, []

    def _add(self, key: str, value: str) -> None:
        is_edge = self._edge is not None
        title = self.titles.get((is_edge, key)) or self.titles.get((not is_edge, key)) or key
        if self._edge is not None:
            if len(self._edge) < MAX_TABLE_COLUMNS:
                self._cells += 1
                self._edge.setdefault(title, value)
        elif title.casefold() in ("label", "name") and self._node and not self.nodes[self._node]:
            self.nodes[self._node] = value


def _too_many_cells() -> XmlPartError:
    return XmlPartError(f"has more than {MAX_TABLE_CELLS:,} cells", "export fewer attributes of its edges")


def read_graph(reading: UploadReading, file: str, name: str, content: bytes) -> None:
    """Add the edges of a network to the reading, or what is wrong with the file."""
    graph = _Graph()
    try:
        with XmlReader(graph) as reader:
            graph.line_of = lambda: reader.line
            for at in range(0, len(content), PIECE_BYTES):
                reader.read(content[at : at + PIECE_BYTES])
            reader.finish()
    except XmlPartError as problem:
        reading.add_finding(file, None, problem.fault)
        return
    except (expat.ExpatError, LookupError, ValueError):
        reading.add_finding(file, None, Fault("is damaged, or not a GEXF or GraphML file", "export it again"))
        return
    columns = list(
        dict.fromkeys(column for edge in (graph.defaults, *(edge for _, edge in graph.edges)) for column in edge)
    )
    columns = columns[:MAX_TABLE_COLUMNS]
    if not graph.edges:
        reading.add_finding(file, None, Fault("contains no edge", "export a network with edges"))
        return
    if len(graph.edges) * len(columns) > MAX_TABLE_CELLS:
        reading.add_finding(file, None, _too_many_cells().fault)
        return
    records: list[Record] = [(0, 0, columns)]
    for line, edge in graph.edges:
        ends = {
            end: graph.nodes.get(edge.get(end, "")) or edge.get(end, "") for end in ("Source", "Target") if end in edge
        }
        cells = [(graph.defaults | edge | ends).get(column, "") for column in columns]
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
