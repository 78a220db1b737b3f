"""A memo: each result is computed once, whoever asks and however many at a time, and goes with its owner."""

import gc
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from data.base.memo import MOST_LARGE_RESULTS, MOST_RESULTS, memo, memo_large

THREADS = 6


@dataclass(eq=False)
class Owner:
    """Something that results are made of; it counts how often they were computed."""

    computed: list[object] = field(default_factory=list)
    is_enlarged: bool = False


@dataclass(frozen=True)
class SlowKey:
    """A key whose hash and comparison run Python code, in the middle of which another thread may come."""

    number: int

    def __hash__(self) -> int:
        time.sleep(0)
        return self.number % 3

    def __eq__(self, other: object) -> bool:
        time.sleep(0)
        return isinstance(other, SlowKey) and self.number == other.number


@memo
def double(owner: Owner, key: object = 1) -> tuple[object, object]:
    owner.computed.append(key)
    return key, key


@pytest.fixture
def busy_threads() -> Iterator[None]:
    """Threads that take turns as often as possible."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def in_threads(task: Callable[[int], object], count: int = THREADS) -> list[object]:
    """What each thread gets, all of them starting together."""
    barrier = threading.Barrier(count)

    def run(number: int) -> object:
        barrier.wait()
        return task(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_a_result_is_computed_once_for_its_owner_and_arguments() -> None:
    one, other = Owner(), Owner()
    assert double(one) is double(one)
    assert double(one) is not double(other)
    assert double(one, 2) is not double(one, 3)
    assert (one.computed, other.computed) == ([1, 2, 3], [1])


def test_arguments_by_name_are_not_mistaken_for_others() -> None:
    @memo
    def seen(owner: Owner, /, *args: object, **kwargs: object) -> object:  # noqa: ARG001 (what is asked of)
        return args, kwargs

    owner = Owner()
    assert seen(owner, "a", 1) == (("a", 1), {})
    assert seen(owner, a=1) == ((), {"a": 1})
    assert seen(owner, b=2, a=1) is seen(owner, a=1, b=2)


def test_of_many_threads_one_computes_and_the_others_wait_for_it() -> None:
    @memo
    def slow(owner: Owner) -> object:
        owner.computed.append(None)
        time.sleep(0.1)
        return object()

    owner = Owner()
    results = in_threads(lambda _: slow(owner))
    assert len(owner.computed) == 1
    assert all(result is results[0] for result in results)


def test_nobody_waits_for_another_result() -> None:
    gate = threading.Event()

    @memo
    def waiting(owner: Owner, key: str) -> str:  # noqa: ARG001 (what is asked of)
        return key if key == "quick" or gate.wait(10) else "late"

    owner = Owner()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(waiting, owner, "slow")
        assert waiting(owner, "quick") == "quick"
        assert waiting(Owner(), "quick") == "quick"
        gate.set()
        assert slow.result() == "slow"


@pytest.mark.slow
@pytest.mark.usefixtures("busy_threads")
def test_keys_that_run_python_code_break_nothing_in_six_threads() -> None:
    owner = Owner()

    def ask(number: int) -> bool:
        keys = [(number * 7 + step) % (2 * MOST_RESULTS) for step in range(300)]
        return all(double(owner, SlowKey(key)) == (SlowKey(key), SlowKey(key)) for key in keys)

    assert all(in_threads(ask))
    assert len(vars(owner)["_memo"][f"{__name__}.double"]) <= MOST_RESULTS


def test_the_oldest_result_goes_first() -> None:
    owner = Owner()
    for key in range(MOST_RESULTS + 1):
        double(owner, key)
    double(owner, MOST_RESULTS)
    assert len(owner.computed) == MOST_RESULTS + 1
    double(owner, 0)
    assert owner.computed[-1] == 0


def test_an_error_is_raised_again_and_not_remembered() -> None:
    @memo
    def fails_at_first(owner: Owner) -> int:
        owner.computed.append(None)
        time.sleep(0.05)
        if len(owner.computed) == 1:
            raise ValueError("not yet")
        return len(owner.computed)

    def ask(_: int) -> object:
        try:
            return fails_at_first(owner)
        except ValueError as problem:
            return str(problem)

    owner = Owner()
    assert sorted(map(str, in_threads(ask))) == [*["2"] * (THREADS - 1), "not yet"]


def test_a_result_that_needs_itself_is_an_error_and_no_endless_wait() -> None:
    @memo
    def circular(owner: Owner) -> object:
        return circular(owner)

    with pytest.raises(RecursionError):
        circular(Owner())


def test_results_go_with_their_owner() -> None:
    # Garbage is looked for among what is made from here on.
    gc.freeze()
    owner = Owner()
    result = weakref.ref(double_set(owner))
    assert result() is double_set(owner)
    del owner
    gc.collect()
    assert result() is None


@memo
def double_set(owner: Owner) -> set[object]:  # noqa: ARG001 (a result of its own for each)
    return set()


@pytest.mark.parametrize(("is_enlarged", "most"), [(False, MOST_RESULTS), (True, MOST_LARGE_RESULTS)])
def test_of_large_results_few_are_kept(is_enlarged: bool, most: int) -> None:
    """What changed in 20,000 added ties takes 5 MB: 32 of them were 145 MB of one session."""
    owner = Owner(is_enlarged=is_enlarged)
    results = [weakref.ref(large_set(owner, number)) for number in range(MOST_RESULTS + 5)]
    gc.collect()
    assert sum(result() is not None for result in results) == most
    assert results[-1]() is large_set(owner, MOST_RESULTS + 4)


@memo_large
def large_set(owner: Owner, number: int) -> set[int]:  # noqa: ARG001
    return {number}
