"""Numbered sources: the mark beside a statement, and the list below."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from components.style.markup import element, in_its_language, link
from data.model.schema import Source
from data.tables.dataset import Dataset
from data.tables.origin import added_mark


def citation(dataset: Dataset, key: str) -> str:
    """A source in one line, as it stands below a text: publisher, title, date, address, and the mark of an added row."""
    source = dataset.sources[key]
    words = ", ".join(part for part in (source.publisher, source.title, _date(source), source.url) if part)
    return words + added_mark(dataset, source)


def _date(source: Source) -> str:
    return source.date.spoken if source.date else "no date shown"


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
        return element(
            "sup", self.cite(sources), title="; ".join(self.dataset.sources[source].publisher for source in sources)
        )

    def list(self) -> Element:
        return element("ol", *(self._citation(source) for source in self.numbers), class_="aw-sources")

    def texts(self) -> tuple[str, ...]:
        """The list as plain texts: "[1] Publisher, title, date, address"."""
        return tuple(f"[{number}] {citation(self.dataset, source)}" for source, number in self.numbers.items())

    def _citation(self, key: str) -> Element:
        source = self.dataset.sources[key]
        about = (
            f"{source.publisher}, {_date(source)}. Reliability {source.reliability}{added_mark(self.dataset, source)}."
        )
        title = in_its_language(source.title)
        return element("li", link(title, source.url), ". ", about, f" {source.note}" if source.note else "")
