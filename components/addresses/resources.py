"""A path and a query -> the file at that address: figures, tables of ties, profiles, feeds of changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from urllib.parse import urlencode

from components.addresses.answers import RefusedError, Resource
from components.addresses.feed_entries import feed_entries
from components.addresses.feeds import ATOM_TYPE, JSON_FEED_TYPE, Feed, atom_of, json_feed_of
from components.figure.query.request import (
    FigureRequest,
    RequestError,
    figure_in,
    figure_request,
    parts_of,
    view_of_request,
)
from components.figure.render.files import FILE_FORMATS
from components.session.records import records_now
from components.table.rows import csv_of
from data.base.text import excerpt
from data.base.version import VERSION
from data.export.csv_files import CSV_TYPE
from data.export.networks import gexf_of, graphml_of
from data.export.permission import permission
from data.export.ties import ties_json
from data.links.page_links import link_of_view
from data.links.pins import PARAMETER, pin_of, read_pin, stored_records
from data.links.version_changes import version_changes
from data.store.settings import settings
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, select
from data.view.ties import ties_of
from data.view.view import View

# A page with scripts of its own is none of them: it would run in the name of this server.
FIGURE_FORMATS = tuple(extension for extension in FILE_FORMATS if extension != "html")
NO_RECORDS = "The records have faults and cannot be shown. The page lists them."


@dataclass(frozen=True)
class Asked:
    """Which view of which records is asked for, and under which marking it may leave; `base` is the address of the page."""

    base: str
    dataset: Dataset
    view: View
    request: FigureRequest
    marking: str
    is_fixed: bool

    @property
    def selection(self) -> Selection:
        return select(ties_of(self.dataset), self.view)

    @property
    def link(self) -> str:
        """The address of the page with this view, pinned."""
        query = link_of_view(self.view, self.dataset, self.request.figure, today=date.today())
        pinned = {**query, PARAMETER: str(pin_of(self.dataset))}
        page = "" if self.request.figure in ("network", "changes", "sources") else self.request.figure
        return f"{self.base}/{page}?{urlencode(pinned)}"

    @property
    def identity(self) -> tuple[object, ...]:
        return self.base, self.dataset.version, VERSION, self.view, self.request, self.marking

    def file_name(self, extension: str) -> str:
        name = "ties" if extension in TIES else self.request.figure
        return f"allweather-{name}-{self.view.as_of.isoformat()}.{extension}"


def asked_for(query: Mapping[str, str], base: str) -> Asked:
    """What a query asks for; RefusedError if it cannot be read, does not exist or may not leave."""
    parts, link, pin_text = parts_of(query)
    try:
        request = figure_request(parts)
    except RequestError as error:
        raise RefusedError(400, str(error)) from None
    marking = _marking(request.marking)
    dataset = _dataset(pin_text)
    today = date.today()
    view, faults = view_of_request(link, dataset, request.figure, today=today)
    if faults:
        raise RefusedError(400, "\n".join(fault.replace("was ignored", "cannot be read") for fault in faults))
    # Fixed is what shows the same on every day; another version of the program may draw it differently.
    same_day = view_of_request(link, dataset, request.figure, today=date.min)[0] == view
    is_fixed = pin_text == str(pin_of(dataset)) and same_day
    return Asked(base, dataset, view, request, marking, is_fixed)


def _marking(chosen: str) -> str:
    permit = permission(chosen)
    if permit.refusal:
        raise RefusedError(403 if permit.marking else 400, permit.refusal)
    return permit.marking


def _dataset(pin_text: str) -> Dataset:
    """The records as they are, or as they were when the address was pinned."""
    current = records_now()
    if current is None:
        raise RefusedError(503, NO_RECORDS)
    if not pin_text:
        return current
    pin = read_pin(pin_text)
    if pin is None:
        raise RefusedError(400, f"“{PARAMETER}={excerpt(pin_text)}” is not a version of the records and the program.")
    if pin.records == pin_of(current).records:
        return current
    if (stored := stored_records(pin, settings().store)) is None:
        raise RefusedError(404, f"Version {pin.records} of the records is not stored here. Leave “{PARAMETER}” out.")
    return stored


# The addresses -------------------------------------------------------------------------------------


def figure(extension: str, query: Mapping[str, str], base: str) -> Resource:
    """`/figure.svg` and the other formats."""
    _check_format(extension, FIGURE_FORMATS)
    asked = asked_for(query, base)
    return Resource(
        FILE_FORMATS[extension].mime, asked.file_name(extension), asked.identity, partial(_draw, extension, asked), asked.is_fixed
    )  # fmt: skip


def _draw(extension: str, asked: Asked) -> bytes:
    try:
        drawn = figure_in(asked.request, asked.selection, asked.marking, asked.link)
    except RequestError as error:
        raise RefusedError(404, str(error)) from None
    return FILE_FORMATS[extension].bytes_of(drawn, asked.request.size, asked.request.look)


PROFILE_FORMATS: Mapping[str, str] = {"docx": "a4-portrait", "pdf": "a4-portrait", "pptx": "slide"}
NO_PROFILE = "Name a country or a pair: of=HUN, or of=CHN-HUN."


def profile(extension: str, query: Mapping[str, str], base: str) -> Resource:
    """`/profile.docx`, `.pdf` and `.pptx`: all about one country or pair, on pages of A4 or as one slide."""
    _check_format(extension, tuple(PROFILE_FORMATS))
    if not (query.get("of") or query.get("focus")):
        raise RefusedError(400, NO_PROFILE)
    return figure(extension, {"size": PROFILE_FORMATS[extension], **query, "figure": "profile"}, base)


TIES: Mapping[str, tuple[str, Callable[[Asked], bytes]]] = {
    "csv": (f"{CSV_TYPE}; charset=utf-8", lambda asked: csv_of(asked.selection, asked.marking)),
    "json": ("application/json", lambda asked: ties_json(asked.selection, asked.link, asked.marking)),
    "graphml": ("application/graphml+xml", lambda asked: graphml_of(asked.selection, asked.marking)),
    "gexf": ("application/gexf+xml", lambda asked: gexf_of(asked.selection, asked.marking)),
}


def ties(extension: str, query: Mapping[str, str], base: str) -> Resource:
    """`/ties.csv`, `/ties.json`, `/ties.graphml`: the ties in view on the day; `/ties.gexf`: of all times."""
    _check_format(extension, tuple(TIES))
    asked = asked_for(query, base)
    mime, make = TIES[extension]
    return Resource(mime, asked.file_name(extension), asked.identity, partial(make, asked), asked.is_fixed)


FEEDS: Mapping[str, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": (f"{ATOM_TYPE}; charset=utf-8", atom_of),
    "json": (JSON_FEED_TYPE, json_feed_of),
}


def changes(extension: str, query: Mapping[str, str], base: str) -> Resource:
    """`/changes.atom` and `/changes.json`: what changed in the records, all of it or of one actor or dyad."""
    _check_format(extension, tuple(FEEDS))
    if others := query.keys() - {"focus"}:
        raise RefusedError(
            400, f"“{excerpt(min(others))}” does not apply here. Only “focus” chooses among the changes."
        )
    marking, dataset = _marking(""), _dataset("")
    focus = view_of_request(query, dataset, "network", today=date.today())
    if focus[1]:
        raise RefusedError(400, "\n".join(focus[1]))
    name = f"?{urlencode({'focus': focus[0].focus})}" if focus[0].focus else ""
    address = f"{base}/changes.{extension}{name}"
    mime, make = FEEDS[extension]
    versions, rows = version_changes(settings().store, pin_of(dataset).records)
    at = versions[0].at if versions else datetime(2026, 1, 1, tzinfo=UTC)
    title = "Allweather: changes in the records" + (
        f", {actor_or_dyad(dataset, focus[0].focus)}" if focus[0].focus else ""
    )
    identity = address, dataset.version, VERSION, versions, marking
    entries = partial(feed_entries, dataset, rows, focus[0].focus)
    return Resource(
        mime, f"allweather-changes.{extension}", identity,
        lambda: make(Feed(title, base, address, at, entries(), marking)),
    )  # fmt: skip


def _check_format(extension: str, known: tuple[str, ...]) -> None:
    if extension not in known:
        raise RefusedError(404, f"This format does not exist. Choose one of {', '.join(f'.{name}' for name in known)}.")


ADDRESSES: Mapping[str, Callable[[str, Mapping[str, str], str], Resource]] = {
    "figure": figure,
    "profile": profile,
    "ties": ties,
    "changes": changes,
}


def preview_view(query: Mapping[str, str], base: str, page: str) -> Asked:
    """What a page shows, for the preview of its link; what cannot be read in the link is left out, as the page does."""
    from components.figure.kinds.registry import FIGURE_KINDS

    _, link, _ = parts_of(query)
    dataset = _dataset("")
    view, _ = view_of_request(link, dataset, page, today=date.today())
    name = page if page in FIGURE_KINDS else "network"
    return Asked(base, dataset, view, replace(FigureRequest(), figure=name), _marking(""), is_fixed=False)
