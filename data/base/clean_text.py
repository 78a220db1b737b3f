"""Text as it comes from outside (a paste, a cell, a command line) -> text that every file may hold, in one normal form."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

# What XML 1.0 forbids, the control characters that it only discourages, and what is no character at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Line breaks by other names: PowerPoint pastes a vertical tab.
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")

# Python sorts each run of combining marks in quadratic time, and no other thread runs meanwhile: a cell of 130,000 marks would
# stop the server for a minute. So a run is first cut to what the Stream-Safe Text Format allows (Unicode Standard Annex 15),
# of which no language uses half.
MOST_MARKS = 30
# Marks of half width become combining ones in the forms of compatibility; no other letter does.
_HALF_WIDTH = "\uff9e\uff9f"
# What may be a run of marks; whether it is one is asked of each character.
_RUN = re.compile(rf"(?:[^\x00-\u02ff\w]|[{_HALF_WIDTH}]){{{MOST_MARKS + 1},}}")
# Times as long as a text its form may be: a sentence of 18 letters in one would make gigabytes of megabytes. No language comes near.
MOST_GROWTH = 4
Form = Literal["NFC", "NFKC", "NFKD"]


def clean_text(text: str) -> str:
    """The text without characters that a file may not hold; a line break of any kind is one, and the ends are bare."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """The same in one line."""
    return " ".join(clean_text(text).split())


def normal_form(form: Form, text: str) -> str:
    """The text in a normal form; of a run of combining marks only the first ones are kept.

    One that would become many times as long is not spelt out.
    """
    if text.isascii():
        return text
    if len(text) <= MOST_MARKS:
        return unicodedata.normalize(form, text)
    text = _RUN.sub(_cut, text)
    normal = unicodedata.normalize(form, text)
    return normal if len(normal) <= MOST_GROWTH * len(text) else unicodedata.normalize("NFC", text)


def _cut(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return all(unicodedata.combining(part) for part in unicodedata.normalize("NFKD", character))
