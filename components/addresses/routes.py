"""The addresses as routes of the server: log-in, limits, entity tags, and plain texts where no file is given."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Event

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.addresses.answers import RefusedError, Resource, cache_rule, is_known
from components.addresses.log_in import check_log_in
from components.addresses.log_limits import place_of
from components.addresses.resources import ADDRESSES, EXAMPLE_FORMATS
from components.addresses.work import (
    ASKED_AT_ONCE,
    ASKED_PER_SECOND,
    DRAWERS,
    EFFORT_AT_ONCE,
    EFFORT_PER_SECOND,
    MOST_WAITING,
    Kept,
    Pool,
    Rate,
    client_name,
    run_charged,
)
from components.figure.apart.files import DRAWING
from components.session.log_in import is_configured
from data.base.text import quoted
from data.export.permission import NotPermittedError
from data.store.base import StoreError
from data.store.settings import settings
from data.tables.findings import RecordsError

# Characters of a query: the longest link of the page has 24,000.
LONGEST_QUERY = 32_000
# Its parts: ours have fewer than a hundred, and tens of thousands would take the event loop 20 ms.
MOST_PARTS = 300
_OFF = "This desk has no figures, tables or feeds at addresses."
FAULT = "This could not be made. The log of the server says more."
NOT_HERE = "The records cannot be read now. Try again in a minute."
READ_THREADS = 2
# Seconds that a client waits for a file that another has asked for and that is not begun.
PATIENCE_WITH_OTHERS = 2.0

Find = Callable[[str, Mapping[str, str], str], Resource]


class Desk:
    """What the addresses of one server share: threads, the rate of each client, the files made last."""

    def __init__(self) -> None:
        # To look something up must not wait for figures that are being drawn.
        self.readers = Pool(READ_THREADS, 64)
        self.drawers = Pool(DRAWERS, MOST_WAITING, turns=DRAWING)
        # What asks a feed of events may wait a minute for another machine: in these two it would keep out everything else.
        self.askers = Pool(1, MOST_WAITING, turns=DRAWING)
        self.rate, self.kept = Rate(), Kept()
        self.asked, self.effort = Rate(ASKED_AT_ONCE, ASKED_PER_SECOND), Rate(EFFORT_AT_ONCE, EFFORT_PER_SECOND)
        self._being_made: dict[str, _Making] = {}

    async def answer(self, find: Find, request: Request) -> Response:
        """The file, "not modified", or why there is none."""
        try:
            return await self._file(find, request)
        except RefusedError as refused:
            return refusal(refused.status, refused.text)
        except NotPermittedError as refused:
            return refusal(403, str(refused))
        except (StoreError, RecordsError):
            return refusal(503, NOT_HERE)
        except Exception as error:
            # Never the request, nor the text of the error: both may hold the view.
            where = place_of(error.__traceback__)
            logging.getLogger(__name__).error("An address failed: %s in %s", type(error).__name__, where)
            return refusal(500, FAULT)

    async def _file(self, find: Find, request: Request) -> Response:
        if not settings().addresses.on:
            raise RefusedError(404, _OFF)
        if is_too_long(request.scope["query_string"]):
            raise RefusedError(
                400, f"This address is too long: up to {LONGEST_QUERY:,} characters and {MOST_PARTS} parts are read."
            )
        client = client_name(request.client.host if request.client else "")
        self.asked.check(client)
        check_log_in(request.cookies)
        extension, query, base = request.path_params["extension"], query_of(request), base_of(request)
        finders, makers = (self.askers, self.askers) if asks_feed(query) else (self.readers, self.drawers)
        # An old version of the records, or whether there is anything to draw, may take a second to find out.
        resource = await run_charged(finders, partial(find, extension, query, base), (self.effort, client))
        headers = headers_of(resource)
        if is_known(resource.tag, request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return _head({**headers, "Content-Type": resource.mime})
        content = self.kept.get(resource.tag) or await self._made(resource, client, makers)
        return Response(content, headers={**headers, "Content-Type": resource.mime})

    async def _made(self, resource: Resource, client: str, makers: Pool | None = None) -> bytes:
        """The file, if the client may have another one drawn. Who asks for one that is being made waits for that one."""
        self.rate.check(client)
        self.effort.check(client, amount=0)
        making = self._being_made.get(resource.tag)
        while making is not None and making.client != client and not await making.is_begun_soon():
            # Whoever asked first has much else to wait for, or was refused.
            newer = self._being_made.get(resource.tag)
            making = None if newer is making else newer
        making = making or self._begin(resource, client, makers or self.drawers)
        # Whoever goes away takes it from nobody.
        content = await asyncio.shield(making.task)
        self.kept.put(resource.tag, content)
        return content

    def _begin(self, resource: Resource, client: str, makers: Pool) -> "_Making":
        begun, tag = Event(), resource.tag

        def make() -> bytes:
            begun.set()
            return self.kept.get(tag) or resource.make()

        making = _Making(client, asyncio.create_task(run_charged(makers, make, (self.effort, client))), begun)
        self._being_made[tag] = making
        making.task.add_done_callback(lambda _: self._forget(tag, making))
        return making

    def _forget(self, tag: str, making: "_Making") -> None:
        if self._being_made.get(tag) is making:
            del self._being_made[tag]


@dataclass(frozen=True)
class _Making:
    """A file that is being made, or waits for it, for a client."""

    client: str
    task: asyncio.Task[bytes]
    begun: Event

    async def is_begun_soon(self) -> bool:
        """Whether it is being made at last, or made; not where it still waits for all else that its client asked for."""
        await asyncio.wait({self.task}, timeout=PATIENCE_WITH_OTHERS)
        return self.begun.is_set()


def asks_feed(query: Mapping[str, str]) -> bool:
    """Whether the feed of events is asked: for its figure, or for the places of a network."""
    return query.get("figure") == "observed" or query.get("layout") == "reports"


def is_too_long(query: bytes) -> bool:
    """Whether a query is longer than any of ours, or has more parts."""
    return len(query) > LONGEST_QUERY or query.count(b"&") >= MOST_PARTS


def _head(headers: Mapping[str, str]) -> Response:
    """Without a length: that is known only once the file is made."""
    response = Response(headers=headers)
    del response.headers["content-length"]
    return response


def query_of(request: Request) -> dict[str, str]:
    """The parts of the query; RefusedError if one is there twice, since nobody could tell which one counts."""
    query: dict[str, str] = {}
    for name, text in request.query_params.multi_items():
        if name in query:
            raise RefusedError(400, f"{quoted(name)} is there twice. Leave one out.")
        query[name] = text
    return query


def base_of(request: Request) -> str:
    """The address of the server as the client sees it."""
    return str(request.base_url).rstrip("/")


def headers_of(resource: Resource) -> dict[str, str]:
    is_private = is_configured() and not settings().addresses.open
    return {
        "ETag": resource.tag,
        "Cache-Control": cache_rule(resource, is_private=is_private),
        # Shown in place; whoever saves it gets a name that says what it is.
        "Content-Disposition": f'inline; filename="{resource.file}"',
    }


def refusal(status: int, text: str) -> Response:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "10"} if status in (429, 503) else {})
    return PlainTextResponse(f"{text}\n", status, headers)


def routes() -> list[Route]:
    """A route for each address; the extension says in which format."""
    desk = Desk()
    files = [Route(f"/{name}.{{extension:str}}", _endpoint(desk, find)) for name, find in ADDRESSES.items()]
    return [*files, *(Route(f"/{name}", _without_format(name)) for name in EXAMPLE_FORMATS)]


def _without_format(name: str) -> Callable[[Request], object]:
    """Else the page would answer, with a picture of something else."""

    async def endpoint(_: Request) -> Response:
        return refusal(404, f"Add a format to the address: /{name}.{EXAMPLE_FORMATS[name]}, for example.")

    return endpoint


def _endpoint(desk: Desk, find: Find) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        return await desk.answer(find, request)

    return endpoint
