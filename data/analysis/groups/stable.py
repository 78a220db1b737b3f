"""Which actors form a group on a day, whatever chance does: those that fall together in every run of the Louvain method."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from data.analysis.connections.gaps import Gaps, gaps_of
from data.analysis.connections.graph import TieGraph, neighbours_on, question_selection, tie_graph
from data.analysis.groups.louvain import communities
from data.analysis.groups.louvain_at_once import communities_of_runs
from data.base.memo import memo
from data.view.selection import Selection, first_day, read_through, select
from data.view.ties import SpellIndex, Ties
from data.view.view import View

RUNS, LEAST_ACTORS = 20, 3
# Pairs beyond which all runs are made at once on arrays, and beyond which that too takes longer than a reader waits.
MANY_PAIRS, MOST_PAIRS = 2000, 30_000
MOST_SHARED = 4


@dataclass(frozen=True)
class Group:
    """Actors that fall together in every run, its namesake first, which is the one with whom most of the others have a tie,
    and then the others in alphabetical order; `ties` are the spells among them, `pairs` how many of their pairs have one.

    `shared` are those with whom most of its other members have a tie: (actor, how many do), the most first.
    """

    actors: tuple[str, ...]
    ties: tuple[SpellIndex, ...]
    pairs: int
    shared: tuple[tuple[str, int], ...]

    @property
    def namesake(self) -> str:
        """The member with whom most of the others have a tie; "" if there is none."""
        return next((actor for actor, _ in self.shared if actor in self.actors), "")

    def all_have(self, actor: str, number: int) -> bool:
        """Whether so many are all of its members but the actor itself."""
        return number == len(self.actors) - (actor in self.actors)


@dataclass(frozen=True)
class Groups:
    """The stable groups of a day, the largest first.

    `single` can only be where their one partner is, and so are left out; `changing` fall now here, now there.
    `is_too_large` says that there are more than MOST_PAIRS pairs, so that nothing was computed.
    """

    groups: tuple[Group, ...]
    single: tuple[str, ...]
    changing: tuple[str, ...]
    is_too_large: bool
    gaps: Gaps


def stable_groups(selection: Selection) -> Groups:
    """The groups on the day of the selection, by the ties that count; computed once for a day and its filters."""
    return _groups_on(selection.ties, question_selection(selection).view)


def companions_by_year(
    selection: Selection, actor: str, others: Iterable[str]
) -> tuple[tuple[date, frozenset[str]], ...]:
    """Which of the others are in one group with an actor on the first day of the records, and of each year after it until the
    last one read.

    It ends before a day of so many pairs that it takes long: decades of them are not asked.
    """
    ties = selection.ties
    view = replace(question_selection(selection).view, as_of=first_day(ties))
    return _companions(ties, view, actor, frozenset(others))


@memo
def _companions(ties: Ties, view: View, actor: str, others: frozenset[str]) -> tuple[tuple[date, frozenset[str]], ...]:
    last = read_through(ties.dataset) or view.as_of
    days = (view.as_of, *(date(year, 1, 1) for year in range(view.as_of.year + 1, last.year + 1)))
    return tuple(zip(days, companions_on(select(ties, view), actor, others, days), strict=False))


def companions_on(
    selection: Selection, actor: str, others: frozenset[str], days: Iterable[date]
) -> Iterator[frozenset[str]]:
    """For each day who of them is in one group with an actor; it ends before a day of so many pairs that it takes long."""
    for neighbours in neighbours_on(question_selection(selection), days):
        core = core_of(neighbours)
        if sum(map(len, core.values())) // 2 > MANY_PAIRS:
            return
        yield _companions_in(core, actor, others)


def _companions_in(neighbours: Mapping[str, tuple[str, ...]], actor: str, others: frozenset[str]) -> frozenset[str]:
    """Whom of them no run takes apart from it: once nobody is left, no further run is needed."""
    if actor not in neighbours:
        return frozenset()
    number, near = _numbered(neighbours)
    asked, wanted = number[actor], {number[other] for other in others if other in number}
    members = set(range(len(near)))
    for seed in range(RUNS):
        places = communities(near, seed=seed)
        members = {member for member in members if places[member] == places[asked]}
        if len(members) < LEAST_ACTORS or members.isdisjoint(wanted):
            return frozenset()
    return frozenset(other for other in others if number.get(other) in members)


@memo
def _groups_on(ties: Ties, view: View) -> Groups:
    graph = tie_graph(select(ties, view))
    core = core_of(graph.neighbours)
    single = tuple(actor for actor in graph.neighbours if actor not in core)
    gaps = gaps_of(ties.dataset, (), as_of=view.as_of)
    if sum(map(len, core.values())) // 2 > MOST_PAIRS:
        return Groups((), tuple(sorted(single)), (), is_too_large=True, gaps=gaps)
    together = fall_together(core)
    groups = sorted((actors for actors in together if len(actors) >= LEAST_ACTORS), key=lambda one: (-len(one), one))
    changing = sorted(actor for actors in together if len(actors) < LEAST_ACTORS for actor in actors)
    found = tuple(_group(graph, actors) for actors in groups)
    return Groups(found, tuple(sorted(single)), tuple(changing), is_too_large=False, gaps=gaps)


def core_of(neighbours: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Who has ties with at least two of those who are left, after the others have gone one after the other."""
    near = {actor: set(others) for actor, others in neighbours.items()}
    leaving = [actor for actor, others in near.items() if len(others) < 2]
    while leaving:
        actor = leaving.pop()
        for other in near.pop(actor, ()):
            near[other].discard(actor)
            if len(near[other]) == 1:
                leaving.append(other)
    return {actor: tuple(sorted(others)) for actor, others in near.items()}


def fall_together(neighbours: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The actors in sets that no run takes apart: those who are in one community in each of RUNS runs."""
    number, near = _numbered(neighbours)
    many = sum(map(len, near)) // 2 > MANY_PAIRS
    runs = communities_of_runs(near, RUNS).tolist() if many else [communities(near, seed=seed) for seed in range(RUNS)]
    sets: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for actor, place in number.items():
        sets[tuple(run[place] for run in runs)].append(actor)
    return [tuple(members) for members in sets.values()]


def _numbered(neighbours: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, int], list[list[int]]]:
    """The actors in order with a number each, and the neighbours of each by number: the order of texts in a set differs
    from process to process.
    """
    number = {actor: place for place, actor in enumerate(sorted(neighbours))}
    return number, [[number[other] for other in neighbours[actor]] for actor in number]


def _group(graph: TieGraph, actors: tuple[str, ...]) -> Group:
    inside = set(actors)
    pairs = [pair for pair in graph.pairs if inside.issuperset(pair)]
    partners = Counter(other for actor in actors for other in graph.neighbours[actor])
    most = [(other, count) for other, count in partners.items() if 2 * count > len(actors) - (other in inside)]
    most.sort(key=lambda one: (-one[1], one[0]))
    spells = tuple(index for pair in pairs for index in graph.pairs[pair])
    group = Group(actors, spells, len(pairs), tuple(most[:MOST_SHARED]))
    others = (actor for actor in actors if actor != group.namesake)
    return replace(group, actors=(group.namesake, *others)) if group.namesake else group
