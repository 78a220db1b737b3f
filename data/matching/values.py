"""A cell as people write it -> as the schema writes it; None where that is not sure, and the check says what is wrong."""

import re
import unicodedata
from calendar import month_abbr, month_name
from collections.abc import Callable

from data.base.fault import Fault
from data.base.spreadsheet_days import day_of
from data.matching.names import Known, bare
from data.model.cells import LIST_SEPARATOR
from data.model.columns import choices_of, kind_of
from data.model.dates import partial_date
from data.model.schema import Table

_YEAR_FIRST = re.compile(r"(\d{4})[./年](\d{1,2})(?:[./月](\d{1,2})日?|月)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_LOOSE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),\s*(\d{4})", re.ASCII)
_MONTHS = {name[:3].casefold(): at for at, name in enumerate(month_abbr) if name}
_MONTH_NAMES = {name.casefold() for name in (*month_abbr, *month_name, "Sept") if name}
_DAY_NUMBER = re.compile(r"[1-7]\d{4}", re.ASCII)
# Letters of other alphabets that look like Latin ones.
_ALIKE = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxijsdhABEZHIKMNOPTYXo"
)  # fmt: skip
_UNSEEN = dict.fromkeys(map(ord, "\u200c\u200d"))


def day(written: str) -> str | None:
    """A date in a form that can be read in one way only, as ISO 8601."""
    text = unicodedata.normalize("NFKC", written).strip()
    for form in (_WITH_TIME, _YEAR_FIRST, _LOOSE, _DAY_FIRST, _SLASHES, _WORDS, _MONTH_FIRST):
        if found := form.fullmatch(text):
            return _checked(_iso(form, found))
    return day_of(int(text)) or None if _DAY_NUMBER.fullmatch(text) else None


def _iso(form: re.Pattern[str], found: re.Match[str]) -> str:
    parts = found.groups()
    if form is _WITH_TIME:
        return str(parts[0])
    if form in (_YEAR_FIRST, _LOOSE):
        return "-".join([parts[0], *(part.zfill(2) for part in parts[1:] if part)])
    if form is _DAY_FIRST:
        return f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    if form is _SLASHES:
        # 3/4/2022 is a day in March to one reader and in April to another.
        one, other = int(parts[0]), int(parts[1])
        return "" if max(one, other) <= 12 and one != other else f"{parts[2]}-{min(one, other):02}-{max(one, other):02}"
    month, number = (parts[1], parts[0]) if form is _WORDS else (parts[0], parts[1])
    at = _MONTHS.get(month[:3].casefold()) if month.casefold() in _MONTH_NAMES else None
    return f"{parts[2]}-{at:02}" + (f"-{int(number):02}" if number else "") if at else ""


def _checked(text: str) -> str | None:
    try:
        return partial_date(text).text
    except ValueError:
        return None


def choice(table: Table, column: str, written: str) -> str | None:
    """The one allowed word that differs in case, spaces and marks only."""
    found = [word for word in choices_of(table, column) if word and bare(word) == bare(written)]
    return found[0] if len(found) == 1 else None


def number(written: str) -> str | None:
    """ "1,910,000" and "1 910 000" as 1910000; a lone comma may be a decimal one, and is left to the check."""
    text = written.strip().replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"[, ]", "", text) if re.fullmatch(r"-?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d+)?", text) else None


def taken(known: Known, table: Table, column: str, written: str, row: dict[str, str]) -> str | None:
    """What the cell is taken for; None if it stays as it is."""
    kind = kind_of(table, column)
    if column == "dyad":
        return known.dyad(written)
    if table.references.get(column) == "actors":
        return _listed(known.actor, written) if kind == "list" else known.actor(written)
    if column == "actor" or not written:
        return None
    if column == "tier" and table.name == "spells":
        return known.tier(written, row.get("dyad", "")) if written not in known.dataset.tiers else None
    if kind == "date":
        return day(written)
    if kind in ("number", "whole number"):
        return number(written)
    return choice(table, column, written) if choices_of(table, column) and kind != "list" else None


def _listed(of: Callable[[str], str | None], written: str) -> str:
    parts = [part.strip() for part in written.split(LIST_SEPARATOR) if part.strip()]
    found = [of(part) or part for part in parts]
    return f"{LIST_SEPARATOR} ".join(found)


def lookalike(known: Known, table: Table, column: str, written: str) -> Fault | None:
    """What is wrong with an id that mixes two alphabets, or contains invisible characters; None if nothing is."""
    if column not in table.row.key and column not in table.references:
        return None
    if written.translate(_UNSEEN) != written:
        return Fault("contains an invisible character between letters", "type the id again")
    other = written.translate(_ALIKE)
    mixed = any("a" <= letter.casefold() <= "z" for letter in written)
    if other != written and (mixed or known.actor(other) or known.dyad(other)):
        letter = next(one for one, latin in zip(written, other, strict=True) if one != latin)
        name = unicodedata.name(letter, "a letter").split(" LETTER")[0].title()
        reason = f"contains a letter that only looks Latin: {name} “{letter}”"
        return Fault(reason, f"write {known.dyad(other) or other} in Latin letters")
    return None
