"""Which words a misspelt one may stand for."""

import pytest

from data.search.typing_errors import near_words, words_by_error

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
