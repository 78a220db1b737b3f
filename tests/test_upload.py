"""What is uploaded: read right, or told in a sentence where it is wrong and how to mend it; never anything else."""

import io
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from openpyxl.utils import get_column_letter

from data.export import csv_of, xlsx_of
from data.loading import Dataset
from data.own.archive import ArchiveError, opened
from data.own.overlay import Overlay, overlay_of
from data.own.raw import LARGEST_UPLOAD, MOST_ROWS, Upload
from data.own.upload import ENDINGS
from data.schema import TABLE
from tests.cast import cast

COLUMNS = ("spell", "dyad", "tier", "wording", "start", "status", "grade", "note")
ROW = ("x-1", "BLR-PAK", "T1", "all-weather partnership", "2020", "in force", "recalled", "")
HEADER = ",".join(COLUMNS)
LINE = ",".join(ROW)


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return cast(tmp_path_factory.mktemp("ours"))


def read(ours: Dataset, name: str, content: str | bytes) -> Overlay:
    return overlay_of(ours, [Upload(name, content.encode() if isinstance(content, str) else content)])


def told(overlay: Overlay) -> str:
    """All faults, as a reader sees them; nothing is laid over where there is one."""
    assert not (overlay.findings and overlay.dataset)
    return "\n".join(map(str, overlay.findings))


def guessed(overlay: Overlay) -> str:
    return "\n".join(f"{guess.column}: {guess.written} -> {guess.taken}" for guess in overlay.guesses)


def line(**cells: str) -> str:
    """The row with other cells, as CSV."""
    return ",".join((dict(zip(COLUMNS, ROW, strict=True)) | cells).values())


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def book(fill: Callable[[openpyxl.Workbook], None] = lambda _: None, row: tuple[Any, ...] = ROW) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "spells"
    sheet.append(COLUMNS)
    sheet.append(list(row))
    fill(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    return zipped(*parts.items())


# Text files ----------------------------------------------------------------------------------------


def test_a_row_in_our_own_form_is_taken_without_a_guess_about_its_cells(ours: Dataset) -> None:
    overlay = read(ours, "spells.csv", f"{HEADER}\n{LINE}\n")
    assert overlay.counts == {"spells": 1}
    assert [guess.taken for guess in overlay.guesses] == ["empty cells"]


FAULTS: dict[str, tuple[str, str | bytes, str]] = {
    "no bytes": ("spells.csv", b"", "spells.csv: is empty: it has no bytes"),
    "blank": ("spells.csv", "\n \n", "spells.csv: is empty"),
    "only a header": ("spells.csv", HEADER + "\n", "holds no row"),
    "unclosed quote": (
        "spells.csv",
        f'{HEADER}\n{LINE}\n{line(spell="x-2", note=chr(34) + "open")}\n',
        "spells.csv:3: the quote that opens on this line is never closed",
    ),
    "quote amid a cell": (
        "spells.csv",
        f'{HEADER}\n{line(note=chr(34) + "a" + chr(34) + "b")}\n',
        "spells.csv:2: the quote that opens on this line closes on line 2 amid a cell",
    ),
    "two separators": (
        "spells.csv",
        f"{HEADER}\n{LINE.replace(',', ';')}\n",
        "spells.csv:2: is separated by semicolons, the header by commas (use one of them throughout)",
    ),
    "cut off": ("spells.csv", f"{HEADER}\n{LINE}\nx-2,BLR", "spells.csv:3: has 2 cells where the header has 8 (the last line is cut off)"),
    "NUL": ("spells.csv", f"{HEADER}\n{line(note=chr(0))}\n", "spells.csv:2: note: holds the unseen character U+0000"),
    "zero width": ("spells.csv", f"{HEADER}\n{line(note='a' + chr(0x200B))}\n", "note: holds the unseen character U+200B"),
    "right to left override": ("spells.csv", f"{HEADER}\n{line(note='a' + chr(0x202E))}\n", "note: holds the unseen character U+202E"),
    "an unseen joint in an id": ("spells.csv", f"{HEADER}\n{line(spell='x' + chr(0x200D) + '1')}\n", "spell: holds an unseen joint"),
    "Cyrillic letter in a dyad": (
        "spells.csv",
        f"{HEADER}\n{line(dyad='ВLR-PAK')}\n",
        "spells.csv:2: dyad: holds a letter that only looks Latin, Cyrillic Capital “В” (write BLR-PAK in Latin letters)",
    ),
    "all Cyrillic": ("spells.csv", f"{HEADER}\n{line(dyad='РАК-BLR')}\n", "dyad: holds a letter that only looks Latin"),
    "Cyrillic letter in an own id": ("spells.csv", f"{HEADER}\n{line(spell='х-1')}\n".replace("х-1", "аb-1"), "spell: holds a letter that only looks Latin"),
    "surrogates": ("spells.csv", f"{HEADER}\n".encode() + line(note="?").encode().replace(b"?", b"\xed\xa0\x80") + b"\n", "(save it as UTF-8)"),
    "unknown bytes": ("spells.csv", f"{HEADER}\n".encode() + line(note="?").encode().replace(b"?", b"\xe9t\xe9 \x81") + b"\n", "(save it as UTF-8)"),
    "a million columns": ("spells.csv", "," * 1_000_000 + "\n", "spells.csv:1: has 1,000,001 cells; at most 200 are taken"),
    "many columns": ("spells.csv", "a," * 300 + "\n", "spells.csv:1: has 301 cells; at most 200 are taken"),
    "one huge cell": ("spells.csv", f"{HEADER}\n{line(note='a' * 9_000_000)}\n", "spells.csv:2: has 9,000,0"),
    "a long cell": ("spells.csv", f"{HEADER}\n{line(note='a' * 200_000)}\n", "has a cell of more than 131,072 letters"),
    "above the limit": ("spells.csv", b"a" * (LARGEST_UPLOAD + 1), "has 10.0 MB; at most 10 MB are taken (split it)"),
    "too many rows": ("spells.csv", HEADER + "\n" + f"{LINE}\n" * (MOST_ROWS + 1), "is row 20,001; at most 20,000 are taken"),
    "no table": ("notes.csv", "apple,pear\n1,2\n", "notes.csv:1: no column is known"),
    "wrong ending": ("picture.png", b"\x89PNG", "is no CSV, XLSX or zip"),
    "a zip called CSV": ("spells.csv", zipped(("spells.csv", b"a")), "is a zip by its content, not a CSV"),
    "an old XLS called CSV": ("spells.csv", b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old or a locked spreadsheet by its content"),
    "a PDF called CSV": ("spells.csv", b"%PDF-1.7", "is a PDF by its content"),
    "a CSV called XLSX": ("spells.xlsx", HEADER, "is no zip, or its end is missing"),
    "a CSV called zip": ("spells.zip", HEADER, "is no zip, or its end is missing"),
    "a truncated XLSX": ("spells.xlsx", book()[:-100], "is no zip, or its end is missing"),
    "same id as ours": ("spells.csv", f"{HEADER}\n{line(spell='blr-1')}\n", "spell: a row of the records has this id, and its dyad is another"),
    "same id twice": ("spells.csv", f"{HEADER}\n{LINE}\n{LINE}\n", 'spells.csv:3: spell: "x-1" is there already, on line 2'),
    "overlap within the upload": ("spells.csv", f"{HEADER}\n{LINE}\n{line(spell='x-2', start='2021')}\n", "overlaps with x-1"),
    "unknown column": ("spells.csv", f"{HEADER},colour\n{LINE},red\n", '"colour" is no column of spells'),
    "a day of two readings": ("spells.csv", f"{HEADER}\n{line(start='3/4/2020')}\n", 'start: "3/4/2020" is no date (use 2011'),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_cannot_be_taken_says_where_and_why(ours: Dataset, name: str) -> None:
    file, content, message = FAULTS[name]
    overlay = read(ours, file, content)
    assert message in told(overlay)
    assert overlay.dataset is None


RUSSIAN = "дата,страны,заголовок,kind,significance,grade\n2023-03-01,Беларусь – Китай,Президент прибыл в Пекин,visit,3,recalled\n"
CHINESE = "日期,双方,标题,kind,significance,grade\n2023年3月1日,白俄罗斯—中国,总统访问北京,visit,3,recalled\n"


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        (RUSSIAN, "cp1251", "letters in Windows-1251"),
        (CHINESE, "gb18030", "letters in GB18030"),
        (CHINESE, "utf-16", "letters in UTF-16"),
        (RUSSIAN, "utf-16-le", "letters in UTF-16"),
        (RUSSIAN, "utf-16-be", "letters in UTF-16"),
        (CHINESE, "utf-8-sig", ""),
    ],
)
def test_letters_are_read_where_that_is_sure_and_the_guess_is_said(
    ours: Dataset, text: str, codec: str, said: str
) -> None:
    overlay = read(ours, "events.csv", text.encode(codec))
    assert told(overlay) == ""
    assert overlay.dataset
    (event,) = (event for event in overlay.dataset.events if overlay.dataset.is_own(event))
    assert (event.dyad, event.date.text) == ("BLR-CHN", "2023-03-01")
    assert event.title in text
    assert said in guessed(overlay)


def test_letters_that_could_be_anything_are_not_guessed(ours: Dataset) -> None:
    koi8 = RUSSIAN.replace("–", "-").encode("koi8-r")
    assert "save it as UTF-8" in told(read(ours, "events.csv", koi8))


@pytest.mark.parametrize("written", ["Belarus", "BLR", "blr", "БЕЛАРУСЬ", "白俄罗斯", "belarus ", "BY"])
def test_a_country_is_known_by_any_of_its_names(ours: Dataset, written: str) -> None:
    text = f"Country A,Country B,Level,From,Status,Confidence\n{written},Pakistan,T1,2020,In Force,Recalled\n"
    overlay = read(ours, "mine.csv", text)
    assert told(overlay) == ""
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_own(spell))
    assert (spell.dyad, spell.status, spell.grade, spell.wording) == (
        "BLR-PAK",
        "in force",
        "recalled",
        "all-weather partnership",
    )
    assert f"dyad: {written.strip()} – Pakistan -> BLR-PAK" in guessed(overlay)
    assert "tier: Level -> the column tier" in guessed(overlay)


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("15.09.2022", "2022-09-15"),
        ("15 Sep 2022", "2022-09-15"),
        ("September 2022", "2022-09"),
        ("2022/9/15", "2022-09-15"),
        ("15/09/2022", "2022-09-15"),
        ("2022-09-15T00:00:00", "2022-09-15"),
        ("2022年9月", "2022-09"),
        ("44819", "2022-09-15"),
    ],
)
def test_a_date_of_one_reading_is_taken_and_the_guess_is_shown(ours: Dataset, written: str, taken: str) -> None:
    overlay = read(ours, "spells.csv", f"{HEADER}\n{line(start=written)}\n")
    assert told(overlay) == ""
    assert f"start: {written} -> {taken}" in guessed(overlay)


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_read_and_said(ours: Dataset, mark: str, name: str) -> None:
    overlay = read(ours, "spells.csv", f"{HEADER}\n{LINE}\n".replace(",", mark))
    assert told(overlay) == ""
    assert f"cells separated by {name}" in guessed(overlay)


def test_a_formula_is_a_text_and_stays_one(ours: Dataset) -> None:
    overlay = read(ours, "spells.csv", f"{HEADER}\n{line(note='=1+1')}\n")
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_own(spell))
    assert spell.note == "=1+1"
    assert b",'=1+1" in csv_of(TABLE["spells"], [spell])


# Zips ----------------------------------------------------------------------------------------------


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("spells.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def locked() -> bytes:
    """The mark of a password on the only entry."""
    content = bytearray(zipped(("spells.csv", b"a")))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(sign) + place] |= 1
    return bytes(content)


def many() -> bytes:
    """A zip whose list of entries is as long as that of a million files, without the files."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    entries = entry * 200_000
    return entries + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(entries), 0, 0)


ZIPS: dict[str, tuple[bytes, str]] = {
    "path traversal": (zipped(("../spells.csv", b"a")), "names a place outside of the zip"),
    "an absolute path": (zipped(("/etc/spells.csv", b"a")), "names a place outside of the zip"),
    "a drive": (zipped(("C:\\spells.csv", b"a")), "names a place outside of the zip"),
    "a link": (zipped((link(), b"/etc/passwd")), "is a link to a file, not a file"),
    "a password": (locked(), "is locked with a password"),
    "a million entries": (many(), "holds more than 60 files"),
    "a bomb": (zipped(("spells.csv", b"0" * 60_000_000)), "unpacks to more than 40 MB in all"),
    "many bombs": (zipped(*((f"spells/{at}.csv", b"," * 9_000_000) for at in range(9))), "unpacks to more than 40 MB in all"),
    "too many rows in all": (zipped(*((f"spells/{at}.csv", (HEADER + "\n" + f"{LINE}\n" * 9_000).encode()) for at in range(3))), "brings the upload to more than 20,000 rows"),
    "nothing": (zipped(), "holds no table"),
    "damage": (zipped(("spells.csv", b"abc" * 100)).replace(b"abc", b"xyz", 1)[:-1], "is no zip, or its end is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_that_cannot_be_taken_says_why(ours: Dataset, name: str) -> None:
    content, message = ZIPS[name]
    assert message in told(read(ours, "mine.zip", content))


def test_a_zip_that_lies_about_its_number_of_entries_is_refused() -> None:
    content = bytearray(many())
    content[-14:-10] = struct.pack("<HH", 1, 1)
    with pytest.raises(ArchiveError, match="holds more than 60 files"):
        opened(bytes(content), 60)


def test_what_is_no_table_in_a_zip_is_left_out_and_said(ours: Dataset) -> None:
    content = zipped(("a/spells.csv", f"{HEADER}\n{LINE}\n".encode()), ("a/photo.jpg", b"x"), ("__MACOSX/a", b"x"))
    overlay = read(ours, "mine.zip", content)
    assert overlay.counts == {"spells": 1}
    assert "a file with the ending “.jpg” -> left out" in guessed(overlay)


# Spreadsheets --------------------------------------------------------------------------------------


def test_a_workbook_of_ours_is_read_as_the_same_rows(ours: Dataset) -> None:
    overlay = read(ours, "all.xlsx", xlsx_of(ours.rows))
    assert (told(overlay), overlay.counts) == ("", {})
    taken = ("actors", "families", "tiers", "ladders", "rungs", "spells", "events", "indicators", "figures", "sources")
    assert overlay.same == sum(len(ours.rows[name]) for name in taken)


def test_days_that_a_workbook_keeps_as_numbers_are_days(ours: Dataset) -> None:
    from datetime import date

    overlay = read(ours, "mine.xlsx", book(row=(*ROW[:4], date(2022, 9, 15), *ROW[5:])))
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_own(spell))
    assert spell.start
    assert spell.start.text == "2022-09-15"
    assert "1 dates kept as numbers" in guessed(overlay)


def merged(workbook: openpyxl.Workbook) -> None:
    workbook["spells"].merge_cells("A2:B2")


def hidden(workbook: openpyxl.Workbook) -> None:
    workbook.create_sheet("drafts").append(("secret",))
    workbook["drafts"].sheet_state = "veryHidden"


def formula(workbook: openpyxl.Workbook) -> None:
    workbook["spells"]["D2"] = "=A2"


def wide(workbook: openpyxl.Workbook) -> None:
    workbook["spells"][f"{get_column_letter(300)}2"] = "far"


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;">]>'
BOMB = b"<a><c><v>" + b"0" * 60_000_000 + b"</v></c></a>"
BOOKS: dict[str, tuple[bytes, str]] = {
    "merged cells": (book(merged), "spells:2: A: the cells A2:B2 are merged (unmerge them"),
    "a formula without a value": (book(formula), "spells:2: D: is a formula without a saved value"),
    "too wide": (book(wide), "has a cell in column KN; at most 200 columns are taken"),
    "entities": (with_part(book(), "xl/workbook.xml", lambda part: DOCTYPE + part), "declares entities in its XML"),
    "entities in UTF-16": (
        with_part(book(), "xl/styles.xml", lambda _: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        "declares entities in its XML",
    ),
    "broken XML": (with_part(book(), "xl/workbook.xml", lambda part: part[:-20]), "is damaged in its part xl/workbook.xml"),
    "a bomb": (with_part(book(), "xl/worksheets/sheet1.xml", lambda _: BOMB), "unpacks to more than 40 MB"),
    "no workbook": (zipped(("a.txt", b"a")), "is no XLSX workbook"),
    "a password": (zipped(("EncryptedPackage", b"a")), "is locked with a password"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_that_cannot_be_taken_says_why(ours: Dataset, name: str) -> None:
    content, message = BOOKS[name]
    assert message in told(read(ours, "mine.xlsx", content))


def test_hidden_sheets_are_left_out_and_said(ours: Dataset) -> None:
    overlay = read(ours, "mine.xlsx", book(hidden))
    assert overlay.counts == {"spells": 1}
    assert "a hidden sheet -> left out (unhide it to load it)" in guessed(overlay)


def test_macros_and_outside_links_are_left_alone_and_said(ours: Dataset) -> None:
    content = with_part(book(), "xl/vbaProject.bin", lambda _: b"Sub AutoOpen()")
    content = with_part(content, "xl/externalLinks/externalLink1.xml", lambda _: b"<a/>")
    overlay = read(ours, "mine.xlsm", content)
    assert overlay.counts == {"spells": 1}
    assert "macros -> left out; they were not run" in guessed(overlay)
    assert "links to other workbooks -> not followed" in guessed(overlay)


# Anything ------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(ending=some.sampled_from([*ENDINGS, "png", ""]), content=some.binary(max_size=400))
@example(ending="csv", content=b'a"\n"')
def test_any_bytes_give_rows_or_a_sentence(ours: Dataset, ending: str, content: bytes) -> None:
    overlay = read(ours, f"spells.{ending}", content)
    assert overlay.findings or overlay.dataset or overlay.same


@settings(max_examples=150, deadline=None)
@given(cells=some.lists(some.text(max_size=12), min_size=8, max_size=8), name=some.sampled_from(COLUMNS))
def test_any_cells_give_rows_or_a_sentence(ours: Dataset, cells: list[str], name: str) -> None:
    row = [f'"{cell}"' for cell in (value.replace('"', '""') for value in cells)]
    text = f"{HEADER}\n{','.join(row)}\n{line(**{name: cells[0].replace(',', ' ').replace(chr(34), ' ')})}\n"
    read(ours, "spells.csv", text.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(at=some.integers(0, 6_000), value=some.binary(min_size=1, max_size=6), length=some.integers(0, 6_000))
def test_a_workbook_damaged_anywhere_gives_rows_or_a_sentence(
    ours: Dataset, at: int, value: bytes, length: int
) -> None:
    content = bytearray(book())
    content[at : at + len(value)] = value
    read(ours, "mine.xlsx", bytes(content))
    read(ours, "mine.xlsx", bytes(content[:length]))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("spells.csv", b"," * LARGEST_UPLOAD),
        ("spells.csv", b'"' * LARGEST_UPLOAD),
        ("mine.zip", ZIPS["many bombs"][0]),
        ("mine.zip", many()),
        ("mine.xlsx", BOOKS["a bomb"][0]),
    ],
    ids=["commas", "quotes", "zip bombs", "entries", "XLSX bomb"],
)
def test_the_worst_uploads_stay_within_memory(ours: Dataset, file: str, content: bytes) -> None:
    tracemalloc.start()
    try:
        assert told(read(ours, file, content))
        assert tracemalloc.get_traced_memory()[1] < 250_000_000
    finally:
        tracemalloc.stop()


def test_the_limit_of_the_page_is_the_limit_of_the_reading() -> None:
    text = (Path(__file__).parent.parent / ".streamlit" / "config.toml").read_text("utf-8")
    assert f"maxUploadSize = {LARGEST_UPLOAD // 1_000_000}\n" in text
