"""Which words a misspelt one may stand for."""

from random import Random

import pytest

from data.search.typing_errors import MOST_WORDS, near_words, near_words_among, words_by_error
from tests.support.work import calls_of

WORDS = ["china", "chile", "hungary", "kyrgyzstan", "potash", "iran"]
KNOWN = words_by_error(WORDS)


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
    assert near_words_among(typed, WORDS) == meant, "without a table"


@pytest.mark.slow
def test_long_words_and_very_many_take_little_room() -> None:
    long_words = ["a" * place + "b" * (5000 - place) for place in range(50)]
    assert words_by_error(long_words) == {}
    many = [f"word{number:06}".translate(str.maketrans("0123456789", "abcdefghij")) for number in range(100_000)]
    known = {word for words in words_by_error(many).values() for word in words}
    assert len(known) == MOST_WORDS


@pytest.mark.slow
def test_of_very_many_words_that_begin_alike_no_more_are_compared_than_of_many() -> None:
    def calls(number: int) -> int:
        generator = Random(1)
        known = words_by_error("ab" + "".join(generator.choices("ab", k=30)) for _ in range(number))
        return calls_of(lambda: near_words("ab" + "ba" * 15 + "c", known))

    assert calls(8000) < 1.5 * calls(2000)
