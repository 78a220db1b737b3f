"""Which words a misspelt one may stand for."""

import time
from random import Random

import pytest

from data.search.typing_errors import MOST_WORDS, near_words, words_by_error

KNOWN = words_by_error(["china", "chile", "hungary", "kyrgyzstan", "potash", "iran"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chnia", {"china"}),
        ("hungray", {"hungary"}),
        ("potsh", {"potash"}),
        ("potassh", {"potash"}),
        ("kyrgistan", {"kyrgyzstan"}),
        ("cat", set()),
        ("belgium", set()),
    ],
)
def test_one_error_is_forgiven_and_in_a_long_word_two(typed: str, meant: set[str]) -> None:
    assert near_words(typed, KNOWN) == meant


@pytest.mark.slow
def test_long_words_and_very_many_take_little_room() -> None:
    long_words = ["a" * place + "b" * (5000 - place) for place in range(50)]
    assert words_by_error(long_words) == {}
    many = [f"word{number:06}".translate(str.maketrans("0123456789", "abcdefghij")) for number in range(100_000)]
    known = {word for words in words_by_error(many).values() for word in words}
    assert len(known) == MOST_WORDS


@pytest.mark.slow
def test_very_many_words_that_begin_alike_are_compared_in_part() -> None:
    generator = Random(1)
    words = ["ab" + "".join(generator.choices("ab", k=30)) for _ in range(5000)]
    known = words_by_error(words)
    start = time.thread_time()
    near_words("ab" + "ba" * 15 + "c", known)
    assert time.thread_time() - start < 1
