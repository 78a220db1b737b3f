"""The feed in words: what was reported, how it changed, what is counted and what is not. Pure."""

from components.observed.answer import WINDOW_MONTHS, ObservedAnswer
from components.wording.reports import country_name, pair_name, share_text
from data.base.days import month_text
from data.base.text import list_text, quantity
from data.model.cells import is_dyad
from data.observed.events.answers import FEWEST_REPORTS, ShareChange, month_of
from data.tables.dataset import Dataset

OBSERVED_TITLE = "Reports in the news, coded by machine"


def subject_text(dataset: Dataset, answer: ObservedAnswer) -> str:
    if answer.actors:
        return list_text([country_name(dataset, actor) for actor in answer.actors], most=4)
    if not answer.focus:
        return "All pairs of countries"
    return pair_name(dataset, answer.focus) if is_dyad(answer.focus) else country_name(dataset, answer.focus)


def summary_text(dataset: Dataset, answer: ObservedAnswer) -> str:
    """ "Belarus – China: 1,234 reports, Jan 2015 to Dec 2024; 0.04 % of all reports between two countries; …"."""
    reports = quantity(answer.events, "report")
    text = f"{subject_text(dataset, answer)}: {reports}, {_window_text(answer)}"
    if answer.focus or answer.actors:
        share = share_text(answer.events / answer.all if answer.all else 0)
        text += f"; {share} of all reports between two countries in that time"
    if answer.events:
        text += f". {share_text(answer.conflict / answer.events)} of them report conflict"
    return f"{text}."


def _window_text(answer: ObservedAnswer) -> str:
    return f"{month_text(answer.since)} to {month_text(answer.until)}"


def change_text(answer: ObservedAnswer) -> str:
    """For a pair: its last months against its own year before; empty for anything else."""
    if not answer.is_pair:
        return ""
    window = f"{month_text(month_of(answer.until, 1 - WINDOW_MONTHS))} to {month_text(answer.until)}"
    if not answer.changes:
        return (
            f"{window}: fewer than {FEWEST_REPORTS} reports, also in comparison with the year before; "
            "with so few, a change may be chance."
        )
    change = answer.changes[0]
    return f"{window}: {quantity(change.now, 'report')}; {expected_text(change)}."


def expected_text(change: ShareChange) -> str:
    """ "at its share of the year before, 45 would be expected"."""
    return f"at the pair’s share of all reports in the year before, {change.expected:,.0f} would be expected"


def no_answer_text(dataset: Dataset, answer: ObservedAnswer) -> str:
    """Why there is nothing to show; empty if there is something."""
    covers = f"The feed covers {month_text(answer.coverage.first)} to {month_text(answer.coverage.last)}"
    if not answer.has_states:
        return f"The feed has reports between countries only, and {subject_text(dataset, answer)} is not one."
    if answer.since > answer.until:
        return f"{covers}; the time asked for lies outside."
    return "" if answer.events else f"No reports of {subject_text(dataset, answer)} in this time. {covers}."
