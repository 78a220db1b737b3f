"""Uploads for the tests: rows, zips and workbooks, and their findings and guesses."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl

from data.tables.dataset import Dataset
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import Upload

COLUMNS = ("spell", "dyad", "tier", "wording", "start", "status", "grade", "note")
ROW = ("x-1", "BLR-PAK", "T1", "all-weather partnership", "2020", "in force", "recalled", "")
HEADER = ",".join(COLUMNS)
LINE = ",".join(ROW)


def overlay_with(ours: Dataset, name: str, content: str | bytes) -> Overlay:
    return overlay_of(ours, [Upload(name, content.encode() if isinstance(content, str) else content)])


def findings_text(overlay: Overlay) -> str:
    """All findings, as a reader sees them."""
    return "\n".join(map(str, overlay.findings))


def guesses_text(overlay: Overlay) -> str:
    return "\n".join(f"{guess.column}: {guess.written} -> {guess.read_as}" for guess in overlay.guesses)


def csv_line(**cells: str) -> str:
    """The row with other cells, as CSV."""
    return ",".join((dict(zip(COLUMNS, ROW, strict=True)) | cells).values())


def quote_cell(cell: str) -> str:
    """A cell that may hold a comma, a quote or a line end."""
    return '"' + cell.replace('"', '""') + '"'


def zip_with(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def workbook_with(fill: Callable[[openpyxl.Workbook], None] = lambda _: None, row: tuple[Any, ...] = ROW) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "spells"
    sheet.append(COLUMNS)
    sheet.append(list(row))
    fill(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    return zip_with(*parts.items())
