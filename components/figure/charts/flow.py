"""The flow of labels through the years -> bands between columns, the highest rank on top; the path of one partner."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from components.arrival.bands import FlowBand, FlowLayout, band_curve, colour_group, flow_bands, flow_layout
from components.figure.charts.text import text_line
from components.figure.model import Box, Drawing, FilledBox, Point, Ribbon, Shape
from components.figure.text.fonts import Fonts
from components.style.theme import GROUP_STROKES, PALE, Stroke
from data.analysis.arrival import NO_TIER
from data.analysis.arrival_flow import Flow, FlowPosition, name_of
from data.base.days import month_text
from data.base.text import quantity

_NAME_SIZE, YEAR_SIZE, _HEAD = 11.0, 9.5, 18.0
# The width of a column, its distance from a name, and that of a name from the next.
COLUMN, _NAME_GAP, NAME_LEADING = 12.0, 7.0, 1.25
# The widest name, as a share of the frame.
_NAMES_SHARE = 0.31
_NO_LABEL = Stroke(PALE["light"], PALE["dark"], 1.0)
OPACITIES = {"moved": 0.5, "stayed": 0.3, "new": 0.16}


@dataclass(frozen=True)
class FlowChart:
    """How many partners were at each rank on some days, and who went where."""

    flow: Flow

    @property
    def texts(self) -> list[str]:
        return [*map(name_of, self.flow.levels()), *map(month_text, self.flow.days)]

    def without_numbers(self) -> "FlowChart":
        return self

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        return [list(_FlowPage(self.flow, flow_layout(self.flow), frame, fonts).shapes())]


@dataclass(frozen=True)
class _FlowPage:
    flow: Flow
    layout: FlowLayout
    frame: Box
    fonts: Fonts

    def _x(self, column: float) -> float:
        """The left edge of a column; the names are behind the last."""
        left, _, right, _ = self.frame
        names = max(self.fonts.width(text, self._name_size) for text in self._names.values())
        step = (right - names - 2 - _NAME_GAP - COLUMN - left) / max(len(self.flow.days) - 1, 1)
        return left + column * step

    @cached_property
    def _name_size(self) -> float:
        """So large that the names leave most of the width to the flow."""
        widest = max(self.fonts.width(text, _NAME_SIZE) for text in self._names.values())
        return min(_NAME_SIZE, _NAME_SIZE * (self.frame[2] - self.frame[0]) * _NAMES_SHARE / widest)

    def _y(self, actors: float) -> float:
        top, bottom = self.frame[1] + _HEAD, self.frame[3]
        return top + actors * (bottom - top) / self.layout.height

    @property
    def _names(self) -> dict[FlowPosition, str]:
        count = Counter(self.flow.positions[-1].values())
        return {one: f"{name_of(one)} · {count[one]}" for one in self.layout.order if count[one]}

    def _stroke(self, position: FlowPosition) -> Stroke:
        group = colour_group(position, self.layout.order.index(position))
        return GROUP_STROKES[group] if group else _NO_LABEL

    def shapes(self) -> Iterator[Shape]:
        for band in flow_bands(self.flow, self.layout):
            yield self._ribbon(band)
        for column, day in enumerate(self.flow.days):
            is_last = column == len(self.flow.days) - 1
            text = month_text(day) if is_last else str(day.year)
            yield text_line(text, self._x(column), self.frame[1] + YEAR_SIZE, YEAR_SIZE, self.fonts, paint="quiet")
            for position, number in Counter(self.flow.positions[column].values()).items():
                top = self.layout.tops[column][position]
                box = (self._x(column), self._y(top), self._x(column) + COLUMN, self._y(top + number))
                yield FilledBox(box, self._stroke(position), name=f"{name_of(position)}, {text}: {number}")
        yield from self._labels()
        yield from self._no_label()

    def _labels(self) -> Iterator[Shape]:
        """The names behind the last column, each beside its bar, or as near as the one above it lets it be."""
        count, lowest = Counter(self.flow.positions[-1].values()), float("-inf")
        x = self._x(len(self.flow.days) - 1) + COLUMN + _NAME_GAP
        for position, name in self._names.items():
            middle = self._y(self.layout.tops[-1][position] + count[position] / 2) + _NAME_SIZE * 0.36
            lowest = max(middle, lowest + _NAME_SIZE * NAME_LEADING)
            yield text_line(name, x, lowest, self._name_size, self.fonts)

    def _no_label(self) -> Iterator[Shape]:
        """What the pale bars mean, where there is room."""
        number = Counter(self.flow.positions[0].values())[NO_TIER]
        if number and len(self.flow.days) > 1:
            y = self._y(self.layout.tops[0][NO_TIER] + number / 2) + _NAME_SIZE * 0.36
            text = f"{NO_TIER} · {number}"
            yield text_line(text, self._x(0) + COLUMN + _NAME_GAP, y, _NAME_SIZE, self.fonts, paint="quiet")

    def _ribbon(self, band: FlowBand) -> Ribbon:
        left, right = self._x(band.column) + COLUMN, self._x(band.column + 1)
        edge = [
            (left + share * (right - left), band.left + (band.right - band.left) * across)
            for share, across in band_curve()
        ]
        upper: list[Point] = [(x, self._y(y)) for x, y in edge]
        lower: list[Point] = [(x, self._y(y + len(band.holders))) for x, y in reversed(edge)]
        is_new = band.before == NO_TIER
        kind = "moved" if band.moved else "new" if is_new else "stayed"
        move = f"{name_of(band.before)} → {name_of(band.after)}: {quantity(len(band.holders), 'partner')}"
        return Ribbon((*upper, *lower), self._stroke(band.after if is_new else band.before), OPACITIES[kind], move)
