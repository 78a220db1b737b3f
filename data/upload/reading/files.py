"""Uploaded files -> raw tables, and everything that is wrong with them; no file raises an error."""

import posixpath
from collections.abc import Iterable

from data.base.fault import Fault
from data.upload.reading.archive import ArchiveError, entry_content, entry_fault, file_entries, open_archive
from data.upload.reading.csv_text import read_text
from data.upload.reading.graph_files import read_graph
from data.upload.reading.raw import MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES, MB, NO_REFUSALS, GuessKey, Upload, UploadReading
from data.upload.reading.workbook import read_workbook

TEXT_EXTENSIONS, WORKBOOK_EXTENSIONS = ("csv", "tsv", "txt"), ("xlsx", "xlsm")
GRAPH_EXTENSIONS = ("gexf", "graphml")
EXTENSIONS = (*TEXT_EXTENSIONS, *WORKBOOK_EXTENSIONS, *GRAPH_EXTENSIONS, "zip")
_LONGEST_NAME = 255
# Files beside the tables in a zip of ours.
_NOT_TABLES = ("readme.md", "readme.txt", "marking.txt", "datapackage.json", "expected.csv")


def read_uploads(uploads: Iterable[Upload], refused: frozenset[GuessKey] = NO_REFUSALS) -> UploadReading:
    """Every table of all files, with the guesses and findings made on the way."""
    reading, uploads = UploadReading(refused), list(uploads)
    if len(uploads) > MAX_UPLOAD_FILES:
        fault = Fault(
            f"has {len(uploads)} files; at most {MAX_UPLOAD_FILES} are allowed", "upload fewer files, or a zip"
        )
        reading.add_finding("upload", None, fault)
        return reading
    for upload in uploads:
        if len(upload.content) > MAX_UPLOAD_BYTES:
            size, limit = f"{len(upload.content) / MB:.1f} MB", f"{MAX_UPLOAD_BYTES // MB} MB"
            reading.add_finding(upload.name, None, Fault(f"is {size}; at most {limit} are allowed", "split it"))
        elif reading.has_room(upload.name, len(upload.content)):
            _read_file(reading, upload.name, upload.content)
    return reading


def _read_file(reading: UploadReading, file: str, content: bytes) -> None:
    """Read one file, by its content where that is clear: an extension may be wrong."""
    extension = _extension(file)
    if len(file) > _LONGEST_NAME:
        # It stands beside each guess and each finding.
        reading.add_finding(file, None, Fault(f"has a name of more than {_LONGEST_NAME} characters", "rename it"))
    elif not content:
        reading.add_finding(file, None, Fault("is an empty file", "save it again"))
    elif extension in TEXT_EXTENSIONS:
        read_text(reading, file, _table_name(file), content)
    elif extension in GRAPH_EXTENSIONS:
        read_graph(reading, file, _table_name(file), content)
    elif extension not in EXTENSIONS:
        reading.add_finding(
            file, None, Fault(f"is not a CSV, XLSX or zip file but “.{extension}”", "save it as one of these")
        )
    elif extension in WORKBOOK_EXTENSIONS or (
        b"xl/workbook.xml" in content
        and reading.add_guess(file, "a zip, judging by its name", "a workbook, judging by its content")
    ):
        read_workbook(reading, file, content)
    else:
        _read_zip(reading, file, content)


def _read_zip(reading: UploadReading, file: str, content: bytes) -> None:
    tables = 0
    try:
        archive = open_archive(content, MAX_UPLOAD_FILES)
    except ArchiveError as problem:
        reading.add_finding(file, None, problem.fault)
        return
    for entry in file_entries(archive):
        path = f"{file}/{entry.filename}"
        if fault := entry_fault(entry):
            reading.add_finding(path, None, fault)
        elif posixpath.basename(entry.filename).casefold() in _NOT_TABLES:
            reading.add_notice(path, "not a table of records", "skipped")
        elif (extension := _extension(entry.filename)) not in (
            *TEXT_EXTENSIONS,
            *WORKBOOK_EXTENSIONS,
            *GRAPH_EXTENSIONS,
        ):
            reading.add_notice(path, f"a file with the extension “.{extension}”", "skipped: only CSV and XLSX are read")
        elif reading.has_room(path, entry.file_size):
            tables += 1
            try:
                _read_file(reading, path, entry_content(archive, entry))
            except ArchiveError as problem:
                reading.add_finding(path, None, problem.fault)
        else:
            return
    if not tables and not reading.findings:
        reading.add_finding(file, None, Fault("contains no table", "add CSV or XLSX files"))


def _extension(file: str) -> str:
    return posixpath.splitext(file)[1].lstrip(".").casefold()


def _table_name(file: str) -> str:
    """The table that a file seems to be called, with its folder: "spells/china" for "x/spells/china.csv"."""
    folder, name = posixpath.split(file)
    return f"{posixpath.basename(folder)}/{posixpath.splitext(name)[0]}"
