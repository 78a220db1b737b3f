"""Titles and texts as archives hold them -> plain text, a paragraph a line."""

import html
import re

_BREAK = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile("<[^>]+>")
_MARK = re.compile(r"^\s*(\[视频\]|\[标题\]|【视频】|视频[:：])")


def plain_text(text: str) -> str:
    """Without markup and empty lines."""
    text = _with_plain_spaces(text, breaks=True)
    lines = map(str.strip, text.replace("**", "").replace("__", "").split("\n"))
    return "\n".join(filter(None, lines))


def plain_title(title: str) -> str:
    """Without markup, and without the marks of a video before and after it."""
    text = _MARK.sub("", _with_plain_spaces(title)).strip().removesuffix("视频简介")
    return " ".join(text.split())


def _with_plain_spaces(text: str, *, breaks: bool = False) -> str:
    """Without tags and entities. Most texts have none, and a search for one letter is much faster than any pattern."""
    if "<" in text:
        # After the last end of a tag there is none: each “<” there would be read to the end of the text.
        tags, end, rest = (_BREAK.sub("\n", text) if breaks else text).rpartition(">")
        text = _TAG.sub("", tags + end) + rest
    return html.unescape(text).replace("\u3000", " ").replace("\xa0", " ").replace("\r", "")


def plain_address(address: str) -> str:
    return address.replace("http://", "https://").strip()
