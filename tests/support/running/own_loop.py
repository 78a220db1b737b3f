"""Runs a coroutine in a loop of its own, also where the browser's driver has one running in this thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(doing: Coroutine[Any, Any, T]) -> T:
    """What the coroutine returns or raises; it runs in a thread of its own."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(doing)).result()
