"""Text as it comes from outside (a paste, a command line) -> text that every file may hold."""

import re

# What XML 1.0 forbids, the control characters that it only discourages, and what is no character at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Line breaks by other names: PowerPoint pastes a vertical tab.
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """The text without characters that a file may not hold; a line break of any kind is one, and the ends are bare."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """The same in one line."""
    return " ".join(clean_text(text).split())
