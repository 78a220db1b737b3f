"""Labels over time with events above them -> shapes."""

from dataclasses import replace
from datetime import date

from components.figure.charts.text import LABEL_LEADING, LEAST_CUT, cut_to_differ, paint_on, text_line, whole_label
from components.figure.layout.time_axis import AXIS_LABEL, TimeAxis
from components.figure.model import Box, Drawing, FilledBox, Marker, Shape, StraightLine, TextLine
from components.figure.text.fonts import Fonts
from components.profile.document import Strip, StripEvent, StripLane, StripSpan
from components.style.theme import EVENT_MARK

LANE, LANE_GAP, LANE_NAME, SPAN_TEXTS = 29.0, 4.0, 8.0, (9.5, 9.0, 8.5, 8.0, 7.5)
EVENT_TEXT, EVENT_ROW, EVENT_ROWS, MARK, _LONGEST_TITLE = 8.0, 11.0, 4, 6.0, 380.0
_GAP = 6.0
# Room for half a year at the left end.
_EDGE = 10.0


def strip_texts(strip: Strip) -> list[str]:
    """Every text in it, for the fonts that it needs."""
    wordings = [span.wording for lane in strip.lanes for span in lane.spans]
    return [
        *(lane.name for lane in strip.lanes),
        *wordings,
        *map(_event_text, strip.events),
    ]


def strip_shapes(strip: Strip, frame: Box, fonts: Fonts) -> tuple[Drawing, float]:
    """The strip from the top of the frame down, and where it ends."""
    left, top, right, _ = frame
    axis = TimeAxis(strip.first, strip.last, left + _EDGE, right - 2)
    named, rows = _named_events(strip.events, axis, fonts)
    lanes_top = top + rows * EVENT_ROW + (_GAP + MARK if strip.events else 0)
    shapes: list[Shape] = [
        shape for text, row, event in named for shape in _event_name(text, row, event, axis, top, lanes_top, rows)
    ]
    shapes += [
        Marker(event.shape, (axis.x(event.day), lanes_top - MARK / 2 - 2), MARK, EVENT_MARK, 0.9, event.title)
        for event in strip.events
    ]
    y, several = lanes_top, len(strip.lanes) > 1
    for lane in strip.lanes:
        last = _label_above(lane, axis, fonts, name=lane.name if several else "")
        above = LANE_NAME * 1.4 if several or last else 0.0
        if last:
            shapes.append(replace(last, y=y + LANE_NAME))
        shapes += _lane(lane, axis, y, above, fonts, with_name=several, is_last_above=bool(last))
        y += above + LANE + LANE_GAP
    return [*_axis(axis, lanes_top, y, fonts), *shapes], y + AXIS_LABEL * 1.8


def _event_text(event: StripEvent) -> str:
    """Its title, after the year unless it begins with it."""
    year = str(event.day.year)
    return event.title if event.title.startswith(year) else f"{year} {event.title}"


def _axis(axis: TimeAxis, top: float, bottom: float, fonts: Fonts) -> list[Shape]:
    """A line for each tick, its words below."""
    parts: list[Shape] = []
    for day, words in axis.ticks:
        x = axis.x(day)
        parts.append(StraightLine((x, top), (x, bottom), "ink", 0.5, opacity=0.16))
        line = text_line(words, x, bottom + AXIS_LABEL * 1.1, AXIS_LABEL, fonts, paint="quiet", anchor="middle")
        if line.box[2] <= axis.right + 2:
            parts.append(line)
    return parts


_Named = list[tuple[TextLine, int, StripEvent]]


def _named_events(events: tuple[StripEvent, ...], axis: TimeAxis, fonts: Fonts) -> tuple[_Named, int]:
    """The titles for which there is room, the weightiest first: each with its row from the bottom; and how many rows."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(EVENT_ROWS)]
    named: _Named = []
    for event in sorted(events, key=lambda one: -one.weight):
        text = _event_text(event)
        width, x = fonts.width(text, EVENT_TEXT), axis.x(event.day)
        if width > _LONGEST_TITLE:
            continue
        start = x if x + width <= axis.right else max(x - width, axis.left)
        row = next((row for row, spans in enumerate(taken) if _is_free(spans, start, start + width)), None)
        if row is not None:
            taken[row].append((start, start + width))
            named.append((TextLine(text, start, 0.0, EVENT_TEXT, width, paint="quiet"), row, event))
    return named, sum(bool(spans) for spans in taken)


def _is_free(spans: list[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + 8 < left or right + 8 < start for left, right in spans)


def _event_name(
    text: TextLine, row: int, event: StripEvent, axis: TimeAxis, top: float, lanes_top: float, rows: int
) -> tuple[StraightLine, TextLine]:
    """A thin line down to the mark of an event, and its title in a row above."""
    x, y = axis.x(event.day), top + (rows - row) * EVENT_ROW - 3
    line = StraightLine((x, y + 2), (x, lanes_top - MARK - 2), "ink", 0.4, opacity=0.3)
    return line, TextLine(text.text, text.x, y, text.size, text.width, paint=text.paint)


def _label_above(lane: StripLane, axis: TimeAxis, fonts: Fonts, name: str) -> TextLine | None:
    """The label of the last bar, which is the one that holds, for the row above where its bar has no room for all of it.

    None too if the name of the lane is in the way.
    """
    last = lane.spans[-1]
    certain, end = (axis.x(_within(day, axis)) for day in (last.certain, last.end))
    if _fitted(last, end - certain, fonts)[0]:
        return None
    line = text_line(last.wording, end, 0.0, LANE_NAME, fonts, anchor="end")
    return line if line.box[0] > axis.left + fonts.width(name, LANE_NAME) + _GAP else None


def _fitted(span: StripSpan, width: float, fonts: Fonts) -> tuple[list[tuple[str, str | None]], float]:
    return whole_label([span.wording], SPAN_TEXTS, (width - 8, LANE), fonts)


def _lane(
    lane: StripLane,
    axis: TimeAxis,
    top: float,
    above: float,
    fonts: Fonts,
    *,
    with_name: bool,
    is_last_above: bool,
) -> list[Shape]:
    shapes: list[Shape] = []
    if with_name:
        shapes.append(text_line(lane.name, axis.left, top + LANE_NAME, LANE_NAME, fonts, paint="quiet"))
    for span in lane.spans:
        is_said = is_last_above and span is lane.spans[-1]
        shapes += _span(span, axis, top + above, fonts, {one.wording for one in lane.spans}, is_said=is_said)
    return shapes


def _span(span: StripSpan, axis: TimeAxis, top: float, fonts: Fonts, others: set[str], *, is_said: bool) -> list[Shape]:
    """The possible part pale, the certain part solid, with the wording, or what tells it from the others.

    No words on it if they are above.
    """
    start, certain, end = (axis.x(_within(day, axis)) for day in (span.start, span.certain, span.end))
    end, bottom, shapes = max(end, start + 1.2), top + LANE, list[Shape]()
    if certain > start:
        shapes.append(FilledBox((start, top, certain, bottom), span.stroke, 0.4, name=f"{span.wording}, uncertain"))
    if end > certain:
        shapes.append(FilledBox((certain, top, end - 0.8, bottom), span.stroke, 1, 1.5, name=span.wording))
    lines, size = _fitted(span, end - certain, fonts)
    if not lines and not is_said and (cut := cut_to_differ(span.wording, others, size, end - certain - 8, fonts)):
        lines = [(cut, None)] if len(cut) > LEAST_CUT else []
    y = (top + bottom - (len(lines) - 1) * size * LABEL_LEADING) / 2 + size * 0.35
    for row, (text, joint) in enumerate(lines):
        line = y + row * size * LABEL_LEADING
        shapes.append(text_line(text, certain + 4, line, size, fonts, paint=paint_on(span.stroke), joint=joint))
    return shapes


def _within(day: date, axis: TimeAxis) -> date:
    return min(max(day, axis.first), axis.last)
