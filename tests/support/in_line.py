"""Readers who wait for their turn."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from data.apart.restless import Asker
from data.apart.turns import TurnLine

PATIENCE = 30.0


class Readers:
    """Readers in threads of their own, each with a page that ends when it is told to."""

    def __init__(self, line: TurnLine) -> None:
        self.line, self.begun = line, list[str]()
        self._changed, self._ends = threading.Condition(), dict[str, threading.Event]()
        self._threads: list[threading.Thread] = []

    def ask(
        self,
        session: str,
        address: str = "192.0.2.1",
        *,
        works: bool = True,
        asked: float = 0.0,
        reader: Asker | None = None,
    ) -> None:
        end = self._ends[session] = threading.Event()

        def page() -> None:
            with self.line.turn(address, session, lambda: asked, reader):
                with self._changed:
                    self.begun.append(session)
                    self._changed.notify_all()
                while not end.wait(0 if works else PATIENCE):
                    pass

        thread = threading.Thread(target=page, daemon=True)
        self._threads.append(thread)
        waiting = len(self.line._waiting) + len(self.line._running)
        thread.start()
        self.until(lambda: len(self.line._waiting) + len(self.line._running) > waiting)

    def until(self, is_so: Callable[[], bool]) -> None:
        with self._changed:
            end = time.monotonic() + PATIENCE
            while not is_so():
                assert time.monotonic() < end, self.begun
                self._changed.wait(0.01)

    def end(self, session: str) -> None:
        self._ends[session].set()

    def end_all(self) -> None:
        for event in self._ends.values():
            event.set()
        for thread in self._threads:
            thread.join(PATIENCE)


@contextmanager
def readers(line: TurnLine) -> Iterator[Readers]:
    all_of_them = Readers(line)
    try:
        yield all_of_them
    finally:
        all_of_them.end_all()
