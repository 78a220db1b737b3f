"""The page that a tempo chart is drawn on: its time axis, its scale, and the heads of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from components.figure.charts.text import text_line
from components.figure.layout.time_axis import TimeAxis
from components.figure.model import Marker, Shape, TextLine
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts
from components.style.theme import Stroke
from components.tempo.plan import TEMPO_TITLE_HEIGHT, TempoPlan, TempoRow

ROW_TITLE, SMALL_LABEL, MARKER = 9.5, 8.2, 8.0


@dataclass(frozen=True)
class TempoPage:
    """A plan on one page: its pixels times `scale`, from `top` down. `numbers`: spell of a step -> its citation."""

    plan: TempoPlan
    numbers: Mapping[int, int]
    axis: TimeAxis
    top: float
    scale: float
    fonts: Fonts

    def y(self, pixel: float) -> float:
        return self.top + pixel * self.scale

    def text(self, text: str, x: float, y: float, size: float = SMALL_LABEL, weight: int = REGULAR) -> TextLine:
        return text_line(text, x, y, size, self.fonts, weight=weight)

    def row_titles(self) -> list[Shape]:
        return [self.text(row.title, self.axis.left, self._title_y(row) + 3, ROW_TITLE, BOLD) for row in self.plan.rows]

    def _title_y(self, row: TempoRow) -> float:
        return self.y(row.head + TEMPO_TITLE_HEIGHT / 2)

    def legend(
        self, row: TempoRow, names: Iterable[str], strokes: Mapping[str, Stroke], shapes: Mapping[str, str]
    ) -> list[Shape]:
        """The names with their markers beside the title of a row, and below it where they need more room."""
        legend: list[Shape] = []
        x, y = self.axis.left + self.fonts.width(row.title, ROW_TITLE, BOLD) + 18, self._title_y(row)
        for name in names:
            width = self.fonts.width(name, SMALL_LABEL)
            if x + width + 14 > self.axis.right:
                x, y = self.axis.left, y + SMALL_LABEL * 1.45
            legend.append(Marker(shapes.get(name, "square"), (x + 4, y), MARKER, strokes[name]))
            legend.append(self.text(name, x + 11, y + 3))
            x += width + 26
        return legend
