"""Measured values -> an aligned table, Markdown, or JSON."""

import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from math import inf, isfinite, isnan, nan
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measuring.measure import Values
from tests.bench.measuring.subjects import Subject
from tests.bench.measuring.ways import Way

ABSENT = "–"


@dataclass(frozen=True)
class Figure:
    """A line of the table; `scale` turns what was measured into the unit shown."""

    key: str
    title: str
    unit: str
    scale: float = 1.0
    digits: int = 0


FIGURES = (
    Figure("load_first", "navigation to first picture", "s", digits=2),
    Figure("load", "navigation to stable picture", "s", digits=2),
    Figure("cold", "navigation to stable picture, first after server start", "s", digits=2),
    Figure("reload_first", "page again to first picture", "s", digits=2),
    Figure("filter_first", "filter click to first changed picture", "s", digits=2),
    Figure("filter", "filter click to stable picture", "s", digits=2),
    Figure("again_first", "second click (layer on again) to first picture", "s", digits=2),
    Figure("again", "second click to stable picture", "s", digits=2),
    Figure("moved_world", "actors moved by the filter, median, in the world", "px", digits=1),
    Figure("moved_world_most", "actors moved by the filter, farthest, in the world", "px", digits=1),
    Figure("moved_screen", "actors moved by the filter, median, on screen", "px", digits=1),
    Figure("moved_screen_most", "actors moved by the filter, farthest, on screen", "px", digits=1),
    Figure("back_world_most", "farthest from the first place after off and on, in the world", "px", digits=1),
    Figure("back_screen_most", "farthest from the first place after off and on, on screen", "px", digits=1),
    Figure("load_bytes", "on the wire, first load", "kB", 1e-3),
    Figure("reload_bytes", "on the wire, page again", "kB", 1e-3, 1),
    Figure("filter_bytes", "on the wire, layer off", "kB", 1e-3, 1),
    Figure("again_bytes", "on the wire, layer on again", "kB", 1e-3, 1),
    Figure("load_server", "server's processor time, first load", "ms", 1e3),
    Figure("filter_server", "server's processor time, layer off", "ms", 1e3),
    Figure("again_server", "server's processor time, layer on again", "ms", 1e3),
    Figure("load_browser", "browser's processor time, first load", "ms", 1e3),
    Figure("filter_browser", "browser's processor time, layer off", "ms", 1e3),
    Figure("again_browser", "browser's processor time, layer on again", "ms", 1e3),
    Figure("frames", "frames a second while time plays", "", digits=1),
    Figure("load_task", "longest main-thread task, first load", "ms", 1e3),
    Figure("filter_task", "longest main-thread task, filter", "ms", 1e3),
    Figure("memory", "server memory for the first page", "MB", 1e-6, 1),
    Figure("other_hosts", "other hosts asked", ""),
)


@dataclass(frozen=True)
class Result:
    """All runs of one way on one subject."""

    subject: Subject
    way: Way
    runs: tuple[Values, ...]

    def values(self, key: str) -> list[float]:
        return [run[key] for run in self.runs if key in run and not isnan(run[key])]

    def median(self, key: str) -> float:
        """Not a number where nothing was measured."""
        values = self.values(key)
        return median(values) if values else nan


def machine(chromium: str) -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "system": platform.platform(terse=True),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
        "pyvis": version("pyvis"),
        "Chromium": f"{chromium}, headless, software rendering",
    }


# As text -------------------------------------------------------------------------------------------


def table(results: list[Result], limit: float, *, markdown: bool = False) -> str:
    """The results of one subject side by side, the median of each figure and its range."""
    head = ["", *(f"{result.way.title} ({_runs(result)})" for result in results)]
    rows = [[_name(figure), *(_cell(result, figure, limit) for result in results)] for figure in FIGURES]
    write = as_markdown if markdown else aligned
    heading = "### " if markdown else ""
    return f"{heading}{results[0].subject.title}\n\n{write([head, *rows])}\n"


def _runs(result: Result) -> str:
    return "1 run" if len(result.runs) == 1 else f"{len(result.runs)} runs"


def _name(figure: Figure) -> str:
    return f"{figure.title}, {figure.unit}" if figure.unit else figure.title


def _cell(result: Result, figure: Figure, limit: float) -> str:
    values = result.values(figure.key)
    if not values:
        return ABSENT
    middle, low, high = (_number(value, figure, limit) for value in (median(values), min(values), max(values)))
    return middle if low == high else f"{middle} ({low} to {high})"


def _number(value: float, figure: Figure, limit: float) -> str:
    if value == inf:
        return f"> {limit:g}"
    return f"{value * figure.scale:,.{figure.digits}f}"


def aligned(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]

    def line(row: Iterable[str]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

    return "\n".join([line(rows[0]), "  ".join("-" * width for width in widths), *map(line, rows[1:])])


def as_markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" + "|---:" * (len(rows[0]) - 1) + "|", *lines[1:]])


# As JSON -------------------------------------------------------------------------------------------


def as_json(results: list[Result], limit: float, around: dict[str, str]) -> dict[str, Any]:
    """Units as measured (seconds, bytes, pixels); null where the limit was reached or nothing was seen."""
    return {
        "machine": around,
        "limit": limit,
        "results": [
            {
                "subject": {**asdict(result.subject), "records": Path(result.subject.records).name},
                "way": result.way.name,
                "runs": [{key: _finite(value) for key, value in run.items()} for run in result.runs],
                "medians": {figure.key: _finite(result.median(figure.key)) for figure in FIGURES},
            }
            for result in results
        ],
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
