"""Phrases that no reader should meet: not on the page, in a message, an export, a document or a command line."""

import re

from tests.support.english import javascript_texts, python_texts, texts_for_readers

# Phrase -> what to write instead.
PHRASES = {
    r"(?<!there )\bis no (?!longer\b|tie with\b)": "is not a …",
    r"(?<!there )\bare no (?!longer\b)": "are not …",
    r"\btold\b|\btells\b": "say what it is: says, shows, lists, undetermined",
    r"\bof now\b": "current",
    r"\blaid over\b|\blay(s|ing)? [^.]{0,20}\bover\b": "added",
    r"\bto be given again\b": "please repeat",
    r"\bthat ships?\b|\bships with\b": "built-in",
    r"\banew\b": "again, new",
    r"\bkindly\b": "say what is done",
    r"\bstands?\b|\bstood\b": "is, are, appears",
    r"\bbesides it\b|\bbeside it\b": "next to it",
    r"\bmeanwhile\b": "in the meantime",
    r"\bmend(s|ed|ing)?\b": "fix",
    r"\bsomebody\b": "someone",
    r"\bthe reader\b|\ba reader\b": "you",
    r"\bthe other (one|order)s?\b.*\btold apart\b": "distinguish",
    r"\brecalled\b": "from memory",
    r"\bof one's own\b|\bof one’s own\b|\bown rows\b": "your own",
    r"\bin vain\b": "say what happened",
    r"\bso as to\b|\bthereby\b|\bwhereupon\b": "a shorter sentence",
    r"\bhouse order\b": "our ranking",
    r"\bin focus\b": "selected",
    r"\bcannot be taken\b": "cannot be used, is not accepted",
    r"\bnot be had\b": "is not available",
    r"\bletters of\b": "characters",
}
# Where a phrase is right, and why: (how the place begins, the phrase as it is written there).
RIGHT = {
    ("data/records/README.md", "recalled"): "the word of the record's grade, explained there",
    ("data/records/rulings.csv", "recalled"): "the word of the record's grade, explained there",
    ("data/tables/reference_rules.py", "recalled"): "advice which grade to write into a cell",
    ("data/model/descriptions.py", "recalled"): "the word of the record's grade, explained there",
    (".docs/glossary.md", "recalled"): "the word of the record's grade",
    ("data/", "a reader"): "someone else: the people for whom a record is written, or who sent a link",
    ("data/", "the reader"): "someone else: the people for whom a record is written",
    ("README.md", "a reader"): "a comment on a folder of code",
    ("README.md", "the reader"): "a comment on a folder of code",
}
_PATTERNS = [(re.compile(phrase, re.I), better) for phrase, better in PHRASES.items()]
# Most texts have none of them, which one look shows.
_ANY = re.compile("|".join(PHRASES), re.I)


def faults_in(place: str, text: str) -> list[str]:
    """The phrases to avoid in a text, each with where it is and what to write instead."""
    if not _ANY.search(text):
        return []
    return [
        f"{place}: “{text[max(0, match.start() - 30) : match.end() + 30].strip()}” (better: {better})"
        for pattern, better in _PATTERNS
        for match in pattern.finditer(text)
        if not any(place.startswith(file) and match[0].lower() == phrase for file, phrase in RIGHT)
    ]


def faults() -> list[str]:
    return [fault for text in texts_for_readers() for fault in faults_in(*text)]


def test_no_reader_meets_a_phrase_that_nobody_would_write() -> None:
    assert faults() == []


def test_a_phrase_is_named_with_its_place_and_what_is_better() -> None:
    (fault,) = faults_in("data/x.py:3", "Your rows were laid over the records.")
    assert fault == "data/x.py:3: “Your rows were laid over the records.” (better: added)"


def test_docstrings_and_keys_are_not_for_readers_but_the_help_of_a_command_is() -> None:
    source = '"""Is told."""\nx = {"key": "What is told"}\ndef f():\n    """Told."""\n    return f"{x} is told"\n'
    assert [text for _, text in python_texts(source)] == ["What is told", " is told"]
    assert [text for _, text in python_texts('"""Is told."""\nif __name__ == "__main__":\n    main()\n')] == [
        "Is told."
    ]


def test_strings_of_javascript_are_found_and_comments_left_out() -> None:
    assert list(javascript_texts("// is told\nx = 'key';\ny = `is told ${x}`;")) == [(3, "is told ${x}")]


if __name__ == "__main__":
    print("\n".join(faults()))
