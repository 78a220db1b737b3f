"""Records as CSV files in a folder: a save is complete or has no effect, whatever happens while it is written.

All new files are written beside the old ones, in `.saving.part`. Renaming that folder to `.saving` is the save; what
follows are renames, which need no disk space and can be repeated by the next process that reads the records. Each
save is logged in `.history`, one file a save.
"""

import os
import shutil
import stat
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from data.base.text import plain_name
from data.publish.normalise import pages_of
from data.store.base import SavedLaterError, StoreError
from data.store.changes import RowChange, SavePlan, plan_save
from data.store.history import SaveEntry, SaveSummary, entry_of, entry_of_text, summary_of, text_of_entry
from data.tables.dataset import dataset_of, stamp
from data.tables.reading import Files, files_in

_UNFINISHED, _COMPLETE, _LOCK, _HISTORY = ".saving.part", ".saving", ".lock", ".history"
# A save of all our records takes about two seconds.
LOCK_SECONDS = 20
_READ_ATTEMPTS = 5


@dataclass(frozen=True)
class FolderStore:
    """A folder of records; `versions_folder` holds the stored versions, None if none are stored.

    Of more than `most_versions` the ones shown longest ago are deleted; 0 deletes none.
    """

    folder: Path
    versions_folder: Path | None = None
    most_versions: int = 0

    @property
    def name(self) -> str:
        return plain_name(self.folder.name, "a folder")

    @property
    def stores_versions(self) -> bool:
        return self.versions_folder is not None

    def stamp(self) -> tuple[Hashable, bool]:
        return stamp(self.folder), (self.folder / _COMPLETE).exists()

    def files(self) -> Files:
        if (self.folder / _COMPLETE).exists():
            # A save was interrupted, or is under way.
            return self._files_at_rest()
        return read_unchanged(self._stamp_at_rest, lambda: files_in(self.folder), self._files_at_rest)

    def _stamp_at_rest(self) -> Hashable:
        """One that is like no other while the files of a save take their places: all may be read between two of them."""
        seen, is_saving = self.stamp()
        return object() if is_saving else seen

    def _files_at_rest(self) -> Files:
        """While nobody saves. Without write permission, as they are."""
        with suppress(StoreError), self._locked():
            _finish(self.folder)
            return files_in(self.folder)
        return files_in(self.folder)

    def save(self, changes: Iterable[RowChange], *, who: str, undoes: int | None = None) -> SaveEntry:
        with self._locked():
            _finish(self.folder)
            seen, files = stamp(self.folder), files_in(self.folder)
            plan = plan_save(files, changes)
            last = max((_save_number(path) for path in self._history_files()), default=0)
            entry = entry_of(last + 1, plan.changes, who=who, undoes=undoes)
            self._write(plan, files, entry, seen)
            try:
                _finish(self.folder)
            except OSError as error:
                raise SavedLaterError(
                    f"Saved, but the files are not in place yet ({error.strerror}). This is completed when the records are next read."
                ) from error
        return entry

    def _write(self, plan: SavePlan, files: Files, entry: SaveEntry, seen: Hashable) -> None:
        """Raises StoreError if the files are no longer as they were `seen`: git and people who edit them know of no lock."""
        unfinished = self.folder / _UNFINISHED
        pages = pages_of(dataset_of(plan.tables), {*files, *plan.files})
        texts = {name: text for name, text in pages.items() if (self.folder / name).exists()}
        texts |= {**plan.files, f"{_HISTORY}/{entry.number:06}.json": text_of_entry(entry)}
        try:
            for name, text in texts.items():
                _write_to_disk(unfinished / name, text.encode())
            _sync_folder(unfinished)
        except OSError:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        if stamp(self.folder) != seen:
            raise StoreError(
                "The files were changed in the meantime, but not on this page. Nothing was saved. Please try again."
            )
        unfinished.rename(self.folder / _COMPLETE)
        _sync_folder(self.folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock of the folder: one writer at a time, among all processes."""
        if not self.folder.is_dir():
            raise StoreError(f"The folder of the records ({self.name}) is not there. Nothing was changed.")
        try:
            with FileLock(self.folder / _LOCK, timeout=LOCK_SECONDS):
                shutil.rmtree(self.folder / _UNFINISHED, ignore_errors=True)
                yield
        except Timeout:
            raise StoreError(
                f"Someone else has been saving for {LOCK_SECONDS} seconds. Nothing was changed. Please try again."
            ) from None
        except OSError as error:
            raise StoreError(f"The records cannot be saved ({error.strerror}). Nothing was changed.") from error

    def _history_files(self) -> list[Path]:
        return sorted((self.folder / _HISTORY).glob("*.json"))

    def history(self, most: int) -> list[SaveEntry]:
        return [_entry_in(path) for path in self._history_files()[::-1][:most]]

    def summaries(self, most: int) -> list[SaveSummary]:
        return [_summary_in(path, _changed_at(path)) for path in self._history_files()[::-1][:most]]

    def entry(self, number: int) -> SaveEntry:
        return _entry_in(self.folder / _HISTORY / f"{number:06}.json")

    def store_version(self, version: str, packed: bytes) -> None:
        if self.versions_folder is None:
            return
        path = self.versions_folder / f"{version}.zip"
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        try:
            if path.exists():
                # Shown again: among those to be deleted it is now the last.
                path.touch()
            else:
                _write_to_disk(unfinished, packed)
                unfinished.replace(path)
            self._delete_versions(but=path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise StoreError(f"This version of the records cannot be stored ({error.strerror}).") from error

    def _delete_versions(self, *, but: Path) -> None:
        """Down to the limit, those shown longest ago first."""
        if not self.most_versions:
            return
        others = [path for path in but.parent.glob("*.zip") if path != but]
        others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in others[self.most_versions - 1 :]:
            path.unlink(missing_ok=True)

    def stored_version(self, version: str) -> bytes | None:
        try:
            return (self.versions_folder / f"{version}.zip").read_bytes() if self.versions_folder else None
        except OSError:
            return None

    def stored_versions(self) -> tuple[str, ...]:
        return tuple(path.stem for path in self.versions_folder.glob("*.zip")) if self.versions_folder else ()


def read_unchanged(
    stamp: Callable[[], Hashable], read: Callable[[], Files], read_at_rest: Callable[[], Files] | None = None
) -> Files:
    """Read until the stamp is the same before and after, so that all files are of one moment; at most five times.

    Where others save that often, `read_at_rest` is asked.
    """
    for _ in range(_READ_ATTEMPTS):
        before, files = stamp(), read()
        if stamp() == before:
            return files
    return read_at_rest() if read_at_rest else files


def _finish(folder: Path) -> None:
    """Move the files of a complete save into place; can be repeated after an interruption."""
    complete = folder / _COMPLETE
    if not complete.exists():
        return
    for path in sorted(path for path in complete.rglob("*") if path.is_file()):
        target = folder / path.relative_to(complete)
        target.parent.mkdir(parents=True, exist_ok=True)
        # What not everybody may read stays so.
        with suppress(OSError):
            path.chmod(stat.S_IMODE(target.stat().st_mode))
        path.replace(target)
        _sync_folder(target.parent)
    shutil.rmtree(complete)


def _write_to_disk(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Wait until renames in the folder are on the disk. Systems that cannot sync a folder need not."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _save_number(path: Path) -> int:
    return int(path.stem) if path.stem.isdecimal() else 0


def _entry_in(path: Path) -> SaveEntry:
    try:
        return entry_of_text(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError(f"The save in {path.name} cannot be read. The records themselves are intact.") from error


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=1_000)
def _summary_in(path: Path, changed: int) -> SaveSummary:  # noqa: ARG001 (part of the key)
    return summary_of(_entry_in(path))
