"""How fast messages may come: of one connection, and of all of one address, which a whole office may share; who takes no rest."""

import asyncio
import heapq
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Lock

from data.apart.pace import RequestPace

# Messages at once and for each second after, of one connection and of all of one address. Each click is one, and costs the
# event loop 5 ms, and a thread as much, before anything is drawn: eighty a second would take all of the interpreter. Who sends more waits.
OF_CONNECTION, OF_ADDRESS = (60.0, 10.0), (200.0, 40.0)
# The same for what large messages of an address count beyond one: these wait for each other, and no click waits for what they owe.
LARGE_OF_ADDRESS = (400.0, 40.0)
# Open connections of one address, as nginx allows them: one reader could else open until the memory is full.
MOST_LINES_OF_ADDRESS = 600
# Addresses that are remembered.
MOST_ADDRESSES = 4_096
# Pages that a reader may ask for without looking at one, and those that a second of looking at one gives back: readers look
# for some seconds between two clicks. Who has used them all is restless.
MOST_UNSEEN, PER_SECOND_OF_REST = 20.0, 0.5
# As how many more pages a second of the processor counts: most of ours take a tenth of one.
FOR_SECOND_OF_WORK = 2.0
# Those with which a connection begins, and what all new ones of an address have together, at once and for each second after: to
# connect again must be no rest. A connection beyond these begins as if it had sent so much.
UNSEEN_AT_FIRST, UNSEEN_OF_NEW, SENT_AT_FIRST = 2.0, (200.0, 1.0), OF_CONNECTION[0]
# So much a connection has sent at most whose clicks wait for those alone that wait already.
FEW_SENT = 1.5 * SENT_AT_FIRST
# Bytes of what is chosen and typed, of all connections of an address together, each in its largest message, beyond those of a click:
# they stay in the memory, as up to twenty times as much, until the session ends, at most so many seconds after its line is lost.
MOST_HELD, HELD_FOR = 10_000_000, 150.0
# Seconds within which a page is begun that a message asks for, and the most that the next message of a restless one waits.
_BEGUN_WITHIN, LONGEST_HOLD, _LOOK_AGAIN = 0.5, 10.0, 0.1


class ReaderRest:
    """Tells who asks for one page after the other from who looks at them.

    Only the time counts in which nothing is being made for a reader: however long others let them wait, who looks at a page
    before asking for the next is not restless, and who has the next one asked for already is. Any thread may call it.
    """

    def __init__(self, unseen: float = UNSEEN_AT_FIRST, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._left, self._since, self._under_way, self._asked = unseen, clock(), 0, -_BEGUN_WITHIN
        self._are_others = False

    def ask(self) -> None:
        """A message asks for a page, which will soon be begun."""
        self._asked = self._clock()

    def begin(self, *, others: bool) -> None:
        """A page waits for its turn from now on, or is drawn; `others` asked for some lately, too."""
        with self._lock:
            self._are_others = others
            self._left = max(0.0, self._now() - 1)
            self._under_way += 1
            self._asked = -_BEGUN_WITHIN

    def end(self, worked: float) -> None:
        """A page is drawn, or given up, which took so many seconds of the processor."""
        with self._lock:
            self._left = max(0.0, self._left - FOR_SECOND_OF_WORK * worked)
            self._under_way -= 1
            self._since = self._clock()

    def is_restless(self) -> bool:
        """Whether another page would be one too many."""
        with self._lock:
            return self._now() < 1

    def is_served(self) -> bool:
        """Whether a page is being made, or is about to be."""
        return self._under_way > 0 or self._clock() - self._asked < _BEGUN_WITHIN

    async def page_ended(self, is_lost: Callable[[], bool] = lambda: False) -> None:
        """Wait until nothing is being made, if this reader is restless, has not left, and others ask for pages, too."""
        end = self._clock() + LONGEST_HOLD
        while self._are_others and self.is_served() and self._clock() < end and self.is_restless() and not is_lost():
            await asyncio.sleep(_LOOK_AGAIN)

    def _now(self) -> float:
        """What is left now; counted up to now."""
        if not self._under_way:
            now = self._clock()
            self._left = min(MOST_UNSEEN, self._left + (now - self._since) * PER_SECOND_OF_REST)
            self._since = now
        return self._left


class PacedLine:
    """Those that have to wait for each other: next is the connection that has sent least lately, or let much pass.

    First come, first served would let one reader with many connections make a whole office wait, and so would who connects
    anew for every few messages, or leaves before they are read. So would the seconds of waiting, if they counted: forty connections
    that each send a megabyte all wait for longer than a colleague who has just clicked.
    """

    def __init__(self, pace: RequestPace) -> None:
        self._pace, self._numbers = pace, count()
        self._waiting: list[tuple[float, int, float, Callable[[], bool], asyncio.Future[None]]] = []
        self._is_moving = False
        # What each of those that wait would have sent if they had shared what passed: as much less counts what one has sent.
        self._share = 0.0

    async def turn(self, own: RequestPace, amount: float = 1, is_lost: Callable[[], bool] = lambda: False) -> None:
        """Wait until so much more may be sent, and no connection that has sent less waits, or this one is lost."""
        if not self._waiting and not self._pace.debt():
            self._pace.wait(amount)
            return
        future = asyncio.get_running_loop().create_future()
        place = own.sent + self._share
        if amount <= 1 and own.sent < FEW_SENT:
            # What a colleague has not sent but is counted for, as others there open page after page, passes soon: after those that wait now.
            place = min(place, max((one[0] for one in self._waiting), default=place))
        heapq.heappush(self._waiting, (place, next(self._numbers), amount, is_lost, future))
        if not self._is_moving:
            self._move_later()
        await future

    def let_lost_go(self) -> None:
        """Whoever has left waits no longer."""
        for *_, is_lost, future in self._waiting:
            if not future.done() and is_lost():
                future.set_result(None)

    def _move_later(self) -> None:
        self._is_moving = bool(self._waiting)
        if self._is_moving:
            asyncio.get_running_loop().call_later(self._pace.debt(), self._move)

    def _move(self) -> None:
        """Let the next one pass whose connection still waits, and come again for the others."""
        while self._waiting:
            *_, amount, is_lost, future = heapq.heappop(self._waiting)
            if future.done():
                continue
            future.set_result(None)
            if not is_lost():
                self._pace.wait(amount)
                self._share += amount / (len(self._waiting) + 1)
                break
        self._move_later()


class WaitingLine(PacedLine):
    """The connections of one address."""

    def __init__(self) -> None:
        super().__init__(RequestPace(*OF_ADDRESS))
        self._large, self._new = PacedLine(RequestPace(*LARGE_OF_ADDRESS)), RequestPace(*UNSEEN_OF_NEW)
        self._held = 0

    def hold(self, more: int) -> bool:
        """Whether the sessions of the address may hold so many bytes more, which are then counted."""
        if self._held + more > MOST_HELD:
            return False
        self._held += more
        return True

    def let_go(self, number: int) -> None:
        self._held -= number

    def begin(self) -> tuple[RequestPace, ReaderRest]:
        """How a new connection begins: restless, and as one that has sent much, if its address opens one after the other."""
        if self._new.debt() or self._new.wait(UNSEEN_AT_FIRST):
            return RequestPace(*OF_CONNECTION, sent=SENT_AT_FIRST), ReaderRest(0.0)
        return RequestPace(*OF_CONNECTION), ReaderRest(UNSEEN_AT_FIRST)

    async def turn(self, own: RequestPace, amount: float = 1, is_lost: Callable[[], bool] = lambda: False) -> None:
        if amount > 1:
            await self._large.turn(own, amount - 1, is_lost)
        await super().turn(own, 1, is_lost)

    def let_lost_go(self) -> None:
        self._large.let_lost_go()
        super().let_lost_go()


class WaitingLines:
    """The line of each address, and how many connections each has open."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._lines: OrderedDict[str, WaitingLine] = OrderedDict()

    @contextmanager
    def connection(self, address: str) -> Iterator[WaitingLine | None]:
        """The line of the address, for as long as a connection is open; None if it has too many."""
        if self._open[address] >= MOST_LINES_OF_ADDRESS:
            self._line_of(address).let_lost_go()
            yield None
            return
        self._open[address] += 1
        try:
            yield self._line_of(address)
        finally:
            self._open -= Counter({address: 1})

    def _line_of(self, address: str) -> WaitingLine:
        """It is kept for a while after the last connection: a new one must not begin with a full measure."""
        line = self._lines.setdefault(address, WaitingLine())
        self._lines.move_to_end(address)
        while len(self._lines) > MOST_ADDRESSES:
            self._lines.popitem(last=False)
        return line
