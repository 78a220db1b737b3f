"""Arrivals and visits abroad."""

import re

from data.observed.coding.chinese.names import ActorScope, is_organisation, scopes
from data.observed.coding.clauses.rest import Partners, Rest
from data.observed.coding.model.tables import rows_of, verbs, words

_ARRIVAL, _VISIT, _NO_STATE = verbs("arrival"), verbs("visit"), words("no_state")
_CITIES = {row["city"]: row["actor"] for row in rows_of("cities")}
_ARRIVES = re.compile("^(?:乘专机|今天|当地时间|夫妇|主席|总理|、)*(?:乘专机)?(?:抵达|到达)")
_AT_HOME = re.compile("抵京|抵达(北京|香港|澳门|拉萨|乌鲁木齐|三亚|上海|杭州|厦门)")
_VISITS = re.compile("对([^对]*?)(?:进行|展开|开始).{0,8}访问")
_NO_VISIT = re.compile("结束|离开|返回|回到|访问(学者|团)|邀请|离京|启程|前往|欢迎|重要讲话|文章|期间")
_TO = re.compile("对(.*?)(?:进行|展开|开始).{0,8}访问|访问(.*)|抵达(.*)")
_VISIT_TO = re.compile("对(.*?)(?:进行|展开|开始).{0,8}访问|访问(.*)")
_LONGEST_PLACE = 45


def arrivals(rest: Rest) -> list[tuple[str, Partners]] | None:
    """A leader who arrived, the arrival being what the title tells."""
    text = rest.text
    if not _ARRIVES.search(text) or _AT_HOME.search(text):
        return None
    found = _VISITS.search(text) or re.search("(?:正式|国事|友好)?访问(.+)", text) or re.search("抵达(.*)", text)
    partners = _states(found.group(1) if found else text) or _states(text)
    if not partners:
        partners = next(({actor: ""} for city, actor in _CITIES.items() if city in text.split("出席")[0]), {})
    return [("visit_arrival", partners)]


def late_arrivals(rest: Rest) -> list[tuple[str, Partners]] | None:
    """A leader who arrived, after other words."""
    text = rest.text
    if not _ARRIVAL.search(text) or re.search("离开|返回|抵京|回到|抵达(北京|香港|澳门)", text):
        return None
    return [("visit_arrival", _states(_first_group(_TO, text, text)) or _states(text))]


def visits(rest: Rest) -> list[tuple[str, Partners]] | None:
    text = rest.text
    if not _VISIT.search(text) or _NO_VISIT.search(text):
        return None
    place = _first_group(_VISIT_TO, text, "")
    named = scopes(re.sub("出席.*|总部|议会.*", "", place))
    partners = {scope.actor: "" for scope in named if _is_state(scope) and not _NO_STATE.search(scope.text)}
    return [("visit_arrival", partners)] if len(place) < _LONGEST_PLACE else []


def _first_group(pattern: re.Pattern[str], text: str, default: str) -> str:
    """The first group that holds something; empty if none does; `default` if the pattern is not there."""
    found = pattern.search(text)
    return next(filter(None, found.groups()), "") if found else default


def _states(text: str) -> Partners:
    return {scope.actor: "" for scope in scopes(re.sub("出席.*", "", text)) if _is_state(scope)}


def _is_state(scope: ActorScope) -> bool:
    return not is_organisation(scope.actor)
