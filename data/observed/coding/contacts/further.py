"""What a contact brought with it: a state visit, a signing, a joint statement, further meetings of a visit."""

import re
from collections.abc import Iterator

from data.observed.coding.chinese.leaders import HEADS
from data.observed.coding.chinese.names import is_organisation, names_of, scopes
from data.observed.coding.chinese.offices import office_of
from data.observed.coding.chinese.openings import opening
from data.observed.coding.contacts.reported import Reported
from data.observed.coding.model.item import Item

_STATE_VISIT = "国事访问"
_SIGNED_AFTER = re.compile("(?:会谈|会见|会晤)(?:结束)?后[^。\n]{0,60}(?:签署|签字|签约)")
_SIGNED_BEFORE_THEM = re.compile("(?:共同)?(?:见证|出席)[^。\n]{0,110}(?:签署|签字)")
_STATEMENT = re.compile("(?:发表|签署|通过|发布)[^。\n]{0,60}(?:联合声明|联合公报|联合新闻公报|共同声明|联合宣言)")
_STATEMENT_TO_COME = re.compile("将(?:发表|签署)[^。]{0,40}联合")
_INVITED = re.compile("应[^。，]{2,60}(?:的)?邀请")
_ROUND = (
    (
        "meeting",
        re.compile("(?:会见|拜会|会晤)(?:了)?([^。；]{2,90}?)(?=，(?:并|同|与|出席|参加|考察|共同|举行|就)|[。；]|$)"),
    ),
    ("talks", re.compile("(?:同|与|和)([^。，；]{2,60}?)(?:分别)?(?:举行)?(?:了)?会谈")),
)
_HIGH_OFFICES = ("head_of_state", "head_of_government", "speaker", "foreign_minister")
_LONGEST_OPENING, _LONGEST_ROUND = 260, 420


def further(item: Item, contact: Reported) -> Iterator[Reported]:
    """The contacts that one with a single state brought with it."""
    (actor, office), *others = contact.partners.items()
    if others or is_organisation(actor) or contact.kind not in ("talks", "meeting", "visit_arrival", "attends_with"):
        return
    state_visit = _state_visit(item, contact, actor, office)
    if state_visit:
        yield state_visit
    if contact.kind == "talks":
        if _SIGNED_AFTER.search(item.text) or _SIGNED_BEFORE_THEM.search(item.text):
            yield Reported(contact.leader, "signing", {actor: office}, "text")
        if _STATEMENT.search(item.text) and not _STATEMENT_TO_COME.search(item.text):
            yield Reported(contact.leader, "joint_statement", {actor: office}, "text")
    if contact.kind == "visit_arrival" and "访问" in item.title:
        yield from _round_of_visit(item, contact, actor)


def _state_visit(item: Item, contact: Reported, actor: str, office: str) -> Reported | None:
    start = opening(item.text)[:_LONGEST_OPENING]
    if contact.leader not in HEADS or not (_STATE_VISIT in item.title or _STATE_VISIT in start[:200]):
        return None
    name = f"(?:{names_of(actor).pattern})"
    inward = office == "head_of_state" and re.search(
        f"来华进行国事访问的[^，。]{{0,8}}{name}|{name}[^，。]{{0,30}}(?:对中国|对我国|来华)[^，。]{{0,6}}国事访问|"
        f"欢迎{name}[^，。]{{0,30}}国事访问",
        start,
    )
    outward = contact.kind == "visit_arrival" and re.search(
        f"对[^，。]{{0,20}}{name}[^，。]{{0,20}}国事访问", item.title + start
    )
    welcomed = contact.kind == "attends_with" and re.search(
        f"欢迎[^。]{{0,30}}{contact.leader}[^。]{{0,6}}对[^，。]{{0,12}}{name}[^，。]{{0,14}}国事访问", start
    )
    if not (inward or outward or welcomed):
        return None
    return Reported(contact.leader, "state_visit", {actor: office or "head_of_state"}, "opening")


def _round_of_visit(item: Item, contact: Reported, actor: str) -> Iterator[Reported]:
    """Whom the leader met on a visit, as its first two sentences say."""
    text = _INVITED.sub("", "。".join(re.split("[。\n]", opening(item.text))[:2])[:_LONGEST_ROUND])
    for kind, pattern in _ROUND:
        for found in pattern.finditer(text):
            phrase = found.group(1)
            if contact.leader not in text[: found.start()] or {scope.actor for scope in scopes(phrase)} - {actor}:
                continue
            if kind == "meeting":
                phrase = re.split("[同与和](?=[^、]{2,40}会谈)", phrase)[0]
            for part in re.split("[、，和与]", phrase):
                office = office_of(part, actor)
                if office in _HIGH_OFFICES and not re.search("习近平|李克强|李强|主席的|问候|共识", part):
                    yield Reported(contact.leader, kind, {actor: office}, "visit")
