"""A contact whose partner the title does not name -> the partner that the first sentences name."""

import re
from collections.abc import Callable, Iterator

from data.observed.coding.chinese.names import is_organisation, scopes
from data.observed.coding.chinese.offices import partners_in
from data.observed.coding.chinese.openings import opening, without_place
from data.observed.coding.clauses.clause import contacts_in
from data.observed.coding.clauses.persons import person_named
from data.observed.coding.clauses.rest import Partners
from data.observed.coding.model.item import Item
from data.observed.coding.model.tables import words

_EVENT_LETTER, _EVENT_OPENING, _NO_PARTNER = words("event_letter"), words("event_opening"), words("no_partner")
_TALKING = ("meeting", "talks")
_EXCHANGED = re.compile("互致|共致|唁电|慰问电|分别(?!向)|[同与和].{1,12}(?:分别|共同)")
_EXCHANGED_OPENING = re.compile("互致|共致|分别(?!向)|[同与和].{1,12}(?:分别|共同)")
_ATTENDED = re.compile("(?:出席|参加)(?:了)?(?:集体)?(?:会见|会谈|早餐会|会晤|座谈)")
_FIRST_CHARACTERS = 140
# (leader, kind, partners, origin)
Found = tuple[str, str, Partners, str]


def resolved(leader: str, kind: str, segment: str, item: Item, clauses: list[str]) -> list[Found]:
    """The contacts that the text gives for one of the title; none if it is silent, too."""
    steps: tuple[Callable[[], Iterator[Found]], ...] = (
        lambda: _same_contact(leader, kind, segment, item.date, clauses),
        lambda: _visited(leader, kind, clauses),
        lambda: _only_state(leader, kind, segment, clauses),
        lambda: _list_of_guests(leader, kind, segment, item.text),
        lambda: _roll_call(leader, kind, segment, item.text),
        lambda: _person(leader, kind, segment),
    )
    return next((found for step in steps if (found := list(step()))), [])


def _same_contact(leader: str, kind: str, segment: str, day: str, clauses: list[str]) -> Iterator[Found]:
    """The first sentence that tells of this contact."""
    if kind == "letter_message" and _EVENT_LETTER.search(segment) and not _EXCHANGED.search(segment):
        return
    for clause in clauses:
        if leader not in clause:
            continue
        told = contacts_in(without_place(clause[clause.find(leader) :]), day, in_text=True)
        for name, other, partners in told:
            if name == leader and partners and (other == kind or {kind, other} <= {*_TALKING, "attends_with"}):
                yield leader, kind, partners, "opening"
                return


def _visited(leader: str, kind: str, clauses: list[str]) -> Iterator[Found]:
    if kind != "visit_arrival":
        return
    for clause in clauses[:2]:
        place = re.search("对(.{2,14}?)(?:进行|展开|开始).{0,8}访问", clause) or re.search("抵达(.{2,24})", clause)
        if place and leader in clause:
            states = [scope.actor for scope in scopes(place.group(1)) if not is_organisation(scope.actor)]
            if states:
                yield leader, kind, {states[0]: ""}, "opening"
                return


def _only_state(leader: str, kind: str, segment: str, clauses: list[str]) -> Iterator[Found]:
    """The only state that the first sentence names."""
    if kind in ("visit_arrival", "signing") or not clauses or leader not in clauses[0] or _NO_PARTNER.search(segment):
        return
    if (
        kind == "letter_message"
        and not re.search("致唁电|慰问电", segment)
        and _EVENT_OPENING.search(segment)
        and not _EXCHANGED_OPENING.search(segment)
    ):
        return
    states = _states(partners_in(clauses[0][:_FIRST_CHARACTERS], kind, strict=True))
    if len(states) == 1:
        yield leader, kind, states, "opening"


def _states(partners: Partners) -> Partners:
    return {actor: office for actor, office in partners.items() if not is_organisation(actor)}


def _list_of_guests(leader: str, kind: str, segment: str, text: str) -> Iterator[Found]:
    """A meeting with several, whose names the text lists."""
    if kind not in _TALKING or not re.search("集体|领导人|议长|政要|外长|部长|早餐会", segment):
        return
    partners: Partners = {}
    for sentence in re.split("[。\n]", opening(text))[:4]:
        meets = leader in sentence and re.search("会见|会谈|会晤|早餐", sentence)
        if _ATTENDED.search(sentence) or meets:
            partners.update(partners_in(re.sub(_ATTENDED.pattern + ".*", "", sentence), kind, strict=True))
    if len(partners) >= 2:
        yield leader, kind, partners, "opening"


def _roll_call(leader: str, kind: str, segment: str, text: str) -> Iterator[Found]:
    """Paragraphs that begin “when meeting X, the leader said”."""
    if kind not in _TALKING or re.search("中方|记者", segment):
        return
    partners: Partners = {}
    for found in re.finditer(f"(?:会见|会晤|会谈)([^。，；\n]{{2,40}}?)时[，,]\\s*(?:{leader})?", text):
        partners.update(partners_in(found.group(1), kind, strict=True))
    if partners:
        yield leader, kind, partners, "text"


def _person(leader: str, kind: str, segment: str) -> Iterator[Found]:
    if kind in ("visit_arrival", "signing"):
        return
    partners = person_named(segment, last=False)
    if partners:
        yield leader, kind, partners, "person"
