"""Unicode’s normal forms in time that grows with the length of a text.

Python’s `unicodedata.normalize` sorts each run of combining marks in quadratic time, and no other thread runs meanwhile: a
cell of 130,000 marks would stop the server for a minute. So a run is first cut to what the Stream-Safe Text Format allows
(Unicode Standard Annex 15), of which no language uses half.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Form = Literal["NFC", "NFKC", "NFKD"]
MOST_MARKS = 30
# Marks of half width become combining ones in the forms of compatibility; no other letter does.
_HALF_WIDTH = "\uff9e\uff9f"
# What may be a run of marks; whether it is one is asked of each character.
_RUN = re.compile(rf"(?:[^\x00-\u02ff\w]|[{_HALF_WIDTH}]){{{MOST_MARKS + 1},}}")


def normal_form(form: Form, text: str) -> str:
    """The text in a normal form; of a run of combining marks only the first ones are kept."""
    if text.isascii():
        return text
    return unicodedata.normalize(form, _RUN.sub(_cut, text) if len(text) > MOST_MARKS else text)


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
