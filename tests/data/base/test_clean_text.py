"""Normal forms: as Python gives them, at a cost that grows with the length of the text."""

import sys
import unicodedata
from pathlib import Path

import pytest

from data.base.clean_text import MOST_GROWTH, MOST_MARKS, normal_form
from tests.support.work import ends

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "text", ["Türkiye", "Việt Nam", "e\u0301", "한국", "ﬁ", "白俄罗斯", "—" * 40, "a" + "\u0301" * MOST_MARKS]
)
@pytest.mark.parametrize("form", ["NFC", "NFKC", "NFKD"])
def test_a_usual_text_is_as_python_gives_it(form: str, text: str) -> None:
    assert normal_form(form, text) == unicodedata.normalize(form, text)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("marks", ["\u0301\u0316", "\uff9e\u0316", "\u0f73\u0316"])
def test_a_million_marks_are_looked_at_once(marks: str) -> None:
    text = f"a{marks * 500_000}b"
    with ends():
        assert len(normal_form("NFKC", text)) <= 2 * MOST_MARKS + 2


@pytest.mark.parametrize("form", ["NFC", "NFKC", "NFKD"])
def test_a_text_of_letters_that_stand_for_sentences_does_not_grow_without_end(form: str) -> None:
    for letter in "\ufdfa\ufdfb\u3316":
        text = f"{letter} " * 1_000
        assert len(normal_form(form, text)) <= MOST_GROWTH * len(text)  # type: ignore[arg-type]
    assert "محمد" in normal_form("NFKC", f"{'a' * 40} \ufdf4"), "one of them is written out"


def test_every_mark_is_cut() -> None:
    codes = (code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))
    assert all(len(normal_form("NFC", chr(code) * 40)) <= MOST_MARKS * 2 for code in codes)


def test_nobody_else_normalises() -> None:
    files = [file for folder in ("data", "components") for file in (ROOT / folder).rglob("*.py")]
    found = {file.name for file in files if "unicodedata.normalize(" in file.read_text("utf-8")}
    assert found == {"clean_text.py"}
