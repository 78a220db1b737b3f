"""Series of the tiny cast: votes with China and trade of two sides, held in memory."""

import io

import pandas as pd

from data.model.measured_rows import Series
from data.series.series_set import SeriesSet
from data.series.value_columns import Values, values_of

ROW = {
    "series": "votes",
    "deed": "votes",
    "name": "Votes",
    "unit": "percent of shared roll calls",
    "form": "percent",
    "direction": "both",
    "values": "votes.csv",
    "value_column": "value",
    "digest": "0" * 12,
    "coverage": "2010/2023: full; 2024: fragment, 6 roll calls; 2025: to 18 December",
    "zero": "no",
    "definition": "The same vote.",
    "caveat": "Recorded votes only.",
    "citation": "Somebody 2020.",
    "licence": "CC0",
}


def series(**cells: str) -> Series:
    """A series like that of votes but for these cells."""
    return Series.model_validate(ROW | cells)


def values(text: str) -> Values:
    """The values of a CSV text with a header."""
    return values_of(pd.read_csv(io.StringIO(text), keep_default_na=False, na_values={"value": ""}))


def votes(amounts: dict[str, dict[int, float]], cases: int = 80) -> Values:
    """Values by dyad and year, each of so many roll calls."""
    rows = [f"{dyad},{year},{value},{cases}" for dyad, by_year in amounts.items() for year, value in by_year.items()]
    return values("dyad,year,value,n\n" + "\n".join(rows))


def series_set(**of_series: tuple[Series, Values]) -> SeriesSet:
    """A set of these series, by their ids."""
    rows = {name: row.model_copy(update={"series": name}) for name, (row, _) in of_series.items()}
    return SeriesSet(rows, {}, {name: held for name, (_, held) in of_series.items()})
