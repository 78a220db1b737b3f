"""Uses of labels -> for a pair its labels and a column a year; without one, a row a label and a cell a year. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from components.deeds.pair_plan import BARS, PlanRows, label_band, spells_of_pair
from components.style.plan import (
    GAP,
    LANE_HEIGHT,
    LEAST_SHADE,
    NOTE_HEIGHT,
    TITLE_HEIGHT,
    USUAL_WIDTH,
    Area,
    Dot,
    KeyEntry,
    Label,
    Mark,
    MarksPlan,
)
from components.style.theme import Stroke
from components.usage.words import MACHINE, PROGRAMME, side_text
from components.wording.coverage import blind_spot_text
from data.analysis.usage.in_use import use_of_focus
from data.base.text import list_text, quantity
from data.tables.dataset import Dataset
from data.usage.silence import LabelUse
from data.usage.unread import blind_spots
from data.usage.uses import ObservedPeriod, Uses, label_partner, period_of_labels, uses_of_spells
from data.view.selection import Selection
from data.view.ties import Ties

COLUMNS_HEIGHT, _MOST_LABELS = 96, 25
_TITLE = f"Uses of its labels a year, {PROGRAMME}, {MACHINE}"
_NOT_READ = "not read"
# How dark a time is shaded.
_BLIND, BEFORE_OR_AFTER = 0.3, 0.13
# Who used a label, in the order of the vocabulary of speakers.
SIDES: dict[str, tuple[str, Stroke]] = {
    "china": ("square", BARS[0]),
    "partner": ("square", BARS[1]),
    "narrator": ("square", BARS[2]),
    "unknown": ("square", BARS[6]),
}


def uses_of_pair(ties: Ties, dyad: str, until: date) -> tuple[str, Uses]:
    """The partner of China in a pair, and the uses of all the labels that it has had; ("", none) for another pair."""
    spells = [ties.spells[index] for index in spells_of_pair(ties, dyad)]
    partner = next((one for spell in spells if (one := label_partner(ties.dataset, spell))), "")
    return partner, uses_of_spells(ties.dataset, spells, until)


def pair_uses_plan(ties: Ties, dyad: str, today: date) -> MarksPlan | None:
    """The labels of a pair as a band, and below it how often they were used a year and by whom; None without a use."""
    period, (partner, uses) = period_of_labels(ties.dataset), uses_of_pair(ties, dyad, today)
    if period is None or not partner:
        return None
    first, last = float(period.first.year), float(max(today.year, period.through.year) + 1)
    rows = PlanRows()
    label_band(ties, dyad, rows, first, last)
    rows.marks.append(Label(first, rows.y + TITLE_HEIGHT / 2, _TITLE, is_strong=True))
    rows.y += TITLE_HEIGHT
    rows.marks += _legend(ties.dataset, partner, uses, first, rows.y)
    rows.y += NOTE_HEIGHT
    top = rows.y
    most = max((of_year.total() for of_year in uses.by_year.values()), default=0) or 1
    rows.marks += _not_read(ties.dataset, period, first, last, top, top + COLUMNS_HEIGHT)
    rows.marks += _columns(ties.dataset, partner, uses, most, top)
    rows.scale |= {top: f"{most:,}", top + COLUMNS_HEIGHT: "0"}
    height, key = top + COLUMNS_HEIGHT + GAP, (*_key(rows.marks),)
    return MarksPlan(first, last, height, tuple(rows.marks), rows.scale, title=_TITLE, key=key)


def _key(marks: Sequence[Mark]) -> Iterator[KeyEntry]:
    """What is shaded, as far as there is such a time."""
    shades = {mark.opacity for mark in marks if isinstance(mark, Area) and mark.paint == "shade"}
    if BEFORE_OR_AFTER in shades:
        yield KeyEntry("gap", "before or after the archive that was read")
    if _BLIND in shades:
        yield KeyEntry("blind", "days not read: a blind spot, not a silence")


def _legend(dataset: Dataset, partner: str, uses: Uses, first: float, y: int) -> Iterator[Mark]:
    aside = 0.0
    for side, number in uses.by_side.items():
        shape, stroke = SIDES[side]
        words = f"{side_text(dataset, side, partner)}: {number}"
        yield Dot(first, y + NOTE_HEIGHT / 2, shape, stroke, 7, aside=aside + 4)
        yield Label(first, y + NOTE_HEIGHT / 2, words, aside=aside + 13)
        aside += len(words) * 6.0 + 30


def _columns(dataset: Dataset, partner: str, uses: Uses, most: int, top: int) -> Iterator[Mark]:
    bottom = top + COLUMNS_HEIGHT
    for year, by_side in uses.by_year.items():
        low = 0
        for side, (_, stroke) in SIDES.items():
            if number := by_side[side]:
                scale = COLUMNS_HEIGHT / most
                tip = f"{year}: {number} {side_text(dataset, side, partner)}"
                yield Area(
                    year + 0.12, year + 0.88, bottom - (low + number) * scale, bottom - low * scale, stroke, 0.9, tip
                )
                low += number
        yield Label(year + 0.5, bottom - low * COLUMNS_HEIGHT / most - 7, str(low), "quiet", "middle")


def _not_read(
    dataset: Dataset, period: ObservedPeriod, first: float, last: float, top: int, bottom: int
) -> Iterator[Mark]:
    """Shaded: a day that was not read is a blind spot, not a silence."""
    least = (last - first) * LEAST_SHADE / USUAL_WIDTH
    for spot in blind_spots(dataset, "sightings", period.first, period.through):
        left = _place(spot.first)
        right = min(max(_place(spot.last), left + least), last)
        yield Area(left, right, top, bottom, "shade", _BLIND, blind_spot_text(spot))
    begin, end = _place(period.first), _place(period.through)
    for left, right, words in (
        (first, begin, f"before {period.first.isoformat()}: {_NOT_READ}"),
        (end, last, f"after {period.through.isoformat()}: {_NOT_READ}"),
    ):
        if right > left:
            yield Area(left, right, top, bottom, "shade", BEFORE_OR_AFTER, words)


def _place(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def labels_uses_plan(ties: Ties, found: Sequence[LabelUse], today: date) -> MarksPlan | None:
    """The labels most used, a row each, their uses a year as cells; None without a use."""
    dataset, period = ties.dataset, period_of_labels(ties.dataset)
    chosen = sorted((use for use in found if len(use.uses)), key=lambda use: -len(use.uses))[:_MOST_LABELS]
    if period is None or not chosen:
        return None
    first, last = float(period.first.year), float(max(today.year, period.through.year) + 1)
    most = max(number.total() for use in chosen for number in use.uses.by_year.values())
    marks: list[Mark] = [*_not_read(dataset, period, first, last, 0, LANE_HEIGHT * len(chosen))]
    scale, y = {}, 0
    partners = [use.partner for use in chosen]
    for use in chosen:
        name = dataset.actors[use.partner].short_name
        if partners.count(use.partner) > 1:
            name = f"{name}: {use.spell.wording}"
        scale[y + LANE_HEIGHT // 2] = name
        for year, by_side in use.uses.by_year.items():
            number = by_side.total()
            tip = f"{name}, {year}: {quantity(number, 'use')} of “{use.spell.wording}”"
            strength = 0.2 + 0.8 * number / most
            marks.append(
                Area(year + 0.04, year + 0.96, y + 2, y + LANE_HEIGHT - 2, BARS[0], strength, tip, str(number))
            )
        y += LANE_HEIGHT
    key = (KeyEntry("fill", "the darker, the more uses", BARS[0]), *_key(marks))
    return MarksPlan(first, last, y, tuple(marks), scale, title=_TITLE, key=key)


def usage_subject(selection: Selection) -> str:
    """The pair in focus, if China declares its labels; a partner alone stands for its pair with China."""
    use, focus = use_of_focus(selection), selection.view.focus
    if use is not None:
        return use.spell.dyad
    return focus if uses_of_pair(selection.ties, focus, selection.view.as_of)[0] else ""


def uses_by_year(selection: Selection, found: Sequence[LabelUse], today: date) -> tuple[MarksPlan | None, str]:
    """The picture of the pair in focus, or of the labels found, and what it shows in one sentence."""
    ties, dyad = selection.ties, usage_subject(selection)
    plan = pair_uses_plan(ties, dyad, today) if dyad else labels_uses_plan(ties, found, today)
    return plan, uses_summary(ties, dyad, found, selection.view.as_of)


def uses_summary(ties: Ties, dyad: str, found: Sequence[LabelUse], today: date) -> str:
    """What the picture shows, in one sentence."""
    if dyad:
        partner, uses = uses_of_pair(ties, dyad, today)
        by_year = [f"{year}: {of_year.total()}" for year, of_year in uses.by_year.items()]
        return (
            f"{_TITLE}, {ties.dataset.actors[partner].name}: {list_text(by_year, most=len(by_year))}."
            if partner
            else ""
        )
    used = [use for use in found if len(use.uses)]
    return f"The {min(len(used), _MOST_LABELS)} labels of China in force that were used most, by year ({PROGRAMME}, {MACHINE})."
