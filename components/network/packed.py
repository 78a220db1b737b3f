"""A mask and a day as the browser gets them."""

import base64
from datetime import date

import numpy as np

from data.model.span import FOREVER, Mask

EPOCH = date(1970, 1, 1).toordinal()


def packed(mask: Mask) -> str:
    """A mask as base64 of its bits, the first spell in the highest bit of the first byte."""
    return base64.b64encode(np.packbits(mask).tobytes()).decode()


def browser_day(ordinal: int) -> int | None:
    """Days since 1970-01-01; None for a day that never comes."""
    return None if ordinal == FOREVER else int(ordinal) - EPOCH
