"""A label in a sentence -> the partner of whom it is said, by the nearest sign that settles it."""

import re
from collections.abc import Callable

from data.observed.coding.chinese.names import is_organisation
from data.observed.coding.labels.case import UNKNOWN, LabelCase
from data.observed.coding.labels.pairs import POSSIBLE_PAIRS, actors_named, pairs_in, partners_named, shorts_in

_NOT_OF_TWO = re.compile("(?:之间|间|成员国)(?:的)?$")
_COMMUNITY_OF = re.compile(r"(上海合作组织|上合组织|澜湄(?:国家)?|澜沧江[—－\-]湄公河(?:国家)?)$")
_WITH_CHINA = re.compile("(?:中国|中方|我国)(?:同|与|和)([一-龥]{2,12})$")
_MANKIND = re.compile("金砖|国际社会|世界|人类|周边|亚洲|亚太|地区国家|东亚|网络|两岸|民族")
_NO_STATES = re.compile(
    "金砖|亚太|成员国|企业|公司|集团|媒体|城市|大学|机构|军队|两军|执法|警务|贸易|美日|日美|美欧|欧美|跨太平洋|俄印|印俄|美印|印美"
)
_AFRICA = re.compile("中非|非中|中国(?:和|同|与|[—－])非洲")
_CHINA_HERE = re.compile("中国|中方|我国|对华|中共|同中|与中|[一-龥]中(?:两国|关系)")
_PLACE = re.compile("(?:在|出席|访问|抵达|首都|的)$")
_TWO = re.compile("两国|双方|双边|我们|彼此|两党")


# (partner, empty if the label is not of one; the sign that settled it)
Settled = tuple[str, str]


def attributed(case: LabelCase) -> Settled:
    """The partner, and the sign by which it was found or the reason why it was not."""
    return next((settled for sign in _SIGNS if (settled := sign(case)) is not None), (UNKNOWN, "none"))


def _among_others(case: LabelCase) -> Settled | None:
    others = _NOT_OF_TWO.search(case.before) and not re.search("两国|中", case.before)
    return (UNKNOWN, "among others") if others else None


def _community(case: LabelCase) -> Settled | None:
    if not case.is_community:
        return None
    left = case.saying.text[: case.wording.start]
    organisation = _COMMUNITY_OF.search(left)
    if organisation:
        return "ORG:SCO" if "合" in organisation.group(1) else "ORG:LMC", "organisation"
    other = _WITH_CHINA.search(left)
    actors = actors_named(other.group(1)) if other else []
    if len(actors) == 1:
        return actors[0], "with"
    if _MANKIND.search(case.before[-14:]):
        return UNKNOWN, "not of two"
    return ("ORG:AFRICA", "pair") if _AFRICA.fullmatch(case.wording.pair) else None


def _not_of_states(case: LabelCase) -> Settled | None:
    pair = case.wording.pair
    if case.is_community or pair == "两国" or (pair and pairs_in(pair, case.about.named)):
        return None
    return (UNKNOWN, "not of two") if _NO_STATES.search(case.before[-16:]) else None


def _own_pair(case: LabelCase) -> Settled | None:
    pair, partner = case.wording.pair, case.about.partner
    if not pair or pair == "两国":
        return None
    actors = [mention.actor for mention in pairs_in(pair, case.known) if mention.actor]
    if actors:
        return actors[-1], "pair"
    if partner and any(partner in POSSIBLE_PAIRS[short] for short in shorts_in(pair)):
        return partner, "pair of the item"
    return UNKNOWN, "pair unresolved"


def _pair_of_clause(case: LabelCase) -> Settled | None:
    if not case.pairs:
        return None
    last, actors = case.pairs[-1], {pair.actor for pair in case.pairs}
    later = any(name.start >= last.end and name.actor != last.actor for name in partners_named(case.before))
    if last.actor and not later and len(actors) == 1:
        return last.actor, "pair of the clause"
    if len(actors) == 1:
        return None
    close = len(case.before) - last.end <= 8 and not re.search("、$|和$", case.before[: last.start])
    return (last.actor, "pair of the clause") if last.actor and close else (UNKNOWN, "two pairs")


def _named_in_clause(case: LabelCase) -> Settled | None:
    actors, item_partner = list(dict.fromkeys(name.actor for name in case.names)), case.about.partner
    if not actors:
        return None
    if len(actors) > 1:
        return _several_names(case, actors)
    china = (
        _CHINA_HERE.search(case.before + case.after)
        or case.saying.speaker == "china"
        or (case.about.is_of_leaders and item_partner)
    )
    if not china:
        return None
    if actors[0] == item_partner:
        return item_partner, "named"
    if case.is_bare or _PLACE.search(case.before[: case.names[0].start]):
        return None
    return _other_than_item(case, actors[0]) if item_partner else _only_name(case, actors[0])


def _several_names(case: LabelCase, actors: list[str]) -> Settled:
    partner = case.about.partner
    others = [actor for actor in actors if actor != partner]
    if (
        partner in actors
        and all(map(is_organisation, others))
        and not is_organisation(partner)
        and re.search("两国|双方|双边", case.before)
    ):
        return partner, "two sides"
    return UNKNOWN, "several names"


def _other_than_item(case: LabelCase, actor: str) -> Settled:
    """Another partner than that of the item: only with an explicit link to China."""
    before, first = case.before, case.names[0]
    if case.saying.speaker == "partner" and not re.search("中国|中方|对华", before):
        return UNKNOWN, "third party"
    linked = (
        re.search("(?:中国|中方|我国|我们)?(?:同|与|和)[一-龥·（）()]{0,6}$", before[: first.start])
        or re.search("(?:同|与|和)中国", before)
        or re.match(".{0,8}(?:是|同|与|和|作为|成为)", before[first.end :])
    )
    return (actor, "named besides") if linked else (UNKNOWN, "other than item")


def _only_name(case: LabelCase, actor: str) -> Settled | None:
    linked = (
        re.search("中国|中方|我国|对华", case.before + case.after)
        or re.search("(?:同|与|和|对)[^，]{0,3}$", case.before[: case.names[0].start])
        or case.saying.speaker == "china"
    )
    return (actor, "named") if linked else None


def _two_sides(case: LabelCase) -> Settled | None:
    about, saying = case.about, case.saying
    two = case.wording.pair == "两国"
    if (two or "两国" in case.before) and not saying.met and is_organisation(about.partner):
        return UNKNOWN, "two states, item of an organisation"
    partner, pairs, names = case.partner, case.sentence_pairs, actors_named(saying.text)
    if pairs and partner and partner not in pairs:
        return (pairs[0], "pair of the sentence") if len(pairs) == 1 else (UNKNOWN, "two pairs")
    left = saying.text[: case.wording.start][-60:]
    if not (two or _TWO.search(case.before + case.after) or re.search("两国|双方|双边", left)):
        return None
    if partner and about.is_of_china and ({*names, *pairs} <= {partner} or partner in pairs or names == [partner]):
        return partner, "two sides"
    if (
        two
        and about.partner
        and about.is_of_leaders
        and saying.met in ("", "?", about.partner)
        and not re.search("三国|三方", saying.text)
    ):
        return about.partner, "two sides"
    others = [actor for actor in (*names, *pairs) if actor != partner and not is_organisation(actor)]
    if partner and about.is_of_leaders and not others:
        return partner, "two sides"
    return (UNKNOWN, "two sides unresolved") if partner else _sides_of_sentence(case, pairs or names)


def _sides_of_sentence(case: LabelCase, actors: list[str]) -> Settled:
    in_paragraph = case.saying.named_in_paragraph
    if len(actors) == 1 and re.search("中国|中方|我国|习近平|对华|中.", case.saying.text):
        return actors[0], "sentence"
    if (
        len(in_paragraph) == 1
        and not is_organisation(in_paragraph[0])
        and re.search("中国|中方|习近平", case.saying.paragraph)
    ):
        return in_paragraph[0], "paragraph"
    return UNKNOWN, "two sides unresolved"


def _named_in_sentence(case: LabelCase) -> Settled | None:
    partner, pairs, text = case.partner, case.sentence_pairs, case.saying.text
    names = actors_named(text)
    if len(pairs) == 1 and partner in ("", pairs[0]):
        return pairs[0], "pair of the sentence"
    if case.is_bare:
        return UNKNOWN, "generic"
    if len(names) == 1 and not pairs and names[0] == partner and case.about.is_of_china:
        return partner, "name of the sentence"
    if (
        not partner
        and len(names) == 1
        and len(case.saying.named_in_paragraph) == 1
        and re.search("中国|中方|我国|对华", text)
    ):
        return names[0], "name of the sentence"
    if not partner or not case.about.is_of_leaders or names or pairs:
        return None
    label = case.wording.label
    settled = label != "命运共同体" if case.is_community else not re.search("(?:的|^)伙伴关系$", label)
    return (partner, "item") if settled else None


# From the nearest sign to the farthest.
_SIGNS: tuple[Callable[[LabelCase], Settled | None], ...] = (
    _among_others,
    _community,
    _not_of_states,
    _own_pair,
    _pair_of_clause,
    _named_in_clause,
    _two_sides,
    _named_in_sentence,
)
