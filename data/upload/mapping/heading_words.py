"""A heading that is no known name of a column of dates -> what its words say: "Terminated on", "Дата вступления в силу"."""

import re

from data.upload.mapping.columns import LAST_DAY, SIGNED

# Role -> whole words, and beginnings of words, of which one must be there; the first role that has one is meant.
_WORDS: tuple[tuple[str, frozenset[str], tuple[str, ...]], ...] = (
    (LAST_DAY, frozenset(), ("expires", "expiry", "expirat", "through")),
    (
        "end",
        frozenset(("end", "ends", "ended", "ending", "left", "until", "till")),
        ("terminat", "expired", "ceas", "withdr", "exit", "denounc", "denunc", "dissol", "clos", "cancel", "revo", "abrog", "annul", "laps",
         "lifted", "sever", "оконч", "прекра", "растор", "закры", "выход", "денонс"),
    ),
    (
        "start",
        frozenset(("force", "entry", "entered", "since", "start", "started", "begin", "beginning", "began", "begun", "beg", "st")),
        ("effect", "join", "acced", "accession", "admitted", "admission", "establish", "founded", "opened", "upgrad", "вступ", "начал", "учрежд", "откры",
         "установ"),
    ),
    (SIGNED, frozenset(), ("sign", "conclu", "подпис", "заключ")),
)  # fmt: skip
# Of languages without spaces between words.
_PARTS = (
    ("end", ("结束", "终止", "退出", "失效", "到期")),
    ("start", ("生效", "开始", "建立", "加入", "建交", "成立")),
    (SIGNED, ("签署", "签订", "签字")),
)
_WORD = re.compile(r"[^\W\d_]+")
# Words of headings of numbers that only look like years: "Closing balance", "Entry number".
_OF_NUMBERS = frozenset(
    ("balance", "amount", "price", "cost", "value", "number", "no", "id", "rate", "score", "count", "total", "index", "rank", "budget", "by")
)  # fmt: skip
_MOST_CHARACTERS = 100


def role_by_words(heading: str) -> str:
    """The role of a column of dates; empty if no word says so."""
    text = heading[:_MOST_CHARACTERS].casefold()
    words = _WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading[:_MOST_CHARACTERS]).casefold())
    if not _OF_NUMBERS.isdisjoint(words):
        return ""
    for role, whole, begun in _WORDS:
        if any(word in whole or word.startswith(begun) for word in words):
            return role
    return next((role for role, parts in _PARTS if any(part in text for part in parts)), "")
