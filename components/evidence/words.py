"""What is known about the focus -> sentences: support, disputes, obligations, why a tie is missing. Pure."""

from collections import defaultdict

from components.wording.coverage import record_set_text, searched_time_text
from components.wording.spells import grade_text
from data.analysis.missing_ties import MissingTie, missing_ties_of
from data.base.text import list_text
from data.model.dates import PartialDate
from data.model.event_rows import Event
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.view.selection import Selection

MOST_FAMILIES = 20
NOT_SEARCHED = "Not searched"
_OBLIGATION_NAMES = {"defence": "mutual defence"}
_WAYS = {"talks": "talks", "messages": "an exchange of messages"}
_DATE_PREFIXES = {"start": "from ", "known_by": "known by ", "end": "until ", "end_date": "until "}
_COMPARED_COLUMNS = ("wording", "title", "start", "known_by", "end", "date", "end_date", "status")


def support_text(spell: Spell) -> str:
    """How well it is supported, and the speech act where it is more or less than being in force."""
    grade = grade_text(spell.grade)
    return grade if spell.status == "in force" else f"{spell.status} · {grade}"


def obligation_text(spell: Spell) -> str:
    """ "Obligation: mutual defence"; "" without one."""
    names = [_OBLIGATION_NAMES.get(obligation, obligation) for obligation in spell.obligations]
    return f"Obligation{'s' * (len(names) > 1)}: {', '.join(names)}" if names else ""


def declaration_text(spell: Spell) -> str:
    """ "Announced in talks; no joint text is named."; "" if a text was named, or if that was not looked at."""
    way = _WAYS.get(spell.declared_in, "")
    return f"Announced in {way}; no joint text is named." if way else ""


def dispute_text(row: Spell | Event, other: Spell | Event) -> str:
    """What another source says instead: only what differs, and why."""
    values = [(column, getattr(other, column, None)) for column in _COMPARED_COLUMNS]
    differing = [(column, value) for column, value in values if value and value != getattr(row, column, None)]
    words = [f"{_DATE_PREFIXES.get(column, '')}{_value_text(value)}" for column, value in differing]
    unread = "" if other.sources else " Full text not consulted."
    return f"{', '.join(words)}. {other.note}{unread}"


def _value_text(value: object) -> str:
    return value.display_text if isinstance(value, PartialDate) else str(value)


# Missing ties -----------------------------------------------------------------------------------------


def missing_tie_sentences(selection: Selection) -> list[str]:
    """A sentence for each tie that ended or is yet to come, for each place searched in vain, and for what was not searched."""
    missing = missing_ties_of(selection.dataset, selection.view.focus, as_of=selection.view.as_of)
    sentences = [_dated_sentence(selection.dataset, tie) for tie in missing if tie.spell]
    sentences += _search_sentences(selection, missing)
    families = selection.dataset.families
    if unsearched := [
        record_set_text(selection.dataset, families[tie.family]) for tie in missing if tie.reason == "not searched"
    ]:
        sentences.append(f"{NOT_SEARCHED} for this pair: {list_text(unsearched, most=MOST_FAMILIES)}.")
    return sentences


def _family(dataset: Dataset, tie: MissingTie) -> str:
    return dataset.families[tie.family].name


def _dated_sentence(dataset: Dataset, tie: MissingTie) -> str:
    spell = tie.spell
    assert spell
    if tie.reason == "ended" and spell.end:
        return f"{_family(dataset, tie)}: ended {spell.end.display_text} ({spell.wording})."
    opening = spell.opening
    if opening and spell.start is None:
        return (
            f"{_family(dataset, tie)}: when it began is unknown; in force by {opening.display_text} ({spell.wording})."
        )
    return f"{_family(dataset, tie)}: not yet in force{f'; begins {opening.display_text}' if opening else ''}."


def _search_sentences(selection: Selection, missing: tuple[MissingTie, ...]) -> list[str]:
    """ "None found through 22 Aug 2026: China’s partnership ladder (CCTV evening news)." """
    families: dict[tuple[str, str], list[str]] = defaultdict(list)
    searches = [(tie, tie.search) for tie in missing if tie.search]
    for tie, search in searches:
        families[searched_time_text([search], selection.view.as_of), search.place].append(
            _family(selection.dataset, tie)
        )
    is_later = any(selection.view.as_of > search.through.last for _, search in searches)
    later = " Later dates were not searched." if is_later else ""
    return [
        f"None found {time}: {list_text(names, most=MOST_FAMILIES)} ({place}).{later}"
        for (time, place), names in families.items()
    ]
