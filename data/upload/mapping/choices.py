"""What a reader decided about an upload, and the questions that are open: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from data.upload.mapping.column_map import ColumnMap
from data.upload.reading.raw import NO_REFUSALS, GuessKey

QuestionKind = Literal["actor", "dates", "label", "codes"]
# (kind, file or empty, column or empty, what is asked about)
QuestionKey = tuple[QuestionKind, str, str, str]
# Answers that are no actor, tier, order or scheme.
ADD, SKIP, OWN = "+add", "+skip", "+own"
MAX_QUESTIONS = 100
# How to mend what a question is about: the answer mends it, not the file.
NAME_IT, SAY_THE_LIST, CHOOSE_LABEL = (
    "choose one, add it, or leave its rows out",
    "say which list it is of",
    "choose which one",
)
OPEN_CHOICES = frozenset((NAME_IT, SAY_THE_LIST, CHOOSE_LABEL))
# About every name that is not known and has no answer of its own.
ALL_NAMES: QuestionKey = ("actor", "", "", "")


@dataclass(frozen=True)
class Question:
    """One thing that only the reader can decide. `options` are (answer, its words); `answer` is the one given, or "".

    `is_open`: rows wait for an answer; otherwise `answer` is what was assumed.
    """

    key: QuestionKey
    text: str
    options: tuple[tuple[str, str], ...]
    rows: int
    answer: str = ""

    @property
    def kind(self) -> QuestionKind:
        return self.key[0]

    @property
    def is_open(self) -> bool:
        return not self.answer


@dataclass(frozen=True)
class Choices:
    """`maps` are found by the header, `answers` by the key of their question; `refused` guesses do not apply."""

    maps: Mapping[tuple[str, ...], ColumnMap] = field(default_factory=dict)
    answers: Mapping[QuestionKey, str] = field(default_factory=dict)
    refused: frozenset[GuessKey] = NO_REFUSALS

    def with_map(self, column_map: ColumnMap) -> "Choices":
        return replace(self, maps={**self.maps, column_map.header: column_map})

    def with_answer(self, key: QuestionKey, answer: str) -> "Choices":
        answers = {**self.answers, key: answer}
        return replace(self, answers={key: given for key, given in answers.items() if given})


NO_CHOICES = Choices()
