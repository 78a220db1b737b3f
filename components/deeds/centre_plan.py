"""The partners of a centre in one year -> a row of dots for each group of labels, with its median and names. Pure."""

from collections.abc import Iterator, Sequence

from components.deeds.plan import LANE_HEIGHT, USUAL_WIDTH, Anchor, DeedsPlan, Dot, Label, Mark, Segment
from components.style.theme import LAYER_STROKES, Stroke, styles_of
from components.wording.series_values import amount
from data.analysis.deeds.groups import PartnerGroup
from data.analysis.deeds.standing import YearOfPartners
from data.base.text import quantity
from data.view.ties import Ties

DOT, BIN, MOST_HIGH = 7.0, 8.0, 9
# Room above the dots of a group for its name, and beside the values as a share of their width.
NAME_HEIGHT, MARGIN_SHARE = 20, 0.03
FAR_RIGHT = 0.8


def centre_plan(
    ties: Ties, partners: YearOfPartners, groups: Sequence[PartnerGroup], named: Sequence[str]
) -> DeedsPlan:
    """The whole picture of a year: across the values, down the groups, from the highest label."""
    low, high = _bounds(partners)
    first = low - (high - low) * MARGIN_SHARE
    marks: list[Mark] = []
    y = 8
    for group in groups:
        rows, height = _rows_of(group, first, high)
        marks += _group(ties, partners, group, rows, (y, y + height), first, named)
        y += height
    bottom = y
    median = partners.median
    rule = Segment(median, 4, median, bottom, "quiet", 1.2, (4, 3), f"Median of all: {amount(partners.series, median)}")
    ticks = [*_ticks(partners, low, high, bottom)]
    return DeedsPlan(
        first, high + (high - low) * MARGIN_SHARE, bottom + LANE_HEIGHT, (*ticks, rule, *marks), is_years=False
    )


def _bounds(partners: YearOfPartners) -> tuple[float, float]:
    amounts = list(partners.values.values())
    low, high = min(amounts), max(amounts)
    if partners.series.form in ("amount", "count"):
        low = min(0.0, low)
    return low, high if high > low else low + 1


def _rows_of(group: PartnerGroup, first: float, high: float) -> tuple[dict[str, int], int]:
    """How far from the middle of the row each dot is, so that none hides another, and the height of the row."""
    per_pixel = (high - first) / USUAL_WIDTH
    filled: dict[int, int] = {}
    places: dict[str, int] = {}
    for partner, value in group.values.items():
        column = round(value / (BIN * per_pixel))
        number = filled.get(column, 0)
        filled[column] = number + 1
        number %= MOST_HIGH
        places[partner] = (number + 1) // 2 * (1 if number % 2 else -1)
    highest = min(max(filled.values(), default=1), MOST_HIGH)
    return places, NAME_HEIGHT + max(22, int(highest * BIN) + 12)


def _group(
    ties: Ties,
    partners: YearOfPartners,
    group: PartnerGroup,
    places: dict[str, int],
    rows: tuple[int, int],
    first: float,
    named: Sequence[str],
) -> Iterator[Mark]:
    top = rows[0] + NAME_HEIGHT
    middle = (top + rows[1]) / 2
    styles = styles_of(ties.dataset)
    stroke = styles[group.key].stroke if group.key in styles else LAYER_STROKES["partnership"]
    states = quantity(len(group.values), "state")
    text = f"{group.name}: {states}, median {amount(partners.series, group.median)}"
    yield Label(first, rows[0] + NAME_HEIGHT / 2, text, is_strong=True)
    for partner in named:
        if partner in group.values:
            name = ties.dataset.actors[partner].short_name
            y = middle + places[partner] * BIN
            ring = Stroke(stroke.light, stroke.dark, 2)
            yield Dot(group.values[partner], y, "circle", ring, DOT + 9, True, _tip(ties, partners, partner))
            # Where a name would run off the picture, it is at the left of its dot.
            is_far = group.values[partner] > first + (_bounds(partners)[1] - first) * FAR_RIGHT
            anchor: Anchor = "end" if is_far else "start"
            yield Label(group.values[partner], y, name, "ink", anchor, is_strong=True, aside=-12 if is_far else 12)
    for partner, value in group.values.items():
        yield Dot(
            value,
            middle + places[partner] * BIN,
            "circle",
            stroke,
            DOT + 3 * (partner in named),
            group.key == "",
            _tip(ties, partners, partner),
        )
    yield Segment(
        group.median,
        top + 1,
        group.median,
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


def _ticks(partners: YearOfPartners, low: float, high: float, bottom: int) -> Iterator[Mark]:
    """Lines at round values, with the values below."""
    step = _round_step((high - low) / 6)
    number = -(-low // step)
    while number * step <= high:
        x = number * step
        yield Segment(x, 4, x, bottom, "shade", 0.6)
        yield Label(x, bottom + 10, amount(partners.series, x), "quiet", "middle")
        number += 1


def _round_step(size: float) -> float:
    power = 10.0 ** (len(f"{size:.0f}") - 1) if size >= 1 else 10.0 ** -len(f"{1 / size:.0f}")
    return next(step * power for step in (1, 2, 5, 10, 20, 50) if step * power >= size)
