"""What the rows of a timeline show: spells and events, as plain values."""

from dataclasses import dataclass, replace
from datetime import date

from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.footnotes import superscript
from components.style.theme import Stroke


@dataclass(frozen=True)
class TimelineSpan:
    """A spell: possible from `start`, certain from `certain`, to `end`; `number` is that of its citation, 0 for none.

    `rank` is what its colour means, for where the wording has no room.
    """

    start: date
    certain: date
    end: date
    stroke: Stroke
    wording: str
    number: int
    rank: str = ""


@dataclass(frozen=True)
class TimelineEvent:
    """An event on its day, or in the middle of the days on which it may have happened."""

    day: date
    shape: str
    significance: int
    title: str


@dataclass(frozen=True)
class TimelineRow:
    """A lane of a dyad; `is_first` marks the first one of the dyad, which bears the dyad's name.

    Where its events would lie on one another, it has their number by year as `columns` instead.
    """

    dyad: str
    name: str
    is_first: bool
    spans: tuple[TimelineSpan, ...]
    events: tuple[TimelineEvent, ...]
    columns: tuple[tuple[int, int], ...] = ()
    # What the columns count.
    noun: str = "event"

    @property
    def weight(self) -> int:
        return BOLD if self.is_first else REGULAR

    @property
    def note(self) -> str:
        """The numbers of its notes, as a superscript."""
        return superscript(span.number for span in self.spans)

    @property
    def texts(self) -> tuple[str, ...]:
        return self.dyad, self.name, *(text for span in self.spans for text in (span.wording, span.rank))

    def without_numbers(self) -> "TimelineRow":
        return replace(self, spans=tuple(replace(span, number=0) for span in self.spans))
