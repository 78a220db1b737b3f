"""The labels of China in force on a day, each with its last use and the time since."""

from datetime import date

from data.analysis.contacts import contact_partner
from data.base.memo import memo
from data.usage.silence import LabelUse, label_use
from data.usage.uses import OBSERVED_ACTOR
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import View


@memo
def labels_in_use(ties: Ties, day: date) -> tuple[LabelUse, ...]:
    """Every label of China in force on the day, those not used longest first."""
    spells = select(ties, View(as_of=day)).spells
    found = (label_use(ties.dataset, spell, day) for spell in spells if spell.is_main)
    return tuple(sorted(filter(None, found), key=_longest_first))


def use_of_focus(selection: Selection) -> LabelUse | None:
    """The use of the label that the partner in focus holds on the day, the highest first; None without one."""
    partner, day = contact_partner(selection.dataset, selection.view.focus), selection.view.as_of
    if not partner:
        return None
    view = View(as_of=day, actors=(partner, OBSERVED_ACTOR), among=True)
    found = (label_use(selection.dataset, spell, day) for spell in select(selection.ties, view).spells if spell.is_main)
    return next(filter(None, found), None)


def _longest_first(use: LabelUse) -> tuple[int, str]:
    return -(use.months if use.months is not None else -1), use.spell.spell
