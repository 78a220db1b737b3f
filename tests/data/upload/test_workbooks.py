"""Uploaded zips and workbooks: read, or refused with the reason and a fix."""

import io
import re
import stat
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl.utils import get_column_letter

from data.export.files import xlsx_of
from data.tables.dataset import Dataset
from data.upload.reading.archive import ArchiveError, open_archive
from data.upload.reading.raw import MAX_UPLOAD_BYTES
from tests.support.examples import examples
from tests.support.inputs.uploads import (
    HEADER,
    LINE,
    ROW,
    findings_text,
    guesses_text,
    overlay_with,
    with_part,
    workbook_with,
    zip_with,
)

# Zips ----------------------------------------------------------------------------------------------


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("spells.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def locked() -> bytes:
    """The mark of a password on the only entry."""
    content = bytearray(zip_with(("spells.csv", b"a")))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(sign) + place] |= 1
    return bytes(content)


def many() -> bytes:
    """A zip whose list of entries is as long as that of a million files, without the files."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    entries = entry * 200_000
    return entries + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(entries), 0, 0)


def alike() -> bytes:
    """Two entries of one name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return zip_with(("spells.csv", f"{HEADER}\n{LINE}\n".encode()), ("spells.csv", f"{HEADER}\n{LINE}\n".encode()))


def lying(content: bytes) -> bytes:
    """The list of entries says that the only one has a byte."""
    spoilt = bytearray(content)
    at = spoilt.find(b"PK\x01\x02") + 24
    spoilt[at : at + 4] = struct.pack("<I", 1)
    return bytes(spoilt)


def nameless(content: bytes) -> bytes:
    """A zip whose only entry, of a name of one letter, has no name at all."""
    spoilt = bytearray(content)
    at = spoilt.find(b"PK\x01\x02")
    spoilt[at + 46 : at + 47] = b"\0"
    return bytes(spoilt)


def by_another_method() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("spells.csv", HEADER)
    return file.getvalue()


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "path traversal": (lambda: zip_with(("../spells.csv", b"a")), "has a path outside the zip file"),
    "an absolute path": (lambda: zip_with(("/etc/spells.csv", b"a")), "has a path outside the zip file"),
    "a drive": (lambda: zip_with(("C:\\spells.csv", b"a")), "has a path outside the zip file"),
    "a link": (lambda: zip_with((link(), b"/etc/passwd")), "is a link to a file, not a file"),
    "a password": (lambda: locked(), "is protected by a password"),
    "a million entries": (lambda: many(), "contains more than 60 files"),
    "a bomb": (lambda: zip_with(("spells.csv", b"0" * 60_000_000)), "brings the unpacked upload to more than 40 MB"),
    "many bombs": (lambda: zip_with(*((f"spells/{at}.csv", b"," * 9_000_000) for at in range(9))), "brings the unpacked upload to more than 40 MB"),
    "too many rows in all": (lambda: zip_with(*((f"spells/{at}.csv", (HEADER + "\n" + f"{LINE}\n" * 9_000).encode()) for at in range(3))), "brings the upload to more than 20,000 rows"),
    "nothing": (lambda: zip_with(), "contains no table"),
    "no bytes": (lambda: b"", "is an empty file"),
    "a zip in a zip": (lambda: zip_with(("more.zip", zip_with(("spells.csv", LINE.encode())))), "contains no table"),
    "a cell of 100 MB": (lambda: zip_with(("spells.csv", f"{HEADER}\n".encode() + b"a" * 100_000_000)), "brings the unpacked upload to more than 40 MB"),
    "two files of one name": (lambda: alike(), 'spell: "x-1" is already used'),
    "a size that is a lie": (lambda: lying(zip_with(("spells.csv", f"{HEADER}\n{LINE}\n".encode()))), "is damaged inside the zip"),
    "another method": (lambda: by_another_method(), "uses an unusual compression method"),
    "a parent amid the path": (lambda: zip_with(("a/../../spells.csv", b"a")), "has a path outside the zip file"),
    "a hostile name": (lambda: zip_with(("<img src=x onerror=alert(1)>.csv", b"apple,pear\n1,2\n")), "no column was recognised"),
    "a file without a name": (lambda: nameless(zip_with(("s", LINE.encode()))), "has a path outside the zip file"),
    "cut off": (lambda: zip_with(("spells.csv", f"{HEADER}\n{LINE}\n".encode()))[:-30], "is not a zip file, or its end is missing"),
    "damage": (lambda: zip_with(("spells.csv", b"abc" * 100)).replace(b"abc", b"xyz", 1)[:-1], "is not a zip file, or its end is missing"),
}  # fmt: skip


# Written and read in seconds.
SLOW_ZIPS = "too many rows in all", "many bombs", "a cell of 100 MB"


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW_ZIPS else name for name in ZIPS]
)
def test_a_zip_that_cannot_be_read_says_why(ours: Dataset, name: str) -> None:
    write, message = ZIPS[name]
    assert message in findings_text(overlay_with(ours, "mine.zip", write()))


def test_a_zip_that_lies_about_its_number_of_entries_is_refused() -> None:
    content = bytearray(many())
    content[-14:-10] = struct.pack("<HH", 1, 1)
    with pytest.raises(ArchiveError, match="contains more than 60 files"):
        open_archive(bytes(content), 60)


def test_a_file_in_a_zip_that_is_not_a_table_is_skipped_and_noted(ours: Dataset) -> None:
    content = zip_with(("a/spells.csv", f"{HEADER}\n{LINE}\n".encode()), ("a/photo.jpg", b"x"), ("__MACOSX/a", b"x"))
    overlay = overlay_with(ours, "mine.zip", content)
    assert overlay.counts == {"spells": 1}
    assert "a file with the extension “.jpg” -> skipped" in guesses_text(overlay)


# Spreadsheets --------------------------------------------------------------------------------------


def test_a_workbook_of_ours_is_read_as_the_same_rows(ours: Dataset) -> None:
    overlay = overlay_with(ours, "all.xlsx", xlsx_of(ours.rows))
    assert (findings_text(overlay), overlay.counts) == ("", {})
    taken = ("actors", "families", "tiers", "ladders", "rungs", "spells", "events", "indicators", "figures", "sources")
    assert overlay.identical == sum(len(ours.rows[name]) for name in taken)


def test_dates_stored_as_numbers_are_read_as_dates(ours: Dataset) -> None:
    from datetime import date

    overlay = overlay_with(ours, "mine.xlsx", workbook_with(row=(*ROW[:4], date(2022, 9, 15), *ROW[5:])))
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell))
    assert spell.start
    assert spell.start.text == "2022-09-15"
    assert "1 number in date format" in guesses_text(overlay)


def merged(workbook: openpyxl.Workbook) -> None:
    workbook["spells"].merge_cells("A2:B2")


def hidden(workbook: openpyxl.Workbook) -> None:
    workbook.create_sheet("drafts").append(("secret",))
    workbook["drafts"].sheet_state = "veryHidden"


def formula(workbook: openpyxl.Workbook) -> None:
    workbook["spells"]["D2"] = "=A2"


def wide(workbook: openpyxl.Workbook) -> None:
    workbook["spells"][f"{get_column_letter(300)}2"] = "far"


def fault(workbook: openpyxl.Workbook) -> None:
    workbook["spells"]["H2"] = "#REF!"
    workbook["spells"]["H2"].data_type = "e"


def far_below(workbook: openpyxl.Workbook) -> None:
    for row in range(3, 20_010):
        workbook["spells"].cell(row, 1, "x")


def sheet(change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with its only sheet changed."""
    return with_part(workbook_with(), "xl/worksheets/sheet1.xml", change)


def dated(number: float) -> bytes:
    """A start that the workbook stores as a number."""

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook["spells"]["E2"] = number
        workbook["spells"]["E2"].number_format = "yyyy-mm-dd"

    return workbook_with(fill)


OUTSIDE = b'<!DOCTYPE a SYSTEM "file:///etc/passwd">'
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;">]>'
BOMB = b"<a><c><v>" + b"0" * 60_000_000 + b"</v></c></a>"
BOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "merged cells": (lambda: workbook_with(merged), "spells:2: A: the cells A2:B2 are merged (unmerge them"),
    "a formula without a value": (lambda: workbook_with(formula), "spells:2: D: is a formula without a saved value"),
    "too wide": (lambda: workbook_with(wide), "has a cell in column KN; at most 200 columns are allowed"),
    "entities": (lambda: with_part(workbook_with(), "xl/workbook.xml", lambda part: DOCTYPE + part), "declares entities in its XML"),
    "entities in UTF-16": (lambda: 
        with_part(workbook_with(), "xl/styles.xml", lambda _: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        "declares entities in its XML",
    ),
    "broken XML": (lambda: with_part(workbook_with(), "xl/workbook.xml", lambda part: part[:-20]), "is damaged in its part xl/workbook.xml"),
    "an encoding that does not exist": (lambda: sheet(lambda part: b'<?xml version="1.0" encoding="UTFf8"?>' + part), "is damaged in its part xl/worksheets/sheet1.xml"),
    "a bomb": (lambda: with_part(workbook_with(), "xl/worksheets/sheet1.xml", lambda _: BOMB), "brings the unpacked upload to more than 40 MB"),
    "an outside entity": (lambda: with_part(workbook_with(), "xl/workbook.xml", lambda part: OUTSIDE + part), "declares entities in its XML"),
    "an error in a cell": (lambda: workbook_with(fault), "spells:2: H: is the error #REF! (fix the formula, or paste its value)"),
    "too many rows": (lambda: workbook_with(far_below), "has more than 20,000 rows"),
    "the last column of all": (lambda: sheet(lambda part: part.replace(b'r="A2"', b'r="XFD2"')), "has a cell in column XFD; at most 200 columns"),
    "a text that is not there": (lambda: sheet(lambda part: part.replace(b'<c r="A2" t="inlineStr"><is><t>x-1</t></is>', b'<c r="A2" t="s"><v>999</v>')), "is damaged: a cell refers to a missing text"),
    "a cell of 200,000 letters": (lambda: 
        sheet(lambda part: part.replace(b"all-weather", b"a" * 200_000)),
        "a cell can hold at most 131,072 (shorten it)",
    ),
    "sheets elsewhere": (lambda: 
        with_part(workbook_with(), "xl/_rels/workbook.xml.rels", lambda part: part.replace(b"/xl/worksheets", b"../../../etc")),
        "contains no row",
    ),
    "a sheet on the web": (lambda: 
        with_part(workbook_with(), "xl/_rels/workbook.xml.rels", lambda part: part.replace(b'Target="/xl/worksheets', b'TargetMode="External" Target="http://example.com')),
        "contains no row",
    ),
    "a day before there were days": (lambda: dated(-5), 'start: "-5" is not a valid date'),
    "a day of the year 9999": (lambda: dated(2_958_465), 'start: "2958465" is not a valid date'),
    "a number beyond range": (lambda: 
        sheet(lambda part: part.replace(b'<c r="E2" t="inlineStr"><is><t>2020</t></is>', b'<c r="E2"><v>1e999</v>')),
        'start: "inf" is not a valid date',
    ),
    "no bytes": (lambda: b"", "is an empty file"),
    "no workbook": (lambda: zip_with(("a.txt", b"a")), "is not an XLSX workbook"),
    "a password": (lambda: zip_with(("EncryptedPackage", b"a")), "is protected by a password"),
}  # fmt: skip


# The two largest are left to the whole run.
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if name in ("a bomb", "too many rows") else name for name in BOOKS],
)
def test_a_workbook_that_cannot_be_read_says_why(ours: Dataset, name: str) -> None:
    write, message = BOOKS[name]
    assert message in findings_text(overlay_with(ours, "mine.xlsx", write()))


def test_a_formula_that_would_call_a_program_is_read_as_the_value_saved_with_it(ours: Dataset) -> None:
    def called(part: bytes) -> bytes:
        return re.sub(rb'<c r="H2"[^>]*/>|<c r="H2".*?</c>', b"", part).replace(
            b"</row></sheetData>",
            b"<c r=\"H2\" t=\"str\"><f>cmd|'/C calc'!A0</f><v>=cmd|'/C calc'!A0</v></c></row></sheetData>",
        )

    overlay = overlay_with(ours, "mine.xlsx", sheet(called))
    assert findings_text(overlay) == ""
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell))
    assert spell.note == "=cmd|'/C calc'!A0"
    assert "1 formula -> the values saved with them" in guesses_text(overlay)


def test_hidden_sheets_are_skipped_and_noted(ours: Dataset) -> None:
    overlay = overlay_with(ours, "mine.xlsx", workbook_with(hidden))
    assert overlay.counts == {"spells": 1}
    assert "a hidden sheet -> skipped (unhide it to load it)" in guesses_text(overlay)


def test_macros_and_outside_links_are_ignored_and_noted(ours: Dataset) -> None:
    content = with_part(workbook_with(), "xl/vbaProject.bin", lambda _: b"Sub AutoOpen()")
    content = with_part(content, "xl/externalLinks/externalLink1.xml", lambda _: b"<a/>")
    overlay = overlay_with(ours, "mine.xlsm", content)
    assert overlay.counts == {"spells": 1}
    assert "macros -> skipped; they were not run" in guesses_text(overlay)
    assert "links to other workbooks -> not followed" in guesses_text(overlay)


def test_a_strict_workbook_is_read(ours: Dataset) -> None:
    content = workbook_with()
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        content = with_part(content, part, in_strict_form)
    overlay = overlay_with(ours, "mine.xlsx", content)
    assert (findings_text(overlay), overlay.counts) == ("", {"spells": 1})


def in_strict_form(part: bytes) -> bytes:
    """The part with the namespaces of “Strict Open XML Spreadsheet”."""
    usual, strict = b"http://schemas.openxmlformats.org", b"http://purl.oclc.org/ooxml"
    part = part.replace(usual + b"/spreadsheetml/2006/main", strict + b"/spreadsheetml/main")
    return part.replace(usual + b"/officeDocument/2006/relationships", strict + b"/officeDocument/relationships")


def test_days_count_from_1904_where_the_workbook_says_so(ours: Dataset) -> None:
    content = with_part(
        dated(43_357), "xl/workbook.xml", lambda part: part.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    )
    overlay = overlay_with(ours, "mine.xlsx", content)
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell))
    assert spell.start
    assert spell.start.text == "2022-09-15"


def test_hidden_rows_are_read_and_noted(ours: Dataset) -> None:
    overlay = overlay_with(ours, "mine.xlsx", sheet(lambda part: part.replace(b'<row r="2"', b'<row r="2" hidden="1"')))
    assert overlay.counts == {"spells": 1}
    assert "1 hidden row -> read like the others" in guesses_text(overlay)


def test_a_row_of_a_million_cells_stays_within_memory(ours: Dataset) -> None:
    cells = b'<row r="3">' + b"<c><v>1</v></c>" * 1_000_000 + b"</row></sheetData>"
    content = sheet(lambda part: part.replace(b"</sheetData>", cells))
    tracemalloc.start()
    try:
        assert "at most 200 columns are allowed" in findings_text(overlay_with(ours, "mine.xlsx", content))
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_empty_cells_without_end_are_refused(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.upload.reading.xml_reader.MAX_TAGS", 10_000)
    content = sheet(lambda part: part.replace(b"</sheetData>", b"<row>" + b"<c/>" * 20_000 + b"</row></sheetData>"))
    assert "has too many cells, including empty ones" in findings_text(overlay_with(ours, "mine.xlsx", content))


def test_a_cell_far_below_the_others_costs_nothing(ours: Dataset) -> None:
    far = b'<row r="99999999"><c r="A99999999"><v>x</v></c></row></sheetData>'
    content = sheet(lambda part: part.replace(b"</sheetData>", far))
    overlay = overlay_with(ours, "mine.xlsx", content)
    assert overlay.counts == {"spells": 1}
    assert "1 line below or between the rows -> left out" in guesses_text(overlay)


# Anything ------------------------------------------------------------------------------------------


@pytest.mark.slow
@examples(100)
@given(at=some.integers(0, 6_000), value=some.binary(min_size=1, max_size=6), length=some.integers(0, 6_000))
def test_a_workbook_damaged_anywhere_gives_rows_or_a_sentence(
    ours: Dataset, at: int, value: bytes, length: int
) -> None:
    content = bytearray(workbook_with())
    content[at : at + len(value)] = value
    overlay_with(ours, "mine.xlsx", bytes(content))
    overlay_with(ours, "mine.xlsx", bytes(content[:length]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "write"),
    [
        ("spells.csv", lambda: b"," * MAX_UPLOAD_BYTES),
        ("spells.csv", lambda: b'"' * MAX_UPLOAD_BYTES),
        ("mine.zip", ZIPS["many bombs"][0]),
        ("mine.zip", many),
        ("mine.xlsx", BOOKS["a bomb"][0]),
    ],
    ids=["commas", "quotes", "zip bombs", "entries", "XLSX bomb"],
)
def test_the_worst_uploads_stay_within_memory(ours: Dataset, file: str, write: Callable[[], bytes]) -> None:
    content = write()
    tracemalloc.start()
    try:
        assert findings_text(overlay_with(ours, file, content))
        assert tracemalloc.get_traced_memory()[1] < 250_000_000
    finally:
        tracemalloc.stop()
