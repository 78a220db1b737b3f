"""Whose work is done next: little at once, and first of whom has had least of the processor lately.

Python runs one thread at a time: one reader with twenty threads would make what all others ask for take twenty times as long.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from threading import Condition, Event, Thread, get_ident, local

from data.apart.restless import LITTLE, OTHERS_WITHIN, Asker, Patient, RestlessPauses
from data.apart.used_time import Used
from data.apart.work_apart import counter_of_thread

# Seconds of work after which a piece counts only for its own address, which may have so many more of them: otherwise two that
# take a minute would keep everybody waiting for a minute.
LONG_WORK, MORE_OF_ADDRESS = 3.0, 2
# What a second of the processor counts, of the session and of all of its address, in requests: who asks all the time may have had
# little of it, as nobody has much then. A second of waiting of an address takes so much off again: none waits for ever.
FOR_SESSION, FOR_ADDRESS, FOR_WAITING = 20.0, 5.0, 5.0
# And within an address: a second that the next piece of a session will take, as those did that it had lately, so many at most. What takes
# long comes after what takes little, until so much has passed it.
FOR_NEXT, MOST_OF_NEXT = 400.0, 0.5
# A piece that has not used the processor for so many seconds waits for something (a database, a file): another may begin.
# While some wait for their turn, this is looked at so often.
IDLE, LOOK_AGAIN = 0.15, 0.05
# Seconds of work that are more than waking up to see that there is nothing to do.
_WORK = 0.001
# Seconds of a piece that was not given up at once: who asks for dear pages and gives up others would seem to ask for cheap ones.
_LEAST_OF_PIECE = 0.01
# Seconds for which a piece that says how it goes on counts as one that does.
_GOES_ON = 1.0


@dataclass(eq=False)
class _Run:
    """A piece of work, such as a page, that waits for its turn or has it.

    `worked` are the seconds of the processor, as its thread counts them, that are charged already, `begun` those before its turn.
    `seen` is when it last said that it goes on, and what it had worked by then. `share` is what those of its address that waited would
    have had each by the time it came, if they had shared what was done.
    """

    address: str
    session: str
    number: int
    came: float
    share: float = 0.0
    asked: Callable[[], float] = lambda: 0.0
    is_restless: bool = False
    is_over: Callable[[], bool] = lambda: False
    has_turn: Event = field(default_factory=Event)
    read_clock: Callable[[], float] | None = None
    began: float = 0.0
    begun: float = 0.0
    worked: float = 0.0
    worked_at: float = 0.0
    seen: tuple[float, float] = (0.0, 0.0)


def thread_clock(*, counts_apart: bool = False) -> Callable[[], float] | None:
    """A function that any thread may call to read how long this one has worked; None where the system has none.

    If it `counts_apart`, what other processes have worked for it counts, too.
    """
    clock_of: Callable[[int], int] | None = getattr(time, "pthread_getcpuclockid", None)
    if clock_of is None:
        return None
    clock, apart = clock_of(get_ident()), counter_of_thread()
    if counts_apart:
        return lambda: time.clock_gettime(clock) + apart.seconds()
    return lambda: time.clock_gettime(clock)


class TurnLine:
    """The work that is being done, and what waits for it. If it `counts_apart`, so does the work of other processes."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic, *, counts_apart: bool = False) -> None:
        self._most, self._clock, self._numbers = most, clock, count()
        self._counts_apart = counts_apart
        self._changed = Condition()
        self._waiting: list[_Run] = []
        self._running: list[_Run] = []
        self._of_address, self._of_session = Used(clock), Used(clock)
        # How many pieces each of them had lately.
        self._number_of_address, self._number_of_session = Used(clock), Used(clock)
        # Of the addresses that wait: what each that waits would have had, in requests, if they had shared what was done since.
        self._shares = dict[str, float]()
        # Of the addresses that wait: when the last of each began.
        self._begun = dict[str, float]()
        self._is_looking = False
        # When the last work ended, and session -> when its last began that was not of a restless reader.
        self._ended_at, self._others = clock(), dict[str, float]()
        self._pauses = RestlessPauses(clock)
        # The piece of each thread.
        self._mine = local()

    @contextmanager
    def turn(
        self,
        address: str,
        session: str,
        asked: Callable[[], float] = lambda: 0.0,
        reader: Asker | None = None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> Iterator[None]:
        """Wait until the work of a session may begin, which is over with the block. `asked` says how often it has asked lately.

        What `is_over` already begins, and ends, at once.
        """
        reader = reader or Patient()
        read_clock = thread_clock(counts_apart=self._counts_apart)
        run = _Run(
            address,
            session,
            next(self._numbers),
            self._clock(),
            asked=asked,
            is_restless=reader.is_restless(),
            is_over=is_over,
            read_clock=read_clock,
        )
        reader.begin(others=self._others_than({session}) > 0)
        try:
            with self._in_turn(run):
                yield
        finally:
            reader.end(run.worked - run.begun)

    @contextmanager
    def _in_turn(self, run: _Run) -> Iterator[None]:
        session, address = run.session, run.address
        # From here on: what stayed in the line without its thread would be an error of all that come after it.
        try:
            with self._changed:
                if session != address:
                    self.let_go(session)
                run.share = self._shares.get(address, 0.0)
                self._waiting.append(run)
                if run.is_over():
                    self._begin(run)
                self._start_next()
                if not run.has_turn.is_set():
                    self._look_later()
            run.has_turn.wait()
            self._mine.run = run
            yield
        finally:
            self._mine.run = None
            with self._changed:
                self._charge(run)
                for place in (self._running, self._waiting):
                    if run in place:
                        place.remove(run)
                self._ended_at = self._clock()
                if run.worked - run.begun > _LEAST_OF_PIECE:
                    self._number_of_address.add(address, 1.0)
                    self._number_of_session.add(session, 1.0)
                if run.is_restless:
                    self._pauses.add(run.address, run.worked - run.begun)
                self._start_next()

    def go_on(self) -> None:
        """Called by a piece again and again: where it has waited for something else and too many go on by now, it waits for a turn once more.

        Seventy pages that waited for one file, of which each took its turn and then no time, would else be drawn at once.
        """
        run: _Run | None = getattr(self._mine, "run", None)
        if run is None:
            return
        (seen_at, seen_worked), now, worked = run.seen, self._clock(), self._work_of(run)
        run.seen = now, worked
        if now - seen_at - (worked - seen_worked) < IDLE:
            return
        with self._changed:
            if (
                sum(one is not run and now - one.seen[0] < _GOES_ON for one in self._running) <= self._most
                or run.is_over()
            ):
                return
            self._charge(run)
            self._running.remove(run)
            run.has_turn.clear()
            # When it came, others waited, or none.
            run.share = self._shares.get(run.address, 0.0)
            self._waiting.append(run)
            self._start_next()
            if not run.has_turn.is_set():
                self._look_later()
        run.has_turn.wait()

    def quiet_seconds(self) -> float:
        """How long there has been nothing to do."""
        with self._changed:
            return 0.0 if self._running or self._waiting else self._clock() - self._ended_at

    def _start_next(self) -> None:
        """Let those begin for whom there is room, whoever had and asked least of them first."""
        for run in self._running:
            self._charge(run)
        while able := self._able_to_begin():
            self._begin(self._next_of(able))

    def let_go(self, session: str) -> None:
        """Let what a session still waits for begin: it asks for something else now, or has left, which ends that at once.

        Else a thread for each would pile up behind the others.
        """
        with self._changed:
            for run in [run for run in self._waiting if run.session == session]:
                self._begin(run)

    def _begin(self, run: _Run) -> None:
        self._waiting.remove(run)
        self._running.append(run)
        run.worked_at = run.began = self._clock()
        waiting = {one.address for one in self._waiting}
        self._begun = {address: at for address, at in self._begun.items() if address in waiting} | {
            run.address: run.began
        }
        self._shares = {address: share for address, share in self._shares.items() if address in waiting}
        self._pass(run.address, 1.0)
        run.is_restless = self._is_burden(run, self._used_by_most())
        if not run.is_restless:
            self._note_other(run)
        worked = self._work_of(run)
        run.begun, run.worked, run.seen = worked - (run.worked - run.begun), worked, (run.began, worked)
        run.has_turn.set()

    def _note_other(self, run: _Run) -> None:
        """Remember when the session began, the latest last, and forget those of long ago."""
        self._others.pop(run.session, None)
        self._others[run.session] = run.began
        while run.began - next(iter(self._others.values())) > OTHERS_WITHIN:
            del self._others[next(iter(self._others))]

    def _able_to_begin(self) -> list[_Run]:
        at_work = [run for run in self._running if self._is_at_work(run)]
        if sum(run.worked - run.begun < LONG_WORK for run in at_work) >= self._most:
            return []
        of_address = Counter(run.address for run in at_work)
        able = [run for run in self._waiting if of_address[run.address] < self._most + MORE_OF_ADDRESS]
        of_line = self._used_by_most()
        if others := [run for run in able if not self._is_burden(run, of_line)]:
            return others
        others_lately = self._others_than({run.session for run in self._waiting})
        if not others_lately:
            return able
        busy, waiting = (
            {run.address for run in at_work if run.is_restless},
            Counter(run.address for run in self._waiting),
        )
        return [
            run
            for run in able
            if run.address not in busy
            and self._pauses.is_over(run.address, others_lately / waiting[run.address], is_quiet=not at_work)
        ]

    def _used_by_most(self) -> float:
        """The seconds that the address in the line has had that has had most."""
        addresses = {run.address for run in (*self._running, *self._waiting)}
        return max(map(self._of_address.of, addresses), default=0.0)

    def _is_burden(self, run: _Run, of_line: float) -> bool:
        """Whether its reader is restless, and its address had not much less than the one that had most."""
        return run.is_restless and self._of_address.of(run.address) >= LITTLE * of_line

    def _others_than(self, sessions: set[str]) -> int:
        """How many others asked for something lately, and were not restless."""
        with self._changed:
            now = self._clock()
            self._others = {session: at for session, at in self._others.items() if now - at <= OTHERS_WITHIN}
            return len(self._others.keys() - sessions)

    def _next_of(self, able: list[_Run]) -> _Run:
        """What comes next: of each address what comes first within it, and of these what does.

        Between addresses those seconds count as waiting in which nothing of an address began: else one with forty pages in the line
        would have waited forty times as long as whoever has one, and come before them although it keeps the processor busy.
        """
        first = dict[str, tuple[tuple[float, int], _Run]]()
        for run in able:
            order = self._order_within(run)
            if run.address not in first or order < first[run.address][0]:
                first[run.address] = order, run
        return min(
            (run for _, run in first.values()),
            key=lambda run: self._order(run, max(run.came, self._begun.get(run.address, run.came))),
        )

    def _order_within(self, run: _Run) -> tuple[float, int]:
        """Of those of one address the least comes first.

        How long they wait does not count: forty sessions whose pages take long all wait for longer than a colleague who has just clicked.
        """
        used = self._of_session.of(run.session)
        # Of one who has had nothing yet: as much as others of the address.
        usual = self._of_address.of(run.address) / max(1.0, self._number_of_address.of(run.address))
        next_one = (used + usual) / (self._number_of_session.of(run.session) + 1)
        return run.asked() + FOR_SESSION * used + FOR_NEXT * min(MOST_OF_NEXT, next_one) + run.share, run.number

    def _pass(self, address: str, amount: float) -> None:
        """Something of an address has passed those of it that wait."""
        if waiting := sum(run.address == address for run in self._waiting):
            self._shares[address] = self._shares.get(address, 0.0) + amount / waiting

    def _order(self, run: _Run, since: float) -> tuple[float, int]:
        """The least comes first; `since` when it waits."""
        used = FOR_SESSION * self._of_session.of(run.session) + FOR_ADDRESS * self._of_address.of(run.address)
        return run.asked() + used - FOR_WAITING * (self._clock() - since), run.number

    def _is_at_work(self, run: _Run) -> bool:
        return self._clock() - run.worked_at < IDLE

    def _work_of(self, run: _Run) -> float:
        return run.read_clock() if run.read_clock else self._clock()

    def _charge(self, run: _Run) -> None:
        """Count what was worked since the last look. Its thread must not have ended, or its clock is none."""
        seconds = self._work_of(run) - run.worked
        if seconds > _WORK:
            run.worked, run.worked_at = run.worked + seconds, self._clock()
            self._of_address.add(run.address, seconds)
            self._of_session.add(run.session, seconds)
            self._pass(run.address, FOR_SESSION * seconds)

    def _look_later(self) -> None:
        """Have it looked at, as long as some wait, whether one of those that have their turn only waits too."""
        if not self._is_looking:
            # Where no thread can be had, whoever comes or goes next looks.
            with suppress(RuntimeError):
                Thread(target=self._look, name="turns", daemon=True).start()
                self._is_looking = True

    def _look(self) -> None:
        with self._changed:
            while self._waiting:
                self._changed.wait(LOOK_AGAIN)
                self._start_next()
            self._is_looking = False
