"""What is said of a partner -> the office that its side held, and whether the contact counts."""

import re

from data.observed.coding.chinese.names import NAME, ActorScope, is_organisation, scopes
from data.observed.coding.model.tables import alternatives, rows_of, words

_DEPUTIES = [re.compile(row["pattern"]) for row in rows_of("offices") if row["office"] == "deputy"]
_OFFICES = {
    office: re.compile(alternatives("offices", office))
    for office in ("head_of_state", "head_of_government", "foreign_minister", "speaker")
}
# States whose party leader counts as head of state if the same person holds the state post.
_PARTY_STATES = ("VNM", "LAO", "CUB", "PRK")
_NO_STATE, _STATE_PERSON = words("no_state"), words("state_person")
_ORGANISATION_POST = words("organisation_post")
_REGIONAL = re.compile("(州|(?<!联)邦|大区|地方)(长|议长|议会|政府|主席)|联邦州|州议会|省长|州长|市长|省委|大区主席")
_HIGH = re.compile(
    "副总统|副总理|副首相|王储|太后|执行主席|领导人|总书记|第一书记|中央委员会(主席|委员长)|首席执行官(?=.{0,8}$)|代总统"
)
# "Who came to attend …" tells of an event, not of the person who was met.
_MODIFIER = re.compile(
    "(?:来华|来京|前来|在华|应邀|正在|专程|率团|率队)?(?:正在|来)?(?:出席|参加|进行|访问|访华|列席|过境|率领|赴华|来华|"
    "前来|就职|与会|主持|陪同|随同)[^、，,。；]{0,60}?的(?!黎波里)"
)
_CAPITAL = re.compile("(?:在|于)[^，。、]{0,12}首都[^，。、]{2,10}?(?=会见|同|与|举行|出席)")
_FORUM = re.compile("(?:中国|中)[—－\\-–一](?:东盟|非洲|阿拉伯|欧盟)(?:国家)?")
_LIST_MARKS = re.compile("[、，,和与及 两三四五六国]*")
_SAME_LIST = "\0"


def office_of(text: str, actor: str) -> str:
    """The office named in a text about an actor, deputies and envoys being other."""
    if is_organisation(actor):
        return "speaker" if actor == "ORG:EU" and re.search("议会议长|议会联盟", text) else "other"
    for deputy in _DEPUTIES:
        text = deputy.sub("OTH", text)
    if _OFFICES["head_of_state"].search(text):
        return "head_of_state"
    if actor in _PARTY_STATES and re.search("总书记|第一书记", text) and re.search("主席|委员长", text):
        return "head_of_state"
    return next((office for office, pattern in _OFFICES.items() if pattern.search(text)), "other")


def without_modifiers(text: str) -> str:
    """The text without clauses that say why somebody came."""
    for _ in range(3):
        shorter = _MODIFIER.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def partners_in(text: str, kind: str, *, strict: bool) -> dict[str, str]:
    """The partners named in a phrase, with their office; `strict` wants a word for an office."""
    text = _FORUM.sub("", _CAPITAL.sub("", without_modifiers(text)))
    found: dict[str, str] = {}
    named = _with_shared_offices(scopes(text))
    for position, scope in enumerate(named):
        office = _office_in_list(named, position, kind, strict=strict)
        if office and found.get(scope.actor, "other") == "other":
            found[scope.actor] = office
    return found


def _with_shared_offices(named: tuple[ActorScope, ...]) -> list[ActorScope]:
    """Of a bare list ("the presidents of X, Y and Z") each actor has the words of the last."""
    scopes_of_list = list(named)
    for position in range(len(named) - 2, -1, -1):
        actor, text = scopes_of_list[position]
        name = NAME.match(text)
        if _LIST_MARKS.fullmatch(text[name.end() :] if name else text):
            scopes_of_list[position] = ActorScope(actor, text + _SAME_LIST + scopes_of_list[position + 1].text)
    return scopes_of_list


def _office_in_list(named: list[ActorScope], position: int, kind: str, *, strict: bool) -> str:
    """The office of one actor of a phrase; empty if the actor was not the partner."""
    actor, text = named[position]
    organisation = is_organisation(actor)
    if (
        position + 1 < len(named)
        and _SAME_LIST not in text
        and not re.search("[、，,和与及以]$", text)
        and office_of(text, actor) == "other"
        and not _STATE_PERSON.search(text)
    ):
        # It runs into the next one, as an organisation inside a title does.
        return ""
    office = "other" if _REGIONAL.search(text) else office_of(text, actor)
    if organisation and kind in ("meeting", "talks") and _is_of_members(text):
        return ""
    if office == "other" and (_is_private(text, actor) or not _STATE_PERSON.search(text)):
        return ""
    if strict and office == "other" and not organisation and not _HIGH.search(text):
        return ""
    return "" if organisation and not _ORGANISATION_POST.search(text) else office


def _is_of_members(text: str) -> bool:
    """Whether it speaks of leaders of an organisation's member states."""
    pattern = "国家(?:经贸|政|领导人|国防|外)|(?:成员|各|十)国(?:领导人|政要|国防|外长)"
    return re.search(pattern, text) is not None


def _is_private(text: str, actor: str) -> bool:
    """Whether the guest spoke for a company, a school or friends rather than for a state or organisation."""
    if not _NO_STATE.search(text) or (actor == "AFG" and "首席执行官" in text):
        return False
    return not (is_organisation(actor) and re.search("总经理|主席|秘书长|负责人|执行主任", text))
