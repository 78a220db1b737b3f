import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.model.dates import PartialDate
from data.model.rows import Table
from data.model.schema import TABLE, TABLES
from data.tables.dataset import Dataset, Finding, RecordsError, load_records, stamp
from data.tables.sheet import Sheet
from tests.support.examples import examples
from tests.support.inputs import spoiling as cast
from tests.support.inputs.anything import HOSTILE, free_columns, texts, write_hostile
from tests.support.inputs.spoiling import CHINA, write_cast

FILES = sorted(cast.CAST)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write_cast(tmp_path / "records")


def findings_in(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(RecordsError) as raised:
        load_records(folder)
    return raised.value.findings


def load_outcome(folder: Path) -> object:
    try:
        return load_records(folder)
    except RecordsError as error:
        return error


def messages_of(folder: Path) -> list[str]:
    return [str(finding) for finding in findings_in(folder)]


def test_the_cast_is_loaded_whole(records: Path) -> None:
    dataset = load_records(records)
    assert {name: len(rows) for name, rows in dataset.rows.items()} == {
        table.name: sum(len(rows) for name, rows in cast.CAST.values() if name == table.name) for table in TABLES
    }
    assert list(dataset.actors) == ["BLR", "CHN", "PAK", "RUS"]
    assert [spell.spell for spell in dataset.spells] == ["blr-1", "blr-2", "pak-1", "rus-1", "union-1"]
    assert dataset.events[2].title == "Talks, “in a good air”"
    assert dataset.actors["RUS"].aliases == ("Russian Federation",)


def test_actors_are_sorted_whatever_their_order_in_the_file(records: Path) -> None:
    cast.add(records, "actors.csv", 2, actor="AFG", name="Afghanistan", short_name="Afghanistan")
    assert list(load_records(records).actors) == ["AFG", "BLR", "CHN", "PAK", "RUS"]


def test_every_row_knows_its_file_and_line(records: Path) -> None:
    places = load_records(records).places
    assert places["spells", ("pak-1",)] == (CHINA, 4)
    assert places["rungs", ("house-china", "friendly")] == ("rungs.csv", 4)


def test_a_rung_is_found_on_its_ladder(records: Path) -> None:
    dataset = load_records(records)
    middle = dataset.rung("house-china", "csp")
    assert middle is not None
    assert (middle.rung, middle.group_name) == (2, "Middle")
    assert dataset.rung("scholar", "friendly") is None
    assert dataset.house_ladder("union").ladder == "house-union"


def test_a_frame_has_every_column_and_keeps_partial_dates(records: Path) -> None:
    dataset = load_records(records)
    spells = dataset.frame("spells")
    assert tuple(spells.columns) == TABLE["spells"].columns
    assert isinstance(spells.start[2], PartialDate)
    assert spells.start[2].precision == "month"
    assert spells.start[3] is None


def test_a_dataset_is_read_only_and_hashed_by_identity(records: Path) -> None:
    dataset, again = load_records(records), load_records(records)
    assert len({dataset, again}) == 2
    assert dataset.version == again.version
    with pytest.raises(FrozenInstanceError):
        dataset.version = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        dataset.rows["actors"] = ()  # type: ignore[index]


def test_the_version_follows_contents_and_names(records: Path) -> None:
    first = load_records(records).version
    assert len(first) == 12
    assert int(first, 16) >= 0
    (records / cast.OTHER).rename(records / "spells/union.csv")
    renamed = load_records(records).version
    cast.change(records, CHINA, 4, note="since then")
    assert len({first, renamed, load_records(records).version}) == 3


def test_the_stamp_tells_that_something_was_saved(records: Path) -> None:
    before = stamp(records)
    assert stamp(records) == before
    cast.append(records, CHINA, "\n")
    after_edit = stamp(records)
    (records / "expected.csv").write_text("table,scope,rows\n")
    assert len({before, after_edit, stamp(records)}) == 3


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(records: Path) -> None:
    for file in FILES:
        text = (records / file).read_bytes().replace(b"\n", b"\r\n")
        (records / file).write_bytes(b"\xef\xbb\xbf" + text)
    assert len(load_records(records).spells) == 5


def test_columns_may_stand_in_any_order(records: Path) -> None:
    columns, rows = cast.read_cells(records / CHINA)
    cast.write_cells(records / CHINA, columns[::-1], rows)
    assert load_records(records).spells[0].spell == "blr-1"


def test_a_finding_leaves_out_what_it_does_not_know() -> None:
    reason, fix = '"2011-13" is not a valid date', "use 2011, 2011-06 or 2011-06-16"
    assert str(Finding(CHINA, 31, "start", reason, fix)) == f"spells/china.csv:31: start: {reason} ({fix})"
    assert str(Finding(CHINA, None, None, "is empty", "")) == "spells/china.csv: is empty"


def test_a_missing_folder_is_one_finding(tmp_path: Path) -> None:
    (line,) = messages_of(tmp_path / "nowhere")
    assert "nowhere" in line
    assert "no such folder" in line


@pytest.mark.parametrize("file", [file for file in FILES if "/" not in file])
def test_a_missing_file_is_one_finding_and_no_flood(records: Path, file: str) -> None:
    (records / file).unlink()
    assert messages_of(records) == [f"{file}: there is no such file (add it, with at least its header)"]


@pytest.mark.parametrize("file", FILES)
def test_a_file_cut_to_nothing_is_one_finding(records: Path, file: str) -> None:
    (records / file).write_bytes(b"")
    (line,) = messages_of(records)
    assert line.startswith(f"{file}: is empty")


@pytest.mark.parametrize(
    ("encoding", "note", "seems"),
    [
        ("gb18030", "全天候全面战略伙伴关系，双方一致同意", "GB18030"),
        ("windows-1251", "Всепогодное всестороннее стратегическое партнёрство", "Windows-1251"),
        ("windows-1252", "Côte d'Ivoire, São Tomé", "Windows-1252"),
        ("utf-16", "", "UTF-16"),
        ("utf-16-le", "Договор", "UTF-16"),
        ("utf-16-be", "条约", "UTF-16"),
    ],
)
def test_another_encoding_is_named(records: Path, encoding: str, note: str, seems: str) -> None:
    cast.change(records, CHINA, 3, note=note)
    text = (records / CHINA).read_text(encoding="utf-8")
    (records / CHINA).write_bytes(text.encode(encoding))
    (line,) = messages_of(records)
    assert line.startswith(CHINA)
    assert seems in line
    assert "save it as UTF-8" in line


def test_one_bad_byte_is_found_on_its_line(records: Path) -> None:
    content = (records / "actors.csv").read_bytes()
    (records / "actors.csv").write_bytes(content.replace("中国".encode(), "中国".encode()[:-1]))
    (line,) = messages_of(records)
    assert line.startswith("actors.csv:3: ")


def test_a_half_written_last_line_is_told(records: Path) -> None:
    cast.append(records, CHINA, "blr-3,BLR-CHN,all-wea")
    (line,) = messages_of(records)
    assert line.startswith(f"{CHINA}:6: has 3 cells")
    assert "cut off" in line


def test_a_last_line_without_its_line_end_is_fine_if_it_is_whole(records: Path) -> None:
    path = records / CHINA
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert len(load_records(records).spells) == 5


def test_a_quote_that_is_never_closed_is_found_where_it_opens(records: Path) -> None:
    cast.append(records, CHINA, 'blr-3,"BLR-CHN,all-weather\nmore\nand more\n')
    (line,) = messages_of(records)
    assert line.startswith(f"{CHINA}:6: ")
    assert "never closed" in line


def test_a_quote_that_opens_late_in_a_long_record_is_found_there(records: Path) -> None:
    cast.append(records, CHINA, 'blr-3,"two\nlines, and ""one"" more",all-weather,"open\nfor ever\n')
    (line,) = messages_of(records)
    assert line.startswith(f"{CHINA}:7: ")


def test_lines_are_counted_as_an_editor_counts_them(records: Path) -> None:
    cast.change(records, CHINA, 2, note="two\nlines")
    cast.change(records, CHINA, 4, start="2005-13")
    assert messages_of(records)[0].startswith(f"{CHINA}:5: start: ")


def test_cells_split_by_semicolons_are_one_finding(records: Path) -> None:
    path = records / "actors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    (line,) = messages_of(records)
    assert "semicolons" in line


def test_long_values_are_shortened_and_hidden_characters_escaped(records: Path) -> None:
    cast.change(records, CHINA, 2, start="2016" + "9" * 500)
    cast.change(records, CHINA, 3, sources="joint\u200b-2022", note="turned \u202e round")
    lines = messages_of(records)
    assert max(map(len, lines)) < 250
    assert all(line.isprintable() for line in lines)
    assert any("joint\\u200b-2022" in line and "(did you mean joint-2022?)" in line for line in lines)
    assert any("U+202E" in line for line in lines)


def test_a_broken_table_is_told_without_a_flood(records: Path) -> None:
    cast.append(records, "sources.csv", b"\xff\xfe\xff")
    cast.append(records, "actors.csv", 'open,"\n')
    assert len(messages_of(records)) == 2


def test_the_key_of_a_broken_row_still_counts_as_known(records: Path) -> None:
    cast.change(records, "actors.csv", 3, region="Asia", latitude="north")
    assert [line.split(": ")[:2] for line in messages_of(records)] == [
        ["actors.csv:3", "region"],
        ["actors.csv:3", "latitude"],
    ]


CAST_BYTES: dict[str, bytes] = {}


@pytest.fixture(scope="module")
def mutilated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_cast(tmp_path_factory.mktemp("mutilated"))
    CAST_BYTES.update({file: (folder / file).read_bytes() for file in FILES})
    return folder


@examples(150)
@example(file="actors.csv", at=0, length=0, junk="\u0378".encode())
@given(
    file=st.sampled_from(FILES),
    at=st.integers(0, 2000),
    length=st.integers(0, 40),
    junk=st.binary(max_size=12) | st.sampled_from([b'"', b'""', b"\0", b",", b"\n", b"\r", b";", "—".encode()]),
)
def test_mutilated_files_raise_nothing_but_a_records_error(
    mutilated: Path, file: str, at: int, length: int, junk: bytes
) -> None:
    content = CAST_BYTES[file]
    at %= len(content)
    (mutilated / file).write_bytes(content[:at] + junk + content[at + length :])
    outcome = load_outcome(mutilated)
    (mutilated / file).write_bytes(content)
    findings = outcome.findings if isinstance(outcome, RecordsError) else ()
    assert findings or isinstance(outcome, Dataset)
    assert all(str(finding).isprintable() for finding in findings)


def test_a_folder_that_is_a_file_or_a_file_that_is_a_folder_is_told(records: Path) -> None:
    (records / "events.csv").unlink()
    (records / "events.csv").mkdir()
    assert any(line.startswith("events.csv: ") for line in messages_of(records))
    shutil.rmtree(records / "events.csv")
    assert messages_of(records / "actors.csv")


@examples(200)
@given(table=st.sampled_from(TABLES), data=st.data())
def test_any_cells_make_a_row_or_a_sentence(table: Table, data: st.DataObject) -> None:
    width = len(table.columns)
    cells = data.draw(st.lists(texts, min_size=width, max_size=width) | st.lists(texts, min_size=1, max_size=width + 2))
    sheet = Sheet(table, table.files)
    sheet.add_record(1, 1, list(table.columns))
    sheet.add_record(2, 2, cells)
    (line,) = sheet.lines
    assert (line.row is None) == bool(sheet.findings)
    assert all(str(finding).isprintable() and len(str(finding)) < 600 for finding in sheet.findings)


@examples(200)
@given(table=st.sampled_from(TABLES), header=st.lists(texts, min_size=1, max_size=6), cells=st.lists(texts, max_size=6))
def test_any_header_is_known_or_told(table: Table, header: list[str], cells: list[str]) -> None:
    sheet = Sheet(table, table.files)
    sheet.add_record(1, 1, header)
    if sheet.header:
        sheet.add_record(2, 2, cells)
    assert sheet.findings
    assert all(str(finding).isprintable() for finding in sheet.findings)


def test_odd_texts_that_can_be_seen_load_and_come_back_as_they_are(tmp_path: Path) -> None:
    dataset = load_records(write_hostile(tmp_path / "hostile"))
    texts_read = "\n".join(
        str(getattr(row, column))
        for table in TABLES
        for row in dataset.rows[table.name]
        for column in free_columns(table)
    )
    assert not [text for text in HOSTILE if text.removeprefix("'").replace(";", "")[:300] not in texts_read]


def test_half_of_a_character_in_any_cell_is_a_finding_and_never_an_error() -> None:
    for table in TABLES:
        for column in table.columns:
            sheet = Sheet(table, table.files)
            sheet.add_record(1, 1, list(table.columns))
            sheet.add_record(2, 2, ["2011\ud800" if name == column else "" for name in table.columns])
            assert any(finding.column == column and "U+D800" in finding.reason for finding in sheet.findings)
