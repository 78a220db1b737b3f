"""What a client can have written to the log: no long line, no long fault, and the same fault a few times."""

import io
import logging
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from streamlit import config
from streamlit.elements.widgets import data_editor
from streamlit.error_util import _log_uncaught_app_exception

from components.addresses import log_limits
from components.addresses.log_limits import (
    FAULTS_AT_ONCE,
    LONGEST_LOG_LINE,
    MOST_LOG_LINES,
    SeldomFaults,
    limit_log,
    shortened,
)

ROOT = Path(log_limits.__file__).parents[2]
# Most of it is the lines of the program.
LONGEST_FAULT = 20_000


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What Streamlit says of faults; as if nothing had been said before."""
    limit_log()
    logger, text = logging.getLogger("streamlit.error_util"), io.StringIO()
    handler, seldom = logging.StreamHandler(text), SeldomFaults()
    before = logger.filters
    logger.filters = [seldom if isinstance(one, SeldomFaults) else one for one in before]
    logger.addHandler(handler)
    yield text
    logger.removeHandler(handler)
    logger.filters = before


def fail(text: str) -> None:
    try:
        raise KeyError(text)
    except KeyError as error:
        _log_uncaught_app_exception(error)


def fail_elsewhere(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        _log_uncaught_app_exception(error)


def test_a_fault_with_a_megabyte_of_a_client_is_short_and_says_where_it_was(log: io.StringIO) -> None:
    fail("<" * 1_000_000)
    fail_elsewhere("a\n" * 500_000)
    assert len(log.getvalue()) < 2 * LONGEST_FAULT
    assert max(map(len, log.getvalue().split("\n"))) <= LONGEST_LOG_LINE + 1
    assert "KeyError: '<<<" in log.getvalue()
    assert "in fail_elsewhere" in log.getvalue()


def test_no_library_colours_what_a_client_wrote() -> None:
    """Its expressions are quadratic, and the interpreter stands still meanwhile."""
    config.set_option("logger.enableRich", True)
    limit_log()
    assert config.get_option("logger.enableRich") is False


def test_the_same_fault_is_logged_a_few_times_and_another_at_once(log: io.StringIO) -> None:
    for _ in range(50):
        fail("x")
    assert log.getvalue().count("KeyError: 'x'") == FAULTS_AT_ONCE
    fail_elsewhere("y")
    assert "ValueError: y" in log.getvalue()


def loggers_of_ours() -> list[str]:
    """The modules that say something in the log for what a reader asks."""
    files = [path for folder in ("components", "data/apart") for path in (ROOT / folder).rglob("*.py")]
    said = (path.relative_to(ROOT) for path in files if ".getLogger(__name__)" in path.read_text("utf-8"))
    return sorted(".".join(path.with_suffix("").parts) for path in said)


@pytest.mark.parametrize(
    "name",
    [
        *loggers_of_ours(),
        "uvicorn.error",
        "streamlit.web.server.starlette.starlette_websocket",
        # What a component says that is no JSON, with all lines of the program.
        "streamlit.components.v2.bidi_component.serialization",
    ],
)
def test_who_is_cut_again_and_again_does_not_fill_the_log(name: str) -> None:
    limit_log()
    said = [logging.LogRecord(name, logging.WARNING, "cut.py", 1, "A connection was cut", (), None) for _ in range(50)]
    assert sum(bool(logging.getLogger(name).filter(record)) for record in said) == FAULTS_AT_ONCE


def test_a_message_is_as_short_whoever_writes_it(log: io.StringIO) -> None:
    logger = logging.getLogger("streamlit.error_util")
    logger.warning("No handler for %r", "x" * 1_000_000)
    logger.warning("y" * 1_000_000)
    assert len(log.getvalue()) < 3 * LONGEST_LOG_LINE


def test_no_terminal_obeys_what_a_client_wrote(log: io.StringIO) -> None:
    """A number that a client makes up is in a message of Streamlit; it cleared the screen of whoever looked at the log."""
    obeyed = "\x1b]52;c;eA==\x07\x1b[2J\x9b31m\r\u202e"
    logger = logging.getLogger("streamlit.error_util")
    logger.warning("Rejecting request %s: session ID mismatch", obeyed)
    logger.warning(f"Rejecting request {obeyed}")
    fail_elsewhere(obeyed)
    assert not set(obeyed) - set("]52;c;eA==[2J31m") & set(log.getvalue())
    assert r"Rejecting request \x1b]52;c;eA==\x07\x1b[2J\x9b31m\x0d\x202e" in log.getvalue()


def test_a_short_text_is_as_it_was() -> None:
    text = "Traceback\n  File\n" + "x" * LONGEST_LOG_LINE
    assert shortened(text) == text
    many = "\n".join(map(str, range(MOST_LOG_LINES + 7))).split("\n")
    assert shortened("\n".join(many)).split("\n")[MOST_LOG_LINES // 2] == "… 7 lines …"
    assert shortened("\n".join(many)).endswith(many[-1])


def test_words_that_do_not_fit_their_values_are_left_to_the_logging() -> None:
    record = log_limits._short_record("x", logging.INFO, "", 1, "%d of %d", ("a",), None)
    assert record.args == ("a",)


def test_what_a_client_writes_into_a_grid_is_not_in_the_log() -> None:
    # It sets the filter.
    import_module("components.server_guard")
    log = data_editor._LOGGER
    said = next(
        line for line in Path(data_editor.__file__).read_text("utf-8").splitlines() if "Failed to apply" in line
    )
    assert not log.filter(log.makeRecord(log.name, logging.WARNING, "", 0, said, (), None))
