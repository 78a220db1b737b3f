"""A zip -> the entries that may be read: counted before it is opened, never written to disk, never above the limits."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from data.base.fault import Fault, FaultError

# Errors raised when a damaged zip is opened or read.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    IndexError,
)
ZIP_END, _END_SIZE = b"PK\x05\x06", 22
_MAX_COMMENT = 65_535
# Bytes in the list of entries; a usual entry has about 100.
_MAX_ENTRY_SIZE = 1_000
_COMPRESSION_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Files that file managers add to a zip.
_SYSTEM_FILES = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_NOT_A_ZIP = ("is not a zip file, or its end is missing", "save or download it again")


class ArchiveError(FaultError):
    """The zip cannot be read; the text of the error is for the reader."""


def open_archive(content: bytes, max_entries: int) -> zipfile.ZipFile:
    """Open a zip. Raises ArchiveError if it is damaged or has more than `max_entries` entries.

    The zipfile module creates an object for each entry when it opens a zip, so the list of entries is measured before.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise ArchiveError(*_NOT_A_ZIP)
    count, size = _entry_list_size(content)
    if count > max_entries or size > max_entries * _MAX_ENTRY_SIZE:
        raise ArchiveError(f"contains more than {max_entries} files", "upload a zip of the tables only")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except ZIP_ERRORS:
        raise ArchiveError("is a damaged zip file", "save or download it again") from None
    if len(archive.infolist()) > max_entries:
        raise ArchiveError(f"contains more than {max_entries} files", "upload a zip of the tables only")
    return archive


def _entry_list_size(content: bytes) -> tuple[int, int]:
    """(number of entries, bytes of their list), as the end record states them where the zipfile module finds it."""
    start = len(content) - _END_SIZE
    if not (content[start:].startswith(ZIP_END) and content.endswith(b"\0\0")):
        start = content.rfind(ZIP_END, max(0, start - _MAX_COMMENT))
    if start < 0 or len(content) < start + _END_SIZE:
        raise ArchiveError(*_NOT_A_ZIP)
    _, _, count, size = struct.unpack_from("<HHHI", content, start + 6)
    if content[max(0, start - 20) :].startswith(b"PK\x06\x07"):
        raise ArchiveError(
            "is in the zip64 format for very large archives", "zip the tables again with default settings"
        )
    return count, size


def entry_fault(entry: zipfile.ZipInfo) -> Fault | None:
    """Why an entry must not be read; None if it may."""
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/") or "\0" in name:
        return Fault("has a path outside the zip file", "zip the tables on their own")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Fault("is a link to a file, not a file", "zip the files themselves")
    if entry.flag_bits & 0x1:
        return Fault("is protected by a password", "zip it without one")
    if entry.compress_type not in _COMPRESSION_METHODS:
        return Fault("uses an unusual compression method", "zip it with the default method, “deflate”")
    return None


def file_entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files, without folders and without those that file managers add."""
    for entry in archive.infolist():
        base_name = entry.filename.rsplit("/", 1)[-1]
        # Not `is_dir`, which fails for an entry without a name.
        if (
            not entry.filename.endswith("/")
            and not base_name.startswith(("~$", "._"))
            and not any(name in entry.filename for name in _SYSTEM_FILES)
        ):
            yield entry


def entry_content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry; never more than its stated size. Raises ArchiveError if it is damaged."""
    try:
        with archive.open(entry) as stream:
            return stream.read()
    except ZIP_ERRORS:
        raise ArchiveError("is damaged inside the zip", "zip it again") from None
