"""Days as the browser counts them."""

from datetime import date

from data.model.span import FOREVER

EPOCH = date(1970, 1, 1).toordinal()


def browser_day(ordinal: int) -> int | None:
    """Days since 1970-01-01; None for a day that never comes."""
    return None if ordinal == FOREVER else int(ordinal) - EPOCH
