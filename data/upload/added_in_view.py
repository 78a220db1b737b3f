"""A view without what only a reader's own rows have: for a link, which opens elsewhere, and once they are removed.

A link never holds them, but says that they were there: who opens it elsewhere, or in a new session, is told.
"""

from dataclasses import replace
from typing import Any

from data.model.cells import actors_of
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.view.fields.claim import Claim
from data.view.view import DEFAULTS, View

# What a link carries that was made with own rows in view; nothing of them.
MARKED = {ADDED: "yes"}
NOT_HERE = (
    "Rows of a reader’s own were laid over this view. They ended with their session: these are the records alone."
)
# Field of the view -> the table whose ids it holds.
_LISTS = {"families": "families", "tiers": "tiers", "actors": "actors", "withdrawn": "sources"}


def without_added(view: View, dataset: Dataset) -> View:
    """The view as far as the records alone can show it."""
    if not dataset.added:
        return view
    ids = {table: {key[0] for name, key in dataset.added if name == table} for table, _ in dataset.added}
    changes: dict[str, Any] = {
        field: tuple(value for value in getattr(view, field) if value.split("/")[0] not in ids.get(table, ()))
        for field, table in _LISTS.items()
    }
    groups = _groups(dataset)
    changes["tiers"] = tuple(tier for tier in changes["tiers"] if tier not in groups and not _in_own_family(tier, ids))
    if not changes["actors"]:
        changes["among"] = False
    own = {"/".join(key) for _, key in dataset.added}
    if view.ladder in ids.get("ladders", ()):
        changes["ladder"] = DEFAULTS["ladder"]
    if view.record in own:
        changes["record"] = ""
    if _names(view.focus, ids.get("actors", set())):
        changes |= {"focus": "", "steps": 0}
    if view.claim and _is_about(view.claim, ids):
        changes["claim"] = None
    return replace(view, **changes)


def _is_about(claim: Claim, ids: dict[str, set[str]]) -> bool:
    parts = {claim.actor, claim.what, claim.partner, claim.other}
    return any(not parts.isdisjoint(added) for added in ids.values())


def _in_own_family(tier: str, ids: dict[str, set[str]]) -> bool:
    return tier.split("/")[0] in ids.get("families", ())


def _groups(dataset: Dataset) -> set[str]:
    """Rung groups that only own rungs make up."""
    by_group: dict[str, list[bool]] = {}
    for rung in dataset.rungs:
        group = f"{dataset.tiers[rung.tier].family}/{rung.group}"
        by_group.setdefault(group, []).append(dataset.is_added(rung))
    return {group for group, own in by_group.items() if all(own)}


def _names(focus: str, actors: set[str]) -> bool:
    if not focus or not actors:
        return False
    try:
        return bool(actors.intersection(actors_of(focus))) or focus in actors
    except ValueError:
        return focus in actors
