"""Tier lanes and events on one time axis as a figure; a long one takes as many pages as it needs. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from components.figure.captions import (
    FigureOptions,
    characters_of,
    footer_of,
    ladder_text,
    scope_text,
    sources_text,
    spell_citation,
    subtitle_of,
)
from components.figure.fonts import BOLD, REGULAR, Fonts
from components.figure.kinds.network import legend_of, order_of
from components.figure.layout.axis import LABEL, Axis
from components.figure.model import Box, BriefingFigure, Drawing, FilledBox, LegendEntry, Marker, StraightLine, TextLine
from components.style.theme import AS_OF, EVENT_MARK, EVENT_SHAPES, Stroke, style_key, styles_of, text_on
from components.timeline.lanes import TimelineLane, lanes_of
from components.wording.filters import sentence
from data.base.text import counted, listed
from data.model.dates import spoken_day
from data.model.schema import Event
from data.tables.origin import added_count_text, added_mark
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, first_day, read_through

TALL, LOW = 30.0, 13.0
NAME, MOST_NAME = 9.0, 190.0
GAP = 8.0
# More events than this are not cited one by one: the most significant ones are.
MOST_CITED = 60


@dataclass(frozen=True)
class TimelineSpan:
    """A spell on its lane: possible from `start`, certain from `certain`, to `end`."""

    start: date
    certain: date
    end: date
    stroke: Stroke
    wording: str
    number: int


@dataclass(frozen=True)
class TimelineEvent:
    """An event on its lane."""

    day: date
    shape: str
    significance: int
    title: str


@dataclass(frozen=True)
class TimelineRow:
    """A lane with its name, its spells and its events; `first` is that of its dyad, and is named by it."""

    dyad: str
    name: str
    first: bool
    spans: tuple[TimelineSpan, ...]
    spots: tuple[TimelineEvent, ...]

    @property
    def weight(self) -> int:
        return BOLD if self.first else REGULAR

    @property
    def numbers(self) -> str:
        """The numbers of its notes, which follow each other: "5–9"."""
        if not self.spans:
            return ""
        first, last = self.spans[0].number, self.spans[-1].number
        return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class TimelineChart:
    """The lanes, the range of the axis, the day shown, and the day through which sources were read."""

    rows: tuple[TimelineRow, ...]
    first: date
    last: date
    as_of: date
    through: date | None

    @property
    def texts(self) -> list[str]:
        return [text for row in self.rows for text in (row.dyad, row.name, *(span.wording for span in row.spans))]

    def drawn(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        left, top, right, bottom = frame
        head = top + LABEL * 2.6
        height = min(max((bottom - head) / len(self.rows), LOW), TALL)
        pages = -(-len(self.rows) // max(int((bottom - head) / height + 0.01), 1))
        # As many rows on each page, and as high as there is room for.
        fits = -(-len(self.rows) // pages)
        height = min((bottom - head) / fits, TALL)
        names = max(fonts.width(f"{row.name}   {row.numbers}", NAME, row.weight) for row in self.rows)
        axis = Axis(self.first, self.last, left + min(names, MOST_NAME) + GAP, right - 2)
        parts = (self.rows[at : at + fits] for at in range(0, len(self.rows), fits))
        return [self._page(rows, axis, (left, head), height, fonts) for rows in parts]

    def _page(
        self, rows: tuple[TimelineRow, ...], axis: Axis, corner: tuple[float, float], height: float, fonts: Fonts
    ) -> Drawing:
        left, top = corner
        bottom = top + height * len(rows)
        parts: list[FilledBox | StraightLine | Marker | TextLine] = [*axis.grid(top, bottom, fonts)]
        if self.through and self.through < self.last:
            parts.append(
                FilledBox(
                    (axis.x(self.through), top, axis.right, bottom), "ink", 0.1, name="After the last source read"
                )
            )
        for place, row in enumerate(rows):
            if not (place or row.first):
                # Where a page begins within a dyad, it says of which.
                row = replace(row, name=f"{row.dyad}: {row.name}")
            parts += self._row(row, axis, left, top + place * height, height, fonts)
        return [*parts, *self._day(axis, top, bottom, fonts)]

    def _row(self, row: TimelineRow, axis: Axis, left: float, top: float, height: float, fonts: Fonts) -> Drawing:
        middle = top + height / 2
        room = axis.left - GAP - left
        numbers = fonts.width(row.numbers, LABEL)
        name = cut(row.name, NAME, room - numbers - 4, fonts, weight=row.weight)
        parts: list[FilledBox | StraightLine | Marker | TextLine] = [
            TextLine(name, left, middle + NAME * 0.35, NAME, fonts.width(name, NAME, row.weight), row.weight),
            TextLine(
                row.numbers, axis.left - GAP / 2, middle + LABEL * 0.35, LABEL, numbers, paint="quiet", anchor="end"
            ),
        ]
        for span in row.spans:
            parts += _span(span, axis, (top + 1.5, top + height - 1.5), fonts)
        most = min(height, 18.0) - 3
        for spot in sorted(row.spots, key=lambda spot: -spot.significance):
            size = most * (0.35 + 0.13 * spot.significance)
            parts.append(Marker(spot.shape, (axis.x(spot.day), middle), size, EVENT_MARK, 0.7, spot.title))
        return parts

    def _day(self, axis: Axis, top: float, bottom: float, fonts: Fonts) -> Drawing:
        """The day shown, named above the axis."""
        if not self.first <= self.as_of <= self.last:
            return []
        x, words = axis.x(self.as_of), spoken_day(self.as_of)
        width = fonts.width(words, LABEL, BOLD)
        middle = min(x, axis.right - width / 2)
        return [
            StraightLine((x, top - 3), (x, bottom), AS_OF, 1.2),
            TextLine(words, middle, top - LABEL * 1.7, LABEL, width, BOLD, AS_OF, "middle"),
        ]


def _span(span: TimelineSpan, axis: Axis, between: tuple[float, float], fonts: Fonts) -> Drawing:
    """The possible part pale, the certain part solid, as much of the wording on it as there is room for."""
    top, bottom = between
    start, certain, end = (axis.x(day) for day in (span.start, span.certain, span.end))
    end = max(end, start + 1.2)
    parts: list[FilledBox | StraightLine | Marker | TextLine] = []
    if certain > start:
        parts.append(FilledBox((start, top, certain, bottom), span.stroke, 0.4, name=f"{span.wording}, possible"))
    if end > certain:
        parts.append(FilledBox((certain, top, end - 0.6, bottom), span.stroke, 1, 1.5, name=span.wording))
    size = min(9.5, bottom - top - 2)
    words = cut(f"{span.number}  {span.wording}", size, end - certain - 6, fonts, least=str(span.number))
    if words:
        ink = text_on(span.stroke.light)
        on = Stroke(ink, text_on(span.stroke.dark), 1)
        y = (top + bottom) / 2 + size * 0.35
        parts.append(TextLine(words, certain + 3, y, size, fonts.width(words, size), paint=on))
    return parts


def cut(text: str, size: float, room: float, fonts: Fonts, *, least: str = "", weight: int = REGULAR) -> str:
    """The text if there is room for it, else its beginning; nothing if there is no room even for `least`."""
    if fonts.width(text, size, weight) <= room:
        return text
    if least and fonts.width(least, size) > room:
        return ""
    kept = fonts.fitting(text, size, room, weight)
    while kept > 1 and fonts.width(f"{text[:kept].rstrip()}…", size, weight) > room:
        kept -= 1
    short = f"{text[:kept].rstrip()}…"
    return short if kept > len(least) + 3 else least


# From what is in view -------------------------------------------------------------------------------


def timeline_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of all spells and events that pass the filters, whatever the day."""
    lanes = lanes_of(selection)
    spells = {at: number for number, at in enumerate(_in_order(selection, lanes), 1)}
    last = last_day(selection)
    # Events stand on the last lane of their dyad.
    places = {lane.dyad: place for place, lane in enumerate(lanes)}
    events = tuple(event for event in selection.events if event.dyad in places)
    on = [tuple(event for event in events if places[event.dyad] == place) for place in range(len(lanes))]
    picture = TimelineChart(
        rows=tuple(_row_of(selection, lanes, place, spells, on[place], last) for place in range(len(lanes))),
        first=min([first_day(selection.ties), *(event.date.first for event in events)]),
        last=last,
        as_of=selection.view.as_of,
        through=read_through(selection.dataset),
    )
    dyads = [actor_or_dyad(selection.dataset, dyad) for dyad in dict.fromkeys(lane.dyad for lane in lanes)]
    told = (
        f"Timeline of {counted(len(spells), 'spell')} and {counted(len(events), 'event')} of {listed(dyads, most=12)}"
        f"{_added(selection, spells, events)}."
    )
    return BriefingFigure(
        kind="Timeline",
        title=options.title or f"Timeline: {scope_text(selection)}",
        subtitle=subtitle_of(options, sentence(selection)),
        picture=picture,
        legend=(*legend_of(selection, spells), *_event_legend(events)),
        citations=(
            *(spell_citation(selection, at, number) for at, number in spells.items()),
            *_event_notes(selection, events),
        ),
        footer=footer_of(selection.dataset, options, ladder_text(order_of(selection)), _shade(selection, last)),
        alt_text=f"{told} {sentence(selection)}",
        characters=characters_of(selection.dataset),
    )


def _added(selection: Selection, spells: Iterable[int], events: Iterable[Event]) -> str:
    """How much of it a reader laid over, whatever the day."""
    own = sum(bool(selection.ties.added[index]) for index in spells)
    return added_count_text(spell=own, event=sum(selection.dataset.is_added(event) for event in events))


def last_day(selection: Selection) -> date:
    """Where the axis ends: the day shown or that of the last source, so that no clock decides how a figure looks."""
    return max(selection.view.as_of, read_through(selection.dataset) or selection.view.as_of) + timedelta(days=31)


def _shade(selection: Selection, last: date) -> str:
    through = read_through(selection.dataset)
    return f"Sources were read through {spoken_day(through)}." if through and through < last else ""


def _in_order(selection: Selection, lanes: list[TimelineLane]) -> list[int]:
    """The positions of the spells in view, lane by lane, the earliest first."""
    ties, places = selection.ties, {lane.key: place for place, lane in enumerate(lanes)}
    held = (index for index, tie in enumerate(ties.tie) if selection.passed[index] and tie in places)
    return sorted(held, key=lambda index: (places[ties.tie[index]], int(ties.starts[0][index]), index))


def _row_of(
    selection: Selection,
    lanes: list[TimelineLane],
    place: int,
    spells: dict[int, int],
    events: tuple[Event, ...],
    last: date,
) -> TimelineRow:
    ties, styles, lane = selection.ties, styles_of(selection.dataset), lanes[place]
    spans = []
    for at, number in spells.items():
        if ties.tie[at] != lane.key:
            continue
        start, certain = (int(days[at]) for days in ties.starts)
        end = max(min(int(ties.ends[1][at]), last.toordinal()), start)
        begun, sure, done = (date.fromordinal(day) for day in (start, min(certain, end), end))
        spans.append(
            TimelineSpan(
                begun,
                sure,
                done,
                styles[style_key(ties, at)].stroke,
                ties.spells[at].wording + added_mark(selection.dataset, ties.spells[at]),
                number,
            )
        )
    spots = tuple(
        TimelineEvent(
            event.date.middle,
            EVENT_SHAPES[event.kind],
            event.significance,
            event.title + added_mark(selection.dataset, event),
        )
        for event in events
    )
    first = not place or lanes[place - 1].dyad != lane.dyad
    return TimelineRow(actor_or_dyad(selection.dataset, lane.dyad), lane.label, first, tuple(spans), spots)


def _event_legend(events: tuple[Event, ...]) -> tuple[LegendEntry, ...]:
    """Kinds that share a shape share a line."""
    shapes: dict[str, dict[str, int]] = {}
    for event in events:
        kinds = shapes.setdefault(EVENT_SHAPES[event.kind], {})
        kinds[event.kind] = kinds.get(event.kind, 0) + 1
    return tuple(
        LegendEntry(listed([kind.replace("_", " ") for kind in kinds]), EVENT_MARK, sum(kinds.values()), shape)
        for shape, kinds in shapes.items()
    )


def _event_notes(selection: Selection, events: tuple[Event, ...]) -> list[str]:
    """A citation for each event, the most significant ones if there are very many; the rest is counted."""
    chosen = sorted(events, key=lambda event: (-event.significance, event.date))[:MOST_CITED]
    told = [
        f"{event.date.spoken}: {event.title} ({actor_or_dyad(selection.dataset, event.dyad)}, {event.grade})"
        f"{added_mark(selection.dataset, event)}. "
        f"{sources_text(selection.dataset, event.sources)}."
        for event in sorted(chosen, key=lambda event: event.date)
    ]
    rest = len(events) - len(chosen)
    return [*told, f"{counted(rest, 'less significant event')} on the axis: cited in the records."] if rest else told
