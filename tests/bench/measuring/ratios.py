"""Measured values -> how many times as long as another way ours takes, beside what we aim at."""

from collections.abc import Iterator
from math import isnan

from tests.bench.measuring.report import ABSENT, Result, aligned, as_markdown

FIGURES = {"load_first": "first picture", "filter": "filter, layer off", "again": "filter, layer on again"}
OURS = ("ours", "served")
# (figure, other way, sizes) -> at most so many times as long.
AIMS = {
    ("load_first", "empty", ("M", "real")): 1.25,
    ("filter", "dash", ("M", "L")): 0.8,
    ("again", "dash", ("M", "L")): 0.8,
    ("filter", "pyvis", ("L",)): 0.6,
    ("again", "pyvis", ("L",)): 0.6,
}


def ratios(results: list[Result], *, markdown: bool = False) -> str:
    """A line for each of our ways, size and figure: its median in ms, and its ratio to the median of each other way.

    "≤" is before what is aimed at; a ratio that misses it has a "!".
    """
    others = {way.name: way.title for way in (result.way for result in results) if way.name not in OURS}
    head = ["ratio of medians", "size", "way", "ms", *others.values()]
    rows = [head, *_rows(results, list(others))]
    if not others or len(rows) == 1:
        return ""
    return f"{(as_markdown if markdown else aligned)(rows)}\n"


def _rows(results: list[Result], others: list[str]) -> Iterator[list[str]]:
    by_place = {(result.subject.name, result.way.name): result for result in results}
    for figure, title in FIGURES.items():
        for result in results:
            if result.way.name not in OURS:
                continue
            size, own = result.subject.name, result.median(figure)
            cells = [_cell(own, by_place[size, other].median(figure), _aim(figure, other, size)) for other in others]
            yield [title, size, result.way.title, f"{own * 1000:,.0f}", *cells]


def _aim(figure: str, other: str, size: str) -> float | None:
    return next((aim for (of, way, sizes), aim in AIMS.items() if (of, way) == (figure, other) and size in sizes), None)


def _cell(own: float, other: float, aim: float | None) -> str:
    if isnan(own) or isnan(other):
        return ABSENT
    ratio = own / other
    if aim is None:
        return f"{ratio:.2f}"
    return f"{ratio:.2f} (≤ {aim:g}){' !' if ratio > aim else ''}"
