"""The use of a label -> sentences and rows: how often, by whom, when last, and how far that can be trusted. Pure."""

from collections.abc import Iterable
from datetime import date

from components.wording.names import name_in_sentence
from data.analysis.usage.between import UsedLabel
from data.analysis.usage.words import WordUse
from data.base.days import day_text
from data.base.text import list_text, quantity, quoted, with_capital
from data.tables.dataset import Dataset
from data.usage.silence import LabelUse
from data.usage.uses import OBSERVED_ACTOR, label_searches, period_of_labels
from data.view.selection import Selection

# The programme from which the uses are coded.
PROGRAMME = "Xinwen Lianbo"
MACHINE = "machine-coded"
_MOST_NAMED = 5
USE_TITLE = "Use of the label"
BLIND_SPOT = "A day that was not read is a blind spot, not a silence."


def times_text(number: int) -> str:
    """ "once", "twice", "14 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def side_text(dataset: Dataset, side: str, partner: str) -> str:
    """Who used it: "by China", "by Hungary", "by the narrator or both sides", "by a speaker who is not known"."""
    sides = {
        "china": f"by {name_in_sentence(dataset, OBSERVED_ACTOR)}" if OBSERVED_ACTOR in dataset.actors else "by China",
        "partner": f"by {name_in_sentence(dataset, partner)}",
        "narrator": "by the narrator or both sides",
    }
    return sides.get(side, "by a speaker who is not known")


def use_text(dataset: Dataset, use: LabelUse, day: date) -> str:
    """ "Used once in 2025 and twice in 2026, last on 19 Aug 2026, by China (Xinwen Lianbo, machine-coded)."."""
    period, uses = period_of_labels(dataset), use.uses
    if not period:
        return ""
    until = min(day, period.through)
    if not uses.last or not uses.last_row:
        span = f"from {day_text(period.first)} through {day_text(until)}"
        return f"Its exact words were not found {span} ({PROGRAMME}, {MACHINE}).{_shorter_text(use)}"
    last = f"on {day_text(uses.last)}, {side_text(dataset, uses.last_row.speaker_side, use.partner)}"
    years = [(year, uses.in_year(year)) for year in (until.year - 1, until.year)]
    counts = [f"{times_text(number)} in {year}" for year, number in years if number]
    if counts:
        return f"Used {' and '.join(counts)}, last {last} ({PROGRAMME}, {MACHINE})."
    silence = f": not since then, through {day_text(until)}" if use.is_silent else ""
    return f"Last used {last} ({PROGRAMME}, {MACHINE}){silence}.{_shorter_text(use)}"


def _shorter_text(use: LabelUse) -> str:
    is_later = use.shorter and (use.uses.last is None or use.shorter > use.uses.last)
    return f" A shorter form was last used on {day_text(use.shorter)}." if is_later and use.shorter else ""


def last_use_text(dataset: Dataset, use: LabelUse) -> str:
    """ "19 Aug 2026, by China (Xinwen Lianbo, machine-coded)"; for a fact."""
    row = use.uses.last_row
    if row is None:
        return f"not found ({PROGRAMME}, {MACHINE})"
    return f"{row.date.display_text}, {side_text(dataset, row.speaker_side, use.partner)} ({PROGRAMME}, {MACHINE})"


def sides_text(dataset: Dataset, use: LabelUse) -> str:
    """ "Since 2012: by China 6 times, by Hungary twice."; "" without a use."""
    period = period_of_labels(dataset)
    parts = [
        f"{side_text(dataset, side, use.partner)} {times_text(number)}" for side, number in use.uses.by_side.items()
    ]
    return f"Since {period.first.year}: {list_text(parts, most=len(parts))}." if parts and period else ""


def trust_text(dataset: Dataset) -> str:
    """Where the uses come from, with which error rates, in the words of the records; "" without any."""
    return " ".join(
        f"{with_capital(MACHINE)}. {search.place}, through {day_text(search.through.last)}. {search.finding}"
        for search in label_searches(dataset)
    )


def year_range(dataset: Dataset, day: date) -> range:
    """The years that were read until a day, the same for every label so that two strips compare."""
    period = period_of_labels(dataset)
    return range(period.first.year, min(day, period.through).year + 1) if period else range(0)


# The table ---------------------------------------------------------------------------------------------

USE_COLUMNS = (
    "Partner",
    "Label",
    "Last use",
    "Months since",
    "By",
    "Uses",
    "Last 12 months",
    "Original label",
    "Shorter form last used",
    "Any label last used",
)
USE_COLUMN_NOTES = {
    "Last use": "Of exactly these words; empty if they were not found. Machine-coded.",
    "By": "Who used it last: China, the partner, the narrator (or both sides), or not known. The weakest column.",
    "Months since": "Whole months from the last use, or from the start of the label, until the last day that was read",
    "Uses": "In all that was read since 2012, also before it was declared",
    "Last 12 months": "Uses in the twelve months until the last day that was read",
    "Shorter form last used": "Long labels are often shortened on air",
    "Any label last used": "The last use of any label of this partner: some are hardly in the news",
}
_SIDE_NAMES = {"china": "China", "partner": "Partner", "narrator": "Narrator", "unknown": ""}


def use_rows(selection: Selection, found: Iterable[LabelUse]) -> list[tuple[object, ...]]:
    """The cells of the table; days as the records write them, so that a column sorts by time."""
    dataset, day = selection.dataset, selection.view.as_of
    period = period_of_labels(dataset)
    until = min(day, period.through) if period else day
    return [_row(dataset, use, until) for use in found]


def _row(dataset: Dataset, use: LabelUse, until: date) -> tuple[object, ...]:
    row, latest = use.uses.last_row, use.latest
    recent = sum((until - one).days < 365 for one in use.uses.days)
    return (
        dataset.actors[use.partner].name,
        use.spell.wording,
        _day(use.uses.last),
        use.months,
        _SIDE_NAMES[row.speaker_side] if row else "",
        len(use.uses),
        recent,
        use.spell.wording_zh,
        _day(use.shorter),
        latest.date.text if latest else "",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def count_text(found: tuple[LabelUse, ...]) -> str:
    """ "194 labels of China in force: 56 not used for 24 months, 5 of them not found at all"."""
    silent = sum(use.is_silent for use in found)
    never = sum(use.is_silent and not len(use.uses) for use in found)
    more = f", {never} of them never found" if never else ""
    labels = quantity(len(found), "label of China in force", "labels of China in force")
    return f"{labels}: {silent:,} not used for 24 months{more}"


# A word, and two days ------------------------------------------------------------------------------------


def word_sentence(dataset: Dataset, word: str, found: tuple[WordUse, ...], until: date = date.max) -> str:
    """ "China has used “永久” of Kazakhstan only: 29 times, first on …, last on … (machine-coded)."; if not, in which time."""
    if not found:
        return (
            f"No label with {quoted(word)} was found in what China’s side said{_read_text(dataset, until)} ({MACHINE})."
        )
    names = [name_in_sentence(dataset, one.partner) for one in found]
    if len(found) == 1 and (uses := found[0].uses).first and uses.last:
        span = (
            f"on {day_text(uses.last)}"
            if len(uses) == 1
            else f"first on {day_text(uses.first)}, last on {day_text(uses.last)}"
        )
        return f"China has used {quoted(word)} of {names[0]} only: {times_text(len(uses))}, {span} ({MACHINE})."
    counted = [f"{name} ({len(one.uses):,})" for name, one in zip(names, found, strict=True)]
    return (
        f"China has used {quoted(word)} of {len(found):,} partners: {list_text(counted, most=_MOST_NAMED)} ({MACHINE})."
    )


def _read_text(dataset: Dataset, until: date) -> str:
    """ " from 1 Jan 2013 through 10 Oct 2026": what was read for uses by a day."""
    period = period_of_labels(dataset)
    if period is None or until < period.first:
        return f" by {day_text(until)}: nothing was read until then" if until < date.max else ""
    return f" from {day_text(period.first)} through {day_text(min(until, period.through))}"


def used_label_text(dataset: Dataset, label: UsedLabel, *, first: bool) -> tuple[str, str, str]:
    """(before the label, the label, after it): "Nepal: ", "…", ", first used on 8 Dec 2020, 12 times since"."""
    name, uses = dataset.actors[label.partner].name, label.uses
    day = uses.first if first else uses.last
    number = f"{times_text(len(uses))} in all"
    verb = "first" if first else "last"
    return f"{name}: ", label.label_zh, f", {verb} used on {day_text(day) if day else '?'}, {number}"
