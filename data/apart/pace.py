"""How fast requests may come, and whose is next where there are few places."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Condition

# Seconds after which half of what was counted is forgotten.
HALF_FORGOTTEN = 30.0


@dataclass
class RequestPace:
    """So much at once, and so much each second after; `wait` counts an amount and says how long it has to wait, in seconds.

    `sent` is what was counted lately: half of it is forgotten every HALF_FORGOTTEN seconds.
    """

    at_once: float
    per_second: float
    clock: Callable[[], float] = time.monotonic
    sent: float = 0.0
    _left: float = field(init=False)
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._left, self._since = self.at_once, self.clock()

    def wait(self, amount: float = 1) -> float:
        now = self.clock()
        self._left = min(self.at_once, self._left + (now - self._since) * self.per_second) - amount
        self.sent = self.sent * 0.5 ** ((now - self._since) / HALF_FORGOTTEN) + amount
        self._since = now
        return max(0.0, -self._left / self.per_second)

    def lately(self) -> float:
        """What is left now of what was counted."""
        return self.sent * float(0.5 ** ((self.clock() - self._since) / HALF_FORGOTTEN))

    def debt(self) -> float:
        """The seconds until more may come; nothing is counted."""
        return max(0.0, -self._left / self.per_second - (self.clock() - self._since))


class PlaceLine:
    """A few places, and those that wait for one, by turns between addresses.

    First come, first served would let whoever asks again and again be before everybody else.
    """

    def __init__(self, places: int = 1) -> None:
        self._changed, self._numbers, self._free = Condition(), count(1), places
        # Number -> address, the oldest first; and address -> when it had its last turn, of those that wait.
        self._waiting: dict[int, str] = {}
        self._last: dict[str, int] = {}

    @contextmanager
    def place(self, address: str, seconds: float) -> Iterator[None]:
        """Wait for a place, which is given back after the block; TimeoutError if there is none for so many seconds."""
        with self._changed:
            number = next(self._numbers)
            self._waiting[number] = address
            try:
                is_mine = self._changed.wait_for(lambda: self._free > 0 and self._next() == number, seconds)
            finally:
                del self._waiting[number]
                # Whoever is next now may have looked before.
                self._changed.notify_all()
            if not is_mine:
                raise TimeoutError
            self._free -= 1
            self._last = {one: at for one, at in self._last.items() if one in self._waiting.values()}
            self._last[address] = next(self._numbers)
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _next(self) -> int:
        """Of the address whose last turn was longest ago, what came first."""
        return min(self._waiting, key=lambda number: (self._last.get(self._waiting[number], 0), number))
