"""An item -> the contacts that its title, and where that is silent its first sentences, report."""

import re
from itertools import pairwise
from typing import NamedTuple

from data.observed.coding.chinese.leaders import LEADER, in_term
from data.observed.coding.chinese.names import NAME
from data.observed.coding.chinese.openings import first_sentences, without_place
from data.observed.coding.clauses.clause import contacts_in
from data.observed.coding.clauses.rest import Partners
from data.observed.coding.clauses.titles import segments
from data.observed.coding.clauses.together import SUMMITS
from data.observed.coding.contacts.openings import resolved
from data.observed.coding.model.item import Item
from data.observed.coding.model.tables import words

_NO_ITEM, _NO_CONTACT, _WEAK = words("no_item"), words("no_contact"), words("weak")
_DIPLOMACY = re.compile("元首外交|大国外交")
_COMMENT = re.compile("【(?!.*习近平)|快评|锐评|评论员|热评")
_PROGRAMME = re.compile("^《?新闻联播》?")
_SUMMIT = re.compile("峰会|领导人.{0,16}(?:会晤|会议)|元首理事会|首脑会议")
_NO_SUMMIT = re.compile("工商|将|民间|论坛|纪实")
_AT_SUMMIT = re.compile("(?:主席|总书记|总理)?(?:出席|主持)(?:会议|会晤|峰会|并|大小)")
_HEADS_OF_TWO = re.compile(
    r"中\S{1,9}?(?:两国|两党两国)?(?:元首|领导人|总理|最高领导人).{0,40}?(?:互致|通电话|会谈|共同会见记者|视频会晤)"
)


class Reported(NamedTuple):
    """A contact as an item reports it; `origin` says from which part: title, opening, text, person, visit."""

    leader: str
    kind: str
    partners: Partners
    origin: str


class ReportedContacts(NamedTuple):
    """What an item reports, and how many of its contacts have a partner that no rule knows."""

    contacts: list[Reported]
    unknown: int


def reported(item: Item) -> ReportedContacts:
    """The contacts that an item reports."""
    title = item.title
    if _PROGRAMME.match(title) or title.endswith("快讯") or not _may_report(title):
        return ReportedContacts([], 0)
    found, unresolved = _of_title(title, item.date)
    if not found:
        found += _at_summit(title, item.date)
    if not found and not unresolved:
        found += _between_heads(item)
    unknown = 0
    if unresolved and not _NO_CONTACT.search(_WEAK.sub("", title)):
        clauses = first_sentences(item.text, 3)
        for leader, kind, segment in unresolved:
            more = resolved(leader, kind, segment, item, clauses)
            found += [Reported(*contact) for contact in more]
            unknown += not more
    return ReportedContacts(found, unknown)


def _may_report(title: str) -> bool:
    return not _NO_ITEM.search(title) and (not _DIPLOMACY.search(title) or LEADER.match(title) is not None)


def _of_title(title: str, day: str) -> tuple[list[Reported], list[tuple[str, str, str]]]:
    """(contacts, (leader, kind, segment) of those whose partner the title does not name)."""
    found: list[Reported] = []
    unresolved: list[tuple[str, str, str]] = []
    if _COMMENT.search(title):
        return found, unresolved
    leader_before = ""
    for segment in segments(title):
        if not LEADER.search(segment) and leader_before and NAME.search(segment):
            segment = leader_before + segment if re.match("(并|同|与|会见|分别会见)", segment) else segment
        start = LEADER.match(segment)
        leader_before = start.group() if start else ""
        for leader, kind, partners in contacts_in(segment, day):
            if partners:
                found.append(Reported(leader, kind, partners, "title"))
            else:
                unresolved.append((leader, kind, segment))
    return found, unresolved


def _at_summit(title: str, day: str) -> list[Reported]:
    """“The summit of X opened; the leader attends”: the organisation of the first part is the partner."""
    if not _SUMMIT.search(title) or _NO_CONTACT.search(_WEAK.sub("", title)) or _NO_SUMMIT.search(title):
        return []
    parts = segments(title)
    found = []
    for event, part in pairwise(parts):
        leader = LEADER.match(part)
        if not leader or not in_term(leader.group(), day) or not _AT_SUMMIT.match(part[leader.end() :]):
            continue
        host = next((actor for pattern, actor in SUMMITS if pattern.search(event)), "")
        if host and re.search("举行|举办|开幕", event):
            found.append(Reported(leader.group(), "attends_with", {host: "other"}, "title"))
    return found


def _between_heads(item: Item) -> list[Reported]:
    """“The heads of state of China and X …”: who they are stands in the text."""
    title = item.title
    if not _HEADS_OF_TWO.match(title) or _NO_CONTACT.search(title) or re.search("关注|舆论|期待|具有|将", title):
        return []
    found = []
    for clause in map(str.strip, first_sentences(item.text, 40)):
        leader = LEADER.search(clause)
        if not leader or not re.search("互致|通电话|会谈|会见|会晤", clause):
            continue
        if re.search("指出|表示|强调", clause[: leader.end() + 12]):
            continue
        for name, kind, partners in contacts_in(without_place(clause[leader.start() :]), item.date, in_text=True):
            known = {actor: office for actor, office in partners.items() if office != "other"}
            if known:
                kind = "attends_with" if "共同会见记者" in title else kind
                found.append(Reported(name, kind, known, "opening"))
    return found
