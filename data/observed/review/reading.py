"""The folder of candidates -> the run in it, read once for as long as its files stay as they are."""

from functools import lru_cache
from pathlib import Path

from data.observed.coding.candidates_file import CANDIDATES_FILE, COVERAGE, CoderRun, read_run


def current_run(folder: Path) -> CoderRun:
    """The run that the folder holds; an empty one if there is none. Raises CandidatesError."""
    return _read(folder, tuple(_stamp(folder / name) for name in (CANDIDATES_FILE, COVERAGE)))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=2)
def _read(folder: Path, stamp: tuple[tuple[int, int], ...]) -> CoderRun:  # noqa: ARG001 (part of the key)
    return read_run(folder)
