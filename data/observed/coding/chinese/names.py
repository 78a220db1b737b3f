"""Names of states and organisations in a Chinese text -> where they are and whom they mean."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from data.observed.coding.model.tables import rows_of

ACTOR_OF_NAME = {row["name"]: row["actor"] for row in rows_of("names")}
# A part of a text that ends what was said of the actor named before.
_SCOPE_END = re.compile(
    "[。；！]|[，,](?=.{0,8}(?:双方|两国|就|并|共同|强调|指出|希望|转达|代表|祝贺|表示|说|时|对|庆祝|代表))"
)


class Mention(NamedTuple):
    """An actor named in a text, from `start` to before `end`."""

    start: int
    end: int
    actor: str


class ActorScope(NamedTuple):
    """An actor and the text about it: from its name to the next actor's, or the end of the clause."""

    actor: str
    text: str


def _pattern(row: dict[str, str]) -> str:
    """The name with its guards; it begins with a letter, so that the search can skip all other places."""
    first, rest = row["name"][0], row["name"][1:]
    behind = "".join(f"(?<!{before}{first})" for before in row["not_after"].split("|") if before)
    return f"{behind}{re.escape(rest)}{row['then']}"


def _of_all_names() -> re.Pattern[str]:
    by_first: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in sorted(rows_of("names"), key=lambda row: -len(row["name"])):
        by_first[row["name"][0]].append(row)
    return re.compile("|".join(f"{first}(?:{'|'.join(map(_pattern, rows))})" for first, rows in by_first.items()))


NAME = _of_all_names()


@lru_cache(maxsize=8192)
def mentions(text: str) -> tuple[Mention, ...]:
    """The actors named in a text; where several names fit, the longest counts."""
    return tuple(Mention(found.start(), found.end(), ACTOR_OF_NAME[found.group()]) for found in NAME.finditer(text))


@lru_cache(maxsize=8192)
def scopes(text: str) -> tuple[ActorScope, ...]:
    """Each actor with the text about it."""
    named = mentions(text)
    ends = [*(mention.start for mention in named[1:]), len(text)]
    return tuple(
        ActorScope(mention.actor, _SCOPE_END.split(text[mention.start : end], maxsplit=1)[0])
        for mention, end in zip(named, ends, strict=False)
    )


def is_short(row: dict[str, str]) -> bool:
    """Whether a name stands for its state only before an office, as 俄 does in 俄总统."""
    return row["then"].startswith("(?=总统|")


def is_organisation(actor: str) -> bool:
    return actor.startswith("ORG:")


@cache
def names_of(actor: str) -> re.Pattern[str]:
    """Any name of an actor, without guards; a pattern that nothing fits if it has none."""
    names = sorted((row["name"] for row in rows_of("names") if row["actor"] == actor and not is_short(row)), key=len)
    return re.compile("|".join(map(re.escape, reversed(names))) or r"(?!)")
