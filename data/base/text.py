"""Text for readers and for searching: numbers and lists in words, quotations, search keys."""

import re
import unicodedata

from data.base.clean_text import normal_form

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# Characters of a text that a message quotes.
LONGEST_QUOTE = 60
# The name of a folder or a database as a message may give it. Anything else may be part of a password.
_PLAIN_NAME = re.compile(r"[\w.-]{1,60}")


def quotable(text: str, most: int = LONGEST_QUOTE) -> str:
    """The text as a message may quote it: hidden characters written out, shortened if it is long."""
    return printable(text if len(text) <= most else f"{text[: most - 1]}…")


def printable(text: str) -> str:
    """Control characters, invisible characters and marks that reorder text are written out: else a message could lie."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)


def plain_name(name: str, otherwise: str = "") -> str:
    """The name of a place in the settings, or `otherwise`.

    A mistyped address of a database is taken for a folder, and its last part may be a password.
    """
    return name if _PLAIN_NAME.fullmatch(name) else otherwise


def search_key(text: str) -> str:
    """What a search compares: "Türkiye" and "TURKIYE" give the same; other scripts are only case-folded."""
    decomposed = normal_form("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def list_text(words: list[str], *, most: int = 3) -> str:
    """ "a", "a and b", "a, b and c", "a, b, c and 4 more"."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def with_capital(text: str) -> str:
    """The text with a capital first letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def quantity(number: int, one: str, many: str | None = None) -> str:
    """ "1 tie", "2 ties", "1,204 ties"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def count_text(number: int) -> str:
    """ "six", "11", "1,204"."""
    return _COUNTS[number] if number < len(_COUNTS) else f"{number:,}"


def possessive(name: str) -> str:
    """ "China’s", "Philippines’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def quantity_with_uncertain(certain: int, uncertain: int, one: str = "", many: str | None = None) -> str:
    """ "7 ties", and where dates are not exact "7 ties, and 2 uncertain"; "7, and 2 uncertain" without a word."""
    words = quantity(certain, one, many) if one else f"{certain:,}"
    return words + (f", and {uncertain:,} uncertain" if uncertain else "")


def number_word(number: int) -> str:
    """ "nine", "11"."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def inner_quotes(text: str) -> str:
    """A text that is put between quotation marks: those inside it become single ones."""
    return text.replace("“", "‘").replace("”", "’")


def quoted(text: str, most: int = 40) -> str:
    """The beginning of a text between quotation marks that it cannot end: of a link it could go on as if the page said it."""
    return f"“{inner_quotes(excerpt(text, most))}”"


def ordinal(number: int) -> str:
    """ "second", "11th", "22nd"."""
    if number <= len(_FIRST):
        return _FIRST[number - 1]
    last = "th" if number // 10 % 10 == 1 else _ENDINGS.get(number % 10, "th")
    return f"{number}{last}"


def ordinal_range(first: int, last: int) -> str:
    """ "second", and "second to fourth" where the position is not certain."""
    return ordinal(first) if first == last else f"{ordinal(first)} to {ordinal(last)}"


def excerpt(text: str, most: int = 40) -> str:
    """The beginning of a text, to recognise it by: unlike `quotable`, without saying which hidden characters it has."""
    clean = "".join(character if character.isprintable() else "�" for character in text)
    return clean if len(clean) <= most else f"{clean[:most]}…"
