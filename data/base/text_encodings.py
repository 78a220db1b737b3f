"""Bytes -> text, or what the bytes seem to be if they are not UTF-8."""

import re

from data.base.fault import FaultError

_FIX = "save it as UTF-8"


class EncodingError(FaultError):
    """The bytes are not UTF-8. `line` is the first line that is not, None if no line can be named."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason, _FIX)
        self.line = line


def is_utf_16(content: bytes) -> bool:
    """Whether a byte-order mark says so, or about half of the bytes are NUL, all on one side."""
    start = content[:4096]
    nuls = max(start[::2].count(0), start[1::2].count(0))
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(start) > 3 and nuls > len(start) / 5)


def likely_encoding(content: bytes) -> str:
    """What bytes that are not UTF-8 seem to be, as the end of a sentence about them.

    Chinese in GB18030 mostly leads with the bytes B0-D7; the small Cyrillic letters of Windows-1251 are
    E0-FF and come in runs, the accented letters of Windows-1252 come one at a time.
    """
    repaired = content.decode("utf-8-sig", errors="replace")
    if repaired.count("\ufffd") * 4 < sum(character > "\x7f" for character in repaired):
        return "is mostly UTF-8, but not on this line"
    runs = re.findall(rb"[\x80-\xff]+", content)
    leads = [lead for run in runs for lead in run[: len(run) // 2 * 2 : 2]]
    if leads and sum(0xB0 <= lead <= 0xD7 for lead in leads) * 2 > len(leads):
        return "seems to be GB18030 or GBK"
    return f"seems to be Windows-{1251 if sum(map(len, runs)) > 2 * len(runs) else 1252}"


def text_of(content: bytes) -> str:
    """The text of UTF-8 bytes, without a byte-order mark; EncodingError if they are not UTF-8."""
    if is_utf_16(content):
        raise EncodingError("seems to be UTF-16", None)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise EncodingError(likely_encoding(content), line) from None
