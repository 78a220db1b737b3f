"""Sources as a reader names them -> ids of sources: those that are there, and rows for the others."""

import re
from collections.abc import Set
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from data.base.fault import Fault
from data.matching.empty_cells import is_empty
from data.model.cells import LIST_SEPARATOR, MOST_LISTED, is_too_long_a_list
from data.tables.sheet import UNWANTED
from data.upload.reading.raw import MAX_UPLOAD_ROWS

# Of a title; of an address, which leads nowhere if it is shortened, and of what tells two sources apart.
_LONGEST_TITLE, _LONGEST_SOURCE = 300, 2_000
# Rows of sources that an upload may need beside its own.
MOST_ADDED_SOURCES = 2 * MAX_UPLOAD_ROWS


@dataclass
class SourceReader:
    """`known` are the ids that are there; `start` is what the ids of new ones begin with. `room` is for so many of them."""

    known: Set[str]
    start: str
    room: int = MOST_ADDED_SOURCES
    _ids: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    @property
    def room_left(self) -> int:
        return self.room - len(self._ids)

    def fault(self, written: str) -> Fault | None:
        """Why the sources of a cell cannot be taken: each may become a row of its own."""
        if is_too_long_a_list(written):
            return Fault(f"lists more than {MOST_LISTED} sources", "name the most important ones")
        if character := UNWANTED.search(written):
            return Fault(f"contains an invisible character, U+{ord(character[0]):04X}", "delete it")
        if self.room_left <= MOST_LISTED:
            return Fault(
                f"brings the sources of the upload to about {MOST_ADDED_SOURCES:,}", "upload fewer rows at a time"
            )
        return None

    def ids(self, written: str) -> str:
        """The ids that a cell names, as a list in a cell; a text that is no id becomes a source of its own."""
        if is_empty(written):
            return ""
        parts = [part.strip() for part in written.split(LIST_SEPARATOR) if part.strip()]
        if all(part in self.known for part in parts):
            return "; ".join(parts)
        # A text of several parts is one source, unless some of them are known or addresses.
        are_many = any(part in self.known or _host(part) for part in parts)
        return "; ".join(self.id_of(part) for part in (parts if are_many else [written]))

    def id_of(self, text: str) -> str:
        """The id of one source."""
        if text in self.known:
            return text
        text = UNWANTED.sub("", text)[:_LONGEST_SOURCE]
        if text not in self._ids:
            self._number += 1
            while (source := f"{self.start}-source-{self._number}") in self.known:
                self._number += 1
            self._ids[text] = source
        return self._ids[text]

    def rows(self) -> list[dict[str, str]]:
        """The rows of sources that are needed."""
        return [self._row(source, text) for text, source in self._ids.items()]

    def _row(self, source: str, text: str) -> dict[str, str]:
        host, title = _host(text), text[:_LONGEST_TITLE]
        return {
            "source": source,
            "publisher": host or title,
            "family": host or title,
            "title": f"[{title}]",
            "url": text if host else "",
            "reliability": "F",
            "note": "As a reader’s table names it; not read by us.",
        }


def _host(text: str) -> str:
    """The host of a web address; empty for any other text."""
    if not text.startswith(("http://", "https://")) or re.search(r"\s|,http", text):
        return ""
    try:
        return urlsplit(text).hostname or ""
    except ValueError:
        return ""
