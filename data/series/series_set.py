"""The series of the records and of the desk, each with its values, which are read once and when they are needed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from data.base.memo import memo
from data.model.measured_rows import Series
from data.model.schema import TABLE
from data.model.vocabulary import DEEDS
from data.series.value_columns import Values, ValuesError, digest_of, read_values
from data.tables.dataset import Dataset
from data.tables.findings import RecordsError
from data.tables.sheet import Sheet

SHIPPED = Path(__file__).parent / "values"
DESK_LIST = "series.csv"


@dataclass(frozen=True, eq=False)
class SeriesSet:
    """Series by id, in the order of their deeds, and where the values of each are: a file, or already in memory.

    `own` names those that the desk or a reader brought: they are shown, and never part of the records.
    """

    series: Mapping[str, Series]
    files: Mapping[str, Path]
    held: Mapping[str, Values] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    def values(self, series: str) -> Values:
        """The values of a series; ValuesError if they cannot be read, or are others than the records describe."""
        if series in self.held:
            return self.held[series]
        row, path = self.series[series], self.files[series]
        try:
            stat = path.stat()
        except OSError as error:
            raise ValuesError(f"cannot be read: {error.strerror}", f"bring back {path.name}") from None
        return _values(path, row.value_column, row.digest, stat.st_mtime_ns, stat.st_size)

    def read(self) -> Iterator[tuple[Series, Values]]:
        """Every series with its values, without those that cannot be read."""
        for name, row in self.series.items():
            try:
                yield row, self.values(name)
            except ValuesError:
                continue

    def faults(self) -> list[str]:
        """Why series cannot be shown, each in a sentence."""
        sentences = list(self.problems)
        for name, row in self.series.items():
            try:
                self.values(name)
            except ValuesError as problem:
                sentences.append(f"{row.name}: {row.values} {problem}.")
        return sentences


@lru_cache(maxsize=64)
def _values(path: Path, column: str, digest: str, changed: int, size: int) -> Values:  # noqa: ARG001 (part of the key)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ValuesError(f"cannot be read: {error.strerror}", f"bring back {path.name}") from None
    if digest_of(content) != digest:
        raise ValuesError("is not the file that the list of series describes", "bring back the one that it describes")
    return read_values(content, column)


@memo
def shipped_series(dataset: Dataset) -> SeriesSet:
    """The series of the records."""
    rows = dataset.series
    return SeriesSet(rows, {name: SHIPPED / Path(row.values).name for name, row in rows.items()})


def desk_series(folder: Path) -> SeriesSet:
    """The series in a folder of the desk; without that folder or its list there are none."""
    try:
        stat = (folder / DESK_LIST).stat()
    except OSError:
        return SeriesSet({}, {})
    return _desk_series(folder, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _desk_series(folder: Path, changed: int, size: int) -> SeriesSet:  # noqa: ARG001 (part of the key)
    try:
        rows = {row.series: row for row in read_series((folder / DESK_LIST).read_bytes())}
    except (OSError, RecordsError) as problem:
        # The text of an OSError has the whole path.
        reason = problem.strerror if isinstance(problem, OSError) else problem
        return SeriesSet({}, {}, problems=(f"The desk’s own series cannot be read: {reason}",))
    files = {name: folder / Path(row.values).name for name, row in rows.items()}
    return SeriesSet(rows, files, own=frozenset(rows))


def read_series(content: bytes) -> list[Series]:
    """The rows of a list of series; RecordsError with what is wrong."""
    sheet = Sheet(TABLE["series"], DESK_LIST)
    sheet.read(content)
    if sheet.findings:
        raise RecordsError(sheet.findings)
    return [line.row for line in sheet.lines if isinstance(line.row, Series)]


def joined(sets: Iterable[SeriesSet]) -> SeriesSet:
    """Several sets as one, in the order of the deeds; of one id the first counts, and that is said."""
    series: dict[str, Series] = {}
    files: dict[str, Path] = {}
    held: dict[str, Values] = {}
    own: set[str] = set()
    problems: list[str] = []
    for series_set in sets:
        problems += series_set.problems
        for name, row in series_set.series.items():
            if name in series:
                problems.append(f"{row.name}: there already is a series with the id {name}, so this one is not shown.")
                continue
            series[name] = row
            files |= {name: series_set.files[name]} if name in series_set.files else {}
            held |= {name: series_set.held[name]} if name in series_set.held else {}
            own |= {name} & series_set.own
    by_deed = sorted(series.values(), key=lambda row: DEEDS.index(row.deed))
    return SeriesSet({row.series: row for row in by_deed}, files, held, frozenset(own), tuple(problems))
