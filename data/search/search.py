"""What a reader types -> the results, in groups, each with a snippet and the place where it leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.base.memo import memo
from data.matching.names import NameIndex
from data.search.entries import pair_entry
from data.search.entry import GROUPS, Entry, Group, Topic
from data.search.index import Index, added_index_of, index_of
from data.search.query import Query, is_empty, read_query
from data.search.snippet import Part, parts_of, snippet_of
from data.search.words import forget_words, words_of
from data.tables.dataset import Dataset
from data.view.fields.codecs import LONGEST_TEXT

# Of what has a name more is looked at than listed, so that the name itself comes before names that contain it.
_CANDIDATES = 200
# Each word that may be left out is a further search.
_MOST_LEFT_OUT = 6
_HAVE_NAMES: tuple[Group, ...] = ("actors", "pairs", "labels")
_NAMES_FIRST: tuple[Group, ...] = (*_HAVE_NAMES, "help")
# Their own order, by rank, says more than how often a word is in them.
_IN_ORDER: tuple[Group, ...] = ("pairs", "labels")


@dataclass(frozen=True)
class Result:
    """An entry with its title and snippet in parts, of which those that the query found are marked."""

    entry: Entry
    title: tuple[Part, ...]
    snippet: tuple[Part, ...]


@dataclass(frozen=True)
class ResultGroup:
    """The best results of a group, and how many there are in all (`MOST_COUNTED` means so many or more)."""

    group: Group
    results: tuple[Result, ...]
    count: int


@dataclass(frozen=True)
class Results:
    """What was found for a text. `corrections` has (as typed, as understood) for each word that nothing contains.

    If nothing has all the words, the results are those without one of them, which is `left_out`.
    """

    text: str
    groups: tuple[ResultGroup, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    left_out: str = ""

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def search(
    dataset: Dataset, text: str, *, ours: Dataset | None = None, topics: tuple[Topic, ...] = (), most: int = 5
) -> Results:
    """The results for a text, at most so many a group.

    `ours` are the records without the rows that a reader added to `dataset`; those have an index of their own.
    """
    text = " ".join(text[:LONGEST_TEXT].split())
    indices = [index_of(ours or dataset, topics)]
    if dataset.added:
        indices.insert(0, added_index_of(dataset))
    results = _results(dataset, text, indices, most)
    if not results.count:
        results = _without_a_word(dataset, text, indices, most)
    # Once the indices are made the cache is of no more use.
    forget_words()
    return results


def _results(dataset: Dataset, text: str, indices: Sequence[Index], most: int) -> Results:
    query = read_query(text, indices)
    if query is None:
        return Results(text)
    found = [index.found(query.text) for index in indices]
    groups = [_group(query, indices, [by_group[group] for by_group in found], group, most) for group in GROUPS]
    if not any(group.count for group in groups if group.group == "pairs"):
        groups = [
            _unrecorded_pair(dataset, query, text) or group if group.group == "pairs" else group for group in groups
        ]
    groups = sorted((group for group in groups if group.count), key=lambda group: _place_of(query, group))
    return Results(text, tuple(groups), query.corrections)


def _without_a_word(dataset: Dataset, text: str, indices: Sequence[Index], most: int) -> Results:
    """The results without one of the words: without that which leaves the fewest, so that they stay close to the text."""
    typed = text.split()
    if not 1 < len(typed) <= _MOST_LEFT_OUT:
        return Results(text)
    shorter = [(word, " ".join((*typed[:place], *typed[place + 1 :]))) for place, word in enumerate(typed)]
    tried = [
        replace(_results(dataset, rest, indices, most), text=text, left_out=word)
        for word, rest in shorter
        if words_of(word) and not is_empty(rest)
    ]
    return min((results for results in tried if results.count), key=lambda one: one.count, default=Results(text))


def _place_of(query: Query, group: ResultGroup) -> int:
    """A page or word of the help that is called exactly so is listed first, then what has the words in its title or names."""
    result = group.results[0]
    if group.group == "help" and words_of(result.entry.title) == query.words:
        return 0
    return 1 if group.group in _HAVE_NAMES or any(part.is_found for part in result.title) else 2


def _group(query: Query, indices: Sequence[Index], found: list[list[int]], group: Group, most: int) -> ResultGroup:
    results: list[Result] = []
    for index, numbers in zip(indices, found, strict=True):
        # Pairs and labels are in the order of their rank.
        ordered = sorted(numbers) if group in _IN_ORDER else numbers
        entries = [index.entry(number) for number in ordered[: _CANDIDATES if group in _NAMES_FIRST else most]]
        if group in _NAMES_FIRST:
            entries = _names_first(query, entries)
        results += [_result(query, entry) for entry in entries[: most - len(results)]]
    count = sum(map(len, found))
    return ResultGroup(group, tuple(results), count)


def _names_first(query: Query, entries: list[Entry]) -> list[Entry]:
    """What is called exactly so, then what has it as one of its names, then the rest as it is."""

    def place(entry: Entry) -> int:
        title = words_of(entry.title)
        if title == query.words:
            return 0
        if any(words_of(name) == query.words for name in entry.names.split(" / ")):
            return 1
        return 2 if title[: len(query.words)] == query.words else 3

    return sorted(entries, key=place)


def _result(query: Query, entry: Entry) -> Result:
    return Result(entry, parts_of(entry.title, query), snippet_of(entry.text, query))


def _unrecorded_pair(dataset: Dataset, query: Query, text: str) -> ResultGroup | None:
    """Two actors of whose pair the records have nothing: that too is an answer."""
    names = _names(dataset)
    dyad = names.dyad(text)
    names.forget()
    if dyad is None or any(actor not in dataset.actors for actor in _ends(dyad)):
        return None
    return ResultGroup("pairs", (_result(query, pair_entry(dataset, dyad)),), 1)


def _ends(dyad: str) -> Iterable[str]:
    return dyad.split("-")


@memo
def _names(dataset: Dataset) -> NameIndex:
    return NameIndex(dataset, {})
