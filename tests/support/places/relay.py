"""A line to a server that can be cut, closed or silent, and that counts what is asked."""

import socket
import threading
from contextlib import suppress


class Relay:
    """Passes everything on to a port of this machine.

    While `is_closed` is set it turns new connections away; while `is_silent` is set it takes everything and answers
    nothing, as a firewall that drops packets. While `cuts_after_next` is set, the next message arrives, and nobody hears the answer.
    """

    def __init__(self, port: int) -> None:
        self.port_behind = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open = list[socket.socket]()
        self.port: int = self._door.getsockname()[1]
        self.is_closed, self.is_silent = threading.Event(), threading.Event()
        self.cuts_after_next = threading.Event()
        self.messages = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        """Drop the connections that are open."""
        for end in self._open:
            _shut(end)
        self._open.clear()

    def close(self) -> None:
        self._door.close()
        self.cut()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if self.is_closed.is_set():
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self.port_behind))
                self._open += [near, far]
                threading.Thread(target=self._carry, args=(near, far, 1), daemon=True).start()
                threading.Thread(target=self._carry, args=(far, near, 0), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, count: int) -> None:
        with suppress(OSError):
            while message := one.recv(65_536):
                self.messages += count
                is_last = self.cuts_after_next.is_set()
                if is_last and not count:
                    # The answer may be there before the line is cut.
                    break
                if not self.is_silent.is_set():
                    other.sendall(message)
                if is_last:
                    break
        _shut(one)
        _shut(other)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
