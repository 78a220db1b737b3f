"""China’s leaders by name, with the terms in which their contacts count."""

import re
from itertools import groupby

from data.observed.coding.model.tables import alternatives, rows_of

_LEADERS = {row["name_zh"]: row for row in rows_of("leaders")}
ENGLISH_NAME = {name: row["name"] for name, row in _LEADERS.items()}
NAMES = "|".join(sorted(_LEADERS, key=len, reverse=True))
LEADER = re.compile(NAMES)
HEADS = ("习近平", "胡锦涛")
BEFORE_NAME = f"(?:{alternatives('words', 'title_before')})*"


def in_term(name: str, day: str) -> bool:
    """Whether a contact of the leader on this day counts."""
    row = _LEADERS[name]
    return row["start"] <= day <= row["end"]


def leaders_at_start(text: str, found: list[re.Match[str]]) -> tuple[list[str], int]:
    """(the leaders of an unbroken list that begins with the first of `found`, where the list ends)."""
    names, end = [found[0].group()], found[0].end()
    for match in found[1:]:
        if not re.fullmatch(rf"[、，,\s和等兼]*|{BEFORE_NAME}", text[end : match.start()]):
            break
        names.append(match.group())
        end = match.end()
    return names, end


def distinct(names: list[str]) -> list[str]:
    """The names without those that follow themselves."""
    return [name for name, _ in groupby(names)]
