"""The rows of a tempo chart -> shapes: bars of counts, tier steps and their lanes, what was not looked at."""

from collections.abc import Iterator, Mapping

import pandas as pd

from components.figure.charts.tempo_page import MARKER, SMALL_LABEL, TempoPage
from components.figure.charts.text import paint_on, text_line, whole_label
from components.figure.model import FilledBox, Marker, Shape, StraightLine
from components.figure.text.font_files import BOLD
from components.figure.text.footnotes import superscript
from components.style.theme import OTHER_TIE_MARK, STEP_MARKS, USE_MARK, Stroke, style_key, styles_of
from components.tempo.plan import USES_NAME_HEIGHT, USES_TITLE, TempoRow
from components.tempo.rows import OTHER_TIE, lanes_frame, marks_frame, moves_frame, unseen_frame, uses_frame, uses_top

NO_STEP = "No label changes in this period"


def counts_row(
    page: TempoPage, number: int, frame: pd.DataFrame, strokes: Mapping[str, Stroke], empty_text: str
) -> Iterator[Shape]:
    """Stacked bars a period and kind, the row's scale, and its legend; a text where nothing was counted."""
    row = page.plan.rows[number]
    if frame.empty:
        yield page.text(empty_text, page.axis.left + 5, page.y((row.top + row.bottom) / 2) + 3)
        return
    kinds = set(frame["kind"])
    yield from page.legend(row, [name for name in strokes if name in kinds], strokes, {})
    for bar in frame.to_dict("records"):
        left, right = (page.axis.x(bar[side].date()) for side in ("from", "to"))
        box = (left, page.y(bar["y2"]), max(right, left + 0.4), page.y(bar["y"]))
        name = f"{bar['period']}: {bar['kind']}, {bar['number']}"
        yield FilledBox(box, strokes[bar["kind"]], bar["opacity"], name=name)
    yield from _scale(page, row, round(frame.groupby("period")["number"].sum().max()))


def _scale(page: TempoPage, row: TempoRow, highest: int) -> Iterator[Shape]:
    """Lines at zero and at the highest count, with their numbers."""
    for pixel, number in ((row.bottom, 0), (row.top, highest)):
        y = page.y(pixel)
        yield StraightLine((page.axis.left, y), (page.axis.right, y), "ink", 0.5, opacity=0.25)
        left = page.axis.left - 5
        yield text_line(f"{number:,}", left, y + 3, SMALL_LABEL, page.fonts, paint="quiet", anchor="end")


def steps_row(page: TempoPage) -> Iterator[Shape]:
    """The tier steps as markers over the lanes of their ties; counted where there are too many of them."""
    plan, row = page.plan, page.plan.rows[0]
    strokes = {name: stroke for name, (_, stroke) in STEP_MARKS.items()} | {OTHER_TIE: OTHER_TIE_MARK[1]}
    if not plan.marks_changes:
        yield from counts_row(page, 0, moves_frame(plan), strokes, NO_STEP)
        return
    marks = marks_frame(plan)
    if marks.empty:
        yield page.text(NO_STEP, page.axis.left + 5, page.y(row.top) + 9)
        return
    shapes = {name: shape for name, (shape, _) in STEP_MARKS.items()} | {OTHER_TIE: OTHER_TIE_MARK[0]}
    kinds = set(marks["kind"])
    yield from page.legend(row, [name for name in strokes if name in kinds], strokes, shapes)
    yield from _lanes(page)
    yield from _uses(page)
    yield from _markers(page, marks, strokes, shapes)


def _markers(
    page: TempoPage, marks: pd.DataFrame, strokes: Mapping[str, Stroke], shapes: Mapping[str, str]
) -> Iterator[Shape]:
    """Each step with the number of its citation beside it, or below it where the number before leaves no room."""
    free_from: dict[float, float] = {}
    for mark in marks.sort_values("middle").to_dict("records"):
        x, y = page.axis.x(mark["middle"]), page.y(mark["y"])
        kind, name = mark["kind"], f"{mark['day']}: {mark['after']}"
        yield Marker(shapes[kind], (x, y), MARKER, strokes[kind], name=name)
        if number := page.numbers.get(mark["at"]):
            text = page.text(superscript([number]), x + MARKER * 0.7, y + 3, weight=BOLD)
            if text.x - MARKER < free_from.get(y, 0):
                text = page.text(superscript([number]), x - text.width / 2, y + 13, weight=BOLD)
            else:
                free_from[y] = text.x + text.width
            yield text


def _lanes(page: TempoPage) -> Iterator[Shape]:
    """The spells of the ties that have steps, with their wordings."""
    selection = page.plan.selection
    for lane in lanes_frame(page.plan).to_dict("records"):
        left, right = page.axis.x(lane["from"]), page.axis.x(lane["to"])
        stroke = styles_of(selection.dataset)[style_key(selection.ties, lane["at"])].stroke
        box = (left, page.y(lane["y"]), max(right - 0.6, left + 0.6), page.y(lane["y2"]))
        yield FilledBox(box, stroke, radius=1.5, name=lane["wording"])
        styles = styles_of(selection.dataset)
        texts = [lane["wording"], styles[style_key(selection.ties, lane["at"])].name]
        lines, size = whole_label(texts, (SMALL_LABEL, SMALL_LABEL * 0.85), (right - left - 6, SMALL_LABEL), page.fonts)
        for text, _ in lines:
            y = page.y(lane["y_middle"]) + 3
            yield text_line(text, left + 3, y, size, page.fonts, paint=paint_on(stroke))


def _uses(page: TempoPage) -> Iterator[Shape]:
    """A cell a year with its number, below the lanes of the labels."""
    if page.plan.uses:
        yield page.text(USES_TITLE, page.axis.left, page.y(uses_top(page.plan) - USES_NAME_HEIGHT / 2) + 3)
    for year in uses_frame(page.plan).to_dict("records"):
        left, right = page.axis.x(year["from"]), page.axis.x(year["to"])
        box = (left, page.y(year["y"]), right - 0.6, page.y(year["y2"]))
        yield FilledBox(box, USE_MARK, year["strength"], name=f"{year['year']}: {year['uses']} uses, machine-coded")
        if page.fonts.width(year["uses"], SMALL_LABEL) < right - left - 4:
            yield page.text(year["uses"], left + 3, page.y(year["y_middle"]) + 3)


def step_rules(page: TempoPage) -> Iterator[Shape]:
    """Through all rows: a line where the day of a step is known, else a band over the days on which it may have been."""
    for mark in marks_frame(page.plan).to_dict("records"):
        left, right = (page.axis.x(mark[side]) for side in ("from", "to"))
        for row in page.plan.rows if mark["moves"] else ():
            top, bottom = page.y(row.top), page.y(row.bottom)
            if mark["exact"]:
                yield StraightLine((left, top), (left, bottom), "ink", 1, (4, 3), 0.7)
            else:
                name = f"{mark['day']}: {mark['after']}"
                yield FilledBox((left, top, right, bottom), "ink", 0.14, name=name)


def unseen_times(page: TempoPage) -> Iterator[Shape]:
    """Shaded: the times that were not observed."""
    for time in unseen_frame(page.plan).to_dict("records"):
        left, right = (page.axis.x(time[side]) for side in ("from", "to"))
        yield FilledBox((left, page.y(time["y"]), right, page.y(time["y2"])), "ink", 0.08, name=time["words"])
        if text := page.fonts.shorten(time["words"], SMALL_LABEL, right - left - 8, least="No"):
            yield page.text(text, left + 5, page.y(time["y_middle"]) + 3)
