"""Candidates and records -> what a person is asked: what is new, what is read in another way now, what is gone. Pure.

After the data reviews of OpenSanctions (https://zavod.opensanctions.org/data_reviews/): a key that survives changes of the
source, asked again only when the extraction changes, a rejection that stays.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from data.base.memo import memo
from data.model.schema import TABLE
from data.observed.coding.candidates_file import CoderRun
from data.observed.coding.model.candidate import CANDIDATE_CELLS, Candidate
from data.observed.coding.model.tables import rows_of
from data.tables.column_table import ColumnTable
from data.tables.dataset import Dataset, lines_of_dataset

State = Literal["new", "changed", "gone"]
Cells = Mapping[str, str]
_STATES: tuple[State, ...] = ("new", "changed", "gone")
# From this share of sampled rows found right, all of a rule can be accepted at once.
SURE = 0.98
# What a review of a gone row has in place of an extraction, so that it is not asked for again.
GONE = "gone"
# Cells that name the row, or another address of the same item.
_NOT_READ = ("contact", "sighting", "url")


@dataclass(frozen=True)
class ReviewQuestion:
    """`row` has the cells of the row in the records, None if there is none; `problem` says why it cannot be accepted.

    `review` has the cells of the decision made before, None if there is none.
    """

    candidate: Candidate
    state: State
    row: Cells | None = None
    review: Cells | None = None
    problem: str = ""


@dataclass(frozen=True)
class RulePrecision:
    """How many sampled rows of a rule were read, and found right."""

    read: int
    correct: int

    @property
    def is_sure(self) -> bool:
        return self.correct >= SURE * self.read


PRECISION = {row["rule"]: RulePrecision(int(row["read"]), int(row["correct"])) for row in rows_of("precision")}


@dataclass(frozen=True, eq=False)
class Questions:
    """All questions: label alerts first, then by state, the newest first."""

    every: tuple[ReviewQuestion, ...]

    @cached_property
    def by_key(self) -> dict[str, ReviewQuestion]:
        return {question.candidate.key: question for question in self.every}

    @cached_property
    def by_table(self) -> dict[str, list[ReviewQuestion]]:
        tables: dict[str, list[ReviewQuestion]] = {"alerts": [], "contacts": [], "sightings": []}
        for question in self.every:
            tables[question.candidate.table].append(question)
        return tables

    @cached_property
    def sure_rules(self) -> dict[str, list[ReviewQuestion]]:
        """Rule -> its new questions, for the rules of which all can be accepted at once."""
        rules: dict[str, list[ReviewQuestion]] = defaultdict(list)
        for question in self.every:
            precision = PRECISION.get(question.candidate.rule)
            if precision and precision.is_sure and question.state == "new" and not question.problem:
                rules[question.candidate.rule].append(question)
        return dict(sorted(rules.items()))


@memo
def questions(dataset: Dataset, run: CoderRun) -> Questions:
    """What a person is asked about a run."""
    reviews = dataset.in_columns("reviews")
    asked = [*_of_candidates(dataset, reviews, run), *_gone(dataset, reviews, run)]
    asked.sort(key=lambda question: question.candidate.key)
    asked.sort(key=lambda question: question.candidate.cells["aired"], reverse=True)
    asked.sort(key=lambda question: (question.candidate.table != "alerts", _STATES.index(question.state)))
    return Questions(tuple(asked))


def _of_candidates(dataset: Dataset, reviews: ColumnTable, run: CoderRun) -> Iterator[ReviewQuestion]:
    rows = _Rows(dataset)
    for candidate in run.candidates:
        place = reviews.places.get((candidate.key,))
        review = reviews.cells(place) if place is not None else None
        if review and (review["decision"] == "rejected" or review["extraction"] == candidate.extraction):
            continue
        row = rows.of(candidate, review["row"] if review else "")
        if row and not review and _agrees(candidate, row):
            continue
        partner = candidate.cells["partner"]
        known = partner in dataset.actors
        problem = "" if known else f"{partner} is not in the table of actors. Add it there first."
        yield ReviewQuestion(candidate, "changed" if row or review else "new", row, review, problem)


def _agrees(candidate: Candidate, row: Cells) -> bool:
    """Whether the row says what was read."""
    return all(cell == candidate.cells.get(name, "") for name, cell in row.items() if name not in _NOT_READ)


def _gone(dataset: Dataset, reviews: ColumnTable, run: CoderRun) -> Iterator[ReviewQuestion]:
    """Rows once accepted that a run no longer finds, although it read their day."""
    found, read, rows = {candidate.key for candidate in run.candidates}, {day.date for day in run.days}, _Rows(dataset)
    for (key,), place in reviews.places.items():
        review = reviews.cells(place)
        is_accepted = review["decision"] != "rejected" and review["row"] and review["extraction"] != GONE
        if key in found or not is_accepted or review["date"] not in read:
            continue
        row = rows.named(review["table"], review["row"])
        if row:
            cells = dict.fromkeys(CANDIDATE_CELLS, "") | {
                name: cell for name, cell in row.items() if name in CANDIDATE_CELLS
            }
            yield ReviewQuestion(_gone_candidate(key, review, cells), "gone", row, review)


def _gone_candidate(key: str, review: Cells, cells: Cells) -> Candidate:
    table: Literal["contacts", "sightings"] = "contacts" if review["table"] == "contacts" else "sightings"
    return Candidate(table, key, review["rule"], "low", "", 0, {**cells, "aired": review["date"]})


class _Rows:
    """The rows of the records by what a candidate says of itself."""

    def __init__(self, dataset: Dataset) -> None:
        self._lines = lines_of_dataset(dataset)
        sightings = dataset.sightings
        texts = (
            [column.cells[code] for code in column.codes.tolist()]
            for column in (sightings.columns[name] for name in ("sighting", "date", "partner", "label_zh"))
        )
        self._sightings = {(date, partner, label): name for name, date, partner, label in zip(*texts, strict=True)}

    def named(self, table: str, name: str) -> Cells | None:
        """The cells of the row with this id."""
        line = self._lines[table].get((name,)) if name else None
        return {column: line.cells.get(column, "") for column in TABLE[table].columns} if line else None

    def of(self, candidate: Candidate, reviewed: str) -> Cells | None:
        """The row that a candidate became, or that says the same already."""
        if candidate.table == "alerts":
            return None
        if candidate.table == "contacts":
            return self.named("contacts", reviewed or candidate.cells["contact"])
        key = (candidate.cells["date"], candidate.cells["partner"], candidate.cells["label_zh"])
        return self.named("sightings", reviewed or self._sightings.get(key, ""))
