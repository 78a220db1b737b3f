"""A profile in full -> pages that are higher than wide: facts, sentences, sections and sources, one below the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from components.figure.charts.strip import strip_shapes
from components.figure.charts.text import text_line
from components.figure.model import Box, Drawing, FilledBox, Paint, Shape, StraightLine
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts
from components.figure.text.footnotes import superscript
from components.profile.document import (
    BarChart,
    DocumentTable,
    ItemList,
    Paragraph,
    ProfileDocument,
    Runs,
    Section,
    Strip,
    text_of,
)
from components.profile.references import reference_parts

# Type sizes in points.
_NAME, BODY, _HEADING, CELL, SMALL_TYPE = 9.0, 9.5, 12.0, 8.5, 7.5
PROFILE_LEADING, CELL_GAP, BULLET = 1.36, 8.0, "•"
ABOUT_SOURCES = "Sources"
BAR_LEFT, BAR_MOST = 60.0, 0.42


def raised_text(runs: Runs, numbers: Mapping[str, int]) -> str:
    """The text with the numbers of its sources as superscripts."""
    return "".join(run.text + superscript(numbers[one.key] for one in run.references) for run in runs)


@dataclass
class ProfilePages:
    """Puts the parts of a document one below the other, on a new page where one does not fit."""

    frame: Box
    fonts: Fonts
    profile: ProfileDocument
    has_list: bool
    done: list[list[Shape]] = field(default_factory=lambda: [[]])
    y: float = 0.0

    def pages(self) -> list[Drawing]:
        profile, numbers = self.profile, self.profile.numbers
        self.y = self.frame[1]
        self._facts(numbers)
        for sentence in profile.summary:
            self._text(raised_text(sentence, numbers), BODY, bullet=True)
        for section in profile.sections:
            self._section(section, numbers)
        self._sources()
        return [*self.done]

    @property
    def _left(self) -> float:
        return self.frame[0]

    @property
    def _width(self) -> float:
        return self.frame[2] - self.frame[0]

    def _need(self, height: float) -> None:
        """Begin another page if so much does not fit on this one."""
        if self.y + height > self.frame[3] and self.done[-1]:
            self.done.append([])
            self.y = self.frame[1]

    def _line(self, text: str, x: float, size: float, weight: int = REGULAR, paint: Paint = "ink") -> None:
        self.done[-1].append(text_line(text, x, self.y + size, size, self.fonts, weight=weight, paint=paint))

    def _text(self, text: str, size: float, *, bullet: bool = False, paint: Paint = "ink", gap: float = 0.45) -> None:
        """A paragraph; its lines may be on two pages."""
        indent = size * 1.1 if bullet else 0.0
        lines = self.fonts.wrap(text, size, self._width - indent)
        self._need(min(len(lines), 2) * size * PROFILE_LEADING)
        for number, line in enumerate(lines):
            self._need(size * PROFILE_LEADING)
            if bullet and number == 0:
                self._line(BULLET, self._left, size, paint="quiet")
            self._line(line, self._left + indent, size, paint=paint)
            self.y += size * PROFILE_LEADING
        self.y += size * gap

    def _facts(self, numbers: Mapping[str, int]) -> None:
        name_width, top = self._width * 0.27, self.y
        for fact in self.profile.facts:
            is_first = fact is self.profile.facts[0]
            weight = BOLD if is_first else REGULAR
            lines = self.fonts.wrap(raised_text(fact.value, numbers), BODY, self._width - name_width - 10, weight)
            self._line(fact.name, self._left + 10, _NAME, paint="quiet")
            for line in lines:
                self._line(line, self._left + 10 + name_width, BODY, weight)
                self.y += BODY * PROFILE_LEADING
            self.y += 2
        self.done[-1].append(FilledBox((self._left, top, self._left + 3, self.y), "ink", 0.85))
        self.y += BODY

    def _section(self, section: Section, numbers: Mapping[str, int]) -> None:
        self._heading(section.heading)
        captioned = len(section.blocks) > 1
        for block in section.blocks:
            if isinstance(block, DocumentTable):
                self._table(block, numbers, with_caption=captioned)
            elif isinstance(block, BarChart):
                self._bars(block, numbers)
            elif isinstance(block, ItemList):
                for item in block.items:
                    self._text(raised_text(item, numbers), BODY, bullet=True)
            elif isinstance(block, Paragraph):
                self._text(raised_text(block.runs, numbers), SMALL_TYPE if block.is_quiet else BODY)
            else:
                self._strip(block)

    def _heading(self, text: str) -> None:
        self._need(_HEADING * 6)
        self.y += _HEADING * 0.7
        self._line(text, self._left, _HEADING, BOLD)
        self.y += _HEADING * 1.5

    def _caption(self, text: str) -> None:
        self._need(CELL * 5)
        self._line(text, self._left, CELL, BOLD, "quiet")
        self.y += CELL * 1.6

    def _strip(self, strip: Strip) -> None:
        _, end = strip_shapes(strip, (self._left, 0.0, self.frame[2], self.frame[3]), self.fonts)
        self._need(end)
        shapes, bottom = strip_shapes(strip, (self._left, self.y, self.frame[2], self.frame[3]), self.fonts)
        self.done[-1] += shapes
        self.y = bottom + 4

    def _table(self, table: DocumentTable, numbers: Mapping[str, int], *, with_caption: bool) -> None:
        if with_caption:
            self._caption(table.caption)
        widths = [column.share * self._width for column in table.columns]
        self._row([column.name for column in table.columns], widths, BOLD, "quiet")
        for row in table.rows:
            pages = len(self.done)
            self._need(self._height([raised_text(cell, numbers) for cell in row], widths))
            if len(self.done) > pages:
                self._row([column.name for column in table.columns], widths, BOLD, "quiet")
            self._row([raised_text(cell, numbers) for cell in row], widths)
        self.y += CELL

    def _height(self, texts: list[str], widths: list[float]) -> float:
        counts = [len(self.fonts.wrap(text, CELL, width - CELL_GAP)) for text, width in zip(texts, widths, strict=True)]
        return max(counts, default=1) * CELL * PROFILE_LEADING + 3

    def _row(self, texts: list[str], widths: list[float], weight: int = REGULAR, paint: Paint = "ink") -> None:
        x, top, lowest = self._left, self.y, self.y
        for text, width in zip(texts, widths, strict=True):
            self.y = top
            for line in self.fonts.wrap(text, CELL, width - CELL_GAP, weight):
                self._line(line, x, CELL, weight, paint)
                self.y += CELL * PROFILE_LEADING
            lowest, x = max(lowest, self.y), x + width
        self.y = lowest + 3
        rule = StraightLine((self._left, self.y - 1), (self.frame[2], self.y - 1), "ink", 0.5, opacity=0.25)
        self.done[-1].append(rule)

    def _bars(self, chart: BarChart, numbers: Mapping[str, int]) -> None:
        self._need((len(chart.bars) + 2) * CELL * 1.5)
        self._caption(chart.caption)
        for bar in chart.bars:
            self._need(CELL * 1.5)
            self._line(bar.period, self._left, CELL)
            left, width = self._left + BAR_LEFT, max(bar.share * self._width * BAR_MOST, 1.0)
            box = (left, self.y + 1, left + width, self.y + CELL + 2)
            self.done[-1].append(FilledBox(box, "ink", 0.25 if bar.is_disputed else 0.6, name=text_of(bar.text)))
            self._line(raised_text(bar.text, numbers), left + width + 5, CELL)
            self.y += CELL * 1.5
        self.y += CELL * 0.4
        if chart.others:
            self._text(raised_text(chart.others, numbers), SMALL_TYPE, paint="quiet", gap=1.2)

    def _sources(self) -> None:
        self._heading(ABOUT_SOURCES)
        for number, reference in enumerate(self.profile.references if self.has_list else (), 1):
            self._text(f"{number}. {''.join(reference_parts(reference))}", SMALL_TYPE, gap=0.25)
        self.y += SMALL_TYPE
        for text in self.profile.closing:
            self._text(text, SMALL_TYPE, paint="quiet", gap=0.25)
