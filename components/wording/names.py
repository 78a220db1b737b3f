"""Actors in a sentence: with an article where English has one. Pure."""

from collections.abc import Sequence

from data.base.text import list_text
from data.model.cells import actors_of
from data.tables.dataset import Dataset
from data.view.fields.names import names_of

# Names in one list of a sentence.
_MOST_NAMED = 5
# The last words of names of states that have an article, and words in names of organisations that have one.
_STATES = frozenset(
    [
        "Bahamas",
        "Comoros",
        "Congo",
        "Emirates",
        "Gambia",
        "Islands",
        "Kingdom",
        "Maldives",
        "Netherlands",
        "Philippines",
        "Republic",
        "States",
    ]
)
_ORGANISATIONS = frozenset(
    [
        "Agency",
        "Bank",
        "Board",
        "Committee",
        "Commonwealth",
        "Conference",
        "Council",
        "Federation",
        "Five",
        "Forum",
        "Fund",
        "Group",
        "League",
        "Meeting",
        "Nations",
        "Organisation",
        "Organization",
        "Parliament",
        "Programme",
        "Society",
        "State",
        "Subregion",
        "Summit",
        "summit",
        "Union",
        "five",
    ]
)
_APART = "\u2003" * 14
# Ends the name of several states that act as one.
_SEVERAL = "collective)"


def name_before_others(dataset: Dataset, actor: str) -> str:
    """The English name for a menu; the others, by which it can be found too, follow where the box shows them no more."""
    name, *others = names_of(dataset, actor)
    return f"{name}{_APART}{' · '.join(others)}"


def name_in_sentence(dataset: Dataset, actor: str) -> str:
    """ "China", "the United States", "the European Union", "ASEAN"."""
    row = dataset.actors[actor]
    words = row.name.split(" (")[0].split()
    has_article = words[-1] in _STATES if row.kind == "state" else not _ORGANISATIONS.isdisjoint(words)
    return f"the {row.name}" if has_article else row.name


def names_text(dataset: Dataset, actors: Sequence[str], most: int = _MOST_NAMED) -> str:
    """ "Belarus, the European Union and 7 more"."""
    return list_text([name_in_sentence(dataset, actor) for actor in actors], most=most)


def agrees(dataset: Dataset, actor: str, singular: str, plural: str) -> str:
    """The form of a verb for an actor: that of several where the name is of several states."""
    return plural if dataset.actors[actor].name.endswith(_SEVERAL) else singular


def pair_in_sentence(dataset: Dataset, dyad: str, first: str = "") -> str:
    """ "China and the United States"; `first`, such as the owner of a label, is named first."""
    ends = sorted(actors_of(dyad), key=lambda actor: actor != first)
    return " and ".join(name_in_sentence(dataset, actor) for actor in ends)


def possessive(dataset: Dataset, actor: str) -> str:
    """ "China’s", "the United States’"."""
    name = name_in_sentence(dataset, actor)
    return f"{name}’" if name.endswith("States") else f"{name}’s"
