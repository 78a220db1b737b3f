"""What an item is about: its one partner, whether it is of leaders, whether it is of China."""

import re
from dataclasses import dataclass

from data.observed.coding.chinese.leaders import LEADER
from data.observed.coding.chinese.names import is_organisation
from data.observed.coding.chinese.offices import without_modifiers
from data.observed.coding.chinese.openings import opening
from data.observed.coding.clauses.persons import person_named
from data.observed.coding.labels.pairs import actors_named, pairs_in
from data.observed.coding.model.item import Item

_OF_LEADERS = re.compile("中.{1,6}(?:元首|领导人|总理|联合声明|联合公报)|署名文章")
_OF_CHINA = re.compile("中国|中方|我国|习近平|中.{1,3}(?:关系|建交|两国|友好)")
_OWN_WORDS = re.compile("署名文章|致电|致信|贺信|贺电|书面讲话|发表.{0,6}(?:演讲|讲话)|致辞")
_PLACE = re.compile("(?:在|于)[^，。]{0,14}(?:会见|举行)|首都")
_FIRST_CHARACTERS = 160


@dataclass(frozen=True)
class About:
    """`partner` is empty if there is none or several; `voice` speaks where the text names nobody."""

    named: frozenset[str]
    partner: str
    is_of_leaders: bool
    is_of_china: bool
    voice: str


def about(item: Item) -> About:
    """What the item is about."""
    title = item.title
    leader = LEADER.search(title) is not None
    of_leaders = leader or _OF_LEADERS.search(title) is not None
    return About(
        named=frozenset(actors_named(f"{title}\n{item.text}")),
        partner=_partner(item),
        is_of_leaders=of_leaders,
        is_of_china=of_leaders or _OF_CHINA.search(title) is not None,
        voice="china" if of_leaders and _OWN_WORDS.search(title) else "narrator",
    )


def _partner(item: Item) -> str:
    title = re.sub("【[^】]*】", "", item.title)
    actors = actors_named(title)
    if len(actors) > 1:
        return _state_at_event(title, actors)
    if actors:
        return actors[0]
    pairs = {pair.actor for pair in pairs_in(title, actors_named(title + item.text)) if pair.actor}
    if len(pairs) == 1:
        return pairs.pop()
    start = _PLACE.sub("", re.split("[。\n]", opening(item.text))[0][:_FIRST_CHARACTERS])
    actors = actors_named(without_modifiers(start))
    if LEADER.search(title) and len(actors) == 1:
        return actors[0]
    return next(iter(person_named(title, last=False)), "")


def _state_at_event(title: str, actors: list[str]) -> str:
    """The state of a visit that is named beside the organisation of an event."""
    states = [actor for actor in actors if not is_organisation(actor)]
    at_event = re.search("出席|参加|合作论坛|峰会", title)
    visits = re.search("(?:访问|国事访问|会见|会谈|抵达|通电话|同)", title)
    return states[0] if len(states) == 1 and at_event and visits else ""
