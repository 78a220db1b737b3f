"""Two days -> the labels that China and its partners used for the first time, or for the last time, between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.base.memo import memo
from data.tables.dataset import Dataset
from data.usage.silence import months_between
from data.usage.uses import Uses, period_of_labels, rows_by_form, uses_in

# A label used within this time before the last day that was read may be used again.
LAST_USE_MONTHS = 12
# A label heard once or twice may be loose speech.
FEWEST_USES = 3


@dataclass(frozen=True)
class UsedLabel:
    """A label in the words of a text, of a partner, and all its uses."""

    partner: str
    label_zh: str
    uses: Uses


@dataclass(frozen=True)
class UseChanges:
    """The labels first and last used between two days, in the order of those days."""

    first_used: tuple[UsedLabel, ...]
    last_used: tuple[UsedLabel, ...]


@memo
def used_labels(dataset: Dataset) -> tuple[UsedLabel, ...]:
    """Every label of every partner that was used at least three times."""
    return tuple(
        UsedLabel(partner, _written(dataset, places), uses_in(dataset, places, date.max))
        for partner, of_partner in rows_by_form(dataset).items()
        for places in of_partner.values()
        if len(places) >= FEWEST_USES
    )


def _written(dataset: Dataset, places: Iterable[int]) -> str:
    """The label as it is written most often."""
    column = dataset.sightings.columns["label_zh"]
    written = [column.cells[column.codes[place]] for place in places]
    return str(max(dict.fromkeys(written), key=written.count))


def use_changes(dataset: Dataset, one: date, other: date, partners: Iterable[str] | None = None) -> UseChanges:
    """What was first used after the earlier day and until the later one, and what was not used again after it.

    `partners` narrows them. A first use in the first year that was read says nothing, nor a last one in the last year.
    """
    first, second = sorted((one, other))
    period, wanted = period_of_labels(dataset), None if partners is None else frozenset(partners)
    if period is None:
        return UseChanges((), ())
    labels = [label for label in used_labels(dataset) if wanted is None or label.partner in wanted]
    begun = [one for one in labels if one.uses.first and first < one.uses.first <= second]
    ended = [one for one in labels if one.uses.last and first < one.uses.last <= second]
    return UseChanges(
        tuple(
            sorted(
                (label for label in begun if _is_telling(period.first, label.uses.first)),
                key=lambda label: label.uses.days[0],
            )
        ),
        tuple(
            sorted(
                (label for label in ended if _is_telling(label.uses.last, period.through)),
                key=lambda label: label.uses.days[-1],
            )
        ),
    )


def _is_telling(day: date | None, later: date | None) -> bool:
    return bool(day and later) and months_between(day or date.min, later or date.min) >= LAST_USE_MONTHS
