"""A source -> new files in the inbox, one an item. What is there is not read again, so that a run goes on where one stopped."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.observed.coding.model.item import Item
from data.observed.collect.adapter import Adapter, FetchError, Listed, Reader

# After so many pages in a row that cannot be read, a source is left for the next run.
_MOST_FAILURES = 5


@dataclass
class Collected:
    """How many items are new, how many were there, and (address, reason) of what could not be read."""

    new: int = 0
    known: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)


def collect(adapter: Adapter, reader: Reader, folder: Path, since: date, until: date) -> Collected:
    """Collect the items of these days into a folder."""
    result, in_a_row = Collected(), 0
    try:
        for listed in adapter.listed(reader, since, until):
            path = folder / _file_name(listed)
            if path.exists():
                result.known += 1
                continue
            try:
                _write(path, adapter.item(reader, listed))
            except FetchError as problem:
                result.failures.append((listed.url, str(problem)))
                in_a_row += 1
                if in_a_row == _MOST_FAILURES:
                    break
            else:
                result.new += 1
                in_a_row = 0
    except FetchError as problem:
        result.failures.append(("", str(problem)))
    return result


def _file_name(listed: Listed) -> str:
    place = Item(listed.day.isoformat(), listed.url, listed.title, "").place
    return f"{listed.day}-{place}.json"


def _write(path: Path, item: Item) -> None:
    """Write an item whole or not at all, in the plain form of the inbox."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"date": item.date, "url": item.url, "title": item.title, "text": item.text}
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    unfinished.replace(path)
