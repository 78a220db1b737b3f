"""Values of one trade in the books of both sides: where the two differ, and by how much."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from data.model.cells import actors_of
from data.series.value_columns import Value


@dataclass(frozen=True)
class Mirror:
    """One trade of a year, by the books of the two: `source` sends the goods to `target`; both "" if it is both ways."""

    year: int
    source: str
    target: str
    books: tuple[tuple[str, Value], ...]

    @property
    def gap(self) -> float:
        """By how much the higher value is above the lower one, as a share of the lower (0.14 is 14 %)."""
        amounts = sorted(value.value for _, value in self.books)
        return amounts[-1] / amounts[0] - 1 if amounts[0] else float("inf")


def mirrors_of(dyad: str, values: Iterable[Value]) -> tuple[Mirror, ...]:
    """What both sides have in their books, by year; what only one of them has is left out."""
    one, other = actors_of(dyad)
    by_trade: dict[tuple[int, str, str], dict[str, Value]] = defaultdict(dict)
    for value in values:
        partner = other if value.reporter == one else one
        ends = {
            "total": ("", ""),
            "import": (partner, value.reporter),
            "export": (value.reporter, partner),
        }.get(value.flow)
        if ends is not None and value.reporter in (one, other):
            by_trade[value.year, *ends].setdefault(value.reporter, value)
    pairs = sorted((trade, books) for trade, books in by_trade.items() if len(books) > 1)
    return tuple(Mirror(*trade, tuple(sorted(books.items()))) for trade, books in pairs)
