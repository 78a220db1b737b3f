"""Numbered sources: the mark beside a statement, and the list below. Pure."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from components.style.markup import Child, element, in_its_language, link
from data.model.ledger_rows import Source
from data.tables.dataset import Dataset
from data.tables.origin import added_mark

# The grade is that of the text; how it was read is shown apart, as a sign that is explained once at the end of a list.
READING_SIGNS = {"copy": ("†", "Read in a copy."), "excerpt": ("‡", "Read as an excerpt of a stored copy.")}
RELIABILITY_KEY = "Reliability (Admiralty scale): A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged."
GLOSS_NOTE = "Titles in square brackets are our own descriptions; translations after an original title are ours."


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
        """The same, raised; each number leads to its source in the list, and shows the publisher on hover."""
        parts = list[Child]()
        for source in sources:
            number = self.cite((source,))
            publisher = self.dataset.sources[source].publisher
            parts += [" "] * bool(parts)
            parts.append(element("a", number, href=f"#source-{number}", title=publisher, aria_label=f"Source {number}"))
        return element("sup", *parts)

    def list(self) -> Element:
        """The sources in the order of their numbers, with a link each; what their signs mean is below, once."""
        rows = element("ol", *(self._row(*one) for one in self.numbers.items()), class_="aw-sources")
        return element("div", rows, *(element("p", note, class_="aw-quiet") for note in self._notes()))

    def _notes(self) -> Iterator[str]:
        sources = [self.dataset.sources[key] for key in self.numbers]
        if sources:
            yield RELIABILITY_KEY
        yield from reading_notes(source.reading for source in sources)
        if any(source.title_en or source.title.startswith("[") for source in sources):
            yield GLOSS_NOTE

    def texts(self) -> tuple[str, ...]:
        """The list as plain texts: "[1] Publisher, title, date, address"."""
        return tuple(f"[{number}] {citation(self.dataset, source)}" for source, number in self.numbers.items())

    def _row(self, key: str, number: int) -> Element:
        source = self.dataset.sources[key]
        title = link(in_its_language(source.title), source.url)
        gloss = f" [{source.title_en}]. " if source.title_en else ". "
        return element("li", title, gloss, f"{self._details(source)}.", self._remark(source), id=f"source-{number}")

    def _details(self, source: Source) -> str:
        """ "Evening News, 16 Sep 2022, no link. Reliability B (added)"."""
        address = "" if source.url else ", no link"
        published = f"{source.publisher}, {_date_text(source)}{address}"
        return f"{published}. Reliability {source.reliability}{added_mark(self.dataset, source)}"

    def _remark(self, source: Source) -> str:
        sign = f" {READING_SIGNS[source.reading][0]}" if source.reading in READING_SIGNS else ""
        return f"{sign} {source.note}" if source.note else sign
