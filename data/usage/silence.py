"""A label -> when it was last used, and how long it has not been used since, up to the last day that was read."""

from dataclasses import dataclass
from datetime import date

from data.model.event_rows import Sighting
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.usage.uses import (
    Uses,
    label_partner,
    latest_use,
    period_of_labels,
    shorter_uses_of_spell,
    uses_of_spell,
)

SILENT_MONTHS = 24


@dataclass(frozen=True)
class LabelUse:
    """The use of the label of a spell, as known on a day.

    `silent_since` is the last use, or the day from which on none was found; `months` is the time from then until what was
    read ends. Both are None where nothing was looked through. `shorter` is the last use of a shorter form, `latest` the last
    use of any label of the partner.
    """

    spell: Spell
    partner: str
    uses: Uses
    shorter: date | None
    latest: Sighting | None
    silent_since: date | None
    months: int | None

    @property
    def is_silent(self) -> bool:
        """Whether it was not used for 24 months or more, up to the last day that was read."""
        return self.months is not None and self.months >= SILENT_MONTHS


def label_use(dataset: Dataset, spell: Spell, day: date) -> LabelUse | None:
    """None for what is not a label of China’s, and for a day before any text was read."""
    period, partner = period_of_labels(dataset), label_partner(dataset, spell)
    if not period or not partner or day < period.first:
        return None
    uses = uses_of_spell(dataset, spell, day)
    opening = spell.opening.last if spell.opening else period.first
    since, until = max(uses.last or period.first, opening), min(day, period.through)
    return LabelUse(
        spell=spell,
        partner=partner,
        uses=uses,
        shorter=shorter_uses_of_spell(dataset, spell, day).last,
        latest=latest_use(dataset, partner, day),
        silent_since=since,
        months=months_between(since, until) if since <= until else None,
    )


def months_between(first: date, second: date) -> int:
    """Whole months from one day to a later one."""
    months = 12 * (second.year - first.year) + second.month - first.month
    return months - (second.day < first.day)
