"""A selection -> what changed between the day compared with and the day shown, in sentences with their sources. Pure."""

from dataclasses import dataclass

from components.compare.sentences import ComparedDays, change_sentence
from components.compare.words import change_counts, change_remarks, change_summary, compared_day
from components.figure.captions import Note
from components.figure.titles import ties_text, time_text
from data.analysis.diff import Change, changes_between, two_days
from data.base.days import day_in_full
from data.base.text import with_capital
from data.view.selection import Selection


@dataclass(frozen=True)
class Comparison:
    """The two days as selections, and the changes between them."""

    first: Selection
    second: Selection
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, selection: Selection) -> "Comparison":
        first, second = two_days(selection.ties, selection.view, against=compared_day(selection))
        return cls(first, second, changes_between(first, second, ladder=selection.view.ladder))

    @property
    def days(self) -> ComparedDays:
        return ComparedDays(self.first.view.as_of, self.second.view.as_of)

    @property
    def days_text(self) -> str:
        return f"{day_in_full(self.days.first)} to {time_text(self.second)}"

    @property
    def summary(self) -> str:
        return change_summary(self.changes, self.days, self.second)

    @property
    def counts(self) -> str:
        """The summary without the days, which the title says."""
        return with_capital(f"{change_counts(self.changes, self.second)}.")

    def sentence(self, change: Change) -> str:
        """What changed, and what must be known with it."""
        text = "".join(text for text, _ in change_sentence(self.second.ties, change, self.days))
        return " ".join((f"{with_capital(text)}.", *change_remarks(self.second.ties, change)))

    def citation(self, change: Change, number: int = 0) -> Note:
        """The sentence, then its sources in full."""
        parts = change_sentence(self.second.ties, change, self.days)
        sources = dict.fromkeys(source for _, sources in parts for source in sources)
        return Note.of(self.second.dataset, self.sentence(change), sources, number)


def changes_subject(comparison: Comparison) -> str:
    """ "Changes in ties among Belarus, China and Russia"."""
    return f"Changes in {ties_text(comparison.second)}"
