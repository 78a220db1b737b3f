"""Actors, dyads, tiers, layers, kinds of events and contacts by the names that a reader knows."""

from collections.abc import Iterable

from data.model.cells import actors_of, is_dyad
from data.model.vocabulary import Layer
from data.tables.dataset import Dataset

LAYER_NAMES: dict[Layer, str] = {
    "partnership": "Partnership",
    "treaty": "Treaty",
    "membership": "Membership",
    "integration": "Integration",
    "presence": "Forces and bases",
    "adversarial": "Adversarial",
    "flow": "Flow",
}
# As they stand inside a sentence.
EVENT_KIND_NAMES: dict[str, str] = {
    "recognition": "recognition",
    "tier_change": "label change",
    "treaty": "treaty",
    "agreement": "agreement",
    "visit": "visit",
    "summit": "summit",
    "statement": "statement",
    "military": "military",
    "economic": "economic",
    "infrastructure": "infrastructure",
    "dispute": "dispute",
    "sanction": "sanction",
    "un_vote": "UN vote",
    "other": "other",
}
CONTACT_KIND_NAMES: dict[str, str] = {
    "meeting": "meeting",
    "talks": "talks",
    "phone_call": "phone call",
    "video_call": "video call",
    "letter_message": "letter or message",
    "visit_arrival": "arrival for a visit",
    "state_visit": "state visit",
    "joint_statement": "joint statement",
    "signing": "signing",
    "attends_with": "attendance of the same event",
}


def layer_name(layer: str) -> str:
    return next(name for key, name in LAYER_NAMES.items() if key == layer)


def names_of(dataset: Dataset, actor: str) -> tuple[str, ...]:
    """Every name an actor can be found by, its English one first: native, Chinese, Russian, id, aliases."""
    row = dataset.actors[actor]
    names = (row.name, row.short_name, *row.name_native.split("; "), row.name_zh, row.name_ru, actor, *row.aliases)
    return tuple(dict.fromkeys(name for name in names if name))


def focus_actors(dataset: Dataset, focus: str) -> tuple[str, ...]:
    """Nobody for "", the actor in focus, or the two of the dyad in focus."""
    if not focus:
        return ()
    return (focus,) if focus in dataset.actors else actors_of(focus)


def is_actor_or_dyad(dataset: Dataset, key: str) -> bool:
    """Whether the key is of an actor of these records, or of two of them."""
    return key in dataset.actors or (is_dyad(key) and all(actor in dataset.actors for actor in actors_of(key)))


def circled_actors(keys: Iterable[str]) -> frozenset[str]:
    """The actors among actors and dyads, alone or as one of two."""
    return frozenset(actor for key in keys for actor in (actors_of(key) if is_dyad(key) else (key,)))


def actor_or_dyad(dataset: Dataset, focus: str) -> str:
    """ "BLR-CHN" -> "Belarus – China"; "BLR" -> "Belarus"."""
    return " – ".join(dataset.actors[actor].name for actor in focus_actors(dataset, focus))


def findable(dataset: Dataset, key: str) -> str:
    """A label that a reader finds by any name of the actor, or by the names and ids of a dyad; "" for neither.

    The English name is in a line of its own, the only one that the mark of a chosen actor shows.
    """
    if not key or key in dataset.actors:
        return "\n· ".join(filter(None, _first_and_rest(names_of(dataset, key)))) if key else ""
    return f"{actor_or_dyad(dataset, key)} · {' '.join(actors_of(key))}"


def _first_and_rest(names: tuple[str, ...]) -> tuple[str, str]:
    return names[0], " · ".join(names[1:])


def tier_name(dataset: Dataset, key: str) -> str:
    """The wording of a tier, or the name of a rung group."""
    if key in dataset.tiers:
        return dataset.tiers[key].wording
    family, letter = key.split("/")
    rows = (rung for rung in dataset.rungs if rung.group == letter and dataset.tiers[rung.tier].family == family)
    return next((rung.group_name for rung in rows), key)
