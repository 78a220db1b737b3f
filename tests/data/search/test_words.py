"""Which words a text has, whatever its script, case and accents."""

import pytest

from data.search.words import words_in, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Türkiye and CÔTE d’Ivoire", ["turkiye", "and", "cote", "d", "ivoire"]),
        ("Raisi’s visit", ["raisi", "visit"]),
        ("Лукашенко", ["lukashenko"]),
        ("Ｑｉｎ Gang", ["qin", "gang"]),
        ("全天候伙伴", ["全", "天", "候", "伙", "伴"]),
        ("中國 CHN", ["中", "国", "chn"]),
        ("대한민국", ["대한민국"]),
        ("BLR-CHN", ["blr", "chn"]),
        ("", []),
        ("…!?", []),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_each_word_knows_where_it_is() -> None:
    text = "Raisi’s visit, 天候 İstanbul"
    assert [text[word.start : word.end] for word in words_in(text)] == ["Raisi", "visit", "天", "候", "İstanbul"]
