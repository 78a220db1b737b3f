"""What is measured, and claimed of a country: the use of a label, and a deed. Pure."""

from components.usage.words import MACHINE, times_text
from components.wording.series_values import amount
from data.analysis.claims.answers import Answer
from data.analysis.claims.deeds import DeedAnswer
from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.analysis.usage.words import WordUse
from data.base.days import day_text
from data.base.text import count_text, list_text
from data.tables.dataset import Dataset
from data.usage.uses import OBSERVED_ACTOR

_MOST_NAMED = 8


def deed_sentence(dataset: Dataset, answer: Answer, deed: DeedAnswer) -> str:
    """ "In 2025, the last year with values: 0.66 for Pakistan, 0.40 at the median of the five others in “All-weather”."."""
    claim, found = answer.claim, deed.found
    name, partner = (dataset.actors[key].name for key in (claim.actor, claim.partner))
    if found is None:
        return f"By that date, “{deed.series.name}” has no value for {name} and {partner}."
    when = f"In {deed.year}, the last year with values by that date"
    if not found.group:
        return f"{when}: no value of {name}, or too few cases to rank it."
    value = amount(deed.series, found.value)
    number = count_text(found.others) if found.others else "no"
    others = f"{number} other{'' if found.others == 1 else 's'} in “{found.group}”"
    if found.verdict == "undetermined":
        return f"{when}: {value} for {name}; with {others}, a median says little."
    return f"{when}: {value} for {name}, {amount(deed.series, found.median)} at the median of the {others}."


def uses_sentence(dataset: Dataset, answer: Answer) -> str:
    """ "Used of Kazakhstan (29 times, 11 Sep 2019 to 30 Jun 2026) (machine-coded)."."""
    if answer.claim.partner != OBSERVED_ACTOR:
        return "Uses of labels are coded for China alone."
    if not answer.uses:
        return f"No such use was found in what China’s side said ({MACHINE})."
    parts = [f"{dataset.actors[one.partner].name} ({_when_used(one)})" for one in answer.uses]
    return f"Used of {list_text(parts, most=_MOST_NAMED)} ({MACHINE})."


def _when_used(use: WordUse) -> str:
    """ "29 times, 11 Sep 2019 to 30 Jun 2026"."""
    first, last = use.uses.days[0], use.uses.days[-1]
    span = day_text(first) if first == last else f"{day_text(first)} to {day_text(last)}"
    return f"{times_text(len(use.uses))}, {span}"


def years_text(periods: tuple[VerdictPeriod, ...]) -> str:
    """ "True in 2013 to 2021, 2023 and 2025; false in 1990 and 1991; not known in other years."."""
    parts = []
    for verdict in (Verdict.TRUE, Verdict.FALSE):
        spans = [
            (one.since.year, one.until.year - 1) for one in periods if one.verdict is verdict and one.until is not None
        ]
        years = [str(first) if first == last else f"{first} to {last}" for first, last in spans]
        parts += [f"{verdict.value} in {list_text(years, most=len(years))}"] if years else []
    text = "; ".join([*parts, "undetermined in all other years" if parts else "undetermined in all years"])
    return f"{text[0].upper()}{text[1:]}."
