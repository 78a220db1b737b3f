"""A zip -> the entries that may be read: counted before it is opened, never written to a disk, never more than the limits."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from data.base.fault import Fault, FaultError

# What a broken zip raises while it is opened or read.
FAULTS = (
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
_END, _END_SIZE = b"PK\x05\x06", 22
_LONGEST_COMMENT = 65_535
_ENTRY_ROOM = 1_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What file managers add to a zip.
_SHADOWS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class ArchiveError(FaultError):
    """The zip cannot be taken; its text is for the reader."""


def opened(content: bytes, most: int) -> zipfile.ZipFile:
    """Open a zip of at most `most` entries.

    The zipfile module makes an object for each entry as it opens; so the list of entries is measured before.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise ArchiveError("is not a zip file, or its end is missing", "save or download it again")
    count, size = _counted(content)
    if count > most or size > most * _ENTRY_ROOM:
        raise ArchiveError(f"contains more than {most} files", "upload a zip of the tables only")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except FAULTS:
        raise ArchiveError("is a damaged zip file", "save or download it again") from None
    if len(archive.infolist()) > most:
        raise ArchiveError(f"contains more than {most} files", "upload a zip of the tables only")
    return archive


def _counted(content: bytes) -> tuple[int, int]:
    """How many entries the zip says it has, and the bytes of the list of them; both as the zipfile module finds them."""
    at = len(content) - _END_SIZE
    if not (content[at:].startswith(_END) and content.endswith(b"\0\0")):
        at = content.rfind(_END, max(0, at - _LONGEST_COMMENT))
    if at < 0 or len(content) < at + _END_SIZE:
        raise ArchiveError("is not a zip file, or its end is missing", "save or download it again")
    _, _, count, size = struct.unpack_from("<HHHI", content, at + 6)
    if content[max(0, at - 20) :].startswith(b"PK\x06\x07"):
        raise ArchiveError("is a zip file for very large archives (zip64)", "zip the tables again in the usual way")
    return count, size


def fault_of(entry: zipfile.ZipInfo) -> Fault | None:
    """Why an entry cannot be read; None if it can."""
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/") or "\0" in name:
        return Fault("names a place outside the zip file", "zip the tables by themselves")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Fault("is a link to a file, not a file", "zip the files themselves")
    if entry.flag_bits & 0x1:
        return Fault("is protected by a password", "zip it without one")
    if entry.compress_type not in _METHODS:
        return Fault("is compressed by an unusual method", "zip it in the usual way (“deflate”)")
    return None


def entries_of(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files, without folders and without the shadows that file managers leave."""
    for entry in archive.infolist():
        last = entry.filename.rsplit("/", 1)[-1]
        # An entry without a name is no folder either, and `is_dir` would look at its last letter.
        if (
            not entry.filename.endswith("/")
            and not last.startswith(("~$", "._"))
            and not any(s in entry.filename for s in _SHADOWS)
        ):
            yield entry


def content_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry; never more than it says it has."""
    try:
        with archive.open(entry) as stream:
            return stream.read()
    except FAULTS:
        raise ArchiveError("is damaged within the zip file", "zip it again") from None
