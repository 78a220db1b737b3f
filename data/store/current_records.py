"""The records of a store as they are now, for all readers: asked for sparingly, and never lost while something is wrong.

This is no cache: no client can empty it, and the last sound records stay while a file is faulty.
"""

import logging
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

from data.apart.long_work import whole_step
from data.store.base import Store, StoreError
from data.tables.dataset import Dataset, load_files
from data.tables.findings import Finding, RecordsError
from data.tables.reading import Files

# Seconds for which a reader waits for what another one is reading, if there are earlier records to show: a store may take as
# long as it likes to give the new ones.
LONGEST_WAIT = 3.0
# A desk has one store; tests have many.
_MOST_STORES = 8
_OF_STORE: dict[Store, "CurrentRecords"] = {}
_CREATING = Lock()
UNFORESEEN = "The records cannot be read. The log of the server says more."
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """`dataset` are the last sound records, None if there were none yet; `findings` say why they are not the newest."""

    dataset: Dataset | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(eq=False)
class CurrentRecords:
    """The records of one store; `after_reading` gets each sound version with its files."""

    store: Store
    after_reading: Callable[[Dataset, Files], None]
    _turn: Lock = field(default_factory=Lock)
    _stamp: Hashable = None
    _reading: Reading | None = None
    _asked_at: float = float("-inf")
    _failure: str = ""

    @property
    def is_read(self) -> bool:
        return self._reading is not None

    @whole_step
    def now(self) -> Reading:
        """The records as they are now.

        One reader at a time asks the store; the others wait for the answer, and take it if it was asked for after they came.
        Where it takes long, they go on with the last sound records.
        """
        came_at = time.monotonic()
        has_turn = self._turn.acquire(timeout=LONGEST_WAIT if self._reading and self._reading.dataset else -1)
        try:
            if has_turn and self._asked_at <= came_at:
                self._asked_at = time.monotonic()
                self._ask()
            reading = self._reading or Reading()
            failure = (Finding("", None, None, self._failure, ""),) if self._failure else ()
            return Reading(reading.dataset, failure or reading.findings)
        finally:
            if has_turn:
                self._turn.release()

    def _ask(self) -> None:
        try:
            stamp = self.store.stamp()
            if self._reading is None or stamp != self._stamp:
                self._reading = self._read(self._reading)
                self._stamp = stamp
            self._failure = ""
        except StoreError as problem:
            self._failure = str(problem)
        except OSError as error:
            self._failure = f"The records cannot be read ({error.strerror})."

    def _read(self, before: Reading | None) -> Reading:
        try:
            files = self.store.files()
            dataset = load_files(files)
        except RecordsError as problem:
            return Reading(before.dataset if before else None, problem.findings)
        except (StoreError, OSError):
            raise
        except Exception as fault:
            # What somebody made of a database may surprise a library. That must not take the page away from everybody.
            _LOG.error("The records cannot be read", exc_info=fault)
            return Reading(before.dataset if before else None, (Finding("", None, None, UNFORESEEN, ""),))
        self.after_reading(dataset, files)
        return Reading(dataset)


def records_of(store: Store, after_reading: Callable[[Dataset, Files], None]) -> CurrentRecords:
    """The records of a store, the same for all who ask in this process."""
    with _CREATING:
        if store not in _OF_STORE:
            while len(_OF_STORE) >= _MOST_STORES:
                del _OF_STORE[next(iter(_OF_STORE))]
            _OF_STORE[store] = CurrentRecords(store, after_reading)
        return _OF_STORE[store]
