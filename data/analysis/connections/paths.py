"""How two actors are connected on a day: all shortest paths, and those that are one step longer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from data.analysis.connections.gaps import Gaps, gaps_of
from data.analysis.connections.graph import (
    TieGraph,
    counts_measures,
    distances,
    pair_of,
    question_selection,
    tie_graph,
)
from data.analysis.connections.since import Since, links_since, since_all, since_of
from data.analysis.connections.ways import Opening, opening_in
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# Paths of one length that an answer holds; it counts them all.
MOST_PATHS = 200
# Steps of all of them: through a reader's table one path may lead through thousands of actors.
_MOST_STEPS_OF_PATHS = 4_000


@dataclass(frozen=True)
class Path:
    """Actors of whom each is tied with the next; the spells of each step in force on the day, the highest first.

    `since` is from when all its steps have been in force at one time, without a break until the day; `earlier` are the
    spells by which they have, and that are in force no longer. `openings` has for each step the spell of that first day, of
    several the one that had begun first.
    """

    actors: tuple[str, ...]
    steps: tuple[tuple[SpellIndex, ...], ...]
    since: Since
    earlier: tuple[SpellIndex, ...] = ()
    openings: tuple[SpellIndex, ...] = ()

    @property
    def between(self) -> tuple[str, ...]:
        """The actors between its ends."""
        return self.actors[1:-1]

    @property
    def is_certain(self) -> bool:
        """Whether a tie of each step is certainly in force on the day."""
        return self.since.is_certain


@dataclass(frozen=True)
class Connection:
    """How two actors are connected.

    `shortest` and `longer` (by one step) hold at most MOST_PATHS each, fewer of very long ones; `count_shortest` and `count_longer` say how many
    there are. `length` is that of the shortest in steps, None if there is none; `certain_length` the same of what is
    certainly in force. `since` is from when all the shortest paths have been there; `opening` is since when the two have
    certainly been connected without a break by any path, however long, and by which at first: one may have taken over from
    another. It is None if they are not certainly connected.
    """

    start: str
    goal: str
    without: tuple[str, ...]
    shortest: tuple[Path, ...]
    count_shortest: int
    longer: tuple[Path, ...]
    count_longer: int
    certain_length: int | None
    since: Since | None
    opening: Opening | None
    gaps: Gaps

    @property
    def length(self) -> int | None:
        return len(self.shortest[0].steps) if self.shortest else None

    @property
    def paths(self) -> tuple[Path, ...]:
        return (*self.shortest, *self.longer)


def connected(selection: Selection, start: str, goal: str, *, without: Iterable[str] = ()) -> Connection:
    """How two actors are connected by the ties that count, on the day of the view; some actors can be left out.

    ValueError if the two are one.
    """
    if start == goal:
        raise ValueError("a connection needs two actors")
    left_out = tuple(actor for actor in dict.fromkeys(without) if actor not in (start, goal))
    asked = question_selection(selection)
    graph = tie_graph(asked, without=left_out)
    distance = distances(graph.neighbours, goal).get(start)
    shortest, count = _paths(graph, start, goal, distance) if distance else ((), 0)
    longer, count_longer = _paths(graph, start, goal, distance + 1) if distance else ((), 0)
    certain = {actor: near for actor, near in _certain_neighbours(graph).items() if near}
    return Connection(
        start=start,
        goal=goal,
        without=left_out,
        shortest=shortest,
        count_shortest=count,
        longer=longer,
        count_longer=count_longer,
        certain_length=distances(certain, goal).get(start),
        since=since_all(path.since for path in shortest),
        opening=opening_in(graph, start, goal) if distance else None,
        gaps=gaps_of(
            selection.dataset, (start, goal), as_of=selection.view.as_of, with_measures=counts_measures(selection.view)
        ),
    )


def _certain_neighbours(graph: TieGraph) -> dict[str, tuple[str, ...]]:
    return {
        actor: tuple(other for other in near if pair_of(actor, other) in graph.certain)
        for actor, near in graph.neighbours.items()
    }


def _paths(graph: TieGraph, start: str, goal: str, length: int) -> tuple[tuple[Path, ...], int]:
    """The paths of a length that is the distance or one more, those certain and oldest first; and how many there are.

    A walk of such a length meets nobody twice: what it did between two visits would be at least two steps, and without
    them it would be shorter than the distance. So walks can be counted, which takes no longer if there are millions.
    """
    ways = _ways(graph, start, goal, length)
    most = max(1, min(MOST_PATHS, _MOST_STEPS_OF_PATHS // length))
    walks = islice(_walks(graph, start, ways), most)
    paths = [path_of(graph, walk) for walk in walks]
    paths.sort(key=lambda path: (not path.is_certain, path.since.latest, path.actors))
    return tuple(paths), ways[length].get(start, 0)


def _ways(graph: TieGraph, start: str, goal: str, length: int) -> list[dict[str, int]]:
    """By number of steps left: actor -> in how many ways it reaches the goal in exactly so many."""
    from_start, ways = distances(graph.neighbours, start), [{goal: 1}]
    for left in range(1, length + 1):
        counts: dict[str, int] = {}
        for actor, number in ways[-1].items():
            for other in graph.neighbours[actor]:
                if from_start[other] <= length - left:
                    counts[other] = counts.get(other, 0) + number
        ways.append(counts)
    return ways


def _walks(graph: TieGraph, start: str, ways: list[dict[str, int]]) -> Iterator[tuple[str, ...]]:
    """The walks in alphabetical order; without recursion, as a reader’s table may be a chain of thousands."""
    length = len(ways) - 1
    walk, open_steps = [start], [iter(graph.neighbours[start])]
    while open_steps:
        left = length - len(walk)
        other = next((actor for actor in open_steps[-1] if actor in ways[left]), None)
        if other is None:
            open_steps.pop()
            walk.pop()
        elif left:
            walk.append(other)
            open_steps.append(iter(graph.neighbours[other]))
        else:
            yield (*walk, other)


def path_of(graph: TieGraph, actors: tuple[str, ...]) -> Path:
    """The path along these actors, each of whom must be tied with the next."""
    of_all_days = [graph.all_spells(one, other) for one, other in pairwise(actors)]
    since = since_all(since_of(graph.ties, spells, graph.day) for spells in of_all_days)
    assert since is not None, "each is tied with the next"
    steps = tuple(graph.spells(one, other) for one, other in pairwise(actors))
    now = {index for step in steps for index in step}
    links = [links_since(graph.ties, spells, since, graph.day) for spells in of_all_days]
    openings = tuple(
        _opening(graph.ties, spells, of_step or step, since)
        for spells, of_step, step in zip(of_all_days, links, steps, strict=True)
    )
    every = (*(index for of_step in links for index in of_step), *openings)
    return Path(actors, steps, since, tuple(index for index in dict.fromkeys(every) if index not in now), openings)


def _opening(ties: Ties, spells: Sequence[SpellIndex], links: Sequence[SpellIndex], since: Since) -> SpellIndex:
    """Of the spells of a step in force on the first day the one that begins it, or else the one that had begun first."""
    if since.index in spells:
        return since.index
    begun = (one for one in spells if ties.starts[1][one] <= since.latest < ties.ends[0][one])
    return min(begun, key=lambda one: int(ties.starts[1][one]), default=links[0])
