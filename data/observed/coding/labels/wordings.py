"""A sentence -> the labels in it: where they stand, with their qualifiers and the pair that stands inside."""

import re
from typing import Literal, NamedTuple

from data.observed.coding.labels.pairs import POSSIBLE_PAIRS, SHORTS
from data.observed.coding.model.tables import alternatives

Kind = Literal["partnership", "partner", "relations", "community"]
_WORD = f"(?:{alternatives('labels', 'word')})"
_CORES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "partnership",
        re.compile(f"{_WORD}*{_WORD}伙伴关系|(?<=紧密的)发展伙伴关系|四大伙伴关系|伙伴关系"),
    ),
    (
        "partner",
        re.compile(f"{_WORD}*(?:战略(?:合作|协作)?|全面合作|全天候)伙伴(?!关系|国|们|计划|行动|城市|对话|论坛)"),
    ),
    (
        "relations",
        re.compile(
            "(?:全面|新型|长期|建设性)*(?:战略合作|战略性合作|战略性友好|战略互惠|建设性战略稳定)关系|"
            "(?:传统|睦邻|互利|长期|特殊|全面|平等)*(?:友好合作|特殊友好|传统友好)关系"
        ),
    ),
    ("community", re.compile("命运共同体")),
)
# What is a partnership of a sector or a community of mankind, and no label.
_SECTOR = re.compile(f"(?:{alternatives('labels', 'sector')})$")
_NO_COMMUNITY = re.compile(f"(?:{alternatives('labels', 'no_community')})$")
_COMPANY = re.compile("公司|集团|企业|银行|大学|台|媒体|俱乐部|赛事|奥运|奥委会|足球|论坛理事")
_LOOSE_PARTNER = re.compile("(?:重要|主要|优先|可靠|关键|天然|最大|首要|最重要|官方|唯一|全球|能源|长期|商业)的?$")
_BODIES = re.compile(
    "人大|议会|国会|议院|人民院|杜马|政协|共产党|军队|两军|政党|州|省|市(?!场)|协会|工会|青年|妇女|友协|公司"
)
_BETWEEN_BODIES = re.compile(
    "(?:议会|两军|军队|政协|各界|城市|机构|组织|工会|协会|人大|两党|政党|党|部门|地方|阵线|议会间)"
    "(?:的|间|之间|之间的)?$"
)
_QUALIFIER = re.compile(f"(?:{alternatives('labels', 'qualifier')})$")
_LIST = re.compile(r"((?:[一-龥\d]{2,12}、)+[一-龥\d]{2,9}的?)$")
_NO_QUALIFIER = re.compile(alternatives("labels", "no_qualifier"))
_VERB = re.compile(alternatives("labels", "verb"))
_STARTS_WITH_VERB = re.compile("构建|建立|打造|发展|共建|推动|深化|建设|是|为|做")
_PAIR_BEFORE = re.compile(
    rf"(?:中国(?:[—－\-–·一]{{1,2}}|和|同|与)?|中)(?:{SHORTS})(?:两国|双边|国家)?$|"
    rf"(?:{SHORTS})(?:[—－\-–]?中国|中)(?:两国|双边)?$|两国$"
)
# "中国" and a dash of two, the name, and two letters more: nothing longer fits the pattern above.
_LONGEST_PAIR = 6 + max(map(len, POSSIBLE_PAIRS))
_PAIR_AT_START = re.compile(f"^(?:中国?(?:{SHORTS})|(?:{SHORTS})中国?)(?:两国)?(?=.{{3}})")
_CLAUSE_MARKS = re.compile(r"[，。；：“”‘’《》！？\n\s（）()]")
_MOST_STEPS = 6
Span = tuple[int, int]


class Wording(NamedTuple):
    """A label in a sentence; `pair` is the text of the pair that stands in it or before it, empty if there is none."""

    start: int
    end: int
    label: str
    kind: Kind
    pair: str


def wordings_in(sentence: str) -> list[Wording]:
    """The labels of a sentence, in their order."""
    found: list[Wording] = []
    used: list[Span] = []
    for kind, core in _CORES:
        for match in core.finditer(sentence):
            start, end = match.span()
            while sentence.startswith("的", start):
                start += 1
            if any(left < end and start < right for left, right in used) or not _is_label(sentence, start, end, kind):
                continue
            used.append((start, end))
            found.append(_with_qualifiers(sentence, start, end, kind))
    return sorted(found)


def _is_label(sentence: str, start: int, end: int, kind: Kind) -> bool:
    before, core = sentence[max(0, start - 12) : start], sentence[start:end]
    if kind == "community":
        return not _NO_COMMUNITY.search(before)
    if _SECTOR.search(re.sub("(?:的|更加|紧密|友好|重要)+$", "", before)):
        return False
    if kind == "relations":
        return _is_of_states(sentence, start, core, before)
    far = sentence[max(0, start - 22) : start]
    if _COMPANY.search(far) and not re.search("中.{1,3}$", before):
        return False
    return not (kind == "partner" and _LOOSE_PARTNER.search(before))


def _is_of_states(sentence: str, start: int, core: str, before: str) -> bool:
    """Whether friendly relations are those of two states, not of parliaments, parties or cities."""
    if core.endswith("传统友好关系") and not re.search("阿尔巴尼亚|中阿|阿中", sentence):
        return False
    clause = re.split("[，。；]", sentence[:start])[-1]
    if (
        "友好" in core
        and _BODIES.search(clause)
        and not re.search("两国|中.{1,3}(?:两国)?$", sentence[max(0, start - 6) : start])
    ):
        return False
    return not (_BETWEEN_BODIES.search(before) and not re.search("两党两国$", before))


def _with_qualifiers(sentence: str, start: int, end: int, kind: Kind) -> Wording:
    begin, pair = _extended(sentence, start)
    label = sentence[begin:end]
    if pair and kind != "community":
        label = sentence[min(begin, pair[0]) : pair[0]] + sentence[pair[1] : end] if pair[0] >= begin else label
    elif pair and sentence.startswith("两国", pair[0]):
        label = sentence[begin : pair[0]] + sentence[pair[1] : end]
    label = re.sub(r"\s", "", re.sub("^(?:的)+", "", label))
    label = re.sub(r"中国[—－\-–]+(?=东盟|中亚|阿拉伯|非洲)", "中国—", label)
    first = min(begin, pair[0]) if pair else begin
    return Wording(first, end, label, kind, sentence[pair[0] : pair[1]] if pair else "")


def _extended(sentence: str, start: int) -> tuple[int, Span | None]:
    """(where the label begins with its qualifiers, the pair among them)."""
    begin, pair = start, None
    for _ in range(_MOST_STEPS):
        left = sentence[:begin]
        found = _PAIR_BEFORE.search(left, max(len(left) - _LONGEST_PAIR, 0))
        if found and not pair and not left[: found.end()].endswith("其中"):
            pair = (found.start(), begin)
            begin = found.start()
            continue
        clause = _CLAUSE_MARKS.split(left)[-1]
        length, pair_length = _list_before(clause, may_hold_pair=pair is None)
        if length:
            if pair_length:
                pair = (begin - length, begin - length + pair_length)
            begin -= length
            continue
        qualifier = _QUALIFIER.search(left)
        if not qualifier:
            break
        begin = qualifier.start()
    return begin, pair


def _list_before(clause: str, *, may_hold_pair: bool) -> tuple[int, int]:
    """(length of a list of qualifiers at the end, length of the pair that it begins with); zeros if there is none."""
    found = _LIST.search(clause)
    if not found or not (found.group(1).endswith("的") or re.search("面向(?:21|二十一)世纪全球$", clause)):
        return 0, 0
    parts = found.group(1).split("、")
    kept: list[str] = []
    for number, part in enumerate(reversed(parts)):
        part = _without_verb(part) if number == len(parts) - 1 else part
        if _NO_QUALIFIER.search(part):
            break
        kept.insert(0, part)
    pair = _PAIR_AT_START.search(kept[0]) if kept else None
    if len(kept) < 2 or not 2 <= len(kept[0]) <= (12 if pair else 9):
        return 0, 0
    return len("、".join(kept)), pair.end() if pair and may_hold_pair else 0


def _without_verb(part: str) -> str:
    """The first qualifier of a list without the verb before it."""
    if len(part) <= 4 and not _STARTS_WITH_VERB.match(part):
        return part
    ends = sorted((found.end() for found in _VERB.finditer(part)), reverse=True)
    return next((part[end:] for end in ends if 2 <= len(part) - end <= 8), part)
