"""Uploaded files -> raw tables, and everything that is wrong with them; no file raises anything."""

import posixpath
from collections.abc import Iterable

from data.base.fault import Fault
from data.upload.archive import ArchiveError, content_of, entries_of, fault_of, opened
from data.upload.csv_text import read_text
from data.upload.raw import LARGEST_UPLOAD, MB, MOST_FILES, NONE_REFUSED, Key, Reading, Upload
from data.upload.workbook import read_workbook

TEXTS, BOOKS = ("csv", "tsv", "txt"), ("xlsx", "xlsm")
ENDINGS = (*TEXTS, *BOOKS, "zip")
# What stands beside the tables in a zip of ours.
_BESIDE = ("readme.md", "readme.txt", "datapackage.json", "expected.csv")


def read_uploads(uploads: Iterable[Upload], refused: frozenset[Key] = NONE_REFUSED) -> Reading:
    """Every table of all files, what was noticed on the way, and what is wrong."""
    reading, uploads = Reading(refused), list(uploads)
    if len(uploads) > MOST_FILES:
        reason = f"has {len(uploads)} files; at most {MOST_FILES} are allowed"
        reading.find("upload", None, Fault(reason, "zip them, or upload fewer"))
        return reading
    for upload in uploads:
        if len(upload.content) > LARGEST_UPLOAD:
            reason = f"is {len(upload.content) / MB:.1f} MB; at most {LARGEST_UPLOAD // MB} MB are allowed"
            reading.find(upload.name, None, Fault(reason, "split it"))
        elif reading.has_room(upload.name, len(upload.content)):
            _read(reading, upload.name, upload.content)
    return reading


def _read(reading: Reading, file: str, content: bytes) -> None:
    """One file, by its content where that is clear: an ending may lie."""
    ending = posixpath.splitext(file)[1].lstrip(".").casefold()
    if not content:
        reading.find(file, None, Fault("is an empty file", "save it again"))
    elif ending in TEXTS:
        read_text(reading, file, _stem(file), content)
    elif ending not in ENDINGS:
        reason = f"is not a CSV, XLSX or zip file: its name ends in “.{ending}”"
        reading.find(file, None, Fault(reason, "save it as one of these"))
    elif ending in BOOKS or (
        b"xl/workbook.xml" in content and reading.guess(file, "a zip by its name", "a workbook, by its content")
    ):
        read_workbook(reading, file, content)
    else:
        _read_zip(reading, file, content)


def _read_zip(reading: Reading, file: str, content: bytes) -> None:
    tables = 0
    try:
        archive = opened(content, MOST_FILES)
    except ArchiveError as problem:
        reading.find(file, None, problem.fault)
        return
    for entry in entries_of(archive):
        where = f"{file}/{entry.filename}"
        ending = posixpath.splitext(entry.filename)[1].lstrip(".").casefold()
        if fault := fault_of(entry):
            reading.find(where, None, fault)
        elif posixpath.basename(entry.filename).casefold() in _BESIDE:
            reading.tell(where, "no table of records", "left out")
        elif ending not in (*TEXTS, *BOOKS):
            reading.tell(where, f"a file with the ending “.{ending}”", "left out: only CSV and XLSX are read")
        elif reading.has_room(where, entry.file_size):
            tables += 1
            try:
                _read(reading, where, content_of(archive, entry))
            except ArchiveError as problem:
                reading.find(where, None, problem.fault)
        else:
            return
    if not tables and not reading.findings:
        reading.find(file, None, Fault("contains no table", "put CSV or XLSX files into it"))


def _stem(file: str) -> str:
    """What a file seems to be called: "spells" for spells.csv and for spells/china.csv."""
    folder, name = posixpath.split(file)
    return f"{posixpath.basename(folder)}/{posixpath.splitext(name)[0]}"
