"""The two columns of actors of a table -> what reads each of them: names, or the codes of a list."""

from data.matching.code_schemes import CodeReading, code_reading
from data.matching.names import NameIndex
from data.upload.mapping.choices import Choices, Question
from data.upload.ties.actor_reader import ActorReader, AddedActors

_LEAST_CODES = 3


def readers_of(
    sides: list[tuple[str, list[str]]], file: str, names: NameIndex, choices: Choices, added: AddedActors
) -> tuple[list[ActorReader], list[Question]]:
    """(the readers, which list their codes are of where that is not clear) of the sides (heading, texts).

    That is one reader for both sides, unless only one of them is of codes.
    """
    readers, questions = list[ActorReader](), list[Question]()
    for codes, columns in _codes_of(sides):
        readers.append(reader := ActorReader(names, choices, codes, added))
        if question := reader.scheme_question(file, columns):
            questions.append(question)
    return readers, questions


def _codes_of(sides: list[tuple[str, list[str]]]) -> list[tuple[CodeReading, str]]:
    heads = [head for head, _ in sides]
    codes = code_reading([text for _, texts in sides for text in texts], heads)
    if not codes.scheme and not codes.open:
        apart = [(_codes_of_side(head, texts), head) for head, texts in sides]
        if any(one.scheme or one.open for one, _ in apart):
            return apart
    return [(codes, " and ".join(heads))]


def _codes_of_side(head: str, texts: list[str]) -> CodeReading:
    """The codes of one column; names, if there are only one or two that may be of several lists."""
    codes = code_reading(texts, [head])
    return CodeReading() if codes.open and len(set(texts)) < _LEAST_CODES else codes
