"""A word -> the known words from which one typing error leads to it (or, in a long word, two)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import islice

SHORTEST, LONG, LONGEST = 4, 8, 40
# A word takes as many places as it has letters, and the table of a reader may have a million words.
MOST_WORDS = 40_000
# Of those without a table each is compared.
MOST_WORDS_WITHOUT_TABLE = 4_000
_SIMILARITY = 0.8
_BUCKET = 2
# Comparing two words as wholes is slow: of those that begin alike, only the nearest in the alphabet.
_MOST_COMPARED = 400


def words_by_error(words: Iterable[str]) -> dict[str, list[str]]:
    """Word with one letter left out -> the words that it may come from; two letters and a dash -> long words that begin so.

    Of `words` the first `MOST_WORDS` are known. Two words from which leaving a letter out gives the same differ by one letter too many, missing, wrong or swapped
    (the method of SymSpell).
    """
    known: dict[str, list[str]] = defaultdict(list)
    corrigible = (word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha())
    for word in sorted(islice(corrigible, MOST_WORDS)):
        for shorter in _one_letter_less(word):
            known[shorter].append(word)
        if len(word) >= LONG - 1:
            known[f"{word[:_BUCKET]}-"].append(word)
    return dict(known)


def near_words(word: str, known: Mapping[str, list[str]]) -> set[str]:
    """The known words that are near to a word; none for one that is very short or very long."""
    if not SHORTEST <= len(word) <= LONGEST:
        return set()
    near = {other for shorter in _one_letter_less(word) for other in known.get(shorter, ())}
    near = {other for other in near if _differ_once(word, other)}
    if not near and len(word) >= LONG:
        alike = known.get(f"{word[:_BUCKET]}-", [])
        place = bisect_left(alike, word)
        alike = alike[max(0, place - _MOST_COMPARED // 2) : place + _MOST_COMPARED // 2]
        near = set(get_close_matches(word, alike, n=3, cutoff=_SIMILARITY))
    return near


def near_words_among(word: str, known: Iterable[str]) -> set[str]:
    """The same, of words without a table of their errors: a table takes a hundred times as much memory as they do."""
    if not SHORTEST <= len(word) <= LONGEST:
        return set()
    near, alike = set[str](), list[str]()
    for other in known:
        if _differ_once(word, other):
            near.add(other)
        elif len(word) >= LONG and len(other) >= LONG - 1 and other[:_BUCKET] == word[:_BUCKET]:
            alike.append(other)
    return near or set(get_close_matches(word, alike[:_MOST_COMPARED], n=3, cutoff=_SIMILARITY))


def _one_letter_less(word: str) -> Iterator[str]:
    """The word itself, and without each of its letters."""
    yield word
    yield from {word[:place] + word[place + 1 :] for place in range(len(word))}


def _differ_once(one: str, other: str) -> bool:
    """Whether one letter too many, missing or wrong, or two neighbours swapped, is all the difference."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
