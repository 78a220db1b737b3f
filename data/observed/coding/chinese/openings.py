"""How an item begins: its first sentences, and the day of which it tells."""

import re
from datetime import date, timedelta

from data.observed.coding.chinese.leaders import LEADER

_LONGEST = 3000
_AGENCY = re.compile("^[^。\n]{0,14}(央视网消息|本台消息)[^：:\n]{0,14}[：:]")
_MARKS = re.compile("^\\s*(【[^】]{1,8}】|本台消息[：:]|\n)+")
_GREETING = re.compile("^各位观众[^。]{0,60}。\n?")
_ORIGIN = re.compile("^(原标题|来源)[^\n]*\n")
_PLACE = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}[日号]|当地时间|今天|昨天|近日|[上下]午|中午|晚上?|傍晚|凌晨|清晨|[夜]|"
    r"(?:在|于)(?:[^，。、会同]|会展|会议|人民大会堂|大会堂|国会|议会){1,26}?"
    r"(?=(?:分别)?(?:集体)?(?:会见|同|与|和|应约|接见|举行|会晤|出席|为))"
)
_SAID = re.compile("指出|表示|强调|说[，,：:“]")
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})[日号]")
# A range, or the day of an earthquake or a quarrel of which the leader speaks.
_OTHER_DAY = re.compile("(至|到|-|—|发生|地震|晚间发)")
_MOST_DAYS = 4


def opening(text: str) -> str:
    """The text without the agency’s mark and the greeting before it."""
    text = _MARKS.sub("", _AGENCY.sub("", text))
    if not LEADER.search(text[:70]):
        text = _GREETING.sub("", text)
    return re.sub(r"^[\s　]+", "", _ORIGIN.sub("", text))


def first_sentence(text: str, most: int = 200) -> str:
    return re.split("[。！\n]", opening(text))[0][:most]


def first_sentences(text: str, number: int) -> list[str]:
    return [part for part in re.split("[。！\n]", opening(text)[:_LONGEST]) if part.strip()][:number]


def without_place(clause: str) -> str:
    """A clause of a text as a title would say it: without quotation marks, day and place."""
    clause = re.sub('[“”"]', "", clause)
    return _PLACE.sub("", clause) if LEADER.search(clause) else clause


def day_of(text: str, broadcast: str) -> str:
    """The day (ISO) that the beginning of the text states, at most four days before the broadcast; else that of the broadcast."""
    aired = date.fromisoformat(broadcast)
    start = _SAID.split(opening(text)[:160], maxsplit=1)[0]
    for found in _DAY.finditer(start):
        if _OTHER_DAY.match(start[found.end() : found.end() + 3]):
            continue
        for day in _days(aired, found.group(1), int(found.group(2))):
            if 0 <= (aired - day).days <= _MOST_DAYS:
                return day.isoformat()
    return (aired - timedelta(1)).isoformat() if "昨天" in start[:40] else broadcast


def _days(aired: date, month: str | None, day: int) -> list[date]:
    """The days that a day of a month, or of an unnamed month, can mean."""
    last_month = aired.replace(day=1) - timedelta(1)
    if month:
        months = [(aired.year, int(month)), (aired.year - 1, int(month))]
    else:
        months = [(aired.year, aired.month), (last_month.year, last_month.month)]
    days = []
    for year, number in months:
        try:
            days.append(date(year, number, day))
        except ValueError:
            continue
    return days
