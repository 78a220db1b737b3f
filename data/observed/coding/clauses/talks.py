"""Talks, meetings and signatures."""

import re

from data.observed.coding.chinese.names import NAME
from data.observed.coding.chinese.offices import partners_in
from data.observed.coding.clauses.rest import Partners, Rest
from data.observed.coding.model.tables import verbs

_TALKS, _MEETING = verbs("talks"), verbs("meeting")
# Verbs whose partner stands before them; of the others it stands after.
_PARTNER_BEFORE = ("会晤", "会面", "见面", "茶叙", "交谈", "早餐会", "餐叙", "座谈", "共进")
_TRIO = re.compile("中([俄美蒙印日韩法德]{1,3})(?:三国)?(?:元首|领导人|总理)")
_NAMED_TRIO = re.compile("中[俄美蒙印日韩法德]{2,3}(?:三国)?(?:元首|领导人|总理)")
_OF_TRIO = {"俄": "RUS", "美": "USA", "法": "FRA", "德": "DEU", "日": "JPN", "韩": "KOR", "印": "IND", "蒙": "MNG"}
Contacts = list[tuple[str, Partners]]


def talks(rest: Rest) -> Contacts | None:
    text = rest.text
    if not _TALKS.search(text):
        return None
    partners = partners_in(rest.between(_TALKS) or text, "talks", strict=False)
    contacts: Contacts = [("talks", partners)]
    if rest.signs and partners:
        contacts.append(("signing", partners))
    met = re.search("会谈.*?会见(.*)", text)
    if met:
        contacts.append(("meeting", partners_in(met.group(1), "meeting", strict=False)))
    return contacts


def meetings(rest: Rest) -> Contacts | None:
    found = _MEETING.search(rest.text)
    if not found:
        return None
    phrase = _partner_phrase(rest, found)
    if phrase is None:
        return []
    partners = partners_in(phrase, "meeting", strict=False)
    if not partners and found.group() == "会见":
        partners = partners_in(rest.between(_MEETING), "meeting", strict=False)
    partners = partners or _trio(rest.text)
    contacts: Contacts = [("meeting", partners)]
    return [*contacts, ("signing", partners)] if rest.signs and partners else contacts


def _partner_phrase(rest: Rest, verb: re.Match[str]) -> str | None:
    """The words for the partner; None if the clause tells of no meeting with one."""
    text, word = rest.text, verb.group()
    after = text[verb.end() :]
    if word == "会晤" and verb.start() <= 3 and NAME.search(after):
        return after
    if word not in _PARTNER_BEFORE:
        return re.split("(?<!比利)时(?=[强指，,]|$)|并(?:出席|共同|一|主持|发表)|后(?!任)", after)[0]
    phrase = rest.between(_MEETING)
    if not phrase and word == "座谈":
        return None
    at_event = word == "会晤" and re.search("出席|主持", text[: verb.start()])
    return None if at_event and not phrase and not _NAMED_TRIO.search(text) else phrase


def _trio(text: str) -> Partners:
    """The partners of a meeting known by its short name, such as that of China, Russia and Mongolia."""
    found = _TRIO.search(text)
    if not found:
        return {}
    government = "总理" in text
    return {
        _OF_TRIO[short]: "head_of_government" if government or short in "日印" else "head_of_state"
        for short in found.group(1)
    }


def signatures(rest: Rest) -> Contacts | None:
    return [("signing", partners_in(rest.text, "signing", strict=False))] if rest.signs else []
