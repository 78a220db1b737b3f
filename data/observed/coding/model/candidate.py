"""What the coder found in an item: a row that a person can accept. It holds no sentence of the item."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

CandidateTable = Literal["contacts", "sightings", "alerts"]
Confidence = Literal["high", "medium", "low"]
# One column each in the file of candidates; a table leaves empty what it does not have.
CANDIDATE_CELLS = (
    "contact",
    "date",
    "aired",
    "kind",
    "partner",
    "leader",
    "office",
    "label_zh",
    "tier",
    "speaker_side",
    "context",
    "url",
    "item",
)
CANDIDATE_COLUMNS = ("candidate", "table", "rule", "confidence", "version", "extraction", "paragraph", *CANDIDATE_CELLS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """`key` survives every change of the text, `extraction` changes with what was read out of it."""

    table: CandidateTable
    key: str
    rule: str
    confidence: Confidence
    version: str
    paragraph: int
    cells: dict[str, str] = field(hash=False)

    @property
    def extraction(self) -> str:
        """A number of the cells that were read: a person is asked again only when it changes."""
        read = "\x1f".join(self.cells.get(name, "") for name in CANDIDATE_CELLS if name not in ("url", "contact"))
        return hashlib.sha256(read.encode()).hexdigest()[:12]

    def row(self) -> dict[str, str]:
        """The candidate as a row of the file of candidates."""
        head = {
            "candidate": self.key,
            "table": self.table,
            "rule": self.rule,
            "confidence": self.confidence,
            "version": self.version,
            "extraction": self.extraction,
            "paragraph": str(self.paragraph),
        }
        return head | {name: self.cells.get(name, "") for name in CANDIDATE_CELLS}


def with_distinct_keys(candidates: list[Candidate]) -> Iterator[Candidate]:
    """The candidates in an order of their own, each with a key that no other has."""
    seen: dict[str, int] = {}
    for candidate in sorted(candidates, key=lambda candidate: (candidate.key, sorted(candidate.cells.items()))):
        seen[candidate.key] = number = seen.get(candidate.key, 0) + 1
        if number == 1:
            yield candidate
        else:
            key = f"{candidate.key}~{number}"
            yield Candidate(
                candidate.table,
                key,
                candidate.rule,
                candidate.confidence,
                candidate.version,
                candidate.paragraph,
                candidate.cells,
            )
