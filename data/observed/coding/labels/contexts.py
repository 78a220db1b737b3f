"""A label in its sentence -> what is done with it: declares, raises, reaffirms, calls for, describes."""

import re
from dataclasses import dataclass

_PAST = re.compile(
    r"(?:19\d\d|200\d|201\d|202[0-9])年(?!可持续)|去年|前年|前不久|不久前|上个?月|年初|近年来|几年来|努力下|已经?(?!达成)|"
    r"早在|最早|年前|以来(?!，)|此前|周年|当年|首次访|上次|历史|先后|曾|10年前|百年"
)
_PAST_BEFORE = re.compile(r"(?:\d{4}年|去年|前年|前不久|不久前|上个?月|年前|先后|近年来|早在)[^。]{0,60}$")
_DATE = re.compile(r"(\d{1,2})月(?:(\d{1,2})日)?")
_ACT = re.compile("宣布|决定|同意|商定|正式|签署|发表|达成|确认")
_WISH = re.compile("愿|希望|建议|提议|期待|应该|要(?!素)|推动将|争取|倡议|积极考虑")
_RAISED = re.compile("(?:提升|升级|上升|升格|跃升|提级|升为|上升为)(?:成)?(?:到|至|为)?[^，。]{0,14}$")
_RAISED_TO = re.compile("(?:为|至|到)[^，。为至到]{0,14}$")
_TO_A_LEVEL = re.compile("(?:的)?(?:新|更高)?(?:水平|高度|内涵)")
_RAISED_PLAINLY = re.compile("将[^，。]{0,16}(?:提升|升级|上升)|提升为")
_ANNIVERSARY = re.compile("[^，。]{0,6}为契机|[^，。]{0,4}(?:以来|后)(?:$|，)")
_SET_UP = re.compile("(?:建立|确立|缔结|结成|确定为?|定位为|建成)(?:了|起)?[^，。]{0,16}$")
_AGREED_TO_SET_UP = re.compile("(?:同意|宣布|决定|商定)[^，。]{0,12}(?:构建|打造|共建|建设)[^，。]{0,14}$")
_NOT_NOW = re.compile("[^，。]{0,8}(?:周年|以来|后|行动计划|为契机)")
_STATEMENT_TO_SET_UP = re.compile("关于[^，。]{0,14}(?<!加快)(?<!推动)(?<!推进)(?:建立|构建|确立)[^，。]{0,20}$")
_AGREE = re.compile("重申|再次强调|再次确认|一致同意|商定|同意|一致认为|一致决定|双方将|两国元首(?:强调|表示)")
_CALL = re.compile(
    "愿|希望|(?<![重主])要|应(?!约)|期待|使|助力|筑牢|夯实|建设|推动|推进|努力|致力|深化|丰富|充实|引领|开创|打造|构建|共建|"
    "加强|促进|发展|落实|续写|共筑|把|携手|支持|巩固|提升|迈|朝着|坚持"
)
_FORWARD = re.compile("推动|促进|推进|深化|加强|充实|丰富|使|引领|携手|建设好|提升|构建|打造")
_DONE = re.compile("(?:构建|建立|巩固|谱写|丰富|推动|打造|深化|引领|开启)了[^，。]{0,12}$")


@dataclass(frozen=True)
class _Around:
    """The text around a label: its clause, what is close before it, what is after it, and a wider part before it."""

    sentence: str
    clause: str
    near: str
    before: str
    wide: str
    after: str
    statement: str


def _around(sentence: str, start: int, end: int) -> _Around:
    first = max(sentence.rfind("，", 0, start), sentence.rfind("：", 0, start), -1) + 1
    comma = sentence.find("，", end)
    last = comma if comma >= 0 else len(sentence)
    return _Around(
        sentence,
        sentence[first:last],
        sentence[first:start],
        sentence[max(0, start - 30) : start],
        sentence[max(0, start - 70) : start],
        sentence[end:last],
        sentence[end : end + 30],
    )


def context_of(sentence: str, start: int, end: int, day: str) -> str:
    """What the sentence does with the label from `start` to `end`, in an item of this day."""
    text = _around(sentence, start, end)
    past = _is_past(text, int(day[5:7]))
    return (
        _raised(text, past=past)
        or _declared(text, past=past)
        or _agreed(text)
        or _told(text, past=past)
        or _called_for(text)
    )


def _is_past(text: _Around, month: int) -> bool:
    """Whether the sentence tells of an act of another year, or of a month before the last."""
    if _PAST.search(text.clause) or _PAST_BEFORE.search(text.wide):
        return True
    last_month = (month - 2) % 12 + 1
    return any(
        int(named) not in (month, last_month) or (int(named) != month and not day)
        for named, day in _DATE.findall(text.wide)
    )


def _raised(text: _Around, *, past: bool) -> str:
    raised = _RAISED.search(text.before) and _RAISED_TO.search(text.before) and not _TO_A_LEVEL.match(text.after)
    if _ANNIVERSARY.match(text.after) and (raised or re.search("建立|确立", text.before)):
        return "describes"
    if not raised:
        return ""
    if past:
        return "describes"
    if _ACT.search(text.wide):
        return "raises"
    if _WISH.search(text.near + text.wide[-24:]):
        return "calls for"
    plainly = _RAISED_PLAINLY.search(text.before) and not re.search("已|现在|目前", text.wide)
    return "raises" if plainly else "describes"


def _declared(text: _Around, *, past: bool) -> str:
    act = _ACT.search(text.wide)
    if (
        act
        and not past
        and not _NOT_NOW.match(text.after)
        and (_SET_UP.search(text.before) or _AGREED_TO_SET_UP.search(text.before))
    ):
        return "declares"
    if _STATEMENT_TO_SET_UP.search(text.before) and re.search("声明|公报|宣言|协定|条约", text.after):
        return "declares"
    return ""


def _agreed(text: _Around) -> str:
    if re.search("关于[^。]{0,30}$", text.before) and re.search("声明|公报|宣言", text.statement):
        return "reaffirms"
    agreed = re.search("就[^，。]*$", text.before)
    if agreed and re.match("[^，。]{0,14}(?:达成|作出|交换|规划|擘画|指明)", text.after):
        return "reaffirms" if "达成" in text.after else "describes"
    return ""


def _told(text: _Around, *, past: bool) -> str:
    year_of = re.search("(?<!不)是[^，。]{0,6}(?:建立|构建|共同构建)[^，。]*$", text.near)
    of_speech = re.search("有关|关于", text.near) and re.search("讲话|论述|文章|著作", text.after)
    if (year_of and re.search("之年|周年|起始", text.after)) or _DONE.search(text.near) or of_speech:
        return "describes"
    forward = _FORWARD.search(text.near)
    if past and not forward and not re.search("愿|希望|期待|将(?!.{0,6}提升)", text.near):
        return "describes"
    said_then = re.search("(?:宣布|同意|决定|提出)[^，。]{0,20}$", text.near)
    return "describes" if past and forward and said_then else ""


def _called_for(text: _Around) -> str:
    wish = re.search("愿|希望|期待|建议|应当", text.near + text.wide[-30:])
    if not wish and _AGREE.search(text.wide):
        return "reaffirms"
    if _CALL.search(text.near) or re.search("愿同|希望|愿与", text.wide):
        return "calls for"
    return "describes"
