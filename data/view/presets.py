"""The views to start from, as their table says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from data.base.memo import memo
from data.model.ledger_rows import PresetRow
from data.tables.dataset import Dataset
from data.view.fields.codecs import UnreadableError
from data.view.selection import read_through
from data.view.view import FIELDS, View

EVERYTHING = PresetRow(preset="everything", title="Everything")


@dataclass(frozen=True)
class Preset:
    """A named view to start from."""

    key: str
    title: str
    view: View


@memo
def presets(dataset: Dataset, *, today: date) -> dict[str, Preset]:
    """Key -> preset in the order of their table; everything if the records have none.

    One that names no day is as of the last day that the sources cover.

    The first one is what a link without a preset opens. What a preset's link says and cannot be read is left out.
    """
    rows = dataset.presets or (EVERYTHING,)
    return {row.preset: Preset(row.preset, row.title, _view(row, dataset, today)) for row in rows}


def default_preset(dataset: Dataset, *, today: date) -> Preset:
    """What a link without a preset opens."""
    return next(iter(presets(dataset, today=today).values()))


def last_day(dataset: Dataset, *, today: date) -> date:
    """The last day that the sources cover, at most today; today if the records do not say how far they were read."""
    return min(read_through(dataset) or today, today)


def start_view(dataset: Dataset, *, today: date) -> View:
    """What an address without a query opens: the first preset that names no day of its own, else the default one."""
    rows = (row for row in dataset.presets if not {"as_of"} & dict(parse_qsl(row.link)).keys())
    named = presets(dataset, today=today)
    first = next(rows, None)
    return named[first.preset].view if first else default_preset(dataset, today=today).view


@memo
def focal_actors(dataset: Dataset) -> tuple[str, ...]:
    """The actors of the first preset in the focal layout; none if there is no such preset."""
    views = (preset.view for preset in presets(dataset, today=date.min).values())
    return next((view.actors for view in views if view.layout == "focal"), ())


def preset_problems(row: PresetRow, dataset: Dataset) -> list[str]:
    """Why parts of a preset's link cannot be read; empty if all can."""
    return [problem for _, _, problem in _parts(row, dataset) if problem]


def _view(row: PresetRow, dataset: Dataset, today: date) -> View:
    values = {name: value for name, value, problem in _parts(row, dataset) if not problem}
    return replace(View(as_of=last_day(dataset, today=today)), **values)


def _parts(row: PresetRow, dataset: Dataset) -> Iterator[tuple[str, Any, str]]:
    """(field, value, why it cannot be read) for each part of the link."""
    for name, text in parse_qsl(row.link, keep_blank_values=True):
        codec = FIELDS[name].codec if name in FIELDS else None
        if codec is None:
            yield name, None, f"“{name}” cannot be part of a preset"
            continue
        try:
            yield name, codec.parse(text, dataset), ""
        except UnreadableError as problem:
            yield name, None, f"“{name}”: {problem}"
