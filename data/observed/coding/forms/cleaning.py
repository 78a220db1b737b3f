"""Titles and texts as archives hold them -> plain text, a paragraph a line."""

import html
import re

_BREAK = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile("<[^>]+>")
_MARK = re.compile(r"^\s*(\[视频\]|\[标题\]|【视频】|视频[:：])")
_SPACES = str.maketrans({"\u3000": " ", "\xa0": " ", "\r": None})


def plain_text(text: str) -> str:
    """Without markup and empty lines."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).translate(_SPACES)
    lines = map(str.strip, re.sub(r"\*\*|__", "", text).split("\n"))
    return "\n".join(filter(None, lines))


def plain_title(title: str) -> str:
    """Without markup, and without the marks of a video before and after it."""
    text = html.unescape(_TAG.sub("", title)).translate(_SPACES)
    text = re.sub("视频简介$", "", _MARK.sub("", text).strip())
    return " ".join(text.split())


def plain_address(address: str) -> str:
    return address.replace("http://", "https://").strip()
