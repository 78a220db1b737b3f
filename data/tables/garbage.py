"""Loading without Python's search for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Python looks for garbage again and again while objects are made; of a hundred thousand rows none is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Of loads that overlap, the one that found it on turns it on again.
        if was_on:
            gc.enable()
