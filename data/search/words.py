"""Text -> the words that a search compares: case, accents and marks folded, Cyrillic in Latin letters.

Scripts that put no space between words (Chinese, Japanese, Thai …) give one word a character, to be searched as a phrase.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from data.base.clean_text import normal_form

_MARKS = "".join(chr(code) for code in range(0x300, 0x3100) if unicodedata.category(chr(code)).startswith("M"))
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{re.escape(_MARKS)}])*")
# The same for texts in ASCII, of which there are most once their dashes and quotation marks are left out.
_PUNCTUATION = str.maketrans({**dict.fromkeys("–—·→“”„«»…•", " "), "’": "'"})
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_TO_LATIN = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэіўґ", "abvgdeziklmnoprstufyeiug", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "e", "й": "y"}
    | {"ъ": "", "ь": "", "є": "ye", "ї": "yi", "ј": "j", "ђ": "dj", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz"}
    # Sharp s and the like have no accent to lose.
    | {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
# Characters that a traditional text writes otherwise, as far as the names of states and the labels need them.
_SIMPLER = str.maketrans(
    "國羅亞爾蘭烏緬聯盟組織東關係戰略夥伴協調協議華爾賓馬來絲綢韓臺灣澳紐倫馬達剛順澤維",
    "国罗亚尔兰乌缅联盟组织东关系战略伙伴协调协议华尔宾马来丝绸韩台湾澳纽伦马达刚顺泽维",
)


class Word(NamedTuple):
    """A word as it is compared, and where in the text it stands."""

    text: str
    start: int
    end: int


def words_in(text: str) -> Iterator[Word]:
    """The words of a text from its beginning; an English possessive ("Raisi’s") counts as the name alone."""
    for match in _WORD.finditer(_POSSESSIVE.sub("  ", text)):
        if folded := _folded(match[0]):
            yield from _parts(folded, match.start(), match.end())


def words_of(text: str) -> list[str]:
    plain = text.translate(_PUNCTUATION)
    if plain.isascii():
        return _PLAIN_WORD.findall(_POSSESSIVE.sub("  ", plain).lower())
    return [word.text for word in words_in(text)]


def is_unspaced(word: str) -> bool:
    """Whether the word is one character of a script without spaces."""
    return len(word) == 1 and _UNSPACED.match(word) is not None


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    folded = "".join(
        character
        for character in normal_form("NFKD", word).casefold()
        if not unicodedata.category(character).startswith("M")
    )
    # Korean syllables are whole again, as they are searched for.
    return normal_form("NFC", folded).translate(_TO_LATIN).translate(_SIMPLER)


def forget_words() -> None:
    """Empty the cache of words: it is everybody's, and what a reader wrote or asked ends with their session."""
    _folded.cache_clear()


def _parts(folded: str, start: int, end: int) -> Iterator[Word]:
    """One word, or its characters where a script without spaces is in it."""
    if not _UNSPACED.search(folded):
        yield Word(folded, start, end)
    elif len(folded) == end - start:
        run = start
        for place, character in enumerate(folded, start):
            if _UNSPACED.match(character):
                if run < place:
                    yield Word(folded[run - start : place - start], run, place)
                yield Word(character, place, place + 1)
                run = place + 1
        if run < end:
            yield Word(folded[run - start :], run, end)
    else:
        yield from (Word(character, start, end) for character in folded)
