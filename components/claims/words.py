"""A claim and its answer -> sentences."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from components.claims.carried_words import throughout_texts
from components.claims.measured_words import deed_sentence, uses_sentence, years_text
from components.claims.network_words import network_doubts, network_reasons, network_sentence
from components.claims.pattern_words import group_history_text, group_reasons, pattern_doubts, triangle_reasons
from components.usage.words import trust_text
from components.wording.series_values import series_with
from components.wording.spells import dates_text, quoted_wording, start_text
from data.analysis.claims.answers import Answer
from data.analysis.claims.case import satisfying_tiers
from data.analysis.claims.claim import ClaimError, first_claim, validate_claim
from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.analysis.holders import Holder, other_end
from data.base.days import day_text
from data.base.text import list_text, ordinal, ordinal_range, quantity, quantity_with_uncertain
from data.links.claims import example_claims
from data.model.tie_rows import Spell, Tier
from data.series.series_set import shipped_series
from data.tables.dataset import Dataset
from data.tables.origin import added_count_text, added_mark
from data.view.fields.claim import NEEDS_OTHER, OF_NETWORK, Claim, Form, Relation, Scope
from data.view.selection import Selection
from data.view.ties import Ties

_MOST_NAMED, MOST_LACKING = 8, 4
VERDICT_WORDS = {Verdict.TRUE: "True", Verdict.FALSE: "False", Verdict.UNDETERMINED: "Undetermined"}
_TIE_NOUNS = {"partnership": "partnership", "treaty": "treaty", "membership": "membership"}

# The claim --------------------------------------------------------------------------------------------


def claim_of_view(selection: Selection) -> tuple[Claim | None, str]:
    """The claim in the view, else the first example (None without ties); and why the one in the view cannot be read."""
    dataset, problem = selection.dataset, ""
    if selection.view.claim:
        try:
            return validate_claim(selection.view.claim, dataset), ""
        except ClaimError as fault:
            problem = str(fault)
    example = next(iter(example_claims(dataset).values()), first_claim(dataset))
    # Whether somebody was the second is asked more often than whether nobody came after, which is another verdict.
    return replace(example, form=Form.ORDER) if example and example.form is Form.NTH else example, problem


def label_text(dataset: Dataset, claim: Claim) -> str:
    """The label that the claim speaks of, as it follows "holds": "an “all-weather” partnership with China"."""
    partner = dataset.actors[claim.partner].name
    if claim.relation is Relation.CONTAINS:
        return _label_with_words(claim.words, _tie_noun(dataset, claim), partner)
    label = f"the label “{dataset.tiers[claim.what].wording}”"
    return f"{label} with {partner}" if claim.relation is Relation.ON else f"{label} or a higher one with {partner}"


def _label_with_words(words: tuple[str, ...], noun: str, partner: str) -> str:
    if len(words) == 1:
        article = "an" if words[0][:1].lower() in set("aeiou") else "a"
        return f"{article} “{words[0]}” {noun} with {partner}"
    return f"a {noun} with {partner} whose label includes {list_text([f'“{word}”' for word in words], most=5)}"


def _tie_noun(dataset: Dataset, claim: Claim) -> str:
    """ "partnership" if every tier that is meant is one, and so on; else "tie"."""
    families = {dataset.tiers[tier].family for tier in satisfying_tiers(dataset, claim)}
    layers = {dataset.families[family].layer for family in families}
    return _TIE_NOUNS.get(layers.pop(), "tie") if len(layers) == 1 else "tie"


def claim_sentence(dataset: Dataset, claim: Claim) -> str:
    """The claim as you would say it: "Belarus is the second country after Pakistan, and the most recent, to hold …"."""
    actor, other = (dataset.actors[key].name if key else "" for key in (claim.actor, claim.other))
    if claim.form in OF_NETWORK:
        return network_sentence(dataset, claim)
    if claim.form is Form.DEED:
        series, partner = shipped_series(dataset).series[claim.what], dataset.actors[claim.partner].name
        return f"{actor} was above the median of its label group by {series_with(series, partner)}"
    label, is_ever = label_text(dataset, claim), claim.scope is Scope.EVER
    noun = "country" if not claim.actor or dataset.actors[claim.actor].kind == "state" else "organisation"
    rank = f"the {ordinal(max(claim.number, 1))} {noun}{f' after {other}' if other else ''}"
    among = f"to hold {label}" if is_ever else f"among those that hold {label}"
    sentences = {
        Form.HAS: f"{actor} {'has held' if is_ever else 'holds'} {label}",
        Form.NTH: f"{actor} is {rank}, and the most recent, {among}",
        Form.ORDER: f"{actor} was {rank} {among}",
        Form.ONLY: f"{actor} is the only {noun} {f'ever to hold {label}' if is_ever else f'that holds {label}'}",
        Form.COUNT: f"Exactly {_countries(claim.number)} {_hold(claim.number, is_ever=is_ever)} {label}",
        Form.BEFORE: f"{actor} obtained {label} before {other}",
        Form.AFTER: f"{actor} obtained {label} after {other}",
        Form.USED: f"{dataset.actors[claim.partner].name} has used {_used_text(dataset, claim)} of {actor} only",
    }
    return sentences[claim.form]


def _used_text(dataset: Dataset, claim: Claim) -> str:
    """The label that was used: "a label that includes “permanent”"."""
    if claim.relation is Relation.CONTAINS:
        return f"a label that includes {list_text([f'“{word}”' for word in claim.words], most=5)}"
    label = f"the label “{dataset.tiers[claim.what].wording}”"
    return label if claim.relation is Relation.ON else f"{label} or a higher one"


def _countries(number: int) -> str:
    return quantity(number, "country", "countries")


def _hold(number: int, *, is_ever: bool) -> str:
    if is_ever:
        return "has held" if number == 1 else "have held"
    return "holds" if number == 1 else "hold"


# The answer -------------------------------------------------------------------------------------------


def verdict_text(answer: Answer) -> str:
    """ "True, including 1 added tie"."""
    return VERDICT_WORDS[answer.verdict] + added_count_text(tie=len(answer.added))


def holder_text(ties: Ties, holder: Holder) -> str:
    """ "Venezuela (13 Sep 2023)"."""
    spell = ties.spells[holder.index]
    details = (spell.start.display_text if spell.start else start_text(spell), "" if holder.certain else "uncertain")
    return f"{ties.dataset.actors[holder.actor].name} ({', '.join(text for text in details if text)})"


def reasons(ties: Ties, answer: Answer) -> list[str]:
    """Why the answer is what it is, in one or two sentences."""
    claim, sentences = answer.claim, list[str]()
    if answer.triangle:
        return triangle_reasons(ties, answer.triangle)
    if answer.group:
        return group_reasons(ties.dataset, answer, answer.group)
    if answer.network:
        return [*network_reasons(ties, answer, answer.network), *throughout_texts(ties.dataset, answer)]
    if answer.deed:
        return [deed_sentence(ties.dataset, answer, answer.deed)]
    if claim.form is Form.USED:
        return [uses_sentence(ties.dataset, answer)]
    if claim.actor:
        sentences += _reasons_of_actor(ties, answer)
    if claim.form in NEEDS_OTHER and not any(holder.actor == claim.other for holder in answer.deciding):
        sentences.append(_no_label(ties.dataset, claim.other))
    if claim.form is Form.COUNT:
        sentences.append(_count_sentence(answer))
    return sentences


def _reasons_of_actor(ties: Ties, answer: Answer) -> list[str]:
    holder = answer.of_actor
    if holder is None:
        return [_no_label(ties.dataset, answer.claim.actor)]
    if answer.claim.form in (Form.NTH, Form.ORDER, Form.ONLY):
        return _order_sentences(ties, answer, holder)
    if answer.claim.form is Form.COUNT:
        return []
    return [f"{holder_text(ties, each)}: {quoted_wording(ties, ties.spells[each.index])}." for each in answer.deciding]


def _no_label(dataset: Dataset, actor: str) -> str:
    return f"The records show no such label for {dataset.actors[actor].name} by that date."


def _count_sentence(answer: Answer) -> str:
    certain = sum(holder.certain for holder in answer.deciding)
    countries = quantity_with_uncertain(certain, len(answer.deciding) - certain, "country", "countries")
    return f"The records show {countries}{added_count_text(tie=len(answer.added))}."


def _order_sentences(ties: Ties, answer: Answer, actor: Holder) -> list[str]:
    """Its number in the order of arrival, who came before and who after."""
    others = [holder for holder in answer.deciding if holder != actor]
    before = [holder for holder in others if holder.earliest < actor.latest]
    after = [holder for holder in others if holder not in before]
    number = ordinal_range(*(answer.order or (1, 1)))
    sentences = [f"By date, {ties.dataset.actors[actor.actor].name} is {number}{_named(ties, ', after ', before)}."]
    if after:
        sentences.append(f"{quantity(len(after), 'other')} followed{_named(ties, ': ', after)}.")
    elif answer.claim.form in (Form.NTH, Form.ONLY):
        sentences.append("No other has followed.")
    return sentences


def _named(ties: Ties, opening: str, holders: list[Holder]) -> str:
    names = [holder_text(ties, holder) + added_mark(ties.dataset, ties.spells[holder.index]) for holder in holders]
    return opening + list_text(names, most=_MOST_NAMED) if holders else ""


def since_then(ties: Ties, answer: Answer) -> str:
    """What happened after the day, as far as sources were read: "Since then: “all-weather …” since 9 May 2024."; "" if nothing."""
    actor, parts = answer.claim.actor, list[str]()
    # What is known by the year has no date of a change.
    if answer.deed or answer.group:
        return ""
    for index in answer.later_labels:
        parts.append(f"{quoted_wording(ties, ties.spells[index])} {dates_text(ties.spells[index])}")
    followers = [holder for holder in answer.followers if holder.actor != actor]
    if followers and answer.claim.form is not Form.HAS:
        parts.append(_followed(ties, followers))
    later = [period for period in answer.history if period.since > answer.as_of]
    if later:
        parts.append(f"the claim has been {VERDICT_WORDS[later[-1].verdict].lower()} since {day_text(later[-1].since)}")
    return f"Since then: {'; '.join(parts)}." if parts else ""


def _followed(ties: Ties, followers: list[Holder]) -> str:
    names = [holder_text(ties, holder) for holder in followers]
    return f"{list_text(names, most=_MOST_NAMED)} followed"


# When it was true ----------------------------------------------------------------------------------------


def history_text(answer: Answer) -> str:
    """ "True from 15 Sep 2022 to 12 Sep 2023 only.", "True since 15 Sep 2022.", "False throughout." """
    if answer.deed:
        return years_text(answer.history)
    if answer.group:
        return group_history_text(answer)
    return f"{_history(answer.history)}{added_count_text(tie=answer.added_to_history)}."


def _history(periods: tuple[VerdictPeriod, ...]) -> str:
    if len(periods) == 1:
        return f"{VERDICT_WORDS[periods[0].verdict]} throughout"
    is_false_at_times = any(period.verdict is Verdict.FALSE for period in periods)
    parts = [_periods_of(verdict, periods) for verdict in (Verdict.TRUE, Verdict.UNDETERMINED)]
    parts = [part for part in parts if part]
    text = "; ".join([parts[0], *(part[0].lower() + part[1:] for part in parts[1:])])
    if is_false_at_times and any(period.verdict is Verdict.UNDETERMINED for period in periods):
        return f"{text}; otherwise false"
    return f"{text} only" if periods[-1].verdict is Verdict.FALSE else text


def _periods_of(verdict: Verdict, periods: tuple[VerdictPeriod, ...]) -> str:
    """ "True until 3 May 2011 and since 1 Jun 2012"; "" if the verdict never was."""
    times = [_time(period, is_first=period is periods[0]) for period in periods if period.verdict is verdict]
    return f"{VERDICT_WORDS[verdict]} {list_text(times, most=len(times))}" if times else ""


def _time(period: VerdictPeriod, *, is_first: bool) -> str:
    if period.until is None:
        return f"since {day_text(period.since)}"
    last = period.until - timedelta(days=1)
    if is_first:
        return f"until {day_text(last)}"
    if last == period.since:
        return f"on {day_text(last)}"
    return f"from {day_text(period.since)} to {day_text(last)}"


# What else to know ------------------------------------------------------------------------------------


def doubts(ties: Ties, answer: Answer) -> list[str]:
    """What you must know besides: other wordings, weak rows, what was not searched."""
    return [
        *_other_wordings(ties, answer),
        *_weak_rows(ties, answer),
        *_unseen_rows(ties, answer),
        *_gaps(ties, answer),
    ]


def _other_wordings(ties: Ties, answer: Answer) -> list[str]:
    """Whose wording lacks a word that the actor's has: a shared word does not make a shared label."""
    actor = answer.of_actor
    if actor is None or answer.claim.relation is not Relation.CONTAINS or answer.claim.form is Form.HAS:
        return []
    sentences = []
    for holder in answer.deciding:
        if missing := _missing_words(ties.tiers[actor.index], ties.tiers[holder.index]):
            name, wording = ties.dataset.actors[holder.actor].name, quoted_wording(ties, ties.spells[holder.index])
            sentences.append(f"{name}’s label, {wording}, does not include {missing}.")
    return sentences[:MOST_LACKING]


def _missing_words(tier: Tier, other: Tier) -> str:
    return list_text([f"“{word}”" for word in tier.keywords if word not in other.keywords], most=5)


def _weak_rows(ties: Ties, answer: Answer) -> list[str]:
    """Rows from memory, rows on which sources disagree, rows whose start is not known, and what is suspended."""
    groups: dict[str, Callable[[Spell], bool]] = {
        "From memory, no text read": lambda spell: spell.grade == "recalled",
        "Sources disagree on the start": lambda spell: spell.grade == "contested",
        "Start date unknown": lambda spell: spell.start is None,
    }
    names = {
        heading: [holder_text(ties, holder) for holder in answer.deciding if is_weak(ties.spells[holder.index])]
        for heading, is_weak in groups.items()
    }
    # It may have been suspended after it was reached, so that it is the label of the day that counts.
    names["Suspended by now, which the verdict does not heed"] = [
        holder_text(ties, holder) for holder in answer.deciding if ties.spells[holder.current].status == "suspended"
    ]
    return [f"{heading}: {list_text(holders, most=_MOST_NAMED)}." for heading, holders in names.items() if holders]


def _unseen_rows(ties: Ties, answer: Answer) -> list[str]:
    """Who may have had such a label by the day, though no source shows it before another."""
    spells = [ties.spells[index] for index in answer.unseen]
    names = [
        f"{ties.dataset.actors[other_end(ties, index, answer.claim.partner)].name} ({start_text(spell)})"
        for index, spell in zip(answer.unseen, spells, strict=True)
    ]
    return (
        [f"May have begun by this date, as the start is unknown: {list_text(names, most=_MOST_NAMED)}."]
        if names
        else []
    )


def _gaps(ties: Ties, answer: Answer) -> list[str]:
    if answer.triangle or answer.group:
        return pattern_doubts(answer)
    if answer.network:
        return network_doubts(ties.dataset, answer, answer.network)
    if answer.deed:
        series = answer.deed.series
        label = "The label is the one held at the end of the year."
        return [f"{series.definition} {series.caveat} {label} Source: {series.citation}"]
    if answer.claim.form is Form.USED:
        return [f"Only labels in exactly the words of a label on record count. {trust_text(ties.dataset)}".strip()]
    if answer.searched_through is None:
        partner = ties.dataset.actors[answer.claim.partner].name
        return [f"Not all partners of {partner} were checked; others may hold such a label."]
    if answer.searched_since:
        partner = ties.dataset.actors[answer.claim.partner].name
        since = day_text(answer.searched_since)
        return [
            f"All partners of {partner} were checked only for the time from {since} on; a label held before may be missing."
        ]
    if answer.is_unsearched:
        verdict = VERDICT_WORDS[answer.period_on(answer.searched_through).verdict].lower()
        through = day_text(answer.searched_through)
        return [f"Sources were read through {through}; on that date the claim was {verdict}."]
    return []
