"""Summits, welcomes, banquets and what leaders attended together."""

import re

from data.observed.coding.chinese.names import NAME
from data.observed.coding.chinese.offices import partners_in
from data.observed.coding.clauses.rest import Partners, Rest
from data.observed.coding.model.tables import rows_of, verbs, words

_ATTENDS, _TALKS, _MEETING = verbs("attendance"), verbs("talks"), verbs("meeting")
SUMMITS = [(re.compile(row["pattern"]), row["actor"]) for row in rows_of("summits")]
_SUMMIT, _NO_SUMMIT = words("summit"), words("no_summit")
_WELCOMES = re.compile("举行.{0,4}仪式，?(?:热烈)?欢迎(.{2,40})")
_TOGETHER = re.compile(
    "^(?:当地时间|[上下]午)*(?:应约)?[同与和](.{2,30}?)(?:一起|一道)?(?:在.{1,10})?"
    "(?:出席|参观|到访|游览|举行(?!.{0,12}会[谈晤见])|话别|散步|观看|考察|品|向)"
)
_HOST = re.compile("(?:出席|参加|应邀出席)(.*?)(?:举行|为|举办|主持|专门)")
_GUEST = re.compile("为(.*?)举行|欢迎(.*?)(?:访|并|$)|(?:和|与|同)(.*)")
_ESCORT = re.compile("陪同(.*?)(?:参观|考察|观看|出席|游览|会见|$)")
_MET = re.compile("会见(.*?)(?:并|后|$)")
Contacts = list[tuple[str, Partners]]


def summits(rest: Rest) -> Contacts | None:
    """The summit of an organisation, its members not being named."""
    text = rest.text
    if not (re.search("出席|主持", text) and _SUMMIT.search(text)) or _NO_SUMMIT.search(text):
        return None
    contacts: Contacts = []
    if re.search("(?<!与)(?<!东盟)中日韩领导人会议", text):
        contacts.append(("attends_with", {"JPN": "head_of_government", "KOR": ""}))
    host = next((actor for pattern, actor in SUMMITS if pattern.search(text) and actor != "ORG:UN"), "")
    if host:
        contacts.append(("attends_with", {host: "other"}))
    return contacts or None


def welcomes(rest: Rest) -> Contacts | None:
    found = _WELCOMES.search(rest.text)
    if not found or _ATTENDS.search(rest.text):
        return None
    return [("attends_with", partners_in(found.group(1), "attends_with", strict=True))]


def attendance(rest: Rest) -> Contacts | None:
    """A ceremony, a banquet, or something that two leaders did together."""
    text, found = rest.text, _ATTENDS.search(rest.text)
    if not found:
        return None
    ceremony = re.search("仪式|宴|招待会", found.group())
    partners = _at_ceremony(text) if ceremony else _beside(text, text[: found.start()])
    before = text[: found.start()]
    if not partners and _MEETING.search(before) and "共同主持" in text and (met := _met(before)):
        return [("meeting", met)]
    contacts: Contacts = []
    if partners and _TALKS.search(text) and text.find("会谈") < found.start():
        contacts.append(("talks", partners_in(rest.between(_TALKS), "talks", strict=False) or partners))
    elif partners and _MEETING.search(before):
        contacts.append(("meeting", _met(before) if _MET.search(before) else partners))
    contacts.append(("attends_with", partners))
    return [*contacts, ("signing", partners)] if rest.signs and partners else contacts


def _met(text: str) -> Partners:
    found = _MET.search(text)
    return partners_in(found.group(1), "meeting", strict=False) if found else {}


def _at_ceremony(text: str) -> Partners:
    host, guest = _HOST.search(text), _GUEST.search(text)
    phrase = (host.group(1) if host else "") or (next(filter(None, guest.groups()), "") if guest else "")
    near = partners_in(phrase or text, "attends_with", strict=True)
    return near or partners_in(text, "attends_with", strict=True)


def _beside(text: str, before: str) -> Partners:
    found = re.search("(?:同|与|和)(.*)", before)
    phrase = found.group(1) if found else before
    partners = partners_in(phrase, "attends_with", strict=False) if NAME.search(phrase) else {}
    escort = _ESCORT.search(text)
    if not partners and escort:
        partners = partners_in(escort.group(1), "attends_with", strict=True)
    return partners


def together(rest: Rest) -> Contacts | None:
    """“With the president of X attended …”, in one clause and without a meeting."""
    found = _TOGETHER.match(rest.text)
    if not found or _TALKS.search(rest.text) or _MEETING.search(rest.text):
        return None
    partners = partners_in(found.group(1), "attends_with", strict=False)
    return [("attends_with", partners)] if partners else None
