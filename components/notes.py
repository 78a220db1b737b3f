"""Numbered sources: the mark beside a statement, and the list below."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from components.markup import element, link
from data.loading import Dataset


class Notes:
    """Source numbers in the order in which they are first cited, and the list of them."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.numbers: dict[str, int] = {}

    def mark(self, sources: Iterable[str]) -> Element:
        """The numbers of the sources, raised; their publishers on hover."""
        for source in sources:
            self.numbers.setdefault(source, len(self.numbers) + 1)
        marks = ", ".join(str(self.numbers[source]) for source in sources)
        return element("sup", marks, title="; ".join(self.dataset.sources[source].publisher for source in sources))

    def list(self) -> Element:
        return element("ol", *(self._citation(source) for source in self.numbers), class_="aw-sources")

    def _citation(self, key: str) -> Element:
        source = self.dataset.sources[key]
        date = source.date.spoken if source.date else "no date shown"
        about = f"{source.publisher}, {date}. Reliability {source.reliability}."
        return element("li", link(source.title, source.url), ". ", about, f" {source.note}" if source.note else "")
