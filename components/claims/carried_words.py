"""The ties by which a claim about the network was true, under headings that say when. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from components.wording.names import name_in_sentence
from data.analysis.claims.answers import Answer
from data.analysis.claims.carriers import Stretch
from data.analysis.claims.verdicts import Verdict
from data.base.days import day_in_full, day_text
from data.base.text import list_text
from data.tables.dataset import Dataset
from data.view.ties import SpellIndex

_MOST_WAYS = 4
# The actors of a way without a step between.
_DIRECT = 2


@dataclass(frozen=True)
class TiesOfTime:
    """A heading, and the ties that decide a claim in the time that it names."""

    heading: str
    spells: tuple[SpellIndex, ...]


def ties_by_time(dataset: Dataset, answer: Answer) -> list[TiesOfTime]:
    """The ties of the day; then, of each time in which the claim was true by others too, those that cover it."""
    parts = [TiesOfTime(f"Ties that decide it on {day_text(answer.as_of)}", answer.spells_on_day)]
    if answer.opening_spell is not None:
        parts.append(TiesOfTime("The tie that opened the way", (answer.opening_spell,)))
    for stretch in answer.stretches:
        if not set(stretch.spells).issubset(answer.spells_on_day):
            through = f", {_through(dataset, stretch)}," if len(stretch.way) > _DIRECT else ""
            parts.append(TiesOfTime(f"True {_when(answer, stretch)}{through} by these ties", stretch.spells))
    return [part for part in parts if part.spells]


def _when(answer: Answer, stretch: Stretch) -> str:
    if stretch is answer.stretches[-1] and answer.history[-1].since <= stretch.since:
        return f"since {day_text(stretch.since)}"
    last = stretch.until - timedelta(days=1)
    return f"from {day_text(stretch.since)} to {day_text(last)}" if last > stretch.since else f"on {day_text(last)}"


def _through(dataset: Dataset, stretch: Stretch) -> str:
    between = [name_in_sentence(dataset, actor) for actor in stretch.way[1:-1]]
    return f"through {', then '.join(between)}" if between else "directly"


def throughout_texts(dataset: Dataset, answer: Answer) -> list[str]:
    """ "Without a break since 5 July 2005 they have been connected through Russia, then the SCO.", if the ways of the day do
    not cover the time that the history states.
    """
    found, period = answer.network, answer.period
    now = [
        one
        for one in answer.stretches
        if one.since >= period.since and not (period.until and one.since >= period.until)
    ]
    if not found or not now or not now[0].way or (len(now) == 1 and now[0].way in found.ways):
        return []
    first, *others = (_through(dataset, one) for one in now)
    if not others and found.opening and found.opening.way == now[0].way:
        # The sentence before this one says how they came to be connected.
        return ["That way has been open ever since."]
    begun = day_in_full(now[0].since) + (" at the latest" if _may_be_earlier(answer, now[0].since) else "")
    if not others:
        return [f"Without a break since {begun} they have been connected {first}."]
    then = [f"from {day_in_full(one.since)} {text}" for one, text in zip(now[1:], others, strict=True)]
    return [f"Since {begun} they have been connected, at first {first}; {list_text(then, most=_MOST_WAYS)}."]


def _may_be_earlier(answer: Answer, day: date) -> bool:
    """Whether it may have been true before the day already, so that the day is only the last on which that may have begun."""
    return any(period.until == day and period.verdict is Verdict.UNDETERMINED for period in answer.history)
