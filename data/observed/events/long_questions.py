"""Questions that read all reports: one at a time for a reader, in a thread of its own, with an estimate and an end."""

import time
from dataclasses import dataclass, field
from threading import Lock, Thread

from data.apart.long_work import whole_step
from data.apart.reader import reader_address
from data.observed.events.engine import FeedError, Rows
from data.observed.events.feed import Feed
from data.observed.events.questions import Question

# All readers together: more would slow down everybody's short questions.
MOST_RUNNING = 2
MOST_RUNNING_OF_ADDRESS = MOST_RUNNING - 1
_MOST_KEPT = 32
# Reports a second, until a question was measured.
_FIRST_SPEED = 10_000_000.0


@dataclass(eq=False)
class LongQuestion:
    """A question that is running, or its answer, or why it has none."""

    name: str
    reports: int
    ticket: str
    address: str | None = None
    started: float = field(default_factory=time.monotonic)
    seconds: float | None = None
    rows: Rows = ()
    problem: str = ""

    @property
    def is_running(self) -> bool:
        return self.seconds is None

    @property
    def seconds_so_far(self) -> float:
        return time.monotonic() - self.started if self.seconds is None else self.seconds


class LongQuestions:
    """Those of all readers of a process, each reader's last one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of_reader: dict[str, LongQuestion] = {}
        self._speed = _FIRST_SPEED

    def estimate(self, reports: int) -> float:
        """Seconds, by what the last such question took."""
        return reports / self._speed

    def of(self, reader: str) -> LongQuestion | None:
        return self._of_reader.get(reader)

    @whole_step
    def ask(self, reader: str, feed: Feed, question: Question, name: str, reports: int) -> bool:
        """Begin; false if too many are running, or the reader's own still is. An address leaves one to others."""
        with self._lock:
            running = [one for one in self._of_reader.values() if one.is_running]
            own, address = self._of_reader.get(reader), reader_address()
            of_address = sum(one.address == address for one in running) if address else 0
            if len(running) >= MOST_RUNNING or of_address >= MOST_RUNNING_OF_ADDRESS or (own and own.is_running):
                return False
            for other in [key for key, one in self._of_reader.items() if not one.is_running][: -_MOST_KEPT or None]:
                del self._of_reader[other]
            asked = LongQuestion(name, reports, f"{reader}{time.monotonic_ns()}", address)
            self._of_reader[reader] = asked
        try:
            Thread(target=self._run, args=(feed, question, asked), daemon=True).start()
        except RuntimeError:
            # The system gives no more threads: it would run for good, and keep its place.
            del self._of_reader[reader]
            return False
        return True

    def _run(self, feed: Feed, question: Question, asked: LongQuestion) -> None:
        try:
            asked.rows = feed.engine.rows(question, ticket=asked.ticket)
        except FeedError as problem:
            asked.problem = str(problem)
        except Exception:
            asked.problem = "The question failed. The log has the reason."
            raise
        finally:
            asked.seconds = time.monotonic() - asked.started
        if asked.seconds > 0.2:
            self._speed = max(asked.reports / asked.seconds, 1.0)

    def cancel(self, reader: str, feed: Feed) -> None:
        if (asked := self._of_reader.get(reader)) and asked.is_running:
            feed.engine.cancel(asked.ticket)


LONG_QUESTIONS = LongQuestions()
