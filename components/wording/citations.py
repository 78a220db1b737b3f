"""Numbered sources: the mark beside a statement, and the list below. Pure."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from components.style.markup import element, in_its_language, link
from data.model.schema import Source
from data.tables.dataset import Dataset
from data.tables.origin import added_mark

# The grade is that of the text; how it was read is shown apart, as a sign that is explained once at the end of a list.
READING_SIGNS = {"copy": ("†", "Read in a copy."), "excerpt": ("‡", "Read as an excerpt of a stored copy.")}


def reading_notes(readings: Iterable[str]) -> tuple[str, ...]:
    """What the signs of these readings stand for: "† Read in a copy."."""
    found = set(readings)
    return tuple(f"{sign} {meaning}" for reading, (sign, meaning) in READING_SIGNS.items() if reading in found)


def citation(dataset: Dataset, key: str) -> str:
    """A source in one line, as it is cited below a text: publisher, title, date, address, and the mark of an added row."""
    source = dataset.sources[key]
    parts = (source.publisher, source.title, _date_text(source), source.url)
    return ", ".join(part for part in parts if part) + added_mark(dataset, source)


def _date_text(source: Source) -> str:
    return source.date.display_text if source.date else "undated"


class Citations:
    """Source numbers in the order in which they are first cited, and the list of them."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> str:
        """The numbers of the sources: "1, 4"."""
        return ", ".join(str(self.numbers.setdefault(source, len(self.numbers) + 1)) for source in sources)

    def mark(self, sources: Iterable[str]) -> Element:
        """The same, raised; the publishers on hover."""
        sources = tuple(sources)
        publishers = "; ".join(self.dataset.sources[source].publisher for source in sources)
        return element("sup", self.cite(sources), title=publishers)

    def list(self) -> Element:
        """The sources in the order of their numbers, with a link each; the signs of how they were read explained below."""
        rows = element("ol", *map(self._row, self.numbers), class_="aw-sources")
        notes = reading_notes(self.dataset.sources[key].reading for key in self.numbers)
        if not notes:
            return rows
        return element("div", rows, element("p", " ".join(notes), class_="aw-quiet"))

    def texts(self) -> tuple[str, ...]:
        """The list as plain texts: "[1] Publisher, title, date, address"."""
        return tuple(f"[{number}] {citation(self.dataset, source)}" for source, number in self.numbers.items())

    def _row(self, key: str) -> Element:
        source = self.dataset.sources[key]
        title = link(in_its_language(source.title), source.url)
        return element("li", title, ". ", f"{self._details(source)}.", self._remark(source))

    def _details(self, source: Source) -> str:
        """ "Evening News, 16 Sep 2022, no link. Reliability B (added)"."""
        address = "" if source.url else ", no link"
        published = f"{source.publisher}, {_date_text(source)}{address}"
        return f"{published}. Reliability {source.reliability}{added_mark(self.dataset, source)}"

    def _remark(self, source: Source) -> str:
        sign = f" {READING_SIGNS[source.reading][0]}" if source.reading in READING_SIGNS else ""
        return f"{sign} {source.note}" if source.note else sign
