"""A profile as a document: sections of cited texts, tables, bars and a strip of time, as plain values.

The page, Word and the pages of a figure draw the same document.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from components.style.theme import Stroke


@dataclass(frozen=True)
class Reference:
    """What a statement rests on; `title_en` is our translation of the title, `reading` says how it was read."""

    key: str
    publisher: str
    title: str
    title_en: str
    date: str
    url: str
    reliability: str
    note: str
    reading: str


@dataclass(frozen=True)
class Run:
    """A part of a text, and the sources behind it; `language` is that of a wording that is not English."""

    text: str
    references: tuple[Reference, ...] = ()
    language: str = ""
    is_strong: bool = False


Runs = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """The text without its references."""
    return "".join(run.text for run in runs)


def plain(text: str, references: tuple[Reference, ...] = ()) -> Runs:
    return (Run(text, references),)


@dataclass(frozen=True)
class Paragraph:
    """A text; a quiet one is small print."""

    runs: Runs
    is_quiet: bool = False


@dataclass(frozen=True)
class ItemList:
    """Short texts one below the other."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class TableColumn:
    """The head of a column, and its share of the width."""

    name: str
    share: float


@dataclass(frozen=True)
class DocumentTable:
    """Rows of cells; the first column names the row."""

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Bar:
    """One value of a series: its year, the value in words, its share of the largest."""

    period: str
    text: Runs
    share: float
    is_disputed: bool


@dataclass(frozen=True)
class BarChart:
    """The values of whole years, and below them in words what is of other periods."""

    caption: str
    bars: tuple[Bar, ...]
    others: Runs


@dataclass(frozen=True)
class StripSpan:
    """A label over time: possible from `start`, certain from `certain`, to `end`."""

    start: date
    certain: date
    end: date
    wording: str
    stroke: Stroke
    is_dashed: bool


@dataclass(frozen=True)
class StripEvent:
    """An event above the lanes."""

    day: date
    title: str
    shape: str
    weight: int


@dataclass(frozen=True)
class StripLane:
    """What was in force one after the other."""

    name: str
    spans: tuple[StripSpan, ...]


@dataclass(frozen=True)
class Strip:
    """Labels over time with events above them; `as_of` is the day shown, `text` the same for those who cannot see it."""

    caption: str
    first: date
    last: date
    as_of: date
    lanes: tuple[StripLane, ...]
    events: tuple[StripEvent, ...]
    text: str


Block = Paragraph | ItemList | DocumentTable | BarChart | Strip


@dataclass(frozen=True)
class Section:
    """A heading and what is below it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Fact:
    """One line of the card at the top: "Since", "9 May 2024"."""

    name: str
    value: Runs


@dataclass(frozen=True)
class ProfileDocument:
    """The document: `facts` are the card at the top, `summary` its sentences, `closing` the small print at the end.

    `headline` says in a few words what there is: "All-weather partnership, since 9 May 2024".
    """

    of: str
    title: str
    headline: str
    subtitle: str
    facts: tuple[Fact, ...]
    summary: tuple[Runs, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    references: tuple[Reference, ...] = field(default=())

    @property
    def strip(self) -> Strip | None:
        """Its strip of time."""
        return next((block for one in self.sections for block in one.blocks if isinstance(block, Strip)), None)

    @property
    def numbers(self) -> dict[str, int]:
        """Key of a reference -> its number, in the order in which the document cites them."""
        return {reference.key: number for number, reference in enumerate(self.references, 1)}


def in_order_of_citation(
    facts: Iterable[Fact], summary: Iterable[Runs], sections: Iterable[Section]
) -> tuple[Reference, ...]:
    """Every reference once."""
    runs = [run for fact in facts for run in fact.value]
    runs += [run for sentence in summary for run in sentence]
    runs += [run for section in sections for block in section.blocks for run in runs_of(block)]
    return tuple({reference.key: reference for run in runs for reference in run.references}.values())


def runs_of(block: Block) -> Iterator[Run]:
    """All runs of a block in the order in which it is read."""
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, ItemList):
        yield from (run for item in block.items for run in item)
    elif isinstance(block, DocumentTable):
        yield from (run for row in block.rows for cell in row for run in cell)
    elif isinstance(block, BarChart):
        yield from (run for bar in block.bars for run in bar.text)
        yield from block.others
