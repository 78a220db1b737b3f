"""A claim and its answer -> sentences."""

from datetime import timedelta

from components.wording.spells import begun, quoted
from data.analysis.claims.verdicts import Answer, Verdict, VerdictPeriod
from data.analysis.holders import Holder
from data.base.text import counted, listed, ordinal, ordinals, surely
from data.model.dates import spoken_day
from data.model.schema import Tier
from data.tables.dataset import Dataset
from data.tables.origin import added_mark, counting
from data.view.fields.claim import NEEDS_OTHER, Claim, Form, Relation, Scope
from data.view.ties import Ties

MOST_NAMED, MOST_LACKING = 8, 4
VERDICT_WORDS = {Verdict.TRUE: "Holds", Verdict.FALSE: "Fails", Verdict.UNDETERMINED: "Cannot be told"}
_VERBS = {
    Verdict.TRUE: ("held", "has held"),
    Verdict.FALSE: ("failed", "has failed"),
    Verdict.UNDETERMINED: ("could not be told", "cannot be told"),
}


def tier_meant(dataset: Dataset, claim: Claim) -> str:
    """ "a tier with China that contains “all-weather”", as it stands after "has"."""
    partner = dataset.actors[claim.partner].name
    if claim.relation is Relation.CONTAINS:
        return f"a tier with {partner} that contains {listed([f'“{word}”' for word in claim.words], most=5)}"
    wording = f"“{dataset.tiers[claim.what].wording}”"
    return f"{wording} with {partner}" if claim.relation is Relation.ON else f"{wording} or higher with {partner}"


def sentence_of(dataset: Dataset, claim: Claim) -> str:
    """The claim as somebody would say it: "Belarus is the second country after Pakistan, and so far the last, to …"."""
    who, other = (dataset.actors[actor].name if actor else "" for actor in (claim.actor, claim.other))
    ever, tier = claim.scope is Scope.EVER, tier_meant(dataset, claim)
    kind = "country" if not claim.actor or dataset.actors[claim.actor].kind == "state" else "organisation"
    after = f" after {other}" if other else ""
    to_have = f"to have had {tier}" if ever else f"to have {tier}"
    has = f"has had {tier}" if ever else f"has {tier}"
    plain = {
        Form.HAS: f"{who} {has}",
        Form.NTH: f"{who} is the {ordinal(max(claim.number, 1))} {kind}{after}, and so far the last, {to_have}",
        Form.ORDER: f"{who} was the {ordinal(max(claim.number, 1))} {kind}{after} {to_have}",
        Form.ONLY: f"{who} is the only {kind} {to_have}",
        Form.COUNT: f"Exactly {_number(claim.number)} {has if claim.number == 1 else has.replace('has', 'have', 1)}",
        Form.BEFORE: f"{who} came before {other} to {tier}",
        Form.AFTER: f"{who} came after {other} to {tier}",
    }
    return plain[claim.form]


def _number(number: int) -> str:
    return counted(number, "country", "countries")


def verdict_words(answer: Answer) -> str:
    """ "Holds, counting 1 added tie"."""
    return VERDICT_WORDS[answer.verdict] + counting(tie=len(answer.added))


def told_member(ties: Ties, member: Holder) -> str:
    """ "Venezuela (13 Sep 2023)"."""
    spell = ties.spells[member.index]
    words = (spell.start.spoken if spell.start else begun(spell), "" if member.certain else "possible")
    return f"{ties.dataset.actors[member.actor].name} ({', '.join(word for word in words if word)})"


def reasons(ties: Ties, answer: Answer) -> list[str]:
    """Why the answer is what it is, in one or two sentences."""
    claim, dataset = answer.claim, ties.dataset
    who = dataset.actors[claim.actor].name if claim.actor else ""
    others = [member for member in answer.deciding if member.actor != claim.actor]
    own = next((member for member in answer.deciding if member.actor == claim.actor), None)
    said = []
    if claim.actor and own is None:
        said.append(f"The records show no such tier of {who} by that day.")
    elif own and claim.form in (Form.NTH, Form.ORDER, Form.ONLY):
        said += _placed(ties, answer, own, others)
    elif own:
        said += [
            f"{told_member(ties, member)}: {quoted(ties, ties.spells[member.index])}." for member in answer.deciding
        ]
    if claim.form in NEEDS_OTHER and not others:
        said.append(f"The records show no such tier of {dataset.actors[claim.other].name} by that day.")
    if claim.form is Form.COUNT:
        said.append(_counted(answer))
    return said


def _counted(answer: Answer) -> str:
    certain = sum(member.certain for member in answer.deciding)
    countries = surely(certain, len(answer.deciding) - certain, "country", "countries")
    return f"The records show {countries}{counting(tie=len(answer.added))}."


def _placed(ties: Ties, answer: Answer, own: Holder, others: list[Holder]) -> list[str]:
    """Its place in the order, who came before and who after."""
    first, last = answer.places or (1, 1)
    before = [member for member in others if member.first < own.last]
    after = [member for member in others if member not in before]
    name = ties.dataset.actors[own.actor].name
    said = [f"In order of arrival {name} is {ordinals(first, last)}{_named(ties, ', after ', before)}."]
    if after:
        said.append(f"{counted(len(after), 'other')} came after it{_named(ties, ': ', after)}.")
    elif answer.claim.form in (Form.NTH, Form.ONLY):
        said.append("None came after it.")
    return said


def _named(ties: Ties, opening: str, members: list[Holder]) -> str:
    names = [told_member(ties, member) + added_mark(ties.dataset, ties.spells[member.index]) for member in members]
    return opening + listed(names, most=MOST_NAMED) if members else ""


def history_words(answer: Answer) -> str:
    """ "It failed until 14 Sep 2022, held from 15 Sep 2022 to 12 Sep 2023, and has failed since 13 Sep 2023." """
    told = [_stretch_words(period, first=number == 0) for number, period in enumerate(answer.history)]
    return f"It {listed(told, most=len(told))}{counting(tie=answer.added_before)}."


def _stretch_words(period: VerdictPeriod, *, first: bool) -> str:
    past, now = _VERBS[period.verdict]
    if period.until is None:
        return f"{now} throughout" if first else f"{now} since {spoken_day(period.since)}"
    last = spoken_day(period.until - timedelta(days=1))
    return f"{past} until {last}" if first else f"{past} from {spoken_day(period.since)} to {last}"


def doubts(ties: Ties, answer: Answer) -> list[str]:
    """What a reader must know besides: other wordings, weak rows, what was not looked at."""
    return [*_lacking(ties, answer), *_weak(ties, answer), *_unseen(ties, answer)]


def _lacking(ties: Ties, answer: Answer) -> list[str]:
    """Whose wording lacks a word that the actor's has: a shared word is not a shared tier."""
    own = next((member for member in answer.deciding if member.actor == answer.claim.actor), None)
    if own is None or answer.claim.relation is not Relation.CONTAINS or answer.claim.form is Form.HAS:
        return []
    found = []
    for member in answer.deciding:
        missing = _missing(ties.tiers[own.index], ties.tiers[member.index])
        if missing:
            name = ties.dataset.actors[member.actor].name
            found.append(f"{name}’s wording, {quoted(ties, ties.spells[member.index])}, lacks {missing}.")
    return found[:MOST_LACKING]


def _missing(one: Tier, other: Tier) -> str:
    words = [f"“{word}”" for word in one.keywords if word not in other.keywords]
    return listed(words, most=5)


def _weak(ties: Ties, answer: Answer) -> list[str]:
    """Rows that rest on memory, or on which sources disagree, or whose start was not found."""
    said = []
    for grade, words in (("recalled", "Recalled, no text was read"), ("contested", "Sources disagree on the start")):
        names = [told_member(ties, member) for member in answer.deciding if ties.spells[member.index].grade == grade]
        said += [f"{words}: {listed(names, most=MOST_NAMED)}."] if names else []
    names = [told_member(ties, member) for member in answer.deciding if ties.spells[member.index].start is None]
    return said + ([f"Start not found: {listed(names, most=MOST_NAMED)}."] if names else [])


def _unseen(ties: Ties, answer: Answer) -> list[str]:
    partner = ties.dataset.actors[answer.claim.partner].name
    if answer.through is None:
        return [f"Not all partners of {partner} were looked at: others may have such a tier."]
    if answer.blind:
        last = next(period for period in reversed(answer.history) if period.since <= answer.through)
        return [f"Sources were read through {spoken_day(answer.through)}; as of that day it {_VERBS[last.verdict][0]}."]
    return []
