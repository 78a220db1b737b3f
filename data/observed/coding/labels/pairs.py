"""States, groups of states and pairs with China ("中X") in a Chinese text -> whom they mean."""

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from data.observed.coding.chinese.names import ACTOR_OF_NAME, Mention, is_organisation, mentions
from data.observed.coding.model.tables import rows_of

_GROUPS = [(row["actor"], re.compile(row["pattern"])) for row in rows_of("groups")]
# Without a group for each: each alternative begins with a letter, so that the search can skip all other places.
_GROUP = re.compile("|".join(row["pattern"] for row in rows_of("groups")))


def _candidates() -> dict[str, tuple[str, ...]]:
    """What follows or precedes 中 in a pair -> the actors that it can mean."""
    shorts = {row["short"]: tuple(row["actors"].split("; ")) for row in rows_of("pairs")}
    names = {
        name: (actor,)
        for name, actor in ACTOR_OF_NAME.items()
        if len(name) > 1 and name != "中非" and not is_organisation(actor)
    }
    return names | shorts


POSSIBLE_PAIRS = _candidates()
_ORDERED = sorted(POSSIBLE_PAIRS, key=len, reverse=True)
SHORTS = "|".join(map(re.escape, _ORDERED))
_LONG = "|".join(re.escape(name) for name in _ORDERED if len(name) > 1)
PAIR = re.compile(
    rf"(?:中国(?:[—－\-–·一]{{1,2}}|和|同|与)?(?={_LONG})|(?<![其当集空手之期程高初适热发国区省市县内关心])中)(?P<after>{SHORTS})"
    "(?![共央](?!国)|国人民|部|海(?!.{0,6}战略)|医|年|文化|期|学|半岛|东欧)|"
    rf"(?<![0-9０-９今明后当近昨两国])(?<!同意)(?P<before>{SHORTS})"
    r"(?:[—－\-–]?中国|中(?!央|共|华|心|间|期|午|东|亚|小|医|学|部|年|文|国|方))"
)
# Characters that are words of their own, too: the pair counts only if the item names the state.
_AMBIGUOUS = frozenset(
    "以加利特比科所约多立土古几安毛老波白海爱智保克格斯罗赤黑意纳吉卡瓦密布博南文新东西巴非欧拉阿日德法亚"
)
_AMBIGUOUS_SHORT = frozenset("以加利特比科所约多立土古几安毛老波白海爱智保克格斯罗赤黑意纳吉卡瓦密布博南文新东西")
_NOT_A_PAIR = re.compile(
    "(?:国家)?(?:合作)?论坛|媒体|智库|青年|经贸|博览会|企业家|友好年|文化年|峰会|携手推进现代化|十大"
)
_ARAB_STATES = frozenset(("ARE", "DZA", "OMN", "ARG", "AZE", "AFG", "ALB"))


class PairMention(NamedTuple):
    """A pair with China in a text; `actor` is empty if it can mean several."""

    start: int
    end: int
    actor: str


@lru_cache(maxsize=16384)
def partners_named(text: str) -> tuple[Mention, ...]:
    """The states and groups of states named in a text."""
    states = [mention for mention in mentions(text) if not is_organisation(mention.actor)]
    for found in _GROUP.finditer(text):
        if not any(state.start < found.end() and found.start() < state.end for state in states):
            group = next(actor for actor, pattern in _GROUPS if pattern.match(text, found.start()))
            states.append(Mention(found.start(), found.end(), group))
    return tuple(sorted(states))


def actors_named(text: str) -> list[str]:
    """The states and groups named in a text, each once, in their order."""
    return list(dict.fromkeys(mention.actor for mention in partners_named(text)))


def pairs_in(text: str, named: Container[str]) -> list[PairMention]:
    """The pairs in a text; `named` are the actors of the item, which decide between those that a short name can mean."""
    found = []
    for match in PAIR.finditer(text):
        if _NOT_A_PAIR.match(text, match.end()):
            continue
        candidates = _meant(text, match, named)
        found.append(PairMention(match.start(), match.end(), candidates[0] if len(candidates) == 1 else ""))
    return found


def shorts_in(text: str) -> list[str]:
    """The short names of the pairs in a text."""
    return [match.group("after") or match.group("before") for match in PAIR.finditer(text)]


def _meant(text: str, match: re.Match[str], named: Container[str]) -> list[str]:
    short = match.group("after") or match.group("before")
    candidates = list(POSSIBLE_PAIRS[short])
    if len(candidates) > 1 or short in _AMBIGUOUS_SHORT or (match.group("after") or "") in _AMBIGUOUS:
        candidates = [actor for actor in candidates if actor in named]
    following = text[match.end() :]
    if match.group("before") == "以" and _is_a_word(text, match.start()):
        return []
    if short == "东" and re.match("地区|问题|局势|和平|海湾|国家", following):
        return []
    if short == "非" and ("CAF" not in named or following.startswith("命运共同体")):
        return ["ORG:AFRICA"]
    if short == "欧":
        return ["ORG:EU"]
    if short == "拉" and "LVA" not in named:
        return ["ORG:CELAC"]
    return _arab(text, match, candidates, named) if short == "阿" else candidates


def _is_a_word(text: str, start: int) -> bool:
    return text[max(start - 1, 0) : start] in set("意可所予加用难，、。时应力进") | {""}


def _arab(text: str, match: re.Match[str], candidates: list[str], named: Container[str]) -> list[str]:
    """中阿 is China and the Arab states as a community, and one of seven states else."""
    if re.match("[^，。]{0,8}命运共同体", text[match.end() :]):
        no_state = not any(state in named for state in _ARAB_STATES)
        candidates = ["ORG:ARAB"] if no_state or re.search("阿拉伯|中非|阿盟|五大合作", text) else []
    if (
        len(candidates) > 1
        and "ORG:ARAB" in candidates
        and re.search("阿(?:中)?(?:两国|建交)", text[match.start() : match.end() + 3])
    ):
        return [actor for actor in candidates if actor != "ORG:ARAB"]
    return candidates
