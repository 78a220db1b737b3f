"""Rows of an upload of which thousands would be of no use: those that menus and legends list."""

from collections import Counter
from collections.abc import Sequence

from data.tables.findings import Finding
from data.tables.sheet import Line

# All other tables have as many rows as an upload may.
MOST_ROWS = {"families": 200, "tiers": 2_000, "ladders": 200, "rungs": 4_000, "indicators": 1_000}
_FIXES = {"tiers": "choose the column as the wording of each tie, or write fewer labels"}


def within_reason(lines: Sequence[tuple[str, Line]]) -> tuple[tuple[tuple[str, Line], ...], list[Finding]]:
    """The lines of (table, row), without those of a table that has too many; and a finding for each such table."""
    counts = Counter(name for name, _ in lines)
    too_many = [name for name, most in MOST_ROWS.items() if counts[name] > most]
    findings = [_finding(name, counts[name]) for name in too_many]
    return tuple((name, line) for name, line in lines if name not in too_many), findings


def _finding(name: str, number: int) -> Finding:
    reason = f"brings {number:,} {name}; at most {MOST_ROWS[name]:,} are allowed"
    return Finding("upload", None, None, reason, _FIXES.get(name, "upload fewer of them"))
