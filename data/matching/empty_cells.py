"""What people write into a cell that has nothing to say."""

from data.matching.names import comparison_key

_NOTHING = frozenset(("na", "nan", "null", "none", "nil", "nd", "нд", "нет", "无", "無"))
_MARKS = frozenset(("-", "–", "—", "--", ".", "..", "...", "…", "?", "/", "#N/A", "#NA", "*"))
# An end that has not come.
_ONGOING = frozenset(
    ("present", "ongoing", "now", "today", "current", "currently", "todate", "inforce", "continuing", "continues",
     "active", "open", "indefinite", "unlimited", "none", "still", "presente", "actualidad", "vigente", "encours",
     "настоящеевремя", "понастоящеевремя", "понв", "внв", "действует", "至今", "现在", "目前", "حتىالآن")
)  # fmt: skip
_UNKNOWN = frozenset(("unknown", "notknown", "unclear", "tbd", "tbc", "неизвестно", "不详", "未知"))
_MAX_CHARACTERS = 30


def is_empty(written: str) -> bool:
    """Whether a reader means an empty cell: "NA", "N/A", "-", "." and their kind."""
    text = written.strip()
    return not text or text in _MARKS or (len(text) <= _MAX_CHARACTERS and comparison_key(text) in _NOTHING)


def is_no_date(written: str) -> bool:
    """Whether a reader means that a date is not known, or has not come: also "present" and "unknown"."""
    text = written.strip()
    if is_empty(text):
        return True
    return len(text) <= _MAX_CHARACTERS and comparison_key(text) in _ONGOING | _UNKNOWN


def is_unknown(written: str) -> bool:
    """Whether a reader means that a date is there and not known."""
    text = written.strip()
    return text == "?" or (len(text) <= _MAX_CHARACTERS and comparison_key(text) in _UNKNOWN)


def is_empty_date(written: str) -> bool:
    """Whether a date is not known; not "present", which is one."""
    text = written.strip()
    return is_empty(text) or (len(text) <= _MAX_CHARACTERS and comparison_key(text) in _UNKNOWN)
