"""A misspelt name -> the nearest of the known ones."""

from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from data.base.text import LONGEST_QUOTE, quotable

_NEIGHBOURS = 12
# Suggestions for one set of names: help with a few is enough where very many are wrong.
_MOST_SUGGESTIONS = 200


class Names:
    """Names among which the nearest to a misspelt one is found, at a cost that hardly grows with their number."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self._suggestions: dict[str, str | None] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.names

    @cached_property
    def _forward(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _backward(self) -> list[str]:
        return sorted(name[::-1] for name in self.names)

    def nearest(self, name: str) -> str | None:
        """The most similar name, None if none is similar.

        Only neighbours in the alphabet, read from either end, are compared: a typing error spares one end.
        """
        name = name[:LONGEST_QUOTE]
        near = set(_neighbours(self._forward, name)) | {
            other[::-1] for other in _neighbours(self._backward, name[::-1])
        }
        by_folded = {other.casefold(): other for other in sorted(near)}
        matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
        return by_folded[matches[0]] if matches else None

    def fix_for(self, name: str, otherwise: str) -> str:
        """ "did you mean RUS?" if a name is near, else the fix that is given."""
        if name not in self._suggestions and len(self._suggestions) < _MOST_SUGGESTIONS:
            self._suggestions[name] = self.nearest(name)
        near = self._suggestions.get(name)
        return f"did you mean {quotable(near)}?" if near else otherwise


def _neighbours(ordered: list[str], name: str) -> list[str]:
    index = bisect_left(ordered, name)
    return ordered[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
