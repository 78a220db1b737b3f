"""A claim about a triangle or a group, and its answer, in words. Pure."""

from components.claims.network_words import MOST_IN_REASON
from components.wording.names import name_in_sentence, names_text
from components.wording.patterns import SIGN_TEXTS, tied_text
from data.analysis.claims.answers import Answer
from data.analysis.claims.patterns import GroupVerdict, Side, TriangleVerdict
from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.analysis.groups.stable import RUNS, Group
from data.base.days import day_text
from data.base.text import inner_quotes, list_text, with_capital
from data.tables.dataset import Dataset
from data.view.ties import Ties

SIGNS_ONLY = "Only sourced partnership labels, treaties and measures have a sign, and not all were searched: another could change it."
GROUPS_ONLY = "Groups are of the ties on record, and not all were searched: two that are close in fact may be in different groups here."


def triangle_reasons(ties: Ties, found: TriangleVerdict) -> list[str]:
    """ "Belarus – China: positive (“all-weather …”)." for each side."""
    return [f"{'; '.join(_side_text(ties, side) for side in found.sides)}.", *_both_text(found)]


def _side_text(ties: Ties, side: Side) -> str:
    names = " – ".join(ties.dataset.actors[actor].name for actor in side.pair)
    if not side.possible:
        return f"{names}: no sourced partnership label, treaty or measure on record"
    sign = SIGN_TEXTS[sum(side.possible)]
    doubt = "" if side.certain == side.possible else ", uncertain on this date"
    first = f"“{inner_quotes(ties.spells[side.spells[0]].wording)}”"
    more = f" and {len(side.spells) - 1} more" if len(side.spells) > 1 else ""
    return f"{names}: {sign}{doubt} ({first}{more})"


def _both_text(found: TriangleVerdict) -> list[str]:
    if any(len(side.certain) > 1 for side in found.sides):
        return ["With both signs on one side, a triangle is neither balanced nor unbalanced."]
    return []


def group_reasons(dataset: Dataset, answer: Answer, found: GroupVerdict) -> list[str]:
    """Which group all of them are in, or each of them."""
    ends = answer.claim.ends
    if group := found.together:
        others = tuple(one for one in group.actors if one not in ends)
        tied, with_others = (
            tied_text(dataset, group),
            f", with {names_text(dataset, others, MOST_IN_REASON)}" if others else "",
        )
        return [f"All {RUNS} runs put them together{with_others}{f': {tied}' if tied else ''}."]
    texts = [_group_text(dataset, actor, of) for actor, of in zip(ends, found.of_ends, strict=True)]
    return [with_capital(f"{'; '.join(texts)}.")]


def _group_text(dataset: Dataset, actor: str, group: Group | None) -> str:
    name = name_in_sentence(dataset, actor)
    if group is None:
        return f"{name} is in no group that all {RUNS} runs find"
    return f"{name} is in a group with {names_text(dataset, tuple(one for one in group.actors if one != actor), MOST_IN_REASON)}"


def group_history_text(answer: Answer) -> str:
    """ "Asked for 1 January of each year and for this date: true in 2016 and from 2018 to 2026, otherwise false."."""
    last = max(answer.as_of.year, answer.history[-1].since.year)
    spans = [_years(period, last) for period in answer.history if period.verdict is Verdict.TRUE]
    years = [text for text in spans if text]
    if not years:
        return "Asked for 1 January of each year and for this date: never true."
    text = f"Asked for 1 January of each year and for this date: true {list_text(years, most=len(years))}"
    is_false = any(period.verdict is Verdict.FALSE for period in answer.history)
    between = ", otherwise false. Not asked in between: the bar shows each verdict until the next date asked"
    return f"{text}{between if is_false else ''}."


def _years(period: VerdictPeriod, last: int) -> str:
    """ "from 2018 to 2026", by the first days of years; a day within a year is named."""
    if period.since.month != 1 or period.since.day != 1:
        begun = f"on {day_text(period.since)}"
        return begun if period.until is None else f"from {day_text(period.since)} to {period.until.year - 1}"
    until = period.until.year - 1 if period.until else last
    return f"in {period.since.year}" if until <= period.since.year else f"from {period.since.year} to {until}"


def pattern_doubts(answer: Answer) -> list[str]:
    """What the answer cannot say."""
    return [SIGNS_ONLY if answer.triangle else GROUPS_ONLY]
