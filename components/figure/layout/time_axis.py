"""A time axis on paper: where a day stands, and the years written along it. Pure."""

from dataclasses import dataclass
from datetime import date

from components.figure.model import StraightLine, TextLine
from components.figure.text.fonts import Fonts
from data.base.days import month_text, year_step

AXIS_LABEL = 8.0
# Points below the axis for the years.
YEARS_HEIGHT = 14.0
# Points that a label along the axis needs.
LABEL_ROOM = 46.0
QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True)
class TimeAxis:
    """Days from `first` to `last` between two places across, in points."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where the day stands; days off the axis stand at its ends."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    @property
    def ticks(self) -> list[tuple[date, str]]:
        """Years at an even step, as many as there is room for; quarters of a year where there are few years."""
        most, years = max(int((self.right - self.left) / LABEL_ROOM), 1), self.last.year - self.first.year
        if years < 2:
            days = [date(year, month, 1) for year in range(self.first.year, self.last.year + 1) for month in QUARTERS]
            return [(day, month_text(day)) for day in days if self.first <= day <= self.last]
        step = year_step(years, most)
        begin = -(-self.first.year // step) * step
        days = [date(year, 1, 1) for year in range(begin, self.last.year + 1, step)]
        return [(day, str(day.year)) for day in days if self.first <= day]

    def grid(self, top: float, bottom: float, fonts: Fonts) -> list[StraightLine | TextLine]:
        """A line for each tick, its words above `top`."""
        parts: list[StraightLine | TextLine] = []
        for day, words in self.ticks:
            x, width = self.x(day), fonts.width(words, AXIS_LABEL)
            parts.append(StraightLine((x, top), (x, bottom), "ink", 0.5, opacity=0.16))
            if x + width / 2 <= self.right + LABEL_ROOM / 2:
                parts.append(TextLine(words, x, top - 4, AXIS_LABEL, width, paint="quiet", anchor="middle"))
        return parts
