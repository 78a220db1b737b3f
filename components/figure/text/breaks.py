"""Where a line does not end: within a date, or between two countries of a pair."""

import re

_DATE = re.compile(r"\b(\d{1,2}) (\w+) (\d{4})\b")
FIXED_SPACE = "\u00a0"


def unbroken_dates(text: str) -> str:
    """The text with fixed spaces in its dates."""
    return _DATE.sub(rf"\1{FIXED_SPACE}\2{FIXED_SPACE}\3", text)


def unbroken(text: str) -> str:
    """The text with fixed spaces in its dates and pairs."""
    return unbroken_dates(text).replace(" – ", f"{FIXED_SPACE}–{FIXED_SPACE}")


def with_plain_spaces(lines: list[str]) -> list[str]:
    """Lines of such a text as it was written."""
    return [line.replace(FIXED_SPACE, " ") for line in lines]
