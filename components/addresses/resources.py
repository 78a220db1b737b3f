"""A path and a query -> the file at that address: figures, tables of ties, profiles, feeds of changes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from urllib.parse import urlencode

import numpy as np

from components.addresses.answers import RefusedError, Resource
from components.addresses.changes_feed import ATOM_TYPE, JSON_FEED_TYPE, ChangesFeed, atom_of, json_feed_of
from components.figure.apart.files import file_apart
from components.figure.query.request import (
    NOTHING_OF,
    PARAMETERS,
    FigureRequest,
    RequestError,
    check_not_empty,
    figure_in,
    figure_request,
    parts_of,
    view_of_request,
)
from components.figure.render.files import FILE_FORMATS
from components.network.layouts.reports import edition_now
from components.news.entries import feed_entries
from components.session.records import records_now
from components.table.rows import csv_of
from data.base.fault import FaultError
from data.base.text import list_text, quoted
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
from data.view.fields.names import actor_or_dyad, focus_actors
from data.view.selection import Selection, read_through, select_with_focus
from data.view.ties import ties_of
from data.view.view import View

# A page with scripts of its own is none of them: it would run in the name of this server.
FIGURE_FORMATS = tuple(extension for extension in FILE_FORMATS if extension != "html")
# The page on which a figure is, where it is not called like it.
PAGE_OF_FIGURE = {"network": "", "changes": "compare", "sources": "", "claim": "claims"}
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
    # Of the feed of events, where the figure shows what that says: each import makes another.
    edition: int | None = None

    @property
    def selection(self) -> Selection:
        return select_with_focus(ties_of(self.dataset), self.view)

    @property
    def ties_in_focus(self) -> Selection:
        """The selection, with only the ties of the focus if there is one."""
        selection, ends = self.selection, {*focus_actors(self.dataset, self.view.focus)}
        if not ends:
            return selection
        near = np.array([ends.issubset(actors) for actors in selection.ties.actors], dtype=bool)
        return replace(selection, passed=selection.passed & near, shown=selection.shown & near)

    @property
    def link(self) -> str:
        """The address of the page with this view, pinned."""
        page = PAGE_OF_FIGURE.get(self.request.figure, self.request.figure)
        query = link_of_view(self.view, self.dataset, page or "network", today=date.today())
        pinned = {**query, PARAMETER: str(pin_of(self.dataset))}
        return f"{self.base}/{page}?{urlencode(pinned)}"

    @property
    def identity(self) -> tuple[object, ...]:
        return self.base, self.dataset.version, VERSION, self.view, self.request, self.marking, self.edition

    def file_name(self, extension: str) -> str:
        name = "ties" if extension in _TIES else self.request.figure
        return f"allweather-{name}-{self.view.as_of.isoformat()}.{extension}"


def asked_for(query: Mapping[str, str], base: str) -> Asked:
    """What a query asks for; RefusedError if it cannot be read, does not exist or may not leave."""
    parts, link, pin_text = parts_of(query)
    try:
        request = figure_request(parts)
    except RequestError as error:
        raise RefusedError(400, str(error)) from None
    marking = marking_of(request.marking)
    dataset = dataset_of(pin_text)
    today = date.today()
    view, faults = view_of_request(link, dataset, request.figure, today=today)
    if faults:
        raise RefusedError(400, _as_refusal(faults))
    # Fixed is what shows the same on every day; another version of the program may draw it differently.
    same_day = view_of_request(link, dataset, request.figure, today=date.min)[0] == view
    shows_feed = request.figure == "observed" or view.layout == "reports"
    is_fixed = pin_text == str(pin_of(dataset)) and same_day and not shows_feed
    return Asked(base, dataset, view, request, marking, is_fixed, edition_now() if shows_feed else None)


def _as_refusal(notices: Iterable[str]) -> str:
    """What a page says of a link that it reads in part: here nothing is read of such a link."""
    return "\n".join(notice.replace("was ignored", "cannot be read") for notice in notices)


def marking_of(chosen: str) -> str:
    permit = permission(chosen)
    if permit.refusal:
        raise RefusedError(403 if permit.marking else 400, permit.refusal)
    return permit.marking


def dataset_of(pin_text: str) -> Dataset:
    """The records as they are, or as they were when the address was pinned."""
    current = records_now()
    if current is None:
        raise RefusedError(503, NO_RECORDS)
    if not pin_text:
        return current
    pin = read_pin(pin_text)
    if pin is None:
        raise RefusedError(400, f"{quoted(f'{PARAMETER}={pin_text}')} is not a version of the records and the program.")
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
    try:
        # Before anything is said of the file, to a client that has it already or asks for its head alone, too.
        check_not_empty(asked.request.figure, asked.selection)
    except RequestError as error:
        raise RefusedError(404, str(error)) from None
    return Resource(
        FILE_FORMATS[extension].mime, asked.file_name(extension), asked.identity, partial(_draw, extension, asked), asked.is_fixed
    )  # fmt: skip


def _draw(extension: str, asked: Asked) -> bytes:
    try:
        drawn = figure_in(asked.request, asked.selection, asked.marking, asked.link)
        return file_apart(extension, drawn, asked.request.size, asked.request.look)
    except FaultError as problem:
        raise RefusedError(503, f"{problem}.") from None


PROFILE_FORMATS: Mapping[str, str] = {"docx": "a4-portrait", "pdf": "a4-portrait", "pptx": "slide"}


def profile(extension: str, query: Mapping[str, str], base: str) -> Resource:
    """`/profile.docx`, `.pdf` and `.pptx`: all about one country or pair, on pages of A4 or as one slide."""
    _check_format(extension, tuple(PROFILE_FORMATS))
    if not (query.get("of") or query.get("focus")):
        raise RefusedError(400, NOTHING_OF["profile"])
    _check_parts(query.keys() & {"figure"}, "This is always the profile.")
    return figure(extension, {"size": PROFILE_FORMATS[extension], **query, "figure": "profile"}, base)


_TIES: Mapping[str, tuple[str, Callable[[Asked], bytes]]] = {
    "csv": (f"{CSV_TYPE}; charset=utf-8", lambda asked: csv_of(asked.ties_in_focus, asked.marking)),
    "json": ("application/json", lambda asked: ties_json(asked.ties_in_focus, asked.link, asked.marking)),
    "graphml": ("application/graphml+xml", lambda asked: graphml_of(asked.ties_in_focus, asked.marking)),
    "gexf": ("application/gexf+xml", lambda asked: gexf_of(asked.ties_in_focus, asked.marking)),
}


def ties(extension: str, query: Mapping[str, str], base: str) -> Resource:
    """`/ties.csv`, `/ties.json`, `/ties.graphml`: the ties in view on the day; `/ties.gexf`: of all times.

    With a focus only those of that actor or dyad: a table cannot highlight them as a picture does.
    """
    _check_format(extension, tuple(_TIES))
    drawing = query.keys() & {name for name in PARAMETERS if name != "marking"}
    _check_parts(drawing, "A table has no picture: leave it out.")
    asked = asked_for(query, base)
    mime, make = _TIES[extension]
    return Resource(mime, asked.file_name(extension), asked.identity, partial(make, asked), asked.is_fixed)


FEEDS: Mapping[str, tuple[str, Callable[[ChangesFeed], bytes]]] = {
    "atom": (f"{ATOM_TYPE}; charset=utf-8", atom_of),
    "json": (JSON_FEED_TYPE, json_feed_of),
}


def changes(extension: str, query: Mapping[str, str], base: str) -> Resource:
    """`/changes.atom` and `/changes.json`: what changed in the records, all of it or of a watchlist of actors and dyads."""
    _check_format(extension, tuple(FEEDS))
    _check_parts(query.keys() - {"focus", "watch"}, "Only “focus” and “watch” choose among the changes.")
    marking, dataset = marking_of(""), dataset_of("")
    view, faults = view_of_request(query, dataset, "news", today=date.today())
    if faults:
        raise RefusedError(400, _as_refusal(faults))
    watch = tuple(dict.fromkeys(filter(None, (view.focus, *view.watch))))
    part = "watch" if view.watch else "focus"
    name = f"?{urlencode({part: ','.join(watch)}, safe=',:')}" if watch else ""
    address = f"{base}/changes.{extension}{name}"
    mime, make = FEEDS[extension]
    versions, rows = version_changes(settings().store, pin_of(dataset).records)
    watched = f", {list_text([actor_or_dyad(dataset, one) for one in watch], most=9)}" if watch else ""
    title = f"Allweather: changes in the records{watched}"
    identity = address, dataset.version, VERSION, versions, marking

    def content() -> bytes:
        entries = feed_entries(dataset, versions, rows, watch)
        at = max((entry.at for entry in entries), default=_time_of(dataset))
        return make(ChangesFeed(title, base, address, at, entries, marking))

    return Resource(mime, f"allweather-changes.{extension}", identity, content)


def _time_of(dataset: Dataset) -> datetime:
    """When the records changed last, as far as they say so themselves: the day through which sources were read."""
    day = read_through(dataset) or date(2026, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _check_parts(others: Collection[str], advice: str) -> None:
    if others:
        raise RefusedError(400, f"{quoted(min(others))} does not apply here. {advice}")


def _check_format(extension: str, known: tuple[str, ...]) -> None:
    if extension not in known:
        raise RefusedError(404, f"This format does not exist. Choose one of {', '.join(f'.{name}' for name in known)}.")


ADDRESSES: Mapping[str, Callable[[str, Mapping[str, str], str], Resource]] = {
    "figure": figure,
    "profile": profile,
    "ties": ties,
    "changes": changes,
}


# A format for whoever leaves it out; a profile without one is a page.
EXAMPLE_FORMATS: Mapping[str, str] = {"figure": "svg", "ties": "csv", "changes": "atom"}
