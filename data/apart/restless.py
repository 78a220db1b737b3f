"""Readers who ask for one page after the other without looking at any: they leave most of the time to others."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

# What a restless reader asks for is drawn while nothing else is, one at a time of an address; then follows a pause of so many times
# what it worked, if at least as many others asked within so many seconds: these would else share the processor with one of the
# restless all the time. Others may keep the restless waiting for so many seconds.
PAUSE, OTHERS_WITHIN, MOST_PAUSE, LONGEST_OF_OTHERS = 3.0, 30.0, 10.0, 5.0
# Who asks without a rest counts as others do while their address has had less than this share of what another in the line has had:
# colleagues who click quickly do not come after whoever keeps the processor busy.
LITTLE = 0.5
# Addresses whose pauses are remembered.
MOST_PAUSES = 4_096


class Asker(Protocol):
    """Who asks for a page, as far as it matters whether they look at it."""

    def begin(self, *, others: bool) -> None: ...

    def end(self, worked: float) -> None: ...

    def is_restless(self) -> bool: ...


class Patient:
    """Who is never restless."""

    def begin(self, *, others: bool) -> None:
        pass

    def end(self, worked: float) -> None:
        pass

    def is_restless(self) -> bool:
        return False


class RestlessPauses:
    """The pauses of each address after what its restless readers asked for."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._begun = clock, clock()
        # Address -> when the last work of a restless reader ended, and how many seconds it had worked.
        self._last: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def add(self, address: str, worked: float) -> None:
        """Something of a restless reader has ended."""
        self._last[address] = self._clock(), worked
        self._last.move_to_end(address)
        while len(self._last) > MOST_PAUSES:
            self._last.popitem(last=False)

    def is_over(self, address: str, share: float, *, is_quiet: bool) -> bool:
        """Whether the next may begin, after that share of the pause at most; unless it `is_quiet`, others may take longer."""
        ended, worked = self._last.get(address, (self._begun, 0.0))
        since = self._clock() - ended
        return since >= min(min(1.0, share) * PAUSE * worked, MOST_PAUSE) and (is_quiet or since > LONGEST_OF_OTHERS)
