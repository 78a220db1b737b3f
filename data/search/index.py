"""The full-text index: entries in SQLite's FTS5, in memory, built once for each state of the records."""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from sys import getsizeof
from threading import Event, Lock, Thread
from typing import Any

from data.base.later import wait_until_quiet
from data.base.memo import memo
from data.search.entries import Made, added_entries, entries_of
from data.search.entry import GROUPS, Entry, Group, Topic
from data.search.typing_errors import (
    LONGEST,
    MOST_WORDS,
    MOST_WORDS_WITHOUT_TABLE,
    SHORTEST,
    near_words,
    near_words_among,
    words_by_error,
)
from data.search.words import words_of
from data.tables.dataset import Dataset
from data.view.fields.names import names_of

# In this order a word weighs less and less: what something is called, its title, its text, whom it concerns.
_COLUMNS = ("name", "title", "body", "who")
_WEIGHTS = "10.0, 5.0, 2.0, 0.5"
_INSERT = "INSERT INTO entries(rowid, name, title, body, who) VALUES (?, ?, ?, ?, ?)"
# Where a query finds more, the entries of a group stay in their own order, and counting stops.
MOST_RANKED, MOST_COUNTED = 2000, 1000
# Of large records it takes long, and whoever looks at a page meanwhile would share the interpreter with it: seconds of
# work, and of rest after them.
_WORK, _REST = 0.01, 0.02
# Rows that are written between two rests.
_ROWS = 500
# Letters of a column of an added row that are searched: what the index takes is then little beside the row, for which the
# room of all uploads is counted. The texts of the records have fewer.
_MOST_LETTERS_OF_ADDED = 1_000
# Bytes of all columns of added rows: 20,000 with names and notes have 22 MB. Many rows may have the same long names; once
# these bytes are used, a row is found by the beginning of its title alone.
_MOST_BYTES_OF_ADDED, _LETTERS_WITHOUT_ROOM = 30_000_000, 100


class Rests:
    """Called between two pieces of work: rests after each `_WORK` seconds of it, until somebody waits for the result."""

    def __init__(self, is_awaited: Event, clock: Callable[[], float] = time.thread_time) -> None:
        self._is_awaited, self._clock = is_awaited, clock
        self._begun = clock()

    def __call__(self) -> None:
        if not self._is_awaited.is_set() and self._clock() - self._begun > _WORK:
            self._is_awaited.wait(_REST)
            self._begun = self._clock()


class Index:
    """Entries by number, those of a group next to each other; a query is a text in the language of FTS5.

    SQLite may be used by one thread at a time only, so a lock is held during each query.
    """

    def __init__(
        self,
        dataset: Dataset,
        made: Iterable[Made],
        rest: Callable[[], None] = lambda: None,
        *,
        most_letters: int | None = None,
    ) -> None:
        """Of each column of an entry the first `most_letters` are searched; with such a limit there is no table of errors."""
        self._makers: list[Made] = []
        self._ranges: dict[Group, tuple[int, int]] = {}
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        names = _names_by_actor(dataset, most_letters)
        by_group: dict[Group, list[tuple[Made, tuple[str, ...]]]] = defaultdict(list)
        size = 0
        for maker in made:
            entry = maker()
            if most_letters is None or size < _MOST_BYTES_OF_ADDED:
                columns = _columns(entry, names, most_letters)
            else:
                columns = "", _searchable(entry.title, _LETTERS_WITHOUT_ROOM), "", ""
            size += sum(map(getsizeof, columns))
            by_group[entry.group].append((maker, columns))
            rest()
        with self._database as database:
            options = "content='', columnsize=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3'"
            database.execute(f"CREATE VIRTUAL TABLE entries USING fts5({', '.join(_COLUMNS)}, {options})")
            database.execute("CREATE VIRTUAL TABLE words USING fts5vocab(entries, row)")
            for group in GROUPS:
                first = len(self._makers)
                self._makers += (maker for maker, _ in by_group[group])
                self._ranges[group] = first, len(self._makers) - 1
                rows = [(first + place, *columns) for place, (_, columns) in enumerate(by_group[group])]
                for begin in range(0, len(rows), _ROWS):
                    database.executemany(_INSERT, rows[begin : begin + _ROWS])
                    rest()
            database.execute("INSERT INTO entries(entries) VALUES ('optimize')")
        # The most frequent first: of very many words only those are known with their typing errors.
        sql = "SELECT term FROM words WHERE length(term) BETWEEN ? AND ? ORDER BY doc DESC, term LIMIT ?"
        most = MOST_WORDS if most_letters is None else MOST_WORDS_WITHOUT_TABLE
        frequent = [term for (term,) in self._ask(sql, SHORTEST, LONGEST, 2 * most)]
        self._by_error = words_by_error(frequent) if most_letters is None else {}
        self._without_table = [] if most_letters is None else [word for word in frequent if word.isalpha()][:most]

    def __len__(self) -> int:
        return len(self._makers)

    def entry(self, number: int) -> Entry:
        return self._makers[number]()

    def found(self, query: str) -> dict[Group, list[int]]:
        """By group the numbers of the entries that a query finds, the best first; at most `MOST_COUNTED` a group."""
        sql = "SELECT rowid FROM entries WHERE entries MATCH ?"
        numbers = [number for (number,) in self._ask(f"{sql} LIMIT ?", query, MOST_RANKED + 1)]
        if len(numbers) > MOST_RANKED:
            in_group = f"{sql} AND rowid BETWEEN ? AND ? LIMIT ?"
            return {
                group: [number for (number,) in self._ask(in_group, query, first, last, MOST_COUNTED)]
                for group, (first, last) in self._ranges.items()
            }
        if len(numbers) > 1:
            numbers = [number for (number,) in self._ask(f"{sql} ORDER BY bm25(entries, {_WEIGHTS}), rowid", query)]
        return {
            group: [one for one in numbers if first <= one <= last] for group, (first, last) in self._ranges.items()
        }

    def count(self, word: str) -> int:
        """How many entries have the word."""
        return next((int(number) for (number,) in self._ask("SELECT doc FROM words WHERE term = ?", word)), 0)

    def has_beginning(self, beginning: str) -> bool:
        """Whether a word begins so."""
        first = self._ask("SELECT term FROM words WHERE term >= ? LIMIT 1", beginning)
        return any(term.startswith(beginning) for (term,) in first)

    def words_like(self, word: str) -> list[str]:
        """The words from which this one may differ by a typing error, the most frequent first."""
        near = near_words(word, self._by_error) | near_words_among(word, self._without_table)
        return sorted(sorted(near), key=lambda near: -self.count(near))

    def _ask(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(sql, values).fetchall()


def index_of(dataset: Dataset, topics: tuple[Topic, ...] = ()) -> Index:
    """The index of all records and the topics of the help; where it is being made, without rests from now on."""
    _is_awaited(dataset, topics).set()
    return _made_index(dataset, topics)


@memo
def _is_awaited(dataset: Dataset, topics: tuple[Topic, ...]) -> Event:  # noqa: ARG001 (the key of the memo)
    return Event()


@memo
def _made_index(dataset: Dataset, topics: tuple[Topic, ...]) -> Index:
    return Index(dataset, entries_of(dataset, topics), Rests(_is_awaited(dataset, topics)))


@memo
def begin_index(dataset: Dataset, topics: tuple[Topic, ...] = ()) -> None:
    """Have the index made in the background, once for each state of the records, so that no search waits for it."""
    Thread(target=_make_when_quiet, args=(dataset, topics), name="search-index", daemon=True).start()


def _make_when_quiet(dataset: Dataset, topics: tuple[Topic, ...]) -> None:
    wait_until_quiet()
    _made_index(dataset, topics)


@memo
def added_index_of(dataset: Dataset) -> Index:
    """The index of the rows alone that a reader added; it goes when they go."""
    return Index(dataset, added_entries(dataset), most_letters=_MOST_LETTERS_OF_ADDED)


def _columns(entry: Entry, names: dict[str, str], most: int | None) -> tuple[str, ...]:
    who = " ".join(names[actor] for actor in entry.who if actor in names)[:most]
    called = who if entry.group == "pairs" else _searchable(entry.names, most)
    return called, _searchable(entry.title, most), _searchable(f"{entry.text} {entry.date}", most), who


def _names_by_actor(dataset: Dataset, most: int | None) -> dict[str, str]:
    return {actor: _searchable(" / ".join(names_of(dataset, actor)), most) for actor in dataset.actors}


def _searchable(text: str, most: int | None) -> str:
    # A letter may be a whole word.
    return " ".join(words_of(text[:most]))[:most]
