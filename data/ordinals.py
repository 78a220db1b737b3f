"""Numbers in words."""

_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """ "second", "11th", "22nd"."""
    if number <= len(_FIRST):
        return _FIRST[number - 1]
    last = "th" if number // 10 % 10 == 1 else _ENDINGS.get(number % 10, "th")
    return f"{number}{last}"


def ordinals(first: int, last: int) -> str:
    """ "second", and "second to fourth" where the place is not known."""
    return ordinal(first) if first == last else f"{ordinal(first)} to {ordinal(last)}"
