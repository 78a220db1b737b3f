"""The deeds of a pair -> a band of its labels, below it a small chart for each deed, upgrades as rules through all. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice, pairwise

from components.deeds.plan_key import TOO_LITTLE, UPGRADE, plan_key
from components.style.plan import (
    GAP,
    LANE_HEIGHT,
    NOTE_HEIGHT,
    PLOT_HEIGHT,
    TITLE_HEIGHT,
    USUAL_WIDTH,
    Area,
    Dot,
    Label,
    Mark,
    MarksPlan,
    Segment,
    fitted,
)
from components.style.theme import EVENT_BARS, Stroke, style_key, styles_of
from components.wording.series_values import amount, value_text
from components.wording.spells import dates_text
from data.analysis.deeds.pair import Deed, ValueLine, fragment_years, year_words
from data.analysis.deeds.upgrades import upgrades_of
from data.model.cells import actors_of
from data.series.value_columns import Value
from data.view.ties import SpellIndex, Ties

FIRST_YEAR_DRAWN = 1990
BARS = list(EVENT_BARS.values())
LINES: tuple[tuple[str, Stroke], ...] = (
    ("circle", BARS[0]),
    ("triangle-up", BARS[4]),
    ("square", BARS[1]),
    ("diamond", BARS[2]),
    ("cross", BARS[6]),
    ("triangle-down", BARS[5]),
)
# Names in one line of a legend, and pixels of a character in one.
MOST_IN_LEGEND, CHARACTER_OF_NOTE = 3, 5.8
# Lanes of ties above the charts, and periods in them; an added table may have thousands.
MOST_LANES, MOST_PERIODS = 30, 400
# What two declared who have no label.
BOUND_LAYERS = ("treaty", "integration")
# How high a rank of mission is drawn; a mission of another kind is drawn halfway.
LEVEL_HEIGHTS, LEVEL_NAMES = {9: 0.5}, {0: "none", 3: "ambassador"}
_WAYS = {"total": "both ways", "import": "imports", "export": "exports"}


@dataclass
class PlanRows:
    """What has been drawn so far, and how far down."""

    marks: list[Mark] = field(default_factory=list)
    scale: dict[int, str] = field(default_factory=dict)
    y: int = 0
    # Where the rules run: the pixels of each row from top to bottom.
    spans: list[tuple[int, int]] = field(default_factory=list)


def pair_plan(ties: Ties, dyad: str, deeds: Sequence[Deed], today: date) -> MarksPlan:
    """The whole picture of a pair."""
    return _plan(ties, dyad, deeds, *_years(deeds, today))


def pair_plans(ties: Ties, dyad: str, deeds: Sequence[Deed], today: date, most: int) -> list[MarksPlan]:
    """The picture of a pair in parts of at most so many deeds, on one axis, each below the band of its labels."""
    years = _years(deeds, today)
    parts = -(-len(deeds) // most) or 1
    # As many in each part, or one fewer.
    ends = [round(part * len(deeds) / parts) for part in range(parts + 1)]
    return [_plan(ties, dyad, deeds[start:end], *years) for start, end in pairwise(ends)]


def _plan(ties: Ties, dyad: str, deeds: Sequence[Deed], first: float, last: float) -> MarksPlan:
    rows = PlanRows()
    label_band(ties, dyad, rows, first, last)
    for deed in deeds:
        _deed(ties, deed, rows, first, last)
    rules = [*_rules(ties, dyad, rows, first, last)]
    return MarksPlan(
        first, last, rows.y, (*rules, *rows.marks), rows.scale, key=tuple(plan_key(deeds, (*rules, *rows.marks)))
    )


def partners_plan(ties: Ties, deeds: Sequence[Deed], today: date) -> MarksPlan:
    """One deed for several partners of a centre, one below the other on one scale, each below a band of its labels."""
    first, last = _years(deeds, today)
    rows = PlanRows()
    values = [value for deed in deeds for value in deed.values]
    for deed in deeds:
        start = len(rows.spans)
        label_band(ties, deed.dyad, rows, first, last)
        _deed(ties, deed, rows, first, last, shared=values)
        rules = _rules(ties, deed.dyad, rows, first, last, since=start)
        rows.marks = [*rules, *rows.marks]
    return MarksPlan(first, last, rows.y, tuple(rows.marks), rows.scale)


def _years(deeds: Sequence[Deed], today: date) -> tuple[float, float]:
    years = [value.year for deed in deeds if deed.series.form != "spells" for value in deed.values]
    return min([FIRST_YEAR_DRAWN, *years]), max([today.year, *years]) + 1


def line_name(ties: Ties, deed: Deed, line: ValueLine) -> str:
    """What tells a line from the others of its chart: "Belarus’ books, both ways", "president"; "" for the only one."""
    actors = ties.dataset.actors
    who = actors[line.reporter].short_name if line.reporter in actors else line.reporter
    flow = _WAYS.get(line.flow, line.flow)
    if deed.series.direction == "reporter" and who:
        return ", ".join(filter(None, (f"{who}’{'' if who.endswith('s') else 's'} books", flow)))
    if deed.series.direction == "from" and who:
        return ", ".join(filter(None, (f"from {who}", flow)))
    return flow


def spells_of_pair(ties: Ties, dyad: str) -> list[SpellIndex]:
    """The declared labels of a pair; of one without labels its treaties and what it is integrated in. No proposals."""
    spells = [index for index, spell in enumerate(ties.spells) if spell.dyad == dyad and not ties.proposed[index]]
    labels = [index for index in spells if ties.layer(index) == "partnership"]
    return labels or [index for index in spells if ties.layer(index) in BOUND_LAYERS]


def _place(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _spell_span(ties: Ties, index: SpellIndex, last: float) -> tuple[float, float]:
    start = date.fromordinal(int(ties.starts[0][index]))
    end = int(ties.ends[1][index])
    return _place(start), min(_place(date.fromordinal(end)), last) if end < date.max.toordinal() else last


def label_band(ties: Ties, dyad: str, rows: PlanRows, first: float, last: float) -> None:
    """A lane for each tie of declared labels; nothing happened before the first one that is known."""
    names, spells = ties.dataset.actors, spells_of_pair(ties, dyad)
    ends = " – ".join(names[end].name for end in actors_of(dyad))
    has_labels = any(ties.layer(index) == "partnership" for index in spells)
    title = (
        "Declared labels" if has_labels else "Treaties and integration" if spells else "No declared label is on record"
    )
    lanes: dict[str, list[SpellIndex]] = {}
    for index in spells:
        lanes.setdefault(ties.tie[index], []).append(index)
    drawn = [*islice(lanes.values(), MOST_LANES)]
    most = f" (the first {MOST_LANES} of {len(lanes):,})" if len(lanes) > MOST_LANES else ""
    if (count := sum(map(len, drawn))) > MOST_PERIODS:
        most += f" (the latest {MOST_PERIODS} of {count:,} periods)"
        latest = sorted(chain.from_iterable(drawn), key=lambda index: int(ties.starts[0][index]))[-MOST_PERIODS:]
        kept = {*latest}
        drawn = [[index for index in lane if index in kept] for lane in drawn]
    rows.marks.append(Label(first, rows.y + TITLE_HEIGHT / 2, f"{title}: {ends}{most}", is_strong=True))
    rows.y += TITLE_HEIGHT
    top = rows.y
    for lane in drawn:
        for index in lane:
            left, right = _spell_span(ties, index, last)
            if right <= first:
                continue
            left = max(left, first)
            spell, stroke = ties.spells[index], styles_of(ties.dataset)[style_key(ties, index)].stroke
            width = (right - left) / (last - first) * USUAL_WIDTH
            tip = f"{spell.wording}, {dates_text(spell)}"
            text, bottom = fitted(spell.wording, width), rows.y + LANE_HEIGHT - 2
            rows.marks.append(Area(left, right, rows.y, bottom, stroke, 1.0, tip, text, spell.wording))
        rows.y += LANE_HEIGHT
    rows.spans.append((top, rows.y))
    rows.y += GAP


def _deed(
    ties: Ties, deed: Deed, rows: PlanRows, first: float, last: float, shared: Sequence[Value] | None = None
) -> None:
    series = deed.series
    heading = series.name if shared is None else f"{series.name}: {_partner_name(ties, deed)}"
    rows.marks.append(Label(first, rows.y + TITLE_HEIGHT / 2, heading, is_strong=True))
    rows.y += TITLE_HEIGHT
    _note(ties, deed, rows, first)
    top, bottom = rows.y, rows.y + (PLOT_HEIGHT if series.form != "spells" else _lanes(deed) * LANE_HEIGHT)
    rows.marks += _gaps(deed, first, last, top, bottom)
    if series.form == "spells":
        rows.marks += _obligations(deed, first, last, top)
    else:
        rows.marks += _plot(ties, deed, rows, top, bottom, shared)
    rows.spans.append((top, bottom))
    rows.y = bottom + GAP


def _partner_name(ties: Ties, deed: Deed) -> str:
    return ties.dataset.actors[next(end for end in actors_of(deed.dyad) if end != deed.centre)].name


def _note(ties: Ties, deed: Deed, rows: PlanRows, first: float) -> None:
    """Unit, years and whose data in one line; below it what its lines are, if there are several."""
    is_spells = deed.series.form == "spells"
    # Of a treaty the years through which it is drawn, not those of signatures.
    years = [year for value in deed.values for year in (value.year, value.until if is_spells else value.year)]
    when = f"{min(years)}–{max(years)}" if max(years) > min(years) else str(max(years))
    source = deed.series.citation.partition(":")[0].partition(";")[0].partition(", v")[0].partition(", “")[0]
    source = source.rstrip(".")
    rows.marks.append(Label(first, rows.y + NOTE_HEIGHT / 2, f"{deed.series.unit}; {when}; {source}", "quiet"))
    rows.y += NOTE_HEIGHT
    named = [(place, name) for place, line in enumerate(deed.lines) if (name := line_name(ties, deed, line))]
    if is_spells:
        return
    for start in range(0, len(named), MOST_IN_LEGEND):
        aside = 0.0
        for place, name in named[start : start + MOST_IN_LEGEND]:
            shape, stroke = LINES[place % len(LINES)]
            rows.marks.append(Dot(first, rows.y + NOTE_HEIGHT / 2, shape, stroke, 7, aside=aside + 4))
            rows.marks.append(Label(first, rows.y + NOTE_HEIGHT / 2, name, aside=aside + 13))
            aside += len(name) * CHARACTER_OF_NOTE + 28
        rows.y += NOTE_HEIGHT
    if deed.medians:
        text = f"– –  median of all states with {ties.dataset.actors[deed.centre].short_name}"
        rows.marks.append(Label(first, rows.y + NOTE_HEIGHT / 2, text, "quiet"))
        rows.y += NOTE_HEIGHT


def _gaps(deed: Deed, first: float, last: float, top: int, bottom: int) -> Iterator[Mark]:
    """Shaded where the series does not cover a time, dashed where there is too little of a year, a tick where the pair
    has no value.
    """
    covered = {year for part in deed.series.years for year in range(part.first, part.last + 1)} - fragment_years(
        deed.series
    )
    year = int(first)
    while year < last:
        if year in covered:
            year += 1
            continue
        end = next((later for later in range(year + 1, int(last) + 1) if later in covered), int(last))
        fragments = sorted(fragment_years(deed.series) & set(range(year, end)))
        words = ", ".join(f"{one}: {year_words(deed.series, one)}" for one in fragments)
        span = f"{year}–{end - 1}" if end - 1 > year else str(year)
        text = fitted("not covered", (end - year) / (last - first) * USUAL_WIDTH) if end - year > 4 else ""
        yield Area(year, end, top, bottom, "shade", 0.13, words or f"{span}: not covered", text)
        for one in fragments:
            yield Label(one + 0.5, (top + bottom) / 2, TOO_LITTLE, "quiet", "middle")
        year = end
    for missing in deed.missing_years if deed.series.form != "spells" else ():
        if first <= missing < last:
            yield Segment(missing + 0.5, bottom - 4, missing + 0.5, bottom, "quiet", 1.2, (), f"{missing}: no value")


def _bounds(deed: Deed, values: Sequence[Value]) -> tuple[float, float]:
    """The lowest and the highest place of a row's scale."""
    amounts = [value.value for value in values] + [median for _, median in deed.medians]
    if deed.series.form == "level":
        return 0, 3
    if deed.series.form == "percent":
        return 10.0 * (min(amounts) // 10), min(100.0, 10.0 * -(-max(amounts) // 10))
    if deed.series.form == "index":
        return min(0.0, *amounts), max(0.1, *amounts)
    if deed.series.form == "count":
        totals: dict[int, float] = {}
        for value in deed.values:
            totals[value.year] = totals.get(value.year, 0) + value.value
        amounts = [*totals.values(), *amounts]
    return min(0.0, *amounts), max(amounts) or 1.0


def _plot(
    ties: Ties, deed: Deed, rows: PlanRows, top: int, bottom: int, shared: Sequence[Value] | None
) -> Iterator[Mark]:
    low, high = _bounds(deed, shared or deed.values)
    size = (bottom - top) / ((high - low) or 1)

    def y(value: float) -> float:
        return bottom - (value - low) * size

    levels = (
        LEVEL_NAMES
        if deed.series.form == "level"
        else {low: amount(deed.series, low) if low else "0", high: amount(deed.series, high)}
    )
    rows.scale |= {round(y(place)): words for place, words in levels.items()}
    if low < 0 < high:
        yield Segment(_first_of(rows), y(0), _last_of(deed), y(0), "quiet", 0.6, (1, 3))
    yield from _median_line(deed, y)
    if deed.series.form == "count":
        yield from _bars(ties, deed, y)
        return
    for place, line in enumerate(deed.lines):
        shape, stroke = LINES[place % len(LINES)]
        for piece in line.pieces:
            for one, other in pairwise(piece):
                yield Segment(
                    one.year + 0.5, y(_height(deed, one)), other.year + 0.5, y(_height(deed, other)), stroke, 1.6
                )
        for value in line.values:
            words = year_words(deed.series, value.year)
            tip = ": ".join(
                filter(None, (str(value.year), line_name(ties, deed, line), value_text(deed.series, value)))
            )
            cases = f", {value.n} shared roll calls" if value.n else ""
            note = f" ({words})" if words else ""
            yield Dot(value.year + 0.5, y(_height(deed, value)), shape, stroke, 5.5, bool(words), f"{tip}{cases}{note}")


def _height(deed: Deed, value: Value) -> float:
    return LEVEL_HEIGHTS.get(int(value.value), value.value) if deed.series.form == "level" else value.value


def _first_of(rows: PlanRows) -> float:
    return next(mark.x for mark in rows.marks if isinstance(mark, Label))


def _last_of(deed: Deed) -> float:
    return max(value.year for value in deed.values) + 1.0


def _median_line(deed: Deed, y: Callable[[float], float]) -> Iterator[Mark]:
    known = dict(deed.medians)
    for year, median in deed.medians:
        if year - 1 not in known and year + 1 not in known:
            yield Segment(
                year + 0.2,
                y(median),
                year + 0.8,
                y(median),
                "quiet",
                1.8,
                (),
                f"{year}: median {amount(deed.series, median)}",
            )
    for (year, before), (later, after) in pairwise(deed.medians):
        if later == year + 1:
            tip = f"{later}: median {amount(deed.series, after)}"
            yield Segment(year + 0.5, y(before), later + 0.5, y(after), "quiet", 1.4, (2, 2), tip)


def _bars(ties: Ties, deed: Deed, y: Callable[[float], float]) -> Iterator[Mark]:
    reached: dict[int, float] = {}
    for place, line in enumerate(deed.lines):
        for value in line.values:
            base = reached.get(value.year, 0.0)
            reached[value.year] = base + value.value
            name = line_name(ties, deed, line)
            tip = ": ".join(filter(None, (str(value.year), name, value_text(deed.series, value))))
            yield Area(
                value.year + 0.12,
                value.year + 0.88,
                y(base + value.value),
                y(base),
                LINES[place % len(LINES)][1],
                0.9,
                tip,
            )


def _lanes(deed: Deed) -> int:
    """How many lanes the spells need so that none hides another."""
    return max(_lane_of(deed).values(), default=0) + 1


def _lane_of(deed: Deed) -> dict[int, int]:
    ends: list[int] = []
    lanes: dict[int, int] = {}
    for place, value in enumerate(sorted(deed.values, key=lambda value: (value.year, value.until))):
        free = next((lane for lane, end in enumerate(ends) if end < value.year), len(ends))
        ends[free : free + 1] = [max(value.until, value.year)]
        lanes[place] = free
    return lanes


def _obligations(deed: Deed, first: float, last: float, top: int) -> Iterator[Mark]:
    stroke, lanes = LINES[0][1], _lane_of(deed)
    # Nothing to draw is said in words.
    if (latest := max(deed.values, key=lambda value: value.until)).until < first:
        text = f"{latest.words}, {latest.year}–{latest.until}: before the years shown"
        yield Label(first, top + LANE_HEIGHT / 2, text, "quiet")
    for place, value in enumerate(sorted(deed.values, key=lambda value: (value.year, value.until))):
        end = value.until + 1
        if end <= first:
            continue
        y, left = top + lanes[place] * LANE_HEIGHT, max(float(value.year), first)
        went_on = ", in force when the data end" if value.is_open else ""
        qualifier = f" ({value.qualifier})" if value.qualifier else ""
        tip = f"{value.words}, {value.year}–{value.until}{went_on}{qualifier}"
        text = fitted(value.words, (end - left) / (last - first) * USUAL_WIDTH)
        yield Area(left, end, y, y + LANE_HEIGHT - 3, stroke, 1.0, tip, text, value.words)


def _rules(ties: Ties, dyad: str, rows: PlanRows, first: float, last: float, since: int = 0) -> Iterator[Mark]:
    """A line through all rows at each upgrade."""
    for centre in actors_of(dyad):
        for upgrade in upgrades_of(ties, centre):
            spell = ties.spells[upgrade.index]
            if spell.dyad != dyad or not spell.start:
                continue
            x = _place(spell.start.first)
            if first <= x <= last:
                tip = f"{spell.start.display_text}: upgrade to {spell.wording}"
                for top, bottom in rows.spans[since:]:
                    yield Segment(x, top, x, bottom, UPGRADE, 1.4, (4, 3), tip)
