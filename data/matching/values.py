"""A cell as people write it -> as the schema writes it; None where it is ambiguous, so that the checks report it."""

import re
import unicodedata

from data.base.fault import Fault
from data.matching.dates import Order, day
from data.matching.empty_cells import is_empty, is_no_date
from data.matching.names import NameIndex, comparison_key
from data.model.cells import LIST_SEPARATOR, is_too_long_a_list
from data.model.columns import choices_of, kind_of
from data.model.rows import Table

# Cyrillic and Greek letters that look like Latin ones.
_LATIN_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxijsdhABEZHIKMNOPTYXo"
)  # fmt: skip
_INVISIBLE_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


def choice(table: Table, column: str, written: str) -> str | None:
    """The allowed value that differs in case, spaces and punctuation only; None if there is none, or several."""
    key = comparison_key(written)
    values = [value for value in choices_of(table, column) if value and comparison_key(value) == key]
    return values[0] if len(values) == 1 else None


def number(written: str) -> str | None:
    """ "1,910,000" and "1 910 000" -> "1910000". A single comma may be a decimal one, and is left to the checks."""
    text = written.strip().replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"[, ]", "", text) if re.fullmatch(r"-?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d+)?", text) else None


def thousands_fault(written: str) -> Fault | None:
    """What is not clear about a number in a table that is not separated by commas: "1.910" and "1,910" may be 1910."""
    if not re.fullmatch(r"-?\d{1,3}[.,]\d{3}", written, re.ASCII):
        return None
    plain, decimal = re.sub("[.,]", "", written), written.replace(",", ".").rstrip("0").rstrip(".")
    return Fault(f'"{written}" may be {plain} or {decimal}', "write it without a mark for thousands")


def matched_cell(
    names: NameIndex, table: Table, column: str, written: str, row: dict[str, str], order: Order | None = None
) -> str | None:
    """The cell as the schema writes it; None if it remains as it is.

    `row` holds the cells matched before, `order` is that of day and month in this column.
    """
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
        return "" if is_no_date(written) else day(written, order)
    if kind in ("number", "whole number"):
        return number(written)
    return choice(table, column, written) if choices_of(table, column) and kind != "list" else None


def _actor_list(names: NameIndex, written: str) -> str:
    """The actors of a list; "NA" alone is no country but an empty cell."""
    if is_empty(written):
        return ""
    if is_too_long_a_list(written):
        return written
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
