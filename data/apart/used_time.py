"""How much of the processor each reader had lately."""

from collections import OrderedDict
from collections.abc import Callable

# Seconds after which half of what was used is forgotten, and the names that are remembered.
HALF_LIFE, MOST_REMEMBERED = 30.0, 4_096


class Used:
    """The seconds of the processor that each name used lately; half is forgotten every HALF_LIFE seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def of(self, name: str) -> float:
        seconds, at = self._seconds.get(name, (0.0, 0.0))
        return seconds * float(0.5 ** ((self._clock() - at) / HALF_LIFE))

    def add(self, name: str, seconds: float) -> None:
        self._seconds[name] = self.of(name) + seconds, self._clock()
        self._seconds.move_to_end(name)
        while len(self._seconds) > MOST_REMEMBERED:
            self._seconds.popitem(last=False)
