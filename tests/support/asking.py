"""Asks our routes in this process: no port, no server, the same answers."""

import httpx
from starlette.applications import Starlette

from components.addresses.routes import routes
from tests.support.running.own_loop import run_apart


class Client:
    """A browser or a script, as far as a server can tell."""

    def __init__(self) -> None:
        self._app = Starlette(routes=routes())
        self.cookies = dict[str, str]()

    def ask(self, method: str, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://desk.example", cookies=self.cookies
            ) as one:
                return await one.request(method, address, headers=headers)

        return run_apart(ask())

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self.ask("GET", address, headers)
