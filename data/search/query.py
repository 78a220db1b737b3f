"""What a reader types -> a query of the index: whole words first, then word starts, then typing errors forgiven."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from data.search.index import Index
from data.search.words import is_unspaced, words_of

# Words of a question that say nothing of what is looked for; they count if there are no others.
_EMPTY = frozenset(
    words_of(
        "a an and are did do does for from has have how in is it of on or say said says tell the their they this to was "
        "were what when where which who with und et"
    )
)
_MOST_WORDS = 12
_MOST_CORRECTIONS = 4
# A word that more entries have is meant as it is.
_COMMON = 1000


@dataclass(frozen=True)
class Query:
    """`text` in the language of FTS5; the `words` that were typed; for snippets, the whole words and beginnings found."""

    text: str
    words: list[str]
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]

    def finds(self, word: str) -> bool:
        """Whether a word of a text is one of those looked for."""
        return word in self.whole or (bool(self.beginnings) and word.startswith(self.beginnings))


def read_query(text: str, indices: Sequence[Index]) -> Query | None:
    """None if there is nothing to look for, or a word that nothing is like."""
    words = words_of(text)[:_MOST_WORDS]
    wanted = [word for word in words if word not in _EMPTY] or words
    terms: list[str] = []
    whole, beginnings, corrections = set[str](), list[str](), list[tuple[str, str]]()
    for unspaced, run in groupby(wanted, key=is_unspaced):
        if unspaced:
            characters = list(run)
            terms.append(f'"{" ".join(characters)}"')
            whole |= set(characters)
            continue
        for word in run:
            term = _term(word, indices, whole, beginnings, corrections)
            if term is None:
                return None
            terms.append(term)
    if not terms:
        return None
    return Query(" AND ".join(terms), wanted, frozenset(whole), tuple(beginnings), tuple(corrections))


def is_empty(text: str) -> bool:
    """Whether the text has only words that say nothing of what is looked for."""
    return _EMPTY.issuperset(words_of(text))


def _term(
    word: str,
    indices: Sequence[Index],
    whole: set[str],
    beginnings: list[str],
    corrections: list[tuple[str, str]],
) -> str | None:
    """One word as a part of a query; what it finds is added to the lists.

    A name is also found by its beginning when that is a word itself ("Niger" and "Nigeria").
    """
    same = [form for form in (word, *_other_numbers(word)) if any(index.count(form) for index in indices)]
    if same:
        whole |= set(same)
        forms = " OR ".join(f'"{form}"' for form in same)
        is_common = any(index.count(word) > _COMMON for index in indices)
        return f"({forms})" if is_common else f'({forms} OR name : "{word}" *)'
    if any(index.has_beginning(word) for index in indices):
        beginnings.append(word)
        return f'"{word}" *'
    near = list(dict.fromkeys(other for index in indices for other in index.words_like(word)))[:_MOST_CORRECTIONS]
    if not near:
        return None
    whole |= set(near)
    corrections.append((word, near[0]))
    return "(" + " OR ".join(f'"{other}"' for other in near) + ")"


def _other_numbers(word: str) -> tuple[str, ...]:
    """The singular or plural of an English word, by its ending alone."""
    if len(word) < 4 or not word.isalpha():
        return ()
    return (word[:-1],) if word.endswith("s") else (f"{word}s",)
