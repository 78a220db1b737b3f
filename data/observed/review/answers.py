"""Answers to questions -> the changes of the records that a save makes, each with the decision beside it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from data.model.schema import TABLE
from data.observed.review.questions import GONE, ReviewQuestion
from data.store.changes import RowChange
from data.tables.dataset import Dataset, lines_of_dataset

Decision = Literal["accepted", "corrected", "rejected"]
_ROW_OF = {"contacts": "contact", "sightings": "sighting"}
# What a person may correct; the rest says where it was read.
CORRECTABLE = {
    "contacts": ("date", "kind", "partner", "leader", "office", "label_zh"),
    "sightings": ("date", "partner", "label_zh", "tier", "speaker_side", "context"),
    "alerts": (),
}


@dataclass(frozen=True)
class ReviewAnswer:
    """A decision on a question; `cells` are those that a person corrected."""

    question: ReviewQuestion
    decision: Decision
    cells: tuple[tuple[str, str], ...] = ()


def changes_of(dataset: Dataset, answers: Iterable[ReviewAnswer]) -> list[RowChange]:
    """The changes for some answers, to be saved together."""
    names = _NewNames(dataset)
    return [change for answer in answers for change in _changes(answer, names)]


def _changes(answer: ReviewAnswer, names: "_NewNames") -> Iterator[RowChange]:
    question, row = answer.question, ""
    table = question.candidate.table
    if table != "alerts":
        before = dict(question.row) if question.row else None
        after = _row_after(answer, names)
        if after is not None:
            row = after[_ROW_OF[table]]
        if before != after:
            yield RowChange(table, before, after)
    review = dict(question.review) if question.review else None
    yield RowChange("reviews", review, _review_after(answer, row))


def _row_after(answer: ReviewAnswer, names: "_NewNames") -> dict[str, str] | None:
    """The cells of the row; None if there is to be none."""
    question, candidate = answer.question, answer.question.candidate
    before = dict(question.row) if question.row else None
    if answer.decision == "rejected":
        # What is refused now is taken out again if it came in by a review; older rows stay as they are.
        return None if question.review or question.state == "gone" else before
    if question.state == "gone":
        return before
    columns = TABLE[candidate.table].columns
    read = {name: candidate.cells.get(name, "") for name in columns} | dict(answer.cells)
    name = _ROW_OF[candidate.table]
    read[name] = before[name] if before else names.new(candidate.table, read, candidate.cells.get("contact", ""))
    return read


def _review_after(answer: ReviewAnswer, row: str) -> dict[str, str]:
    candidate, is_gone = answer.question.candidate, answer.question.state == "gone"
    return {
        "candidate": candidate.key,
        "table": candidate.table,
        "decision": answer.decision,
        "date": candidate.cells["aired"],
        "rule": candidate.rule,
        "extraction": GONE if is_gone else candidate.extraction,
        "row": "" if answer.decision == "rejected" else row,
    }


class _NewNames:
    """Ids for new rows, none of them in use."""

    def __init__(self, dataset: Dataset) -> None:
        self._lines: Mapping[str, Mapping[tuple[str, ...], object]] = lines_of_dataset(dataset)
        self._given: set[tuple[str, str]] = set()

    def new(self, table: str, cells: Mapping[str, str], wanted: str) -> str:
        """An id in the form of the table: a contact’s own, or the day, partner and number of a sighting."""
        stem = wanted or f"{cells['date'].replace('-', '')}_{cells['partner'].replace(':', '.')}"
        numbers = range(2 if wanted else 1, 100_000)
        candidates = ([stem] if wanted else []) + [f"{stem}_{number}" for number in numbers[:1000]]
        name = next(one for one in candidates if (one,) not in self._lines[table] and (table, one) not in self._given)
        self._given.add((table, name))
        return name
