"""A cell as people write it -> as the schema writes it; None where it is ambiguous, so that the checks report it."""

import re
import unicodedata
from calendar import month_abbr, month_name

from data.base.days import iso_day_of_serial
from data.base.fault import Fault
from data.matching.names import NameIndex, comparison_key
from data.model.cells import LIST_SEPARATOR
from data.model.columns import choices_of, kind_of
from data.model.dates import partial_date
from data.model.schema import Table

_YEAR_FIRST = re.compile(r"(\d{4})[./年](\d{1,2})(?:[./月](\d{1,2})日?|月)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_MONTH_IN_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),\s*(\d{4})", re.ASCII)
_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(month_abbr) if name}
_MONTH_NAMES = {name.casefold() for name in (*month_abbr, *month_name, "Sept") if name}
_DAY_NUMBER = re.compile(r"[1-7]\d{4}", re.ASCII)
# Cyrillic and Greek letters that look like Latin ones.
_LATIN_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxijsdhABEZHIKMNOPTYXo"
)  # fmt: skip
_INVISIBLE_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


def day(written: str) -> str | None:
    """The date in ISO 8601, as exact as written; None if it can be read in more than one way, or in none."""
    text = unicodedata.normalize("NFKC", written).strip()
    for pattern in (_WITH_TIME, _YEAR_FIRST, _UNPADDED, _DAY_FIRST, _SLASHES, _MONTH_IN_WORDS, _MONTH_FIRST):
        if match := pattern.fullmatch(text):
            return _valid_date(_iso_text(pattern, match.groups()))
    return iso_day_of_serial(int(text)) or None if _DAY_NUMBER.fullmatch(text) else None


def _iso_text(pattern: re.Pattern[str], parts: tuple[str, ...]) -> str:
    """The parts of a date in ISO order, not yet known to be a date; empty if their order is not clear."""
    if pattern is _WITH_TIME:
        return str(parts[0])
    if pattern in (_YEAR_FIRST, _UNPADDED):
        return "-".join([parts[0], *(part.zfill(2) for part in parts[1:] if part)])
    if pattern is _DAY_FIRST:
        return f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    if pattern is _SLASHES:
        # 3/4/2022 is a day in March to one reader and in April to another.
        one, other = int(parts[0]), int(parts[1])
        return "" if max(one, other) <= 12 and one != other else f"{parts[2]}-{min(one, other):02}-{max(one, other):02}"
    month, day_number = (parts[1], parts[0]) if pattern is _MONTH_IN_WORDS else (parts[0], parts[1])
    month_number = _MONTH_NUMBERS.get(month[:3].casefold()) if month.casefold() in _MONTH_NAMES else None
    return f"{parts[2]}-{month_number:02}" + (f"-{int(day_number):02}" if day_number else "") if month_number else ""


def _valid_date(text: str) -> str | None:
    try:
        return partial_date(text).text
    except ValueError:
        return None


def choice(table: Table, column: str, written: str) -> str | None:
    """The allowed value that differs in case, spaces and punctuation only; None if there is none, or several."""
    key = comparison_key(written)
    values = [value for value in choices_of(table, column) if value and comparison_key(value) == key]
    return values[0] if len(values) == 1 else None


def number(written: str) -> str | None:
    """ "1,910,000" and "1 910 000" -> "1910000". A single comma may be a decimal one, and is left to the checks."""
    text = written.strip().replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"[, ]", "", text) if re.fullmatch(r"-?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d+)?", text) else None


def matched_cell(names: NameIndex, table: Table, column: str, written: str, row: dict[str, str]) -> str | None:
    """The cell as the schema writes it; None if it remains as it is. `row` holds the cells matched before."""
    kind = kind_of(table, column)
    if column == "dyad":
        return names.dyad(written)
    if table.references.get(column) == "actors":
        return _actor_list(names, written) if kind == "list" else names.actor(written)
    if column == "actor" or not written:
        return None
    if column == "tier" and table.name == "spells":
        return names.tier(written, row.get("dyad", "")) if written not in names.dataset.tiers else None
    if kind == "date":
        return day(written)
    if kind in ("number", "whole number"):
        return number(written)
    return choice(table, column, written) if choices_of(table, column) and kind != "list" else None


def _actor_list(names: NameIndex, written: str) -> str:
    parts = [part.strip() for part in written.split(LIST_SEPARATOR) if part.strip()]
    return f"{LIST_SEPARATOR} ".join(names.actor(part) or part for part in parts)


def lookalike_fault(names: NameIndex, table: Table, column: str, written: str) -> Fault | None:
    """What is wrong with an id that mixes alphabets or contains invisible characters; None if nothing is."""
    if column not in table.row.key and column not in table.references:
        return None
    if written.translate(_INVISIBLE_JOINERS) != written:
        return Fault("contains an invisible character between letters", "type the id again")
    latin = written.translate(_LATIN_LOOKALIKES)
    is_mixed = any("a" <= character.casefold() <= "z" for character in written)
    if latin == written or not (is_mixed or names.actor(latin) or names.dyad(latin)):
        return None
    character = next(one for one, other in zip(written, latin, strict=True) if one != other)
    script = unicodedata.name(character, "a letter").split(" LETTER")[0].title()
    reason = f"contains a letter that only looks Latin: {script} “{character}”"
    return Fault(reason, f"write {names.dyad(latin) or latin} in Latin letters")
