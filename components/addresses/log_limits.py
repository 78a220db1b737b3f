"""What a client can have written to the log: few lines, none of them long, and each fault a few times.

A forged value of a widget ends as an error of the page, whose text may have whatever the client wrote: a megabyte, which takes
a kilobyte on its way. Streamlit would print it in colours where the library for that is installed, and the expressions which
choose the colours take a quarter of a minute for 30,000 letters, in which no other thread runs.
"""

import logging
import re
import time
import traceback
from types import TracebackType

from streamlit import config

from components.addresses.answers import RefusedError
from components.addresses.work import Rate

# Letters of a line, and lines of a fault: those at its beginning and at its end.
LONGEST_LOG_LINE, MOST_LOG_LINES = 400, 200
# Letters that a terminal obeys, or that turn the text around: whoever looks at the log would see what a client wants.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# How often the same fault is written at once, and each second after.
FAULTS_AT_ONCE, FAULTS_PER_SECOND = 5.0, 1 / 60
# Where Streamlit says what went wrong in a run of a page, in a message or with a connection, uvicorn what it could not read, and we
# whom we cut, and what could not be made: a client can ask for that forty times a second.
_FAULTS = (
    *("streamlit.error_util", "uvicorn.error", "data.apart.work_apart"),
    "streamlit.components.v2.bidi_component.serialization",
    *(f"streamlit.runtime.{name}" for name in ("app_session", "backend_operation_handler", "dataframe_chunk_handler")),
    *("streamlit.runtime.scriptrunner.script_runner", "streamlit.runtime.websocket_session_manager"),
    *(f"streamlit.web.server.starlette.starlette_{name}" for name in ("auth_routes", "routes", "websocket")),
    *(f"components.server_{name}" for name in ("files", "frames", "guard", "sending", "sessions", "uploads")),
    *(f"components.addresses.{name}" for name in ("log_in", "log_in_guard", "routes")),
    *("components.link_preview", "components.session.records"),
)


class SeldomFaults(logging.Filter):
    """Lets a fault be logged seldom: by the line of the program in which it happened."""

    def __init__(self) -> None:
        super().__init__()
        self._rate = Rate(FAULTS_AT_ONCE, FAULTS_PER_SECOND, time.monotonic)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            self._rate.check(place_of(record.exc_info[2]) if record.exc_info else f"{record.pathname}:{record.lineno}")
        except RefusedError:
            return False
        return True


def limit_log() -> None:
    """From now on no line of the log is long, and the same fault of the page is logged seldom."""
    config.set_option("logger.enableRich", False)
    if logging.getLogRecordFactory() is _short_record:
        return
    logging.setLogRecordFactory(_short_record)
    for name in _FAULTS:
        logging.getLogger(name).addFilter(SeldomFaults())


def _short_record(*args: object, **named: object) -> logging.LogRecord:
    record = logging.LogRecord(*args, **named)  # type: ignore[arg-type]
    if record.exc_info:
        record.exc_text = shortened("".join(traceback.format_exception(*record.exc_info)).rstrip("\n"))
    if record.args or len(str(record.msg)) > LONGEST_LOG_LINE or _OBEYED.search(str(record.msg)):
        _shorten_message(record)
    return record


def _shorten_message(record: logging.LogRecord) -> None:
    try:
        message = record.getMessage()
    except (TypeError, ValueError):
        # The logging itself says that the words and their values do not fit.
        return
    if len(message) > LONGEST_LOG_LINE or _OBEYED.search(message):
        record.msg, record.args = shortened(message), None


def shortened(text: str) -> str:
    """A text of several lines without the rest of long lines, nor the middle of many, in letters that no terminal obeys."""
    lines = _OBEYED.sub(lambda letter: f"\\x{ord(letter[0]):02x}", text).split("\n")
    if len(lines) > MOST_LOG_LINES:
        half = MOST_LOG_LINES // 2
        lines = [*lines[:half], f"… {len(lines) - MOST_LOG_LINES} lines …", *lines[-half:]]
    return "\n".join(line if len(line) <= LONGEST_LOG_LINE else f"{line[:LONGEST_LOG_LINE]}…" for line in lines)


def place_of(place: TracebackType | None) -> str:
    """The line of the program in which something happened; empty if nobody knows."""
    while place and place.tb_next:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
