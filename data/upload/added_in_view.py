"""A view without references to added rows: for a link, which works elsewhere too, and once the rows are removed.

A link never contains added rows, only a mark that there were some, so that whoever opens it elsewhere is informed.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from data.model.cells import actors_of
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.view.fields.claim import Claim
from data.view.ties import ties_of
from data.view.view import DEFAULTS, FIELDS, View

# The parameter of a link that was made with added rows in view.
ADDED_ROWS_MARK = {ADDED: "yes"}
ADDED_ROWS_MISSING = (
    "This view included rows that a reader had added. They ended with that session: only the records are shown here."
)
# Field of the view -> the table whose ids it holds.
_TABLE_OF_FIELD = {
    "families": "families",
    "tiers": "tiers",
    "actors": "actors",
    "between": "actors",
    "without": "actors",
    "beside": "actors",
    "panels": "actors",
    "withdrawn": "sources",
}


def without_added(view: View, dataset: Dataset) -> View:
    """The view without all that only added rows define."""
    if not dataset.added:
        return view
    ids = _added_ids(dataset)
    changes = _lists_without(view, ids)
    groups = _added_groups(dataset)
    changes["tiers"] = tuple(
        tier for tier in changes["tiers"] if tier not in groups and not _is_in(tier, ids["families"])
    )
    if not changes["actors"]:
        changes["among"] = False
    if view.ladder in ids["ladders"]:
        changes["ladder"] = DEFAULTS["ladder"]
    changes["added_only"] = False
    if view.record in {"/".join(key) for _, key in dataset.added}:
        changes["record"] = ""
    if _refers_to(view.focus, ids["actors"]):
        changes |= {"focus": "", "steps": 0}
    for name in ("circled", "watch"):
        changes[name] = tuple(one for one in getattr(view, name) if not _refers_to(one, ids["actors"]))
    if _refers_to(view.of, ids["actors"]):
        changes["of"] = ""
    if view.claim and _is_about(view.claim, ids):
        changes["claim"] = None
    return replace(view, **changes)


def view_of_added(view: View, dataset: Dataset) -> View:
    """A view that shows the added ties alone, on the day shown if one is in force, else on the last day that one was."""
    ties = ties_of(dataset)
    mine = np.flatnonzero(ties.added)
    if not len(mine):
        return view
    as_of = view.as_of
    if not ties.in_force(as_of=as_of)[mine].any():
        spans = [ties.span.latest_end[index] - 1 for index in mine if ties.span.latest_end[index] <= as_of.toordinal()]
        starts = [ties.span.latest_start[index] for index in mine]
        as_of = date.fromordinal(int(max(spans) if spans else min(starts)))
    everything = replace(view, **{name: default for name, default in DEFAULTS.items() if FIELDS[name].text})
    return replace(everything, as_of=as_of, added_only=True, focus="", steps=0)


def _is_about(claim: Claim, ids: dict[str, set[str]]) -> bool:
    parts = {claim.actor, claim.what, claim.partner, claim.other}
    return any(not parts.isdisjoint(of_table) for of_table in ids.values())


def _added_ids(dataset: Dataset) -> dict[str, set[str]]:
    """Table -> ids of its added rows."""
    ids: dict[str, set[str]] = {name: set() for name in (*_TABLE_OF_FIELD.values(), "ladders")}
    for table, key in dataset.added:
        ids.setdefault(table, set()).add(key[0])
    return ids


def _lists_without(view: View, ids: dict[str, set[str]]) -> dict[str, Any]:
    """Field -> its values that do not refer to added rows."""
    return {
        field: tuple(value for value in getattr(view, field) if not _is_in(value, ids[table]))
        for field, table in _TABLE_OF_FIELD.items()
    }


def _is_in(value: str, ids: set[str]) -> bool:
    """Whether the value, or the family of a rung group such as "china_ladder/B", is one of the ids."""
    return value.split("/")[0] in ids


def _added_groups(dataset: Dataset) -> set[str]:
    """The rung groups of which every rung was added."""
    rungs_of_group: dict[str, list[bool]] = {}
    for rung in dataset.rungs:
        group = f"{dataset.tiers[rung.tier].family}/{rung.group}"
        rungs_of_group.setdefault(group, []).append(dataset.is_added(rung))
    return {group for group, are_added in rungs_of_group.items() if all(are_added)}


def _refers_to(focus: str, actors: set[str]) -> bool:
    """Whether the focus is one of the actors, or a dyad with one."""
    if not focus or not actors:
        return False
    try:
        return bool(actors.intersection(actors_of(focus))) or focus in actors
    except ValueError:
        return focus in actors
