"""How fast requests may come."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

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
