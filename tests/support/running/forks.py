"""The tests of the fast run side by side: one process reads all test modules, then divides itself into several that run them.

pytest-xdist starts each process anew, and each imports the page and all tests by itself: a quarter of what the fast run has to do.
The whole run uses it nevertheless: there, libraries with threads of their own are at work, which do not survive a division.
"""

import warnings
from collections.abc import Iterator, Sequence
from itertools import groupby
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import pytest

Group = Sequence[pytest.Item]
# A line on which nothing more comes ends with this.
END = ("", ())


def can_divide(session: pytest.Session) -> bool:
    """Whether there is something to run, and this system divides processes."""
    return not session.config.option.collectonly and not session.testsfailed and "fork" in get_all_start_methods()


def run_divided(session: pytest.Session, number: int) -> None:
    """Run the tests of a session in so many processes, each module in one of them."""
    groups = [tuple(items) for _, items in groupby(session.items, lambda item: item.path)]
    context = get_context("fork")
    turn, running = context.Value("i", 0), dict[Connection, ForkProcess]()
    for name in range(number):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(session, groups, turn, there, f"process-{name}"))
        process.start()
        # Its end is the only one, so that the line breaks when the process does.
        there.close()
        running[here] = process
    try:
        while running:
            for line in wait(list(running)):
                assert isinstance(line, Connection)
                if not _pass_on(session, line):
                    running.pop(line).join()
    finally:
        for process in running.values():
            process.terminate()


def _pass_on(session: pytest.Session, line: Connection) -> bool:
    """Tell pytest what a process says next; whether more is to come."""
    try:
        name, arguments = line.recv()
    except EOFError:
        pytest.exit("A process that ran tests ended before they did.", returncode=pytest.ExitCode.INTERNAL_ERROR)
    hook = session.config.hook
    if name == "report":
        report = hook.pytest_report_from_serializable(config=session.config, data=arguments)
        hook.pytest_runtest_logreport(report=report)
    elif name == "finish":
        hook.pytest_runtest_logfinish(**arguments)
    elif name == "warning":
        hook.pytest_warning_recorded.call_historic(kwargs=arguments)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    return (name, arguments) != END


# In each process --------------------------------------------------------------------------------


class Sender:
    """What pytest says of a test goes to the process that divided itself."""

    def __init__(self, config: pytest.Config, line: Connection) -> None:
        self._config, self._line = config, line

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._line.send(("report", self._config.hook.pytest_report_to_serializable(config=self._config, report=report)))

    def pytest_runtest_logfinish(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        self._line.send(("finish", {"nodeid": nodeid, "location": location}))

    def pytest_warning_recorded(
        self, warning_message: warnings.WarningMessage, when: str, nodeid: str, location: tuple[str, int, str] | None
    ) -> None:
        # What was said while the tests were collected is known already.
        if when != "runtest":
            return
        told = warnings.WarningMessage(
            str(warning_message.message), warning_message.category, warning_message.filename, warning_message.lineno
        )
        arguments = {"warning_message": told, "when": when, "nodeid": nodeid, "location": location}
        self._line.send(("warning", arguments))


def _run(
    session: pytest.Session, groups: Sequence[Group], turn: "Synchronized[int]", line: Connection, name: str
) -> None:
    plugins = session.config.pluginmanager
    for printer in ("terminalreporter", "terminalprogress-plugin"):
        if plugins.has_plugin(printer):
            plugins.unregister(name=printer)
    plugins.register(Sender(session.config, line))
    # What tests print goes to a file of this process alone.
    capture = plugins.get_plugin("capturemanager")
    assert capture
    capture.stop_global_capturing()
    capture.start_global_capturing()
    capture.suspend_global_capture()
    _take_folder(session.config, name)
    items = _items(groups, turn)
    item = next(items, None)
    while item:
        following = next(items, None)
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        item = following
    line.send(END)


def _take_folder(config: pytest.Config, name: str) -> None:
    """The folders of its tests are in one of its own."""
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    folder: Path = factory.mktemp(name, numbered=False)
    factory._basetemp = folder


def _items(groups: Sequence[Group], turn: "Synchronized[int]") -> Iterator[pytest.Item]:
    """The tests that this process is to run, module by module as none has taken them yet."""
    while True:
        with turn.get_lock():
            place = turn.value
            turn.value += 1
        if place >= len(groups):
            return
        yield from groups[place]
