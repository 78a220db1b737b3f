"""What follows a leader’s name in a clause, and what the readings of it share."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from data.observed.coding.chinese.names import NAME

# Actor -> office of its side.
Partners = dict[str, str]
_WITH = re.compile("应约同|应约与|分别同|分别与|同|与|和")


class FoundContact(NamedTuple):
    """One leader’s contact of one kind; its partners may be unknown."""

    leader: str
    kind: str
    partners: Partners


@dataclass(frozen=True)
class Rest:
    """The text after the leaders’ names; `signs` if something was signed."""

    text: str
    signs: bool = field(default=False)

    def between(self, verb: re.Pattern[str]) -> str:
        """What stands between the word “with” and the verb; empty if either is missing."""
        found = verb.search(self.text)
        if not found:
            return ""
        before = self.text[: found.start()]
        marks = [
            mark for mark in _WITH.finditer(before) if not NAME.search(before[mark.start() - 1 : mark.start() + 1])
        ]
        if not marks:
            return ""
        mark = next((mark for mark in marks if _opens(before, mark)), None)
        mark = mark or next((mark for mark in marks if mark.group() != "和"), marks[0])
        return before[mark.end() :]


def _opens(before: str, mark: re.Match[str]) -> bool:
    """Whether a word for “with” stands outside the phrase of an event."""
    return mark.group() != "和" and not re.search("出席|来华", before[: mark.start()])


# The contacts that a text tells of; None if the reading does not know its verb.
Reading = Callable[[Rest], list[tuple[str, Partners]] | None]
