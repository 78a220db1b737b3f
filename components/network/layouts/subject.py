"""View -> the subject of a picture: who is in it, whatever day and whatever filters leave of their ties."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from components.network.layouts.graph import tie_columns_of
from components.network.layouts.reports import Near, near_in
from data.analysis.groups.stable import stable_groups
from data.base.memo import memo
from data.view.fields.names import focus_actors
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View

if TYPE_CHECKING:
    import networkx as nx

SubjectKind = Literal["actors", "centre", "families", "everyone"]


@dataclass(frozen=True)
class Subject:
    """The actors of a picture, in alphabetical order of their ids; `centre` is the one they are all tied to, or empty.

    `family` are the labels that rank them around the centre: "" for the centre's own, None if no labels do.
    Of `groups` each has a place of its own, apart from the others. `near` are those whom reports bring together.

    Two views with the same subject have the same places: a filter, a date or a focus never moves an actor.
    """

    kind: SubjectKind
    actors: tuple[str, ...]
    centre: str = ""
    family: str | None = ""
    groups: tuple[tuple[str, ...], ...] = ()
    near: tuple[Near, ...] = ()


def subject_of(ties: Ties, view: View) -> Subject:
    """The chosen actors; else what is near the focus; else the members of the chosen families; else everyone.

    Of chosen actors alone ("only between these countries") nobody else is in the picture; otherwise everyone who ever
    had a tie with one of them is.
    """
    subject = _by_view(ties, view)
    return replace(subject, near=near_in(view, subject.actors)) if view.layout == "reports" else subject


def _by_view(ties: Ties, view: View) -> Subject:
    if view.groups and view.question == "groups" and view.is_among:
        # The answer about groups is a picture of one day: nobody follows actors through time in it.
        found = stable_groups(select(ties, view))
        return Subject("actors", _tied(ties, view.actors), groups=tuple(group.actors for group in found.groups))
    if view.actors:
        return _of_actors(ties, view.actors, among=view.is_among)
    if view.focus and view.steps:
        return _of_centre(ties, view.focus, view.steps)
    if view.added_only and ties.added.any():
        return _of_added(ties)
    if view.families:
        return Subject("families", _members(ties, frozenset(view.families)))
    return Subject("everyone", ties.actors_tied)


@memo
def _of_added(ties: Ties) -> Subject:
    """The actors of the ties that a reader added; the one who is in all of them is the centre, and their labels rank."""
    pairs = {pair for pair, is_added in zip(ties.actors, ties.added, strict=True) if is_added}
    actors = tuple(sorted({actor for pair in pairs for actor in pair}))
    shared = frozenset.intersection(*map(frozenset, pairs)) if len(pairs) > 1 else frozenset[str]()
    families = {tier.family for tier, is_added in zip(ties.tiers, ties.added, strict=True) if is_added}
    of_reader = {family for family in families if ties.dataset.is_added(ties.dataset.families[family])}
    family = "" if not of_reader else next(iter(families)) if len(families) == 1 else None
    return Subject("centre", actors, next(iter(shared)), family) if shared else Subject("families", actors, "", family)


def _of_actors(ties: Ties, chosen: tuple[str, ...], *, among: bool) -> Subject:
    if among:
        return Subject("actors", _tied(ties, chosen))
    centre = chosen[0] if len(chosen) == 1 and _tied(ties, chosen) else ""
    return Subject("centre" if centre else "actors", _reached(ties, chosen, 1), centre)


def _of_centre(ties: Ties, focus: str, steps: int) -> Subject:
    ends = focus_actors(ties.dataset, focus)
    return Subject("centre", _reached(ties, ends, steps), focus if len(ends) == 1 and _tied(ties, ends) else "")


def _reached(ties: Ties, sources: Iterable[str], steps: int) -> tuple[str, ...]:
    """The sources and everyone within so many ties of one of them, at any time."""
    pairs, tied = tie_columns_of(ties).actor_pairs, ties.actors_tied
    chosen = frozenset(sources)
    reached = np.array([actor in chosen for actor in tied], dtype=bool)
    for _ in range(steps):
        one, other = pairs[reached[pairs].any(axis=1)].T
        reached[one] = reached[other] = True
    return tuple(actor for actor, is_reached in zip(tied, reached.tolist(), strict=True) if is_reached)


def _tied(ties: Ties, actors: Iterable[str]) -> tuple[str, ...]:
    """Those of the actors that ever had a tie: the others have no place in a network."""
    return tuple(sorted(set(actors) & set(ties.actors_tied)))


@memo
def simple_graph_of(ties: Ties) -> "nx.Graph[str]":
    """Who ever had a tie with whom."""
    # It takes long to load, and the first pages of a reader need none of it.
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ties.actors_tied)
    columns = tie_columns_of(ties)
    graph.add_edges_from(ties.actors[first] for first in columns.first[columns.pairs].tolist())
    return graph


@memo
def _members(ties: Ties, families: frozenset[str]) -> tuple[str, ...]:
    ends = (ends for tier, ends in zip(ties.tiers, ties.actors, strict=True) if tier.family in families)
    return tuple(sorted({actor for pair in ends for actor in pair}))
