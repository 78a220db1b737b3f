"""The periods of figures as people write them: "Jan–Aug 2024", "first half of 2021". Pure."""

import re

from data.base.days import MONTHS
from data.base.fault import InvalidValueError
from data.model.dates import partial_date

_YEAR = re.compile(r"\d{4}", re.ASCII)
_PART_OF_YEAR = re.compile(r"(\d{4})-([HQ])([1-4])", re.ASCII)
_MONTHS_OF_ONE_YEAR = re.compile(r"(\d{4})-(\d\d)/\1-(\d\d)", re.ASCII)
_YEARS = re.compile(r"(\d{4})[/-](\d{4})\b", re.ASCII)
_ORDINALS, _PARTS = ("first", "second", "third", "fourth"), {"H": "half", "Q": "quarter"}


def period_text(period: str) -> str:
    """A period as the records write it, in words; what has another form stays as it is."""
    if _YEAR.fullmatch(period):
        return period
    if part := _PART_OF_YEAR.fullmatch(period):
        return f"{_ORDINALS[int(part[3]) - 1]} {_PARTS[part[2]]} of {part[1]}"
    months = _MONTHS_OF_ONE_YEAR.fullmatch(period)
    if months and all(1 <= int(month) <= 12 for month in months.groups()[1:]):
        return f"{MONTHS[int(months[2])]}–{MONTHS[int(months[3])]} {months[1]}"
    if not _YEARS.match(period):
        return " ".join(_date_text(word) for word in period.replace("/", " to ").split(" "))
    return _YEARS.sub(r"\1–\2", period)


def _date_text(word: str) -> str:
    try:
        return partial_date(word).display_text
    except InvalidValueError:
        return word
