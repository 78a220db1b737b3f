"""The rules of the coder: CSV tables of names, leaders, offices and verbs -> compiled patterns. Their README says how to add one."""

import csv
import hashlib
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "rules"
# Goes up when the code that applies the tables changes what it finds.
CODE_VERSION = 2


@cache
def rows_of(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, in the order of the file, which decides between alternatives that begin alike."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def alternatives(table: str, name: str) -> str:
    """The patterns of one list of a table (named in its first column) as the text of one alternation."""
    rows = rows_of(table)
    column = next(iter(rows[0]))
    patterns = [row["pattern"] for row in rows if row[column] == name]
    if not patterns:
        raise KeyError(f"{table}.csv has no rows for {name}")
    return "|".join(patterns)


def verbs(kind: str) -> re.Pattern[str]:
    """The verbs of a kind of contact, in Chinese."""
    return re.compile(alternatives("verbs", kind))


def words(name: str) -> re.Pattern[str]:
    """A list of words that decide for or against a reading."""
    return re.compile(alternatives("words", name))


@cache
def rules_version() -> str:
    """The version of the rules: it changes with each change of a table, and with `CODE_VERSION`."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{CODE_VERSION}.{digest.hexdigest()[:8]}"
