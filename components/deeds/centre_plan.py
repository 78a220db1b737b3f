"""The partners of a centre in one year -> a row of dots for each group of labels, with its median and names. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from components.style.plan import LANE_HEIGHT, USUAL_WIDTH, Anchor, Dot, Label, Mark, MarksPlan, Segment
from components.style.theme import LAYER_STROKES, Stroke, styles_of
from components.wording.series_values import amount
from data.analysis.deeds.groups import PartnerGroup
from data.analysis.deeds.year_of_partners import YearOfPartners
from data.base.text import quantity
from data.view.ties import Ties

_DOT, BIN, MOST_HIGH = 7.0, 8.0, 9
# Room above the dots of a group for its name, and beside the values as a share of their width.
_NAME_HEIGHT, MARGIN_SHARE = 20, 0.03
FAR_RIGHT = 0.8
# Where the highest amount is so many times the median, most dots would crowd near zero.
CROWDED = 10.0
LOG_NOTE = "Logarithmic axis: each line is ten times the one before it."
_LEFT_OUT = "Left out, because they have none: {}."


@dataclass(frozen=True)
class _Axis:
    """Values -> places: as they are, or their logarithms; what is not above zero has no place on a logarithmic axis."""

    low: float
    high: float
    is_log: bool

    def place(self, value: float) -> float:
        return log10(value) if self.is_log else value

    def shows(self, value: float) -> bool:
        return not self.is_log or value > 0


def _axis(partners: YearOfPartners) -> _Axis:
    amounts = list(partners.values.values())
    low, high = min(amounts), max(amounts)
    above = [value for value in amounts if value > 0]
    if partners.series.form == "amount" and low >= 0 and partners.median > 0 and high > CROWDED * partners.median:
        return _Axis(floor(log10(min(above))), ceil(log10(high)), is_log=True)
    if partners.series.form in ("amount", "count"):
        low = min(0.0, low)
    return _Axis(low, high if high > low else low + 1, is_log=False)


def centre_plan(
    ties: Ties, partners: YearOfPartners, groups: Sequence[PartnerGroup], named: Sequence[str]
) -> MarksPlan:
    """The whole picture of a year: across the values, down the groups, from the highest label."""
    axis = _axis(partners)
    low, high = axis.low, axis.high
    first = low - (high - low) * MARGIN_SHARE
    marks: list[Mark] = []
    y = 8
    for group in groups:
        rows, height = _rows_of(group, axis, first)
        marks += _group(ties, partners, group, axis, rows, (y, y + height), first, named)
        y += height
    bottom = y
    median = partners.median
    at = axis.place(median)
    rule = Segment(at, 4, at, bottom, "quiet", 1.2, (4, 3), f"Median of all: {amount(partners.series, median)}")
    ticks, height = [*_ticks(partners, axis, bottom)], bottom + LANE_HEIGHT
    if axis.is_log:
        hidden = sum(not axis.shows(value) for value in partners.values.values())
        note = f"{LOG_NOTE} {_LEFT_OUT.format(quantity(hidden, 'state'))}" if hidden else LOG_NOTE
        ticks.append(Label(first, height + LANE_HEIGHT / 2, note, "quiet"))
        height += LANE_HEIGHT
    return MarksPlan(first, high + (high - low) * MARGIN_SHARE, height, (*ticks, rule, *marks), is_years=False)


def _rows_of(group: PartnerGroup, axis: _Axis, first: float) -> tuple[dict[str, int], int]:
    """How far from the middle of the row each dot is, so that none hides another, and the height of the row."""
    per_pixel = (axis.high - first) / USUAL_WIDTH
    filled: dict[int, int] = {}
    places: dict[str, int] = {}
    for partner, value in group.values.items():
        if not axis.shows(value):
            continue
        column = round(axis.place(value) / (BIN * per_pixel))
        number = filled.get(column, 0)
        filled[column] = number + 1
        number %= MOST_HIGH
        places[partner] = (number + 1) // 2 * (1 if number % 2 else -1)
    highest = min(max(filled.values(), default=1), MOST_HIGH)
    return places, _NAME_HEIGHT + max(22, int(highest * BIN) + 12)


def _group(
    ties: Ties,
    partners: YearOfPartners,
    group: PartnerGroup,
    axis: _Axis,
    places: dict[str, int],
    rows: tuple[int, int],
    first: float,
    named: Sequence[str],
) -> Iterator[Mark]:
    top = rows[0] + _NAME_HEIGHT
    middle = (top + rows[1]) / 2
    styles = styles_of(ties.dataset)
    stroke = styles[group.key].stroke if group.key in styles else LAYER_STROKES["partnership"]
    states = quantity(len(group.values), "state")
    text = f"{group.name}: {states}, median {amount(partners.series, group.median)}"
    yield Label(first, rows[0] + _NAME_HEIGHT / 2, text, is_strong=True)
    for partner in named:
        if partner in places:
            name, x = ties.dataset.actors[partner].short_name, axis.place(group.values[partner])
            y = middle + places[partner] * BIN
            ring = Stroke(stroke.light, stroke.dark, 2)
            yield Dot(x, y, "circle", ring, _DOT + 9, True, _tip(ties, partners, partner))
            # Where a name would run off the picture, it is at the left of its dot.
            is_far = x > first + (axis.high - first) * FAR_RIGHT
            anchor: Anchor = "end" if is_far else "start"
            yield Label(x, y, name, "ink", anchor, is_strong=True, aside=-12 if is_far else 12)
    for partner, place in places.items():
        yield Dot(
            axis.place(group.values[partner]),
            middle + place * BIN,
            "circle",
            stroke,
            _DOT + 3 * (partner in named),
            group.key == "",
            _tip(ties, partners, partner),
        )
    if not axis.shows(group.median):
        return
    yield Segment(
        axis.place(group.median),
        top + 1,
        axis.place(group.median),
        rows[1] - 3,
        "ink",
        2.2,
        (),
        f"{group.name}: median {amount(partners.series, group.median)}",
    )


def _tip(ties: Ties, partners: YearOfPartners, partner: str) -> str:
    actors = ties.dataset.actors
    name = actors[partner].name if partner in actors else partner
    cases = f", {partners.cases[partner]} shared roll calls" if partners.cases[partner] else ""
    rank = f", {partners.rank(partner)} of {len(partners.values)}"
    return f"{name}: {amount(partners.series, partners.values[partner])}{rank}{cases}"


def _ticks(partners: YearOfPartners, axis: _Axis, bottom: int) -> Iterator[Mark]:
    """Lines at round values, with the values below."""
    step = 1.0 if axis.is_log else _round_step((axis.high - axis.low) / 6)
    number = -(-axis.low // step)
    while number * step <= axis.high:
        x = number * step
        yield Segment(x, 4, x, bottom, "shade", 0.6)
        yield Label(x, bottom + 10, amount(partners.series, 10**x if axis.is_log else x), "quiet", "middle")
        number += 1


def _round_step(size: float) -> float:
    power = 10.0 ** (len(f"{size:.0f}") - 1) if size >= 1 else 10.0 ** -len(f"{1 / size:.0f}")
    return next(step * power for step in (1, 2, 5, 10, 20, 50) if step * power >= size)
