"""Files -> a feed: each file is read once, also after an import that was stopped, and a bad one stops no other."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from data.base.fault import Fault, FaultError
from data.observed.events.feed_file import FeedFile, FileCounts, read_feed_file
from data.observed.events.intake.edition import publish
from data.observed.events.intake.reading import read_file

_PIECE = 1 << 20


@dataclass(frozen=True)
class FileResult:
    """What became of a file: its counts, or the fault for which it was refused. `is_known`: it was read before."""

    path: Path
    counts: FileCounts | None = None
    fault: Fault | None = None
    is_known: bool = False


@dataclass(frozen=True)
class Import:
    """What became of all files, and the feed afterwards."""

    results: tuple[FileResult, ...]
    feed: FeedFile


def import_files(
    files: Iterable[Path], folder: Path, *, today: date, after_file: Callable[[FileResult], None] = lambda _: None
) -> Import:
    """Read the files into the feed of the folder. FaultError if the folder is in use or is no feed."""
    staging = folder / ".staging"
    try:
        staging.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FaultError(f"{folder} cannot be written: {error.strerror}", "choose another folder") from error
    try:
        with FileLock(folder / ".lock", timeout=0):
            return _import_files(files, folder, staging, today, after_file)
    except Timeout as error:
        raise FaultError("another import into this folder is running", "wait for it") from error


def _import_files(
    files: Iterable[Path], folder: Path, staging: Path, today: date, after_file: Callable[[FileResult], None]
) -> Import:
    feed = read_feed_file(folder)
    # Those of an import that was stopped before it could publish them.
    staged = {counts.digest: counts for path in sorted(staging.glob("*.json")) if (counts := _counts_in(path))}
    staged = {digest: counts for digest, counts in staged.items() if digest not in feed.digests}
    results = []
    for path in files:
        result = _read(path, feed, staged, staging, today)
        if result.counts and not result.is_known:
            staged[result.counts.digest] = result.counts
        results.append(result)
        after_file(result)
    if staged:
        feed = publish(folder, feed, tuple(staged.values()), staging)
        for digest, counts in staged.items():
            _set_aside(folder, staging / f"{digest}.jsonl", counts)
    shutil.rmtree(staging)
    return Import(tuple(results), feed)


def _counts_in(path: Path) -> FileCounts | None:
    try:
        return FileCounts.model_validate_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def _read(path: Path, feed: FeedFile, staged: dict[str, FileCounts], staging: Path, today: date) -> FileResult:
    try:
        digest = _digest_of(path)
        known = next((file for file in feed.files if file.digest == digest), None) or staged.get(digest)
        if known:
            return FileResult(path, known, is_known=True)
        counts = read_file(path, digest, staging, today=today)
        family = feed.family or next((file.family for file in staged.values()), counts.family)
        if counts.family != family:
            raise FaultError(
                f"is {counts.family}, and this feed is {family}: counts of two coders cannot be compared",
                "import it into a folder of its own",
            )
    except FaultError as problem:
        return FileResult(path, fault=problem.fault)
    # Last: what has counts is complete.
    (staging / f"{digest}.json").write_text(counts.model_dump_json(), "utf-8")
    return FileResult(path, counts)


def _digest_of(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=12)
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise FaultError(f"cannot be read: {error.strerror}", "check the file") from error
    return digest.hexdigest()


def _set_aside(folder: Path, lines: Path, counts: FileCounts) -> None:
    """The bad lines of a file, at a place where they stay."""
    if lines.exists():
        (folder / "aside").mkdir(exist_ok=True)
        lines.replace(folder / "aside" / f"{counts.digest}.jsonl")
