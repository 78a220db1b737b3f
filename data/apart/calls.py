"""A call of one of our own functions in a process of its own."""

import json
import pickle
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from data.apart.limits import WorkLimits
from data.apart.program import say
from data.apart.ready_process import load_apart
from data.apart.work_apart import UnfinishedWorkError, done_apart
from data.base.fault import FaultError


def called_apart(
    limits: WorkLimits,
    function: Callable[..., bytes],
    *arguments: Any,
    hear: Callable[..., object] | None = None,
    too_much: tuple[str, str],
) -> bytes:
    """What a function of a module answers to its arguments, all of which can be sent.

    If `hear` is given, the function gets a last argument, which it may call to say how far it is; `hear` is then called with
    the same. FaultError as the function raises it, or with `too_much` (reason and advice) if the limits were not enough.
    """
    load_apart(function.__module__)
    sent = pickle.dumps((function, arguments, hear is not None))
    try:
        answer = done_apart(__name__, [sent], limits, lambda said: hear(*said) if hear else None).answer
    except UnfinishedWorkError:
        raise FaultError(*too_much) from None
    head, _, content = answer.partition(b"\n")
    if problem := json.loads(head):
        raise FaultError(problem["reason"], problem["fix"])
    return content


def work(parts: list[bytes]) -> bytes:
    """In the other process: a line of JSON, which says what is wrong if something is, then the answer."""
    function, arguments, is_heard = pickle.loads(parts[0])
    if is_heard:
        arguments += (lambda *said: say(said),)
    try:
        content = function(*arguments)
    except FaultError as problem:
        return json.dumps(asdict(problem.fault)).encode()
    return b"{}\n" + bytes(content)
