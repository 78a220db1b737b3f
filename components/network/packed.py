"""A mask as the browser gets it."""

import base64

import numpy as np

from data.model.span import Mask


def packed(mask: Mask) -> str:
    """A mask as base64 of its bits, the first spell in the highest bit of the first byte."""
    return base64.b64encode(np.packbits(mask).tobytes()).decode()
