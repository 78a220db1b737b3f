"""How many ties an actor has in a group, and how many chance would give it: by this excess the Louvain method sorts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.analysis.connections.graph import question_selection, tie_graph
from data.analysis.groups.stable import Groups, core_of
from data.view.selection import Selection

MOST_ELSEWHERE = 2


@dataclass(frozen=True)
class Fit:
    """With how many members of a group an actor is tied, and with how many it would be by chance: if each actor had as many
    partners as it has, and chance said which.
    """

    tied: int
    by_chance: float

    @property
    def excess(self) -> float:
        return self.tied - self.by_chance


@dataclass(frozen=True)
class Elsewhere:
    """A partner that is not in the group: with how many it is tied in all, how it fits into the group and into its own, and
    the number of its own; 0 and None if the runs put it into different ones.
    """

    actor: str
    partners: int
    here: Fit
    number: int
    there: Fit | None


def fit_of(selection: Selection, actor: str, members: Iterable[str]) -> Fit:
    """How an actor fits into a group, by the ties that the groups are computed from."""
    return _fit(_core(selection), actor, members)


def greatest_elsewhere(selection: Selection, found: Groups, actor: str) -> tuple[Elsewhere, ...]:
    """Of the partners of an actor that are not in its group, the few with the most partners, the greatest first."""
    group = next((one for one in found.groups if actor in one.actors), None)
    core = _core(selection)
    outside = sorted(set(core.get(actor, ())).difference(group.actors if group else core))
    outside.sort(key=lambda one: -len(core[one]))
    own = {member: (number, one.actors) for number, one in enumerate(found.groups, 1) for member in one.actors}
    return tuple(
        Elsewhere(
            one,
            len(core[one]),
            _fit(core, one, group.actors),
            own[one][0] if one in own else 0,
            _fit(core, one, own[one][1]) if one in own else None,
        )
        for one in outside[:MOST_ELSEWHERE]
        if group
    )


def _core(selection: Selection) -> Mapping[str, tuple[str, ...]]:
    return core_of(tie_graph(question_selection(selection)).neighbours)


def _fit(core: Mapping[str, tuple[str, ...]], actor: str, members: Iterable[str]) -> Fit:
    near, others = core.get(actor, ()), [one for one in members if one != actor and one in core]
    every = sum(map(len, core.values()))
    chance = len(near) * sum(len(core[one]) for one in others) / max(every, 1)
    return Fit(len(set(near).intersection(others)), chance)
