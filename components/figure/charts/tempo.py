"""A plan of tempo -> its three rows on one page: tier steps, events, observed contacts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from components.figure.charts.tempo_page import TempoPage
from components.figure.charts.tempo_rows import counts_row, step_rules, steps_row, unseen_times
from components.figure.layout.time_axis import YEARS_HEIGHT, TimeAxis
from components.figure.model import Box, Drawing, Shape, StraightLine, TextLine
from components.figure.text.fonts import Fonts
from components.style.theme import AS_OF, CONTACT_BARS, EVENT_BARS, STEP_MARKS
from components.tempo.plan import TempoPlan
from components.tempo.rows import OTHER_TIE, contacts_frame, events_frame
from components.tempo.words import no_events_text

# Points left of the axis for the counts.
COUNTS_WIDTH = 26.0
NO_CONTACT = "No contacts recorded"


@dataclass(frozen=True)
class TempoChart:
    """The rows of the plan; `numbers`: spell of a step -> the number of its citation."""

    plan: TempoPlan
    numbers: Mapping[int, int]

    @property
    def texts(self) -> list[str]:
        spells = (spell.wording for spell in self.plan.selection.ties.spells)
        return [*(row.title for row in self.plan.rows), *EVENT_BARS, *CONTACT_BARS, *STEP_MARKS, OTHER_TIE, *spells]

    def without_numbers(self) -> "TempoChart":
        return replace(self, numbers={})

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        left, top, right, bottom = frame
        axis = TimeAxis(self.plan.first, self.plan.last, left + COUNTS_WIDTH, right - 2)
        scale = (bottom - top - YEARS_HEIGHT) / (self.plan.rows[2].bottom + 1)
        return [list(_shapes(TempoPage(self.plan, self.numbers, axis, top, scale, fonts)))]


def _shapes(page: TempoPage) -> Iterator[Shape]:
    plan = page.plan
    yield from _grid(page)
    yield from unseen_times(page)
    yield from steps_row(page)
    yield from counts_row(page, 1, events_frame(plan), EVENT_BARS, no_events_text(plan))
    if plan.tempo.partners:
        yield from counts_row(page, 2, contacts_frame(plan), CONTACT_BARS, NO_CONTACT)
    yield from step_rules(page)
    yield from _day_shown(page)
    yield from page.row_titles()


def _day_shown(page: TempoPage) -> Iterator[Shape]:
    """A line through all rows at the day shown."""
    plan, day = page.plan, page.plan.selection.view.as_of
    if plan.first <= day <= plan.last:
        for row in plan.rows:
            x = page.axis.x(day)
            yield StraightLine((x, page.y(row.top)), (x, page.y(row.bottom)), AS_OF, 1.2)


def _grid(page: TempoPage) -> Iterator[Shape]:
    """The grid of the axis, with its years below the rows, as the titles are above them."""
    top, bottom = page.y(page.plan.rows[0].top), page.y(page.plan.rows[2].bottom)
    for shape in page.axis.grid(top, bottom, page.fonts):
        yield replace(shape, y=bottom + 11) if isinstance(shape, TextLine) else shape
