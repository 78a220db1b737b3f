"""A profile as elements of the page. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

from components.profile.document import (
    BarChart,
    Block,
    DocumentTable,
    Fact,
    ItemList,
    Paragraph,
    ProfileDocument,
    Reference,
    Runs,
    Section,
    Strip,
    StripEvent,
    StripLane,
    StripSpan,
)
from components.profile.references import reference_parts
from components.style.bars import bar_list, bar_row
from components.style.markup import Child, element, in_its_language, link
from components.style.theme import Theme, text_on
from data.base.days import year_step
from data.base.text import quantity

# Percent of the width that a word on the strip needs at least, and between the years of its axis.
LEAST_FOR_WORDS, _BETWEEN_YEARS = 7.0, 9.0


class ProfileElements:
    """The parts of one document; the numbers of sources lead to the list at the end."""

    def __init__(self, profile: ProfileDocument, theme: Theme) -> None:
        self.profile, self.theme, self.numbers = profile, theme, profile.numbers

    def all(self) -> Element:
        """The whole document."""
        profile = self.profile
        return element(
            "article",
            element("h2", profile.title),
            element("p", profile.subtitle, class_="aw-quiet"),
            element("dl", *(part for fact in profile.facts for part in self._fact(fact)), class_="aw-facts"),
            element("ul", *(element("li", *self._runs(runs)) for runs in profile.summary), class_="aw-summary"),
            *(self._section(section) for section in profile.sections),
            self._sources(),
            class_="aw-profile",
        )

    def _fact(self, fact: Fact) -> tuple[Element, Element]:
        return element("dt", fact.name), element("dd", *self._runs(fact.value))

    def _section(self, section: Section) -> Element:
        has_caption = len(section.blocks) > 1
        blocks = (part for block in section.blocks for part in self._block(block, with_caption=has_caption))
        return element("section", element("h3", section.heading), *blocks)

    def _block(self, block: Block, *, with_caption: bool) -> list[Element]:
        if isinstance(block, DocumentTable):
            return [self._table(block, with_caption=with_caption)]
        if isinstance(block, BarChart):
            return self._bars(block)
        if isinstance(block, ItemList):
            return [element("ul", *(element("li", *self._runs(item)) for item in block.items))]
        if isinstance(block, Paragraph):
            return [element("p", *self._runs(block.runs), class_="aw-quiet" if block.is_quiet else "")]
        return [self._strip(block)]

    def _runs(self, runs: Runs) -> list[Child]:
        """The texts, each in its language, and the raised numbers of their sources."""
        parts = list[Child]()
        for run in runs:
            text = in_its_language(run.text, run.language) if run.text else None
            parts.append(element("strong", text) if run.is_strong else text)
            parts += [element("sup", *self._marks(run.references))] if run.references else []
        return parts

    def _marks(self, references: Iterable[Reference]) -> Iterator[Child]:
        for place, one in enumerate(references):
            number = str(self.numbers[one.key])
            yield " " if place else None
            yield element("a", number, href=f"#source-{number}", title=one.publisher, aria_label=f"Source {number}")

    def _table(self, table: DocumentTable, *, with_caption: bool) -> Element:
        caption = element("caption", table.caption, class_="" if with_caption else "aw-unseen")
        head = element("tr", *(element("th", column.name, scope="col") for column in table.columns))
        columns = element("colgroup", *(element("col", style=f"width: {one.share:.0%}") for one in table.columns))
        rows = (
            element(
                "tr",
                *(
                    element("td", *self._runs(cell), data_label=column.name)
                    for cell, column in zip(row, table.columns, strict=True)
                ),
            )
            for row in table.rows
        )
        return element("table", caption, columns, element("thead", head), element("tbody", *rows))

    def _bars(self, chart: BarChart) -> list[Element]:
        rows = (bar_row(bar.period, bar.share, self._runs(bar.text), is_disputed=bar.is_disputed) for bar in chart.bars)
        parts = bar_list(chart.caption, rows)
        return [*parts, element("p", *self._runs(chart.others), class_="aw-quiet")] if chart.others else parts

    # The strip of time ---------------------------------------------------------------------------------

    def _strip(self, strip: Strip) -> Element:
        """Lanes of labels with marks of events above, as wide as the page; the same as text is its name."""
        marks = [self._mark(strip, event) for event in strip.events]
        lanes = [part for lane in strip.lanes for part in self._lane(strip, lane)]
        named = [self._event_name(event) for event in strip.events]
        picture = element(
            "div",
            element("div", *marks, class_="aw-marks") if marks else None,
            *lanes,
            element("div", *_years(strip), class_="aw-years"),
            class_="aw-strip",
            role="img",
            aria_label=strip.text,
        )
        if not named:
            return picture
        events = element(
            "details", element("summary", f"{quantity(len(named), 'event')} above the strip"), element("ul", *named)
        )
        return element("div", picture, events)

    def _event_name(self, event: StripEvent) -> Element:
        return element("li", f"{event.day.year} {event.title}")

    def _mark(self, strip: Strip, event: StripEvent) -> Element:
        return element(
            "span",
            _SIGNS[event.shape],
            title=f"{event.day.year} {event.title}",
            style=f"left: {_percent(strip, event.day):.2f}%",
        )

    def _lane(self, strip: Strip, lane: StripLane) -> list[Element]:
        name = element("p", lane.name, class_="aw-quiet") if len(strip.lanes) > 1 else None
        spans = element("div", *(one for span in lane.spans for one in self._span(strip, span)), class_="aw-lane")
        return [*([name] if name is not None else []), spans]

    def _span(self, strip: Strip, span: StripSpan) -> list[Element]:
        start, certain, end = (_percent(strip, day) for day in (span.start, span.certain, span.end))
        colour = span.stroke.on(self.theme)
        parts = list[Element]()
        if certain > start:
            parts.append(element("span", style=_placed(start, certain, colour) + "; opacity: 0.4"))
        width = max(end - certain, 0.3)
        words = span.wording if width >= LEAST_FOR_WORDS else ""
        style = f"{_placed(certain, certain + width, colour)}; color: {text_on(colour)}"
        parts.append(element("span", words, style=style, title=span.wording))
        return parts

    # Sources ---------------------------------------------------------------------------------------------

    def _sources(self) -> Element:
        rows = (self._source(number, one) for number, one in enumerate(self.profile.references, 1))
        closing = (element("p", text, class_="aw-quiet") for text in self.profile.closing)
        listed = element("ol", *rows, class_="aw-sources") if self.profile.references else None
        heading = element("h3", "Sources") if self.profile.references else None
        return element("section", heading, listed, *closing)

    def _source(self, number: int, reference: Reference) -> Element:
        linked, rest = reference_parts(reference)
        return element("li", link(in_its_language(linked), reference.url), rest, id=f"source-{number}")


_SIGNS = {
    "diamond": "◆",
    "square": "■",
    "circle": "●",
    "triangle-right": "▶",
    "triangle-up": "▲",
    "triangle-left": "◀",
    "triangle-down": "▼",
    "cross": "✚",
}


def _placed(start: float, end: float, colour: str) -> str:
    return f"left: {start:.2f}%; width: {end - start:.2f}%; background: {colour}"


def _percent(strip: Strip, day: date) -> float:
    share = (day - strip.first).days / max((strip.last - strip.first).days, 1)
    return 100 * min(max(share, 0.0), 1.0)


def _years(strip: Strip) -> Iterator[Element]:
    """The years of the axis, as many as have room on a narrow screen."""
    years = strip.last.year - strip.first.year
    step = year_step(years, 100 / _BETWEEN_YEARS)
    for year in range(-(-strip.first.year // step) * step, strip.last.year + 1, step):
        place = _percent(strip, date(year, 1, 1))
        if place <= 100 - _BETWEEN_YEARS / 2:
            yield element("span", str(year), style=f"left: {place:.2f}%")
