"""Web addresses within a text."""

import re
from urllib.parse import quote, urlsplit

# An address ends before a space, and before punctuation at the end of a sentence.
ADDRESS = re.compile(r"https?://\S+?(?=[.;,)]?(?:\s|$))")
# What needs no escape in an address; % begins one.
_SAFE = "%/:?#[]@!$&'()*+,;=~"


def link_target(text: str) -> str:
    """An address as a file may refer to it; "" if it has no host."""
    try:
        return quote(text, safe=_SAFE) if urlsplit(text).netloc else ""
    except ValueError:
        return ""
