"""An item -> the labels said of a partner in it, each with the speaker and what is done with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.observed.coding.labels.about import About, about
from data.observed.coding.labels.attribution import attributed
from data.observed.coding.labels.case import LabelCase, Saying
from data.observed.coding.labels.contexts import context_of
from data.observed.coding.labels.pairs import actors_named
from data.observed.coding.labels.speakers import SAYS, speaker_of
from data.observed.coding.labels.wordings import wordings_in
from data.observed.coding.model.item import Item

_RELATION = re.compile("合作关系|友好关系|互惠关系|稳定关系")
_NO_ITEM = re.compile("^《?新闻联播》?|快讯$")
_SENTENCE_END = re.compile("(?<=[。！？；])")
_MEETING = re.compile("(?:会见|会晤|同|与|对)([^，。]{2,30}?)(?:时|举行会谈时|会谈时)[，,]")
_MEETING_OF_UNKNOWN = re.compile("会见[一-龥·]{2,12}时")
CONTEXT_RANK = {"declares": 0, "raises": 0, "reaffirms": 1, "calls for": 2, "describes": 3}
SPEAKER_RANK = {"china": 0, "partner": 1, "narrator": 2, "unknown": 3}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A label said of a partner; `sign` is what settled the partner, `paragraph` counts from the title, which is 0."""

    item: Item
    partner: str
    label: str
    speaker: str
    context: str
    sign: str
    paragraph: int


def mentioned_in(item: Item) -> Iterator[Mentioned]:
    """The labels of an item, in their order."""
    if _NO_ITEM.search(item.title) or not (_may_hold_label(item.title) or _may_hold_label(item.text)):
        return
    subject = about(item)
    for number, paragraph in enumerate((item.title, *item.text.split("\n"))):
        # Nothing is carried from one paragraph to the next.
        if _may_hold_label(paragraph):
            yield from _in_paragraph(item, subject, paragraph, number)


def _may_hold_label(text: str) -> bool:
    """Whether it has a word of a label: of the many texts that have none, this is what is asked most."""
    if "伙伴" in text or "命运共同体" in text:
        return True
    return "关系" in text and _RELATION.search(text) is not None


def _in_paragraph(item: Item, subject: About, paragraph: str, number: int) -> Iterator[Mentioned]:
    named = tuple(actors_named(paragraph))
    partners = {subject.partner} if subject.partner else set(named)
    last_speaker = met = ""
    for sentence in filter(str.strip, _SENTENCE_END.split(paragraph)):
        met = _met(sentence, subject, met)
        speaker = "narrator"
        if number:
            speaker = speaker_of(
                sentence, last_speaker, partners, of_leaders=subject.is_of_leaders, default=subject.voice
            )
        if speaker == "narrator":
            last_speaker = ""
        elif SAYS.search(sentence):
            last_speaker = speaker
        if not _may_hold_label(sentence):
            continue
        saying = Saying(sentence, paragraph, named, speaker, met)
        for wording in wordings_in(sentence):
            partner, sign = attributed(LabelCase(wording, saying, subject))
            if partner:
                context = context_of(sentence, wording.start, wording.end, item.date)
                yield Mentioned(item, partner, wording.label, speaker, context, sign, number)


def _met(sentence: str, subject: About, before: str) -> str:
    """The partner of whose meeting the paragraph tells from here on; "?" if no rule knows him."""
    meeting = _MEETING.search(sentence)
    if meeting:
        actors = actors_named(meeting.group(1))
        return actors[0] if len(actors) == 1 else before
    if _MEETING_OF_UNKNOWN.match(sentence):
        return "" if subject.partner else "?"
    return before


def strongest(mentioned: Iterable[Mentioned]) -> list[Mentioned]:
    """One for each day, partner and label: the strongest act, of several that of China’s side."""
    kept: dict[tuple[str, str, str], Mentioned] = {}
    for one in sorted(mentioned, key=lambda one: (one.item.date, one.item.url, one.item.title)):
        key = (one.item.date, one.partner, one.label)
        if key not in kept or _rank(one) < _rank(kept[key]):
            kept[key] = one
    return [kept[key] for key in sorted(kept)]


def _rank(one: Mentioned) -> tuple[int, int]:
    return CONTEXT_RANK[one.context], SPEAKER_RANK[one.speaker]
