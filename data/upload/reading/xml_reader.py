"""XML from outside -> the elements of it, by expat: without entities or links, and none of them deep, wide or many without end.

A file of 40 kB may unpack to millions of elements inside one another, each of which expat remembers until it ends, or to one
tag of millions of attributes, in the middle of which no other thread runs.
"""

from typing import Protocol, Self
from xml.parsers import expat

from data.base.fault import FaultError
from data.upload.reading.time_budget import check_time

# Bytes given to expat at once.
PIECE_BYTES = 65_536
# Elements inside one another; workbooks and networks have about ten.
MOST_DEEP = 100
# Bytes of one tag or comment: a network has the text of a cell in an attribute. Expat reads an open one again with each piece.
LONGEST_TAG = 2_000_000
# Of all parts of a file; 500,000 cells with their texts have as many. Empty elements cost time too, though they pack to nothing.
MAX_TAGS = 4_000_000


class XmlPartError(FaultError):
    """XML that cannot be read; the text of the error is for the reader."""


class ElementHandler(Protocol):
    """What receives the elements; may also have `end(name)` and `text(text)`."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...


class XmlReader:
    """Passes elements to a handler, piece by piece, within a `with`. `tags` counts those read so far, also of earlier parts."""

    def __init__(self, handler: ElementHandler, tags: int = 0) -> None:
        self.tags = tags
        self._start, self._end = handler.start, getattr(handler, "end", None)
        self._depth = self._given = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._begin_element, self._end_element
        self._parser.CharacterDataHandler = getattr(handler, "text", None)
        self._parser.buffer_text = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Parser and reader hold each other: what was read would stay until Python looks for such circles.
        del self._parser, self._start, self._end

    @property
    def line(self) -> int:
        """The number of the line that is read."""
        return self._parser.CurrentLineNumber

    def read(self, piece: bytes) -> None:
        """Read some more. Raises XmlPartError beyond the limits, and what expat raises for a damaged text."""
        check_time()
        self.tags += piece.count(b"<")
        if self.tags > MAX_TAGS:
            raise XmlPartError("has too many cells, including empty ones", "delete unused rows and columns")
        self._given += len(piece)
        self._parser.Parse(piece, False)
        if self._given - max(0, self._parser.CurrentByteIndex) > LONGEST_TAG:
            raise XmlPartError("has a tag or comment that does not end", "save or export it again")

    def finish(self) -> None:
        """Read to the end."""
        self._parser.Parse(b"", True)

    def _begin_element(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEEP:
            raise XmlPartError(f"has more than {MOST_DEEP} elements inside one another", "save or export it again")
        self._start(name, attributes)

    def _end_element(self, name: str) -> None:
        self._depth -= 1
        if self._end:
            self._end(name)


def _refuse_doctype(*_: object) -> None:
    raise XmlPartError(
        "declares entities in its XML, which no spreadsheet or network program does", "save or export it again"
    )
