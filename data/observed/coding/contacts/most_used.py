"""The label that an item uses most of a partner."""

import re
from collections import Counter

from data.observed.coding.chinese.names import is_organisation, names_of
from data.observed.coding.model.tables import alternatives

_LABEL = re.compile(
    f"(?:{alternatives('labels', 'contact_word')})*"
    "(?:战略|协作|合作|全面|友好|创新|互惠|睦邻|新型|前瞻性|全天候|全方位|建设性)(?:的)?伙伴关系|"
    "(?:全面|新时代)*战略合作关系(?!的)|战略互惠关系|建设性战略稳定关系|传统友好合作关系"
)
_LOOSE = re.compile("^(的|更加|和平|繁荣|开放|绿色|稳定|长期|平等|真诚|相互信任|传统|特殊|紧密的?|友好的)+")
_GROUP = re.compile("中非|中国[—－\\-–]?东盟|中国[—－\\-–]非洲|中阿|中拉|中欧|同东盟|同非洲|同欧盟|与东盟")
_OF_GROUPS = re.compile(f"[^。；\n]{{0,12}}(?:{_GROUP.pattern})[^。；，\n]{{0,16}}?(?:伙伴关系)")
# Organisations that China has labels for.
_WITH_LABELS = ("ORG:EU", "ORG:ASEAN", "ORG:AU", "ORG:CELAC", "ORG:LAS", "ORG:GCC", "ORG:PIF")
# The bare word is a label of the ties with the United States only.
_PLAIN, _PLAIN_OF = "合作伙伴关系", "USA"
_SHORTEST = 6


def most_used_label(text: str, actor: str, actors: list[str]) -> str:
    """The label; of several used as often the longest. Empty if there is none."""
    if is_organisation(actor) and actor not in _WITH_LABELS:
        return ""
    if "关系" not in text:
        return ""
    if len(actors) > 1:
        text = "\n".join(part for part in text.split("\n") if _is_about(part, actor, actors))
    if not is_organisation(actor) and _GROUP.search(text):
        text = _OF_GROUPS.sub("", text)
    counts = Counter(label for found in _LABEL.finditer(text) if len(label := _tidy(found.group())) >= _SHORTEST)
    if actor != _PLAIN_OF:
        counts.pop(_PLAIN, None)
    return min(counts, key=lambda label: (-counts[label], -len(label), label), default="")


def _is_about(paragraph: str, actor: str, actors: list[str]) -> bool:
    others = (other for other in actors if other != actor)
    named = names_of(actor).search(paragraph)
    return named is not None and not any(names_of(other).search(paragraph) for other in others)


def _tidy(label: str) -> str:
    return label if label.startswith("传统友好") else _LOOSE.sub("", label)
