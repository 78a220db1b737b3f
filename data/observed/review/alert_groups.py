"""Label alerts -> matters that a person can go through: one a partner and label, the most urgent first. Pure.

An archive of years has the same label in hundreds of items: what is asked once is decided once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache
from typing import TypeAlias

from data.base.memo import memo
from data.observed.coding.alerts import DECLARED, MISSING
from data.observed.coding.candidates_file import CoderRun
from data.observed.coding.labels.on_record import LabelsOnRecord, labels_on_record, without_pair
from data.observed.review.questions import ReviewQuestion, questions
from data.tables.dataset import Dataset
from data.usage.forms import form_of, is_shorter

# A step may be on record under the day of the text, and be on air some days later.
_NEAR = timedelta(days=31)
Core: TypeAlias = Callable[[str, str], str]
_CONFIDENCE = ("high", "medium", "low")


class Urgency(IntEnum):
    """What a person should look at first."""

    NEW_STEP = 1
    NEW_LABEL = 2
    MISSING = 3
    OTHER_FORM = 4
    STEP_ON_RECORD = 5


@dataclass(frozen=True)
class AlertGroup:
    """Alerts of one partner and label. `question` stands for them: the newest of the most urgent ones."""

    urgency: Urgency
    question: ReviewQuestion
    members: tuple[ReviewQuestion, ...]

    @property
    def first_day(self) -> str:
        return min(member.candidate.cells["date"] for member in self.members)

    @property
    def last_day(self) -> str:
        return max(member.candidate.cells["date"] for member in self.members)


@memo
def alert_groups(dataset: Dataset, run: CoderRun) -> tuple[AlertGroup, ...]:
    """The alerts of a run that wait for a person: by urgency, then by how sure the rules are, then the newest first."""
    on_record, core = labels_on_record(dataset), _cores(dataset)
    found: dict[tuple[bool, str, str], list[ReviewQuestion]] = defaultdict(list)
    for question in questions(dataset, run).by_table["alerts"]:
        cells = question.candidate.cells
        found[cells["kind"] == MISSING, cells["partner"], core(cells["partner"], cells["label_zh"])].append(question)
    groups = [_group(core, on_record, members) for members in found.values()]
    groups.sort(key=lambda group: group.last_day, reverse=True)
    groups.sort(key=lambda group: (group.urgency, _CONFIDENCE.index(group.question.candidate.confidence)))
    return tuple(groups)


def _group(core: Core, on_record: LabelsOnRecord, members: Iterable[ReviewQuestion]) -> AlertGroup:
    ranked = [(_urgency(core, on_record, member), member) for member in members]
    # The questions are the newest first, and sorting keeps that order.
    ranked.sort(key=lambda pair: (pair[0], _CONFIDENCE.index(pair[1].candidate.confidence)))
    return AlertGroup(*ranked[0], tuple(member for _, member in ranked))


def _urgency(core: Core, on_record: LabelsOnRecord, question: ReviewQuestion) -> Urgency:
    cells = question.candidate.cells
    partner, kind = cells["partner"], cells["kind"]
    if kind == MISSING:
        return Urgency.MISSING
    label = core(partner, cells["label_zh"])
    if kind != DECLARED:
        known = {core(partner, wording) for wording in on_record.wordings(partner)}
        is_known = label in known or any(is_shorter(label, other) for other in known)
        return Urgency.OTHER_FORM if is_known else Urgency.NEW_LABEL
    latest = date.fromisoformat(cells["date"]) + _NEAR
    begun = on_record.wordings_until(partner, latest.isoformat())
    is_there = label in {core(partner, wording) for wording in begun}
    return Urgency.STEP_ON_RECORD if is_there else Urgency.NEW_STEP


def _cores(dataset: Dataset) -> Core:
    """(partner, label) -> the label without what adorns it ("更加紧密的"), and without the pair in it."""

    # The same labels come back in hundreds of alerts.
    @cache
    def core(partner: str, label: str) -> str:
        name = dataset.actors[partner].name_zh if partner in dataset.actors else ""
        return form_of(without_pair(label.rpartition("的")[2]), name)

    return core
