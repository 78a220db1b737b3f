"""For whom a thread works: what a reader uses up counts for the address from which they come."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

_THREAD = local()


@contextmanager
def for_reader(address: str) -> Iterator[None]:
    """Count what this thread does for readers of an address; "" is one whose connection is gone."""
    before = reader_address()
    _THREAD.address = address
    try:
        yield
    finally:
        _THREAD.address = before


def reader_address() -> str | None:
    """The address for which this thread works; None in a program without readers."""
    address: str | None = getattr(_THREAD, "address", None)
    return address
