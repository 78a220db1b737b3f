"""A pair -> the sentences below its label: other ties, the last contact at the top, what is contested or unknown. Pure."""

from collections import defaultdict

from components.evidence.words import dispute_text
from components.profile.document import Run, Runs, plain
from components.profile.label_sentences import how_it_rose, is_label, place_among_peers, since_text, what_it_is
from components.profile.references import contact_reference, references_of
from components.profile.use_of_label import use_of, use_sentence
from components.wording.coverage import coverage_text, record_set_text, searched_time_text
from components.wording.names import name_in_sentence, pair_in_sentence
from components.wording.spells import date_text
from data.analysis.missing_ties import MissingTie
from data.analysis.profiles.last_contact import TopContact
from data.analysis.profiles.pair import PairProfile
from data.analysis.profiles.standing import everything_on
from data.base.days import day_text
from data.base.text import inner_quotes, list_text, quantity
from data.model.event_rows import Contact
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.usage.uses import OBSERVED_ACTOR
from data.view.selection import read_through
from data.view.ties import SpellIndex, Ties

MOST_TIES_NAMED = 3
_OFFICES = {"head_of_state": "head of state", "head_of_government": "head of government"}
_MET = {
    "meeting": "met",
    "talks": "held talks with",
    "phone_call": "spoke by telephone with",
    "video_call": "spoke by video link with",
}


def pair_sentences(ties: Ties, profile: PairProfile) -> tuple[Runs, ...]:
    """The sentences of the profile, each with its sources; those that have nothing to say are left out."""
    label = profile.label
    sentences = (
        *((what_it_is(ties, label), how_it_rose(ties, label), place_among_peers(ties, label)) if label else ()),
        use_sentence(ties, use_of(ties, label, profile.day), profile.day),
        () if label and is_label(label) else no_label_sentence(ties, profile),
        other_ties_sentence(ties, profile),
        contact_sentence(ties.dataset, profile),
        doubt_sentence(ties, profile),
    )
    return tuple(sentence for sentence in sentences if sentence)


def no_label_sentence(ties: Ties, profile: PairProfile) -> Runs:
    """That there is no declared label, and why: ended, none found, not searched."""
    dataset, pair = ties.dataset, pair_in_sentence(ties.dataset, profile.dyad)
    if profile.label:
        return plain("No declared partnership label is on record for this pair.")
    missing = [one for one in profile.missing if dataset.families[one.family].layer == "partnership"]
    reasons = [text for one in missing if (text := _missing_text(one))]
    if unsearched := [
        record_set_text(dataset, dataset.families[one.family]) for one in missing if one.reason == "not searched"
    ]:
        reasons.append(f"{list_text(unsearched)} were not searched for this pair")
    searched: dict[str, list[str]] = defaultdict(list)
    for one in missing:
        if one.search:
            searched[searched_time_text([one.search], profile.day)].append(dataset.families[one.family].name)
    if searched:
        times = [f"{time} ({list_text(names)})" for time, names in searched.items()]
        reasons.append(f"none was found {list_text(times)}")
    sources = dict.fromkeys(key for one in missing if one.spell for key in one.spell.sources)
    reason = f": {'; '.join(reasons)}" if reasons else ""
    text = f"On {day_text(profile.day)}, {pair} have no declared partnership label in these records{reason}."
    return plain(text, references_of(dataset, sources))


def _missing_text(missing: MissingTie) -> str:
    """Why a label that the pair has at some other time is missing; "" for one that it never has."""
    spell = missing.spell
    if missing.reason == "ended" and spell and spell.end:
        return f"“{inner_quotes(spell.wording)}” ended {date_text(spell.end)}"
    if missing.reason == "not begun" and spell and spell.opening:
        if spell.start is None:
            return f"“{inner_quotes(spell.wording)}” is documented from {spell.opening.display_text} on, and when it began is unknown"
        return f"“{inner_quotes(spell.wording)}” came later ({spell.opening.display_text})"
    return ""


def other_ties_sentence(ties: Ties, profile: PairProfile) -> Runs:
    """How many other ties are in force, and the first of them."""
    label = profile.label
    others = [index for index in profile.ties if label is None or index != label.index]
    if not others:
        return () if label else plain(_no_tie_text(profile))
    verb = "is" if len(others) == 1 else "are"
    runs = [Run(f"Between them, {quantity(len(others), 'other tie' if label else 'tie')} {verb} in force: ")]
    for number, index in enumerate(others[:MOST_TIES_NAMED]):
        joint = "" if number == 0 else " and " if number == len(others) - 1 else ", "
        spell = ties.spells[index]
        runs.append(
            Run(
                f"{joint}{spell.wording} ({_short_since(ties, index)}){added_mark(ties.dataset, spell)}",
                references_of(ties.dataset, spell.sources),
            )
        )
    if len(others) > MOST_TIES_NAMED:
        runs.append(Run(f" and {len(others) - MOST_TIES_NAMED} more"))
    return (*runs, Run("."))


def _short_since(ties: Ties, index: SpellIndex) -> str:
    return since_text(ties.spells[index]).replace(" (start date unknown)", "")


def _no_tie_text(profile: PairProfile) -> str:
    ended = f"; {quantity(len(profile.past), 'earlier one has', 'earlier ones have')} ended" if profile.past else ""
    return f"No tie between them is on record for that date{ended}."


# The last contact --------------------------------------------------------------------------------------


def contact_sentence(dataset: Dataset, profile: PairProfile) -> Runs:
    """The last contact at the top until the day; nothing where none is on record."""
    found = profile.contact
    if found is None:
        return ()
    if found.event:
        event = found.event
        return plain(
            f"The last visit or summit on record was {date_text(event.date)}: {event.title.rstrip('.')}.",
            references_of(dataset, event.sources),
        )
    assert found.contact
    return plain(_contact_text(dataset, found, found.contact), (contact_reference(found.contact),))


def _contact_text(dataset: Dataset, found: TopContact, contact: Contact) -> str:
    owner, partner = (name_in_sentence(dataset, actor) for actor in (OBSERVED_ACTOR, found.partner))
    met = f"{contact.leader} of {owner} {_MET[contact.kind]} the {_OFFICES[contact.office]} of {partner}"
    return f"The last contact at the top on record was {date_text(contact.date)}: {met}."


# Doubts --------------------------------------------------------------------------------------------------


def doubt_sentence(ties: Ties, profile: PairProfile) -> Runs:
    """What is contested or unknown about the label, or the first tie; and what is not covered."""
    indices = [profile.label.index] if profile.label else list(profile.ties[:1])
    runs = [run for index in indices for run in _doubts(ties, profile, index)]
    if indices and not runs:
        runs = [Run("The sources read do not contradict one another on this.")]
    through = read_through(ties.dataset)
    if through and profile.day > through:
        runs.append(Run(f" {coverage_text(ties.dataset)}"))
    return (Run(runs[0].text.lstrip(), runs[0].references), *runs[1:]) if runs else ()


def _doubts(ties: Ties, profile: PairProfile, index: SpellIndex) -> list[Run]:
    dataset, spell = ties.dataset, ties.spells[index]
    runs = list[Run]()
    if spell.mismatch:
        runs.append(Run(" The two sides describe it differently."))
    for other in dataset.disputes.get(spell.spell, ()):
        text = _sentence(dispute_text(spell, other).strip())
        runs.append(Run(f" Another source differs: {text}", references_of(dataset, other.sources)))
    if spell.start is None:
        runs.append(Run(" When it began is not known."))
    elif not everything_on(ties, profile.day).certain[index]:
        day = day_text(profile.day)
        runs.append(Run(f" Whether it was in force on {day} is uncertain, because the exact date is not known."))
    if spell.grade == "recalled":
        runs.append(Run(" It is from memory; no text was read."))
    return runs


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
