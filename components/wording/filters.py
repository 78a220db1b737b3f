"""What is in view in words: the summary, and each filter in use. Pure."""

from dataclasses import dataclass

from components.wording.spells import STATUS_TEXTS
from data.analysis.connections.graph import suspended
from data.base.days import day_text
from data.tables.origin import added_count_text
from data.view.selection import Selection
from data.view.view import FIELDS, filter_texts


@dataclass(frozen=True)
class FilterText:
    """One filter in use: its field, its words, and the number of ties it alone hides."""

    field: str
    words: str
    hides: int

    @property
    def filters_ties(self) -> bool:
        return FIELDS[self.field].ties


def filters_in_use(selection: Selection) -> list[FilterText]:
    """In the order of their declaration."""
    texts = filter_texts(selection.view, selection.dataset)
    return [FilterText(field, words, selection.hides.get(field, 0)) for field, words in texts.items()]


def view_summary(selection: Selection) -> str:
    """How many of the ties in force are shown: "19 of 255 ties shown, 2 of them uncertain · 1 Mar 2023"."""
    return f"{_ties_shown(selection)} · {day_text(selection.view.as_of)}"


def _ties_shown(selection: Selection) -> str:
    shown, in_force = selection.count_shown, selection.count(selection.in_force)
    if not in_force:
        return "No ties on record"
    of_all = f"All {in_force:,}" if shown == in_force > 1 else f"{shown:,} of {in_force:,}"
    return f"{of_all} {'tie' if in_force == 1 else 'ties'} shown{_remarks(selection)}"


def _remarks(selection: Selection) -> str:
    in_force = selection.count_in_force
    uncertain, proposals = in_force - selection.count_certain, selection.count_shown - in_force
    proposed = f", {proposals:,} only proposed" if proposals else ""
    added = added_count_text(tie=selection.count(selection.shown & selection.ties.added))
    return f"{f', {uncertain:,} of them uncertain' if uncertain else ''}{suspended_text(selection)}{proposed}{added}"


def suspended_text(selection: Selection) -> str:
    """ ", 1 of them suspended by now": whatever its dates say; "" if none of the ties shown is."""
    number = selection.count(selection.shown & suspended(selection.ties))
    return f", {number:,} of them {STATUS_TEXTS['suspended']}" if number else ""
