"""Large and packed uploads, read in a process of their own: one that takes too long or too much memory ends alone.

A small file may unpack to a thousand times its bytes, and any cell of it become thousands of rows, names or faults. However that
comes about, it happens where it harms nobody, and what comes back is counted by its size.
"""

import io
import pickle
from collections.abc import Callable, Iterable
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from data.apart.limits import WorkLimits
from data.apart.work_apart import UnfinishedWorkError, done_apart
from data.base.fault import Fault, FaultError
from data.model.schema import TABLE
from data.tables.column_table import in_columns
from data.tables.dataset import Dataset
from data.upload.added_lines import with_lines_of
from data.upload.mapping.choices import NO_CHOICES, Choices
from data.upload.overlay import Overlay, are_packed, held, overlay_of, read_overlay, size_of, unread
from data.upload.reading.raw import Upload
from data.upload.reading.time_budget import seconds_of_work
from data.upload.room import LARGE_UPLOAD, LONGEST_READING, SMALL_UPLOAD, turn_to_read

# 20,000 ties with a note take a peak of 240 MB, and come back as 18 MB.
UPLOAD_LIMITS = WorkLimits(cpu_seconds=50, seconds=120, memory=700_000_000, answer=60_000_000)
# Files below LARGE_UPLOAD, which are not packed.
SMALLER_UPLOAD_LIMITS = replace(UPLOAD_LIMITS, memory=300_000_000, answer=20_000_000)
# The server has these, or makes them again.
_NOT_SENT = ("ours", "dataset", "uploads", "weight")
Charge = Callable[[float], None]
_TOO_MUCH = ("was not read: it takes more time or memory than an upload may", "split it, or leave columns out")


def overlay_apart(
    ours: Dataset, uploads: Iterable[Upload], choices: Choices = NO_CHOICES, *, today: date | None = None
) -> Overlay:
    """As `overlay_of`; what is more than a few rows of plain text is read in another process, within limits."""
    uploads, today = tuple(uploads), today or date.today()
    size, is_packed = size_of(uploads), are_packed(uploads)
    if size <= SMALL_UPLOAD and not is_packed:
        return overlay_of(ours, uploads, choices, today=today)
    limits = UPLOAD_LIMITS if is_packed or size >= LARGE_UPLOAD else SMALLER_UPLOAD_LIMITS
    try:
        with turn_to_read(size, is_packed=is_packed, is_apart=True) as charge:
            return held(_read_by_another(ours, uploads, choices, today, limits, charge))
    except FaultError as problem:
        return unread(ours, uploads, problem)


def _read_by_another(
    ours: Dataset, uploads: tuple[Upload, ...], choices: Choices, today: date, limits: WorkLimits, charge: Charge
) -> Overlay:
    """What another process reads, added to our records. FaultError if its limits were not enough."""
    try:
        done = done_apart(__name__, [pickle.dumps((_as_sent(ours), uploads, choices, today))], limits)
    except UnfinishedWorkError as unfinished:
        charge(unfinished.cpu_seconds)
        raise FaultError(*_TOO_MUCH) from None
    charge(done.cpu_seconds)
    fields = plain_values(done.answer)
    if isinstance(fields, Fault):
        raise FaultError(fields.reason, fields.fix)
    overlay = Overlay(ours, uploads=uploads, weight=len(done.answer), **fields)
    return replace(overlay, dataset=with_lines_of(ours, overlay.lines)) if overlay.lines else overlay


def _as_sent(ours: Dataset) -> Dataset:
    """Our records without the tables in columns: no reader adds to them, and no row that one adds refers to them."""
    rows = {name: in_columns(TABLE[name], {}) if TABLE[name].in_columns else of for name, of in ours.rows.items()}
    return replace(ours, rows=MappingProxyType(rows))


def plain_values(sent: bytes) -> Any:
    """The values of another process. UnpicklingError if there is anything but values of our classes and of Python’s own."""
    return _PlainUnpickler(io.BytesIO(sent)).load()


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name)
        is_ours = module.startswith("data.") and isinstance(found, type) and found.__module__ == module
        if is_ours or found is date:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a plain value")


# In the process of its own ----------------------------------------------------------------------------------


def work(parts: list[bytes]) -> bytes:
    ours, uploads, choices, today = pickle.loads(parts[0])
    try:
        with seconds_of_work(LONGEST_READING):
            overlay = read_overlay(ours, uploads, choices, today)
    except FaultError as problem:
        return pickle.dumps(problem.fault)
    sent = {field.name: getattr(overlay, field.name) for field in fields_of(Overlay) if field.name not in _NOT_SENT}
    return pickle.dumps(sent)
