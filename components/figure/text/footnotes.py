"""Numbers of notes -> the superscripts that lead to them from a label. Pure."""

from collections.abc import Iterable

SUPERSCRIPTS = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
# Between two numbers: narrower than the space between words, and no line breaks there.
_APART = "\u2009"
# Every character of a superscript, for the fonts.
CHARACTERS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺" + _APART
# So many numbers, or ranges of them, are written; of more, how many others there are.
MOST_RANGES = 5


def superscript(numbers: Iterable[int]) -> str:
    """[1, 4, 5, 6] -> "¹ ⁴⁻⁶"; "" for none. Number 0 is none."""
    ranges = list[list[int]]()
    for number in sorted({*numbers} - {0}):
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    texts = [f"{one[0]}" if len(one) == 1 else f"{one[0]}-{one[-1]}" for one in ranges[:MOST_RANGES]]
    rest = sum(map(len, ranges[MOST_RANGES:]))
    return _APART.join([*texts, *([f"+{rest}"] if rest else [])]).translate(SUPERSCRIPTS)
