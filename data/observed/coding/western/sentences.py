"""An item in English or Russian -> the contacts and labels that its sentences tell of, in the form that Chinese items have."""

import re
from collections.abc import Iterator
from functools import cache

from data.observed.coding.contacts.found import Found
from data.observed.coding.labels.mentioned import Mentioned
from data.observed.coding.model.item import Item
from data.observed.coding.model.tables import alternatives, rows_of
from data.observed.coding.western.names import WESTERN_LEADER, ActorNames, leader_of

# Of several verbs in one sentence the first of these decides.
_KINDS = ("video_call", "phone_call", "talks", "letter_message", "meeting", "visit_arrival")
_OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "speaker")
# Contacts stand in the title and at the beginning; labels anywhere.
_FIRST_SENTENCES = 4
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_OWN_TITLE = (
    r"(?:chinese |china’s |china's )?(?:president|premier|vice premier|foreign minister|chairman)(?: of china)?\s+|"
    r"(?:председател\w+ кнр|премьер\w* (?:госсовета )?(?:кнр|китая)|министр\w* иностранных дел (?:кнр|китая))\s+"
)
_LABEL_WORDS = tuple((row["word"], row["en"], row["ru"]) for row in rows_of("label_words"))
_WORD = "|".join(pattern for _, en, ru in _LABEL_WORDS for pattern in (en, ru))
_LABEL = re.compile(rf"(?:\b(?:{_WORD})\b[\s,]*(?:(?:and|и|в|of|на)\s+)?){{2,}}", re.IGNORECASE)
_CORE = _LABEL_WORDS[-1]


@cache
def _list(name: str) -> re.Pattern[str]:
    return re.compile(alternatives("western", name), re.IGNORECASE)


def western_contacts(item: Item, names: ActorNames) -> tuple[list[Found], int]:
    """(the contacts of an item, how many more have a partner that no rule knows)."""
    found: dict[tuple[str, str, str], Found] = {}
    unknown = 0
    sentences = [item.title, *_SENTENCE.split(item.text)[:_FIRST_SENTENCES]]
    for place, sentence in enumerate(sentences):
        for leader in _leaders(sentence, item.date):
            kind = next((kind for kind in _KINDS if _list(kind).search(sentence)), "")
            if not kind or _list("to_come").search(sentence):
                continue
            partner = _one_actor(sentence, names)
            if partner:
                office = "" if kind == "visit_arrival" else _office(sentence)
                origin = "title" if place == 0 else "opening"
                new = Found(item.date, item, kind, partner, leader, office, _label_of(item, sentences), origin)
                before = found.setdefault((kind, partner, leader), new)
                before.office = office if before.office == "other" else before.office
            unknown += not partner and place == 0
    return list(found.values()), unknown


def _leaders(sentence: str, day: str) -> Iterator[str]:
    """The leaders that a sentence names, each once."""
    rows = (leader_of(found.group()) for found in WESTERN_LEADER.finditer(sentence))
    yield from dict.fromkeys(row["name"] for row in rows if row and row["start"] <= day <= row["end"])


def _one_actor(sentence: str, names: ActorNames) -> str:
    """The only actor that a sentence names besides China; empty if there is none, or several."""
    actors = {actor for _, actor in names.actors_in(sentence)}
    return actors.pop() if len(actors) == 1 else ""


def _office(sentence: str) -> str:
    """The office of the other side: the leader’s own title is left out."""
    text = re.sub(rf"(?:{_OWN_TITLE})*(?:{WESTERN_LEADER.pattern})", "", sentence, flags=re.IGNORECASE)
    return next((office for office in _OFFICES if _list(office).search(text)), "other")


# Labels ------------------------------------------------------------------------------------------


def label_in_chinese(phrase: str) -> str:
    """The Chinese wording of a label: its words in the order that Chinese gives them; empty if it is no partnership."""
    words = [word for word, en, ru in _LABEL_WORDS if re.search(rf"\b(?:{en}|{ru})\b", phrase, re.IGNORECASE)]
    return "".join(words) if words[-1:] == [_CORE[0]] and len(words) > 1 else ""


def _labels(sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
    for found in _LABEL.finditer(sentence):
        label = label_in_chinese(found.group())
        if label:
            yield label, found


def _label_of(item: Item, sentences: list[str]) -> str:
    """The first label of an item."""
    texts = (*sentences, item.text)
    return next((label for text in texts for label, _ in _labels(text)), "")


def western_labels(item: Item, names: ActorNames) -> Iterator[Mentioned]:
    """The labels of an item, each with the only actor of its sentence, or else of the item’s title."""
    of_title = _one_actor(item.title, names)
    for number, paragraph in enumerate((item.title, *item.text.split("\n"))):
        for sentence in filter(None, _SENTENCE.split(paragraph)):
            for label, found in _labels(sentence):
                named = {actor for _, actor in names.actors_in(sentence)}
                partner = _one_actor(sentence, names) if named else of_title
                if partner:
                    sign = "named" if named else "item"
                    yield Mentioned(item, partner, label, _speaker(sentence), _context(sentence, found), sign, number)


def _speaker(sentence: str) -> str:
    return "china" if _list("china_says").search(sentence) else "narrator"


def _context(sentence: str, label: re.Match[str]) -> str:
    before = sentence[: label.start()]
    if _list("past").search(sentence):
        return "describes"
    wish = _list("wish").search(before)
    for context in ("raises", "declares"):
        if _list(context).search(before):
            return "calls for" if wish else context
    if _list("reaffirms").search(before):
        return "reaffirms"
    return "calls for" if _list("calls_for").search(before) else "describes"
