"""Records as CSV files in a folder: a save is there whole or not at all, whatever happens while it is written.

All new files are written beside the old ones, in `.saving.part`. Renaming that folder to `.saving` is the save; what
follows are renames, which need no room and can be gone through again by whoever comes next. Each save is kept in
`.history`, a file a save.
"""

import os
import shutil
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from data.publish.normalise import pages_of
from data.store.base import StoreError
from data.store.changes import Applied, RowChange, applied
from data.store.history import Entry, entry_of, entry_of_text, text_of_entry
from data.tables.dataset import dataset_of, stamp
from data.tables.reading import Files, files_in

_PART, _WHOLE, _LOCK, _HISTORY = ".saving.part", ".saving", ".lock", ".history"
# Seconds; a save of all our records takes about two.
PATIENCE = 20
_TRIES = 5


@dataclass(frozen=True)
class FolderStore:
    """A folder of records; `kept_folder` is where versions are kept for pinned links, None if they are not."""

    folder: Path
    kept_folder: Path | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def keeps(self) -> bool:
        return self.kept_folder is not None

    def stamp(self) -> Hashable:
        return stamp(self.folder), (self.folder / _WHOLE).exists()

    def files(self) -> Files:
        if (self.folder / _WHOLE).exists():
            # A save was cut short, or is under way. Where we may not write, what can be read is shown.
            with suppress(StoreError), self._locked():
                _finish(self.folder)
        return same_before_and_after(self.stamp, lambda: files_in(self.folder))

    def save(self, changes: Iterable[RowChange], *, who: str, undoes: int | None = None) -> Entry:
        with self._locked():
            _finish(self.folder)
            files = files_in(self.folder)
            made = applied(files, changes)
            last = max((_number(path) for path in self._entries()), default=0)
            entry = entry_of(last + 1, made.changes, who=who, undoes=undoes)
            self._write(made, files, entry)
            try:
                _finish(self.folder)
            except OSError as error:
                raise StoreError(
                    f"Saved, but not in its place yet ({error.strerror}); the next one who reads the records puts it there."
                ) from error
        return entry

    def _write(self, made: Applied, files: Files, entry: Entry) -> None:
        part = self.folder / _PART
        pages = pages_of(dataset_of(made.tables), {*files, *made.files})
        texts = {name: text for name, text in pages.items() if (self.folder / name).exists()}
        texts |= {**made.files, f"{_HISTORY}/{entry.number:06}.json": text_of_entry(entry)}
        try:
            for name, text in texts.items():
                _write_through(part / name, text.encode())
            _through(part)
        except OSError:
            shutil.rmtree(part, ignore_errors=True)
            raise
        part.rename(self.folder / _WHOLE)
        _through(self.folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time, of all processes."""
        if not self.folder.is_dir():
            raise StoreError(f"There is no folder {self.folder}. Nothing was changed.")
        try:
            with FileLock(self.folder / _LOCK, timeout=PATIENCE):
                shutil.rmtree(self.folder / _PART, ignore_errors=True)
                yield
        except Timeout:
            raise StoreError(
                f"Somebody else has been saving for {PATIENCE} s. Nothing was changed; try again."
            ) from None
        except OSError as error:
            raise StoreError(f"The records cannot be saved ({error.strerror}). Nothing was changed.") from error

    def _entries(self) -> list[Path]:
        return sorted((self.folder / _HISTORY).glob("*.json"))

    def history(self, most: int) -> list[Entry]:
        return [_read(path) for path in self._entries()[::-1][:most]]

    def entry(self, number: int) -> Entry:
        return _read(self.folder / _HISTORY / f"{number:06}.json")

    def keep(self, version: str, packed: bytes) -> None:
        if self.kept_folder is None or (place := self.kept_folder / f"{version}.zip").exists():
            return
        part = place.with_suffix(f".{os.getpid()}.part")
        try:
            _write_through(part, packed)
            part.replace(place)
        except OSError as error:
            raise StoreError(f"This version cannot be kept ({error.strerror}).") from error

    def kept(self, version: str) -> bytes | None:
        try:
            return (self.kept_folder / f"{version}.zip").read_bytes() if self.kept_folder else None
        except OSError:
            return None


def same_before_and_after(look: Callable[[], Hashable], read: Callable[[], Files]) -> Files:
    """Read until nothing was changed meanwhile, so that all files are of one moment; the last try counts as it is."""
    for _ in range(_TRIES):
        before, found = look(), read()
        if look() == before:
            break
    return found


def _finish(folder: Path) -> None:
    """Put what a save has written into its place; it does no harm to do so twice."""
    whole = folder / _WHOLE
    if not whole.exists():
        return
    for path in sorted(path for path in whole.rglob("*") if path.is_file()):
        place = folder / path.relative_to(whole)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        _through(place.parent)
    shutil.rmtree(whole)


def _write_through(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk, not only on its way there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _through(folder: Path) -> None:
    """The names in a folder on the disk; where a system cannot do that for folders, it does it by itself."""
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _number(path: Path) -> int:
    return int(path.stem) if path.stem.isdigit() else 0


def _read(path: Path) -> Entry:
    try:
        return entry_of_text(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError(f"The save in {path.name} cannot be read; the records themselves are whole.") from error
