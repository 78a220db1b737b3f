"""The typeface of slides, which every Office has: how wide and how high its texts are."""

from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts

# Latin and Arabic, and Chinese. LibreOffice draws Liberation Sans instead of Arial: its letters are as wide.
TYPEFACE, CHINESE_TYPEFACE = "Arial", "Microsoft YaHei"
# The height of the letters above the base line, and of a line, as shares of the type size.
ASCENT, LINE_HEIGHT = 0.905, 1.149
# The widths of the characters from space to tilde, in thousandths of the type size.
_WIDTHS = {
    REGULAR: (
        "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 "
        "556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 "
        "722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 "
        "500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 "
    ),
    BOLD: (
        "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 "
        "556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 "
        "722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 "
        "556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584 "
    ),
}
_TABLES = {
    weight: {chr(code): int(width) / 1000 for code, width in enumerate(widths.split(), 32)}
    for weight, widths in _WIDTHS.items()
}


def text_width(text: str, size: float, weight: int, fonts: Fonts) -> float:
    """The width of a text; characters that are not ASCII are as wide as in the fonts of the picture, or narrower."""
    table = _TABLES[weight]
    basic = sum(table.get(character, 0.0) for character in text) * size
    others = "".join(character for character in text if character not in table)
    return basic + fonts.width(others, size, weight) if others else basic
