"""Series: the row that describes one, the file of its values, and what is said when one cannot be read."""

import dataclasses
from pathlib import Path

import pytest
from pydantic import ValidationError

from data.model.coverage import covered_years
from data.series.series_set import SHIPPED, SeriesSet, desk_series, joined, shipped_series
from data.series.value_columns import ValuesError, digest_of, read_values
from data.tables.dataset import Dataset
from tests.support.inputs.deeds import series, series_set, values

CSV = b"dyad,year,n,agree\nCHN-PAK,2012,80,91.5\nBLR-CHN,2010,70,88\nBLR-CHN,2012,75,\nBLR-CHN,2011,72,87\n"


def test_values_are_sorted_by_pair_and_year_and_an_empty_one_is_left_out() -> None:
    read = read_values(CSV, "agree")
    assert read.dyads == ("BLR-CHN", "CHN-PAK")
    assert [(value.year, value.value, value.n) for value in read.of("BLR-CHN")] == [(2010, 88.0, 70), (2011, 87.0, 72)]
    assert read.of("CHN-RUS") == ()
    assert read.partners["CHN"] == {"BLR": "BLR-CHN", "PAK": "CHN-PAK"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not a table"),
        (b"\xff\xfe\x00", "is not a table"),
        (b"dyad,year\nBLR-CHN,2012\n", "has no column agree"),
        (b"dyad,year,agree\nBelarus,2012,1\n", "a dyad that is none"),
        (b"dyad,year,agree\nBLR-CHN,then,1\n", "other than a number in year"),
        (b"dyad,year,agree\nBLR-CHN,2012,many\n", "other than a number in value"),
        (b"dyad,year,agree\nBLR-CHN,2012,inf\n", "other than a number in value"),
        (b"dyad,year,agree\nBLR-CHN,9999,1\n", "a year outside"),
    ],
)
def test_what_is_no_table_of_values_is_refused_with_the_reason(content: bytes, message: str) -> None:
    with pytest.raises(ValuesError, match=message):
        read_values(content, "agree")


def test_coverage_says_which_years_and_how_well() -> None:
    full, fragment = covered_years("1990/2019: full"), covered_years("2024: fragment, 6 roll calls")
    assert (full.first, full.last, full.is_full, full.text) == (1990, 2019, True, "1990–2019")
    assert fragment.is_fragment
    assert not fragment.is_full


@pytest.mark.parametrize("coverage", ["always", "2019/1990: full", "1990/2019: full; 2019: in part", "2012:"])
def test_coverage_in_another_form_is_refused(coverage: str) -> None:
    with pytest.raises(ValidationError):
        series(coverage=coverage)


def test_every_shipped_file_is_the_one_that_its_row_describes(curated: Dataset) -> None:
    shelf = shipped_series(curated)
    assert len(shelf.series) == 10
    assert shelf.faults() == []
    assert {path.name for path in SHIPPED.iterdir()} == {row.values for row in curated.series.values()}
    assert sum(len(read.year) for _, read in shelf.read()) > 80_000


def test_another_file_in_the_place_of_one_is_not_read(curated: Dataset, tmp_path: Path) -> None:
    row = curated.series["council_agree"]
    content = (SHIPPED / row.values).read_bytes()
    path = tmp_path / row.values
    path.write_bytes(content.replace(b"68.18", b"86.18"))
    shelf = SeriesSet({row.series: row}, {row.series: path})
    assert digest_of(content) == row.digest
    assert [*shelf.read()] == []
    assert "is not the file that the list of series describes" in shelf.faults()[0]
    path.unlink()
    assert "cannot be read" in shelf.faults()[0]


def test_a_desk_without_series_has_none_and_one_with_a_broken_list_says_so(tmp_path: Path) -> None:
    assert not desk_series(tmp_path).series
    (tmp_path / "series.csv").write_bytes(b"series,name\nx,y\n")
    assert "cannot be read" in desk_series(tmp_path).problems[0]


def test_of_two_series_with_one_id_the_first_counts_and_that_is_said() -> None:
    one = series_set(votes=(series(), values("dyad,year,value\nBLR-CHN,2012,1\n")))
    other = dataclasses.replace(series_set(votes=(series(name="Other"), values("dyad,year,value\nBLR-CHN,2012,2\n"))))
    both = joined([one, other])
    assert both.values("votes").of("BLR-CHN")[0].value == 1
    assert both.problems == ("Other: there already is a series with the id votes, so this one is not shown.",)
