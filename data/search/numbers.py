"""A number in the ways in which people write and look for it."""

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number_texts(value: float) -> tuple[str, ...]:
    """ "1,910,000", "1910000" and "1.91 million" for 1,910,000."""
    texts = [f"{value:,.15g}", f"{value:.15g}"]
    for scale, name in _SCALES:
        if abs(value) >= scale:
            texts.append(f"{value / scale:.4g} {name}")
            break
    return tuple(dict.fromkeys(texts))
