"""A sentence -> whose words it gives: China’s, the partner’s, or the narrator’s (also both sides’)."""

import re
from collections.abc import Container

from data.observed.coding.chinese.leaders import LEADER
from data.observed.coding.labels.pairs import actors_named

SAYS = re.compile(
    "指出|强调|表示|说|认为|介绍|希望|感谢|重申|高度评价|积极评价|建议|提出|称|回顾|祝贺|赞赏|宣布|写道|期待|相信"
)
_BOTH = re.compile(
    "(?:会谈后|会见后|.{0,6}当天|双方(?!要|应|可|需|须|都|有)|两国元首|两国领导人|两国总理|两国外长|两位|会议|声明|"
    "联合声明|访问期间|仪式)"
)
_WHO_SAYS = re.compile(f"^(.{{0,40}}?)(?:在[^，]{{0,30}}中)?(?:并)?(?:{SAYS.pattern})")
_BOTH_SAY = re.compile("双方|两国元首|两国领导人|一致|与会|会谈|各方")
_CHINA = re.compile(
    "中方|中国政府|我方|外交部|发言人|商务部|国务院|中国驻|全国人大|全国政协|中共中央|王毅|杨洁篪|秦刚|中国国家"
)
_PUBLIC = re.compile("各界|人士|专家|学者|媒体|舆论|民众|他|她|记者|代表")
_SIDE = re.compile("^([一-龥]{1,3})方(?:愿|将|高度|坚定|希望|珍视|视|支持|致力)")
_LONGEST_SPEAKER = 14


def speaker_of(sentence: str, before: str, partners: Container[str], *, of_leaders: bool, default: str) -> str:
    """china, partner, narrator or unknown. `before` spoke last, `default` if nobody did; `of_leaders` if the item is."""
    text = re.sub('[“”"]', "", sentence)
    if _BOTH.match(text):
        return "narrator"
    found = _WHO_SAYS.match(text)
    who = _named_speaker(found.group(1), partners, of_leaders=of_leaders) if found else ""
    if who:
        return who
    if text.startswith("中方"):
        return "china"
    if re.match("我们?愿|我愿", text):
        return before or ("china" if of_leaders and default == "china" else "unknown")
    side = _SIDE.match(text)
    if side:
        return "china" if side.group(1) in ("中", "我") else "partner"
    return before or default


def _named_speaker(words: str, partners: Container[str], *, of_leaders: bool) -> str:
    who = words.split("，")[-1] or words
    if _BOTH_SAY.search(who):
        return "narrator"
    if LEADER.search(who) or _CHINA.search(who):
        return "china"
    if any(actor in partners for actor in actors_named(who)):
        return "partner"
    if LEADER.search(words) and not who:
        return "china"
    if not who.strip() or len(who) > _LONGEST_SPEAKER:
        return ""
    if _PUBLIC.search(who):
        return "partner" if actors_named(who) and "中" not in who else "unknown"
    return "partner" if of_leaders else "unknown"
