"""How well the spells are supported, on the tiny cast."""

import re
from pathlib import Path

import pytest

from data.publish.support import Support, support_of
from data.support import main
from data.tables.dataset import Dataset, load_records
from tests.support.cast import cast_text, write_cast


def with_instrument(folder: Path, day: str) -> Dataset:
    """The first source is the declaring text, of this day."""
    sources = cast_text("sources.csv", "reliability,note", "reliability,instrument,note")
    sources = sources.replace("2022-09-16,B,", f"{day},B,yes,").replace(",,,C,", ",,,C,,")
    return load_records(write_cast(folder, sources=sources))


def of_group(dataset: Dataset, group: str) -> Support:
    return next(row for row in support_of(dataset) if row.group == group)


@pytest.mark.parametrize(("day", "number"), [("2016-09-29", 2), ("2022-09-16", 1), ("1990-01-01", 5)])
def test_a_text_that_is_younger_than_the_start_declares_nothing(folder: Path, day: str, number: int) -> None:
    assert of_group(with_instrument(folder, day), "All spells").with_text == number


def test_publishers_of_one_family_are_one_voice(folder: Path) -> None:
    assert of_group(load_records(write_cast(folder)), "Partnership").with_two_publishers == 1


def test_a_label_of_which_no_text_is_named_is_counted_apart(folder: Path) -> None:
    write_cast(folder)
    china = folder / "spells" / "china.csv"
    header, *rows = china.read_text("utf-8").splitlines()
    ways = ["", "talks", "messages", "text", "", ""]
    lines = [f"{header},declared_in", *(f"{row},{way}" for row, way in zip(rows, ways, strict=True))]
    china.write_text("\n".join(lines) + "\n", "utf-8")
    row = of_group(load_records(folder), "Partnership")
    assert (row.spells, row.with_text, row.without_text, row.share_where_named) == (6, 0, 2, 0)


def test_the_share_of_the_rest_leaves_out_those_without_a_text() -> None:
    assert Support("Group", 10, 6, 2, 0, 0).share_where_named == 75
    assert Support("Group", 2, 0, 2, 0, 0).share_where_named == 0


def test_the_share_is_of_the_group(folder: Path) -> None:
    row = of_group(load_records(write_cast(folder)), "Partnership")
    assert (row.spells, row.recalled, round(row.share(row.recalled))) == (6, 1, 17)


def test_the_command_prints_one_line_for_each_group(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = load_records(write_cast(folder))
    assert main([str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = ["group", "spells", "declaring text", "no text named", "text, of the rest", "two publishers", "recalled"]
    assert re.split(r"\s{2,}", lines[0]) == names
    assert len(lines) == 1 + len(support_of(dataset))
