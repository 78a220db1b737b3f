"""Names of actors and leaders in English and Russian texts -> whom they mean. The actors’ names are those of the records."""

import re
from dataclasses import dataclass

from data.model.tie_rows import Actor
from data.observed.coding.model.tables import rows_of
from data.tables.dataset import Dataset

CHINA = "CHN"
# A shorter alias is a code, or a word of its own.
_SHORTEST = 4
_RUSSIAN = re.compile("[А-Яа-яЁё]")
_ENDING = re.compile("(?:ая|ое|ый|ий|ие|ия|[аеиоуыэюяьй])$")
LEADERS = {row[column]: row for row in rows_of("leaders") for column in ("name", "name_ru") if row[column]}


def _inflected(name: str) -> str:
    """A pattern for a name: in Russian each word with any ending of a case."""
    if not _RUSSIAN.search(name):
        return rf"\b{re.escape(name)}\b"
    stems = (re.escape(_ENDING.sub("", word) if len(word) > 3 else word) for word in name.split())
    return r"\b" + r"\s+".join(rf"{stem}\w{{0,3}}" for stem in stems) + r"\b"


WESTERN_LEADER = re.compile("|".join(map(_inflected, sorted(LEADERS, key=len, reverse=True))))


def leader_of(text: str) -> dict[str, str] | None:
    """The row of the leader whose name the text is a form of."""
    return next((row for name, row in LEADERS.items() if re.fullmatch(_inflected(name), text)), None)


@dataclass(frozen=True)
class ActorNames:
    """The actors that a text can name."""

    pattern: re.Pattern[str]
    _actor_of: tuple[str, ...]

    def actors_in(self, text: str) -> list[tuple[int, str]]:
        """(place, actor) of each actor named, China left out."""
        found = [
            (match.start(), self._actor_of[int((match.lastgroup or "a0")[1:])]) for match in self.pattern.finditer(text)
        ]
        return [(place, actor) for place, actor in found if actor != CHINA]


def actor_names(dataset: Dataset) -> ActorNames:
    """The names of all actors of the records; the longest fits first."""
    named = sorted(
        {(name, actor.actor) for actor in dataset.actors.values() for name in _names(actor)},
        key=lambda pair: (-len(pair[0]), pair),
    )
    pattern = "|".join(f"(?P<a{number}>{_inflected(name)})" for number, (name, _) in enumerate(named))
    return ActorNames(re.compile(pattern), tuple(actor for _, actor in named))


def _names(actor: Actor) -> set[str]:
    names = {actor.name, actor.short_name, *actor.aliases, *re.split("; ", actor.name_ru)}
    return {name for name in names if len(name) >= _SHORTEST and re.match(r"[A-ZА-ЯЁÀ-Þ]", name)}
