"""Which years a series covers, and how well: "1990/2019: full; 2022: autumn only; 2024: fragment, 6 roll calls"."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator

from data.base.fault import InvalidValueError
from data.model.cells import Texts

_FULL, _FRAGMENT = "full", "fragment"
_PART = re.compile(r"(\d{4})(?:/(\d{4}))?: *(\S.*)", re.ASCII)


@dataclass(frozen=True)
class CoveredYears:
    """The years from `first` through `last`, and in words how well they are covered."""

    first: int
    last: int
    words: str

    @property
    def is_full(self) -> bool:
        return self.words == _FULL

    @property
    def is_fragment(self) -> bool:
        """Whether there is too little to be shown as a year."""
        return self.words.startswith(_FRAGMENT)

    @property
    def text(self) -> str:
        """ "2020–2021", "2022"."""
        return f"{self.first}–{self.last}" if self.last > self.first else f"{self.first}"


def covered_years(text: str) -> CoveredYears:
    """Part of a cell; InvalidValueError if it does not name years in order."""
    match = _PART.fullmatch(text)
    if match is None:
        raise InvalidValueError(f'"{text}" does not say which years are covered', "write it as 1990/2019: full")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise InvalidValueError(f'"{text}" ends before it begins', "correct one of the two years")
    return CoveredYears(first, last, match[3])


def _in_order(parts: tuple[str, ...]) -> tuple[str, ...]:
    known = list(map(covered_years, parts))
    for before, after in pairwise(known):
        if after.first <= before.last:
            raise InvalidValueError(f'"{after.text}" overlaps with what is before it', "name each year once, in order")
    return parts


Coverage = Annotated[Texts, AfterValidator(_in_order)]
