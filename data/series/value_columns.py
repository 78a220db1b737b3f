"""A file of values -> columns, sorted by pair and year, of which a pair is a slice."""

import hashlib
import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.base.fault import FaultError
from data.model.cells import actors_of, is_dyad
from data.model.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    import pandas as pd

DIGEST_LENGTH = 12
# Columns that a file may have besides those of its values; the first two it must have.
_KEYS = ("dyad", "year")
TEXTS = ("reporter", "flow", "words", "qualifier", "whose", "publisher", "published", "address", "open")
NUMBERS = ("until", "n")
Texts = NDArray[np.object_]


class ValuesError(FaultError):
    """A file of values cannot be read; its text is for the reader."""


@dataclass(frozen=True)
class Value:
    """One measured value: of a year, or of the years from `year` through `until`.

    `n` is how many cases it rests on (0: not counted), `reporter` whose books it is from or whom it goes out from, `flow`
    which part of the whole it is (import, export, total, president); `is_open` says that it went on when the data end.
    """

    year: int
    value: float
    n: int = 0
    until: int = 0
    reporter: str = ""
    flow: str = ""
    words: str = ""
    qualifier: str = ""
    whose: str = ""
    publisher: str = ""
    published: str = ""
    address: str = ""
    is_open: bool = False

    @property
    def line(self) -> tuple[str, str]:
        """What tells the lines of one chart apart: whose books, and which flow."""
        return self.reporter, self.flow


@dataclass(frozen=True, eq=False)
class Values:
    """The values of one series as arrays of one length, sorted by dyad and year. `dyads` has each dyad once, in order;
    the values of `dyads[i]` are those from `bounds[i]` to `bounds[i + 1]`. `texts` has a column only if the file has it.
    """

    dyads: tuple[str, ...]
    bounds: NDArray[np.int64]
    year: NDArray[np.int64]
    value: NDArray[np.float64]
    n: NDArray[np.int64]
    until: NDArray[np.int64]
    texts: dict[str, Texts]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {dyad: place for place, dyad in enumerate(self.dyads)}

    def rows(self, dyad: str) -> slice:
        """Where the values of a dyad are; an empty slice if there are none."""
        place = self._places.get(dyad)
        return slice(0, 0) if place is None else slice(int(self.bounds[place]), int(self.bounds[place + 1]))

    def of(self, dyad: str) -> tuple[Value, ...]:
        """The values of a dyad, by year."""
        rows = self.rows(dyad)
        return tuple(self._value(row) for row in range(rows.start, rows.stop))

    def _value(self, row: int) -> Value:
        texts = {name: str(column[row]) for name, column in self.texts.items()}
        is_open = texts.pop("open", "") == "yes"
        return Value(
            int(self.year[row]),
            float(self.value[row]),
            int(self.n[row]),
            int(self.until[row]),
            is_open=is_open,
            **texts,
        )

    @cached_property
    def partners(self) -> dict[str, dict[str, str]]:
        """Actor -> its partners, each with their dyad."""
        found: dict[str, dict[str, str]] = {}
        for dyad in self.dyads:
            one, other = actors_of(dyad)
            found.setdefault(one, {})[other] = dyad
            found.setdefault(other, {})[one] = dyad
        return found


def digest_of(content: bytes) -> str:
    """What a row of `series` says of the file of its values."""
    return hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH]


def read_values(content: bytes, column: str) -> Values:
    """The values of one column of a file; ValuesError if it is not such a file. Empty values are left out."""
    import pandas as pd

    try:
        frame = pd.read_csv(
            io.BytesIO(content),
            dtype=dict.fromkeys(("dyad", *TEXTS), str),
            keep_default_na=False,
            na_values={column: ""},
        )
    except (ValueError, UnicodeDecodeError) as problem:
        raise ValuesError(f"is not a table of values: {str(problem).splitlines()[0]}", "write the file again") from None
    missing = [name for name in (*_KEYS, column) if name not in frame]
    if missing:
        raise ValuesError(f"has no column {missing[0]}", "write the file again")
    return values_of(frame.rename(columns={column: "value"}))


def values_of(frame: "pd.DataFrame") -> Values:
    """The columns of a frame with dyad, year and value, sorted; ValuesError for what is no dyad, year or number."""
    import pandas as pd

    frame = frame[frame["value"].notna()].copy()
    for name in ("year", "value", *(name for name in NUMBERS if name in frame)):
        frame[name] = pd.to_numeric(frame[name].replace("", "0"), errors="coerce")
        if not np.isfinite(frame[name]).all():
            raise ValuesError(f"has something other than a number in {name}", "write the file again")
    if not frame["year"].between(FIRST_YEAR, LAST_YEAR).all():
        raise ValuesError(f"has a year outside {FIRST_YEAR} to {LAST_YEAR}", "write the file again")
    texts = [name for name in TEXTS if name in frame]
    frame = frame.sort_values(
        ["dyad", "year", *(name for name in ("reporter", "flow") if name in frame)], kind="stable"
    )
    dyads, starts = np.unique(frame["dyad"].to_numpy(dtype=object), return_index=True)
    if bad := next((dyad for dyad in dyads if not is_dyad(str(dyad))), None):
        raise ValuesError(f"has a dyad that is none, {str(bad)[:20]!r}", "write the file again")
    return Values(
        dyads=tuple(map(str, dyads)),
        bounds=np.append(starts, len(frame)).astype(np.int64),
        year=frame["year"].to_numpy(np.int64),
        value=frame["value"].to_numpy(np.float64),
        n=_whole(frame, "n"),
        until=_whole(frame, "until"),
        texts={name: frame[name].fillna("").to_numpy(dtype=object) for name in texts},
    )


def _whole(frame: "pd.DataFrame", name: str) -> NDArray[np.int64]:
    return frame[name].to_numpy(np.int64) if name in frame else np.zeros(len(frame), np.int64)


def parts_of(values: Values, **wanted: Any) -> NDArray[np.bool_]:
    """Which values have these texts: `flow="total"`; a column that is not there is empty."""
    mask = np.ones(len(values.year), dtype=bool)
    for name, text in wanted.items():
        mask &= values.texts[name] == text if name in values.texts else text == ""
    return mask
