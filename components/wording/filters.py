"""What is in view in words: the summary, and each filter in use. Pure."""

from dataclasses import dataclass

from data.base.text import counted, surely
from data.model.dates import spoken_day
from data.tables.origin import added_count_text
from data.view.selection import Selection
from data.view.view import FIELDS, filter_texts


@dataclass(frozen=True)
class Part:
    """One filter in use: its field, its words, and the ties it alone hides."""

    field: str
    words: str
    hides: int

    @property
    def filters_ties(self) -> bool:
        return FIELDS[self.field].ties


def parts_of(selection: Selection) -> list[Part]:
    """The filters in use, in the order of their declaration."""
    texts = filter_texts(selection.view, selection.dataset)
    return [Part(field, words, selection.hides.get(field, 0)) for field, words in texts.items()]


def sentence(selection: Selection) -> str:
    """ "7 ties, and 2 possible, between 4 actors, as of 1 Mar 2023; 173 more in force that day are hidden." """
    shown, certain = selection.count_shown, selection.count_certain
    ties = surely(certain, shown - certain, "tie") + ("," if shown > certain else "")
    if added := added_count_text(tie=selection.count(selection.shown & selection.ties.added)):
        ties = f"{ties.removesuffix(',')}{added},"
    words = f"{ties} between {counted(len(selection.actors), 'actor')}, as of {spoken_day(selection.view.as_of)}"
    hidden, recalled = selection.count(selection.in_force) - shown, selection.count_hidden("recalled")
    if not hidden:
        return f"{words}. Nothing is hidden."
    kept = f", {recalled:,} of them recalled" if recalled else ""
    return f"{words}; {hidden:,} more in force that day are hidden{kept}."
