"""Events and observed contacts by period under the tier steps as a figure: the rows of the page's chart. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from components.figure.captions import FigureOptions, characters_of, footer_of, spell_citation, subtitle_of
from components.figure.fonts import BOLD, REGULAR, Fonts
from components.figure.kinds.timeline import cut, last_day
from components.figure.layout.axis import Axis
from components.figure.model import Box, BriefingFigure, Drawing, FilledBox, Marker, StraightLine, TextLine
from components.style.theme import CONTACT_BARS, EVENT_BARS, STEP_MARKS, Stroke, style_key, styles_of, text_on
from components.tempo.plan import TITLE, Plan, Row
from components.tempo.rows import (
    BESIDE,
    OTHER_TIE,
    contacts_frame,
    events_frame,
    lanes_frame,
    marks_frame,
    moves_frame,
    unseen_frame,
)
from components.tempo.words import about, finding, no_events, worth
from data.analysis.paces import paces_of
from data.analysis.tempo import tempo_of
from data.analysis.tier_steps import TierStep
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection

HEAD, SMALL, MARK = 9.5, 8.2, 8.0
# Points left of the axis for the highest count of a row, and below it for the years.
COUNTS, YEARS = 26.0, 14.0
Parts = list[FilledBox | StraightLine | Marker | TextLine]


@dataclass(frozen=True)
class TempoChart:
    """The rows of the plan, and the number of each step's note."""

    plan: Plan
    numbers: Mapping[int, int]

    @property
    def texts(self) -> list[str]:
        spells = (spell.wording for spell in self.plan.selection.ties.spells)
        return [*(row.title for row in self.plan.rows), *EVENT_BARS, *CONTACT_BARS, *STEP_MARKS, OTHER_TIE, *spells]

    def drawn(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        left, top, right, bottom = frame
        axis = Axis(self.plan.first, self.plan.last, left + COUNTS, right - 2)
        scale = (bottom - top - YEARS) / (self.plan.rows[2].bottom + 1)
        return [TempoDrawing(self.plan, self.numbers, axis, top, scale, fonts).parts()]


@dataclass(frozen=True)
class TempoDrawing:
    """The plan on one page: its pixels times `scale`, from `top` down."""

    plan: Plan
    numbers: Mapping[int, int]
    axis: Axis
    top: float
    scale: float
    fonts: Fonts

    def y(self, pixel: float) -> float:
        return self.top + pixel * self.scale

    def parts(self) -> Drawing:
        plan, foot = self.plan, self.y(self.plan.rows[2].bottom)
        # The years stand below: the grid is drawn without them, then they are.
        grid = self.axis.grid(self.y(plan.rows[0].top), foot, self.fonts)
        years = [self._lower(part, foot) if isinstance(part, TextLine) else part for part in grid]
        contacts = plan.tempo.partners
        return [
            *years,
            *self._unseen(),
            *self._steps(),
            *self._counts(1, events_frame(plan), EVENT_BARS, no_events(plan)),
            *(self._counts(2, contacts_frame(plan), CONTACT_BARS, "No contact was recorded") if contacts else []),
            *self._rules(),
            *(
                self._words(row.title, self.axis.left, self.y(row.head + TITLE / 2) + 3, HEAD, BOLD)
                for row in plan.rows
            ),
        ]

    def _lower(self, words: TextLine, foot: float) -> TextLine:
        return TextLine(
            words.text, words.x, foot + 11, words.size, words.width, words.weight, words.paint, words.anchor
        )

    def _words(self, text: str, x: float, y: float, size: float, weight: int = REGULAR) -> TextLine:
        return TextLine(text, x, y, size, self.fonts.width(text, size, weight), weight)

    def _unseen(self) -> Parts:
        parts: Parts = []
        for row in unseen_frame(self.plan).to_dict("records"):
            left, right = (self.axis.x(row[side]) for side in ("from", "to"))
            parts.append(FilledBox((left, self.y(row["y"]), right, self.y(row["y2"])), "ink", 0.08, name=row["words"]))
            if words := cut(row["words"], SMALL, right - left - 8, self.fonts, least="No"):
                parts.append(self._words(words, left + 5, self.y(row["y_middle"]) + 3, SMALL))
        return parts

    def _legend(self, row: Row, names: Iterable[str], known: Mapping[str, Stroke], shapes: Mapping[str, str]) -> Parts:
        """In the head of a row, beside its title."""
        parts: Parts = []
        x = self.axis.left + self.fonts.width(row.title, HEAD, BOLD) + 18
        y = self.y(row.head + TITLE / 2)
        for name in names:
            width = self.fonts.width(name, SMALL)
            if x + width + 14 > self.axis.right:
                x, y = self.axis.left, y + SMALL * 1.45
            parts += [
                Marker(shapes.get(name, "square"), (x + 4, y), MARK, known[name]),
                self._words(name, x + 11, y + 3, SMALL),
            ]
            x += width + 26
        return parts

    def _counts(self, place: int, frame: pd.DataFrame, known: Mapping[str, Stroke], nothing: str) -> Parts:
        row = self.plan.rows[place]
        if frame.empty:
            return [self._words(nothing, self.axis.left + 5, self.y((row.top + row.bottom) / 2) + 3, SMALL)]
        there = set(frame["kind"])
        parts = self._legend(row, [name for name in known if name in there], known, {})
        for bar in frame.to_dict("records"):
            left, right = (self.axis.x(bar[side].date()) for side in ("from", "to"))
            box = (left, self.y(bar["y2"]), max(right, left + 0.4), self.y(bar["y"]))
            name = f"{bar['period']}: {bar['kind']}, {bar['number']}"
            parts.append(FilledBox(box, known[bar["kind"]], bar["opacity"], name=name))
        highest = round(frame.groupby("period")["number"].sum().max())
        return [*parts, *self._scale_of(row, highest)]

    def _scale_of(self, row: Row, highest: int) -> Parts:
        """The foot and the head of a row of counts, with their numbers."""
        parts: Parts = []
        for pixel, number in ((row.bottom, 0), (row.top, highest)):
            text, y = f"{number:,}", self.y(pixel)
            width = self.fonts.width(text, SMALL)
            parts.append(StraightLine((self.axis.left, y), (self.axis.right, y), "ink", 0.5, opacity=0.25))
            parts.append(TextLine(text, self.axis.left - 5, y + 3, SMALL, width, paint="quiet", anchor="end"))
        return parts

    def _steps(self) -> Parts:
        plan, row = self.plan, self.plan.rows[0]
        known = {name: stroke for name, (_, stroke) in STEP_MARKS.items()} | {OTHER_TIE: BESIDE[1]}
        if not plan.ruled:
            return self._counts(0, moves_frame(plan), known, "No tier step in this time")
        marks = marks_frame(plan)
        if marks.empty:
            return [self._words("No tier step in this time", self.axis.left + 5, self.y(row.top) + 9, SMALL)]
        shapes = {name: shape for name, (shape, _) in STEP_MARKS.items()} | {OTHER_TIE: BESIDE[0]}
        there = set(marks["kind"])
        parts = [*self._legend(row, [name for name in known if name in there], known, shapes), *self._lanes()]
        free: dict[float, float] = {}
        for mark in marks.sort_values("middle").to_dict("records"):
            spot = (self.axis.x(mark["middle"]), self.y(mark["y"]))
            parts.append(
                Marker(shapes[mark["kind"]], spot, MARK, known[mark["kind"]], name=f"{mark['day']}: {mark['after']}")
            )
            if number := self.numbers.get(mark["at"]):
                # Beside its mark; below it where the one before still stands there.
                words = self._words(str(number), spot[0] + MARK * 0.7, spot[1] + 3, SMALL, BOLD)
                if words.x - MARK < free.get(spot[1], 0):
                    words = self._words(str(number), spot[0] - words.width / 2, spot[1] + 13, SMALL, BOLD)
                else:
                    free[spot[1]] = words.x + words.width
                parts.append(words)
        return parts

    def _lanes(self) -> Parts:
        plan, parts = self.plan, list[FilledBox | StraightLine | Marker | TextLine]()
        styles = styles_of(plan.selection.dataset)
        for lane in lanes_frame(plan).to_dict("records"):
            left, right = self.axis.x(lane["from"]), self.axis.x(lane["to"])
            stroke = styles[style_key(plan.selection.ties, lane["at"])].stroke
            box = (left, self.y(lane["y"]), max(right - 0.6, left + 0.6), self.y(lane["y2"]))
            parts.append(FilledBox(box, stroke, radius=1.5, name=lane["wording"]))
            if words := cut(lane["wording"], SMALL, right - left - 6, self.fonts, least="mmm"):
                on = Stroke(text_on(stroke.light), text_on(stroke.dark), 1)
                width = self.fonts.width(words, SMALL)
                parts.append(TextLine(words, left + 3, self.y(lane["y_middle"]) + 3, SMALL, width, paint=on))
        return parts

    def _rules(self) -> Parts:
        """Through all rows: a line where the day is known, a band over the days on which an imprecise date may lie."""
        marks, parts = marks_frame(self.plan), list[FilledBox | StraightLine | Marker | TextLine]()
        for mark in marks.to_dict("records"):
            if not mark["moves"]:
                continue
            for row in self.plan.rows:
                left, right, top, bottom = (
                    *(self.axis.x(mark[side]) for side in ("from", "to")),
                    self.y(row.top),
                    self.y(row.bottom),
                )
                if mark["exact"]:
                    parts.append(StraightLine((left, top), (left, bottom), "ink", 1, (4, 3), 0.7))
                else:
                    parts.append(
                        FilledBox((left, top, right, bottom), "ink", 0.14, name=f"{mark['day']}: {mark['after']}")
                    )
        return parts


# From what is in view -------------------------------------------------------------------------------


def tempo_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the focus, or of all that is in view."""
    tempo = tempo_of(selection)
    plan = Plan(selection, tempo, selection.view.unit, last_day(selection))
    steps: tuple[TierStep, ...] = tuple(step for step in tempo.steps if plan.on_axis(step.start)) if plan.ruled else ()
    numbers = {step.index: number for number, step in enumerate(steps, 1)}
    who = actor_or_dyad(selection.dataset, selection.view.focus) if selection.view.focus else "all in view"
    said = finding(selection, tempo, paces_of(selection, tempo))
    return BriefingFigure(
        kind="Tempo",
        title=options.title or f"Tempo of {who}: events and contacts a {selection.view.unit} under the tier steps",
        subtitle=subtitle_of(options, f"{about(selection, tempo)} {said}".strip()),
        picture=TempoChart(plan, numbers),
        legend=(),
        citations=(*(spell_citation(selection, at, number) for at, number in numbers.items()), *worth(plan)),
        footer=footer_of(selection.dataset, options),
        alt_text=f"Bars by {selection.view.unit}. {about(selection, tempo)} {said}",
        characters=characters_of(selection.dataset),
    )


def nothing_to_count(selection: Selection) -> bool:
    return tempo_of(selection).empty
