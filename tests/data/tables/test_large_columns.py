"""A large table read by Arrow: the same rows, no object a cell; any doubt, and it is read in the usual way."""

import pytest

from data.model.schema import TABLE
from data.tables import large_columns as large
from data.tables.column_table import ColumnTable, column_table, table_of_files
from data.tables.large_columns import Texts

CONTACTS = TABLE["contacts"]
HEADER = ",".join(CONTACTS.columns)
LINES = [
    f"{number:05},2020-01-{number % 28 + 1:02},meeting,PAK,王毅,other,全天候,https://example.org/{number}"
    for number in range(300)
]


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE", 0)


def read(lines: list[str], header: str = HEADER, end: str = "\n") -> ColumnTable | None:
    return column_table(CONTACTS, "contacts.csv", (end.join([header, *lines]) + end).encode())


def usual(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> ColumnTable | None:
    with monkeypatch.context() as patch:
        patch.setattr(large, "LARGE", 10**9)
        return read(lines)


def test_the_rows_are_those_of_a_small_table(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = read(LINES)
    assert rows is not None
    assert isinstance(rows.columns["url"].cells, Texts)
    assert rows == usual(LINES, monkeypatch)
    assert (rows.get("00007"), rows.get("nobody")) == (rows[7], None)
    assert [row.id for row in rows.where(rows.columns["contact"].is_one_of(("00003", "00009", "x")))] == [
        "00003",
        "00009",
    ]
    part = rows.where(slice(5, 9))
    assert [*part.keys] == [(f"{number:05}",) for number in range(5, 9)]
    assert (part.place_of(("00006",)), part.place_of(("00001",))) == (1, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("00004,", "00005,"),
        ("00004,", ","),
        ("00004,", "=4'5,"),
        ("00004,", "0\u200b04,"),
        ("https://example.org/4", ""),
        ("https://example.org/4", " https://example.org/4"),
        ("https://example.org/4", "https://example.org/\u00ad"),
        ("meeting", "dancing"),
        ("2020-01-05", "2020-13-05"),
        ("王毅", '"王毅"'),
        ("王毅", "王毅 "),
        ("王毅", "王\u2028毅"),
        (",other", ",other,other"),
        (",other", ""),
    ],
)
def test_what_is_not_in_normal_form_is_read_in_the_usual_way(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [LINES[4].replace(old, new, 1) if number == 4 else line for number, line in enumerate(LINES)]
    assert large.large_columns(CONTACTS, "\n".join([HEADER, *lines, ""]).encode()) is None or read(lines) is None
    assert read(lines) == usual(lines, monkeypatch)


@pytest.mark.parametrize("end", ["\r\n", "\n\n"])
def test_other_line_ends_and_headers_are_no_matter_for_arrow(end: str) -> None:
    assert large.large_columns(CONTACTS, end.join([HEADER, *LINES, ""]).encode()) is None
    assert read(LINES, header=HEADER.replace("url", "link")) is None
    assert large.large_columns(CONTACTS, b"\xff\xfe" + HEADER.encode()) is None


def test_a_large_file_of_rows_has_its_texts_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    table = TABLE["spells"]
    cells = {"tier": "tier", "wording": "tie", "status": "signed", "sources": "a; b", "grade": "confirmed"}
    rows = [
        {**cells, "spell": f"s{number:03}", "dyad": "BLR-CHN", "start": f"20{number % 26:02}-06"}
        for number in range(300)
    ]
    lines = [",".join(row.get(name, "") for name in table.columns) for row in rows]
    content = "\n".join([",".join(table.columns), *lines, ""]).encode()
    found = table_of_files(table, {"spells/made.csv": content})
    assert found is not None
    assert not any(isinstance(column.cells, Texts) for column in found.columns.values())
    monkeypatch.setattr(large, "LARGE", 10**9)
    usual_table = table_of_files(table, {"spells/made.csv": content})
    assert usual_table is not None
    assert found == usual_table
    assert list(found) == list(usual_table)
    assert [found.origin(index) for index in (0, 299)] == [("spells/made.csv", 2), ("spells/made.csv", 301)]
