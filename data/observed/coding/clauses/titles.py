"""A title -> its segments, each with the leader and the partner that belong together."""

import re

from data.observed.coding.chinese.leaders import LEADER
from data.observed.coding.chinese.names import NAME
from data.observed.coding.chinese.offices import office_of
from data.observed.coding.model.tables import alternatives

_KINDS = ("letter", "phone", "video", "attendance", "talks", "meeting", "arrival", "visit", "signature")
_VERB = re.compile("|".join(alternatives("verbs", kind) for kind in _KINDS) + "|强调|指出|表示|致辞|演讲|讲话")
_ENVOY = re.compile("习近平(主席|总书记)?的?(特使|特别代表)")
_ENVOY_PART = re.compile("习近平(主席|总书记)?的?(特使|特别代表|代表|委托|致|向.{2,30}致的)")
_SPOUSE = re.compile("(国家主席)?习近平夫人彭丽媛|习近平和夫人彭丽媛|和夫人彭丽媛|习近平彭丽媛|习近平 彭丽媛|、彭丽媛")
_HEAD = re.compile("(总统|总理|国王|首相|主席|总书记|议长)$")
_VISIT_PART = re.compile("(?:开始|并)?(?:对|正式访问|访问)")


def segments(title: str) -> list[str]:
    """The parts of a title that say one thing each."""
    parts = [part for part in re.split("[ ；;]+|——|：|:", _plain(title)) if part]
    return _with_lists(_with_leaders(_joined(parts)))


def _plain(title: str) -> str:
    text = re.sub(r"【[^】]*】|\[[^\]]*\]", "", title)
    text = re.sub("中国[—－\\-–]{1,2}", "中国-", text)
    text = re.sub('[“”"]', "", text)
    if _ENVOY.search(text):
        text = _ENVOY_PART.sub("", text)
    return _SPOUSE.sub(_without_spouse, text)


def _without_spouse(found: re.Match[str]) -> str:
    """The leader alone, if the couple is named; nothing, if only she is."""
    text = found.group()
    both = text.startswith("习近平和") or (not text.startswith(("和", "、")) and "夫人彭" not in text[:8])
    return "习近平" if both else ""


def _joined(parts: list[str]) -> list[str]:
    """Parts that a space tore apart, put together."""
    joined: list[str] = []
    for part in parts:
        mark = _joint(joined[-1], part) if joined else None
        if mark is None:
            joined.append(part)
        else:
            joined[-1] += mark + part
    return joined


def _joint(before: str, part: str) -> str | None:
    """What joins two parts of a title; None if they are two."""
    if LEADER.search(before) and not _VERB.search(before) and not LEADER.match(part):
        names_more = LEADER.sub("", before).strip("、，和等分别")
        if NAME.match(part) or (names_more and _VERB.search(part)):
            return "、"
    elif (
        not LEADER.search(before)
        and NAME.match(before)
        and len(before) < 14
        and _HEAD.search(before)
        and LEADER.search(part)
    ):
        return "、"
    goes_on = _VISIT_PART.match(part) and re.search("抵达|到达", before) and not LEADER.search(part)
    return "" if before.endswith("会见") or goes_on else None


def _with_leaders(parts: list[str]) -> list[str]:
    """A part of leaders' names alone goes to the part after it."""
    result, waiting = [], ""
    for part in parts:
        if LEADER.search(part) and re.fullmatch("[、，,等分别和]*", LEADER.sub("", part)):
            waiting += part + "、"
        else:
            result.append(waiting + part)
            waiting = ""
    return result


def _with_lists(parts: list[str]) -> list[str]:
    """A part of partners' names alone goes on with the meeting before it."""
    result: list[str] = []
    for part in parts:
        goes_on = (
            result
            and not LEADER.search(part)
            and NAME.match(part)
            and re.search("会见|会晤", result[-1])
            and len(part) < 40
            and office_of(part, "USA") != "other"
            and not re.search("会谈|强调|表示|访问|举行", part)
        )
        if goes_on:
            result[-1] += "、" + part
        else:
            result.append(part)
    return result
