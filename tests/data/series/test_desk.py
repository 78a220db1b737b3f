"""A desk's own copies: the file as its publisher gives it becomes a series, and what is skipped is said."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from data.base.fault import FaultError
from data.series.__main__ import main
from data.series.desk import apart
from data.series.desk.apart import converted_apart
from data.series.desk.convert import copy_of, layout_of
from data.series.desk.folder import store_copy
from data.series.desk.layouts import SERIES_LAYOUTS
from data.series.desk.reading import converted
from data.series.desk.sheets import CopyError
from data.series.series_set import desk_series
from data.series.value_columns import Values
from data.tables.dataset import Dataset

SIPRI = """\
Transfers of major weapons from China, orders or deliveries 1990 to 2024.
Source: SIPRI Arms Transfers Database,,,
,,,
Recipient,Supplier,Year of order,,Number ordered,Weapon designation,Year(s) of delivery,SIPRI TIV per unit,SIPRI TIV for total order
Pakistan,China,2015,,8,Hangor,2024,100,800
Pakistan,China,(2015),?,50,CH-4,2018,1,"1,050.5"
Belarus,China,2015,,30,A-200,2016,1,12
Türkiye,Ruritania,2019,,1,S,2019,1,500
"""
GSDB = """\
case_id,sanctioned_state,sanctioning_state,begin,end,trade,arms,military,financial,travel,other,objective,success
1,China,Russia,1992,1995,0,1,0,0,1,0,x,y
2,Belarus,EU,2004,2010,0,0,0,0,1,0,x,y
"""


def made(dataset: Dataset, layout: str, content: str | bytes, name: str = "copy.csv") -> tuple[Values, tuple[str, ...]]:
    copy = copy_of(dataset, layout_of(layout), [(name, content.encode() if isinstance(content, str) else content)])
    return copy.series_set.values(copy.series.series), copy.notes


def workbook(rows: list[list[object]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("About").write(0, 0, "Read me")
        sheet = book.add_worksheet("Master")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def test_orders_of_a_register_are_added_up_by_year_and_others_are_skipped_and_said(ours: Dataset) -> None:
    read, notes = made(ours, "sipri", SIPRI)
    assert [(value.year, value.value, value.reporter) for value in read.of("CHN-PAK")] == [(2015, 1850.5, "CHN")]
    assert [value.value for value in read.of("BLR-CHN")] == [12]
    assert "4 rows read, 2 values of 2 pairs." in notes
    assert any("Ruritania" in note for note in notes)
    assert any("Non-commercial" in note for note in notes)


def test_baci_names_states_by_number_and_its_products_are_added_up(ours: Dataset) -> None:
    read, _ = made(
        ours, "baci", "t,i,j,k,v,q\n2022,156,112,010121,1500.5,1\n2022,156,112,010129,500,1\n2022,156,999,1,1,1\n"
    )
    assert [(value.year, round(value.value, 4)) for value in read.of("BLR-CHN")] == [(2022, 2.0005)]


def test_years_of_baci_in_several_files_or_in_one_zip_are_one_series(
    ours: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A year has millions of rows: they are taken in parts, and a pair may be in several.
    monkeypatch.setattr("data.series.desk.sheets.ROWS_AT_ONCE", 2)
    years = {
        f"BACI_HS92_Y{year}.csv": f"t,i,j,k,v,q\n{year},156,112,1,1000,1\n{year},156,643,1,5,1\n{year},156,112,2,2000,1\n"
        for year in (2021, 2022)
    }
    files = [(name, text.encode()) for name, text in years.items()]
    apart_from_each_other = copy_of(ours, layout_of("baci"), files)
    notes = " ".join(apart_from_each_other.notes)
    assert "6 rows read, 4 values of 2 pairs." in notes
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("country_codes.csv", "country_code,country_name\n156,China\n")
        for name, text in years.items():
            archive.writestr(name, text)
    together, _ = made(ours, "baci", content.getvalue(), "BACI.zip")
    assert [(value.year, value.value) for value in together.of("BLR-CHN")] == [(2021, 3), (2022, 3)]
    assert apart_from_each_other.series_set.values("desk_baci").of("BLR-CHN") == together.of("BLR-CHN")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_is_damaged_inside_is_said_to_be_whatever_packed_it(method: int) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("a.csv", SIPRI * 9)
    packed = bytearray(content.getvalue())
    packed[60:90] = bytes(30)
    with pytest.raises(CopyError, match="cannot be unpacked"):
        converted(layout_of("sipri"), [("a.zip", bytes(packed))])


def test_comtrade_keeps_whose_books_and_totals_only(ours: Dataset) -> None:
    head = "refYear,reporterISO,partnerISO,flowCode,cmdCode,primaryValue\n"
    rows = "2022,BLR,CHN,M,TOTAL,4180000000\n2022,CHN,BLR,X,TOTAL,3300000000\n2022,CHN,BLR,X,27,5\n2022,CHN,W00,X,TOTAL,9\n"
    read, notes = made(ours, "comtrade", head + rows)
    assert [(value.reporter, value.flow, value.value) for value in read.of("BLR-CHN")] == [
        ("BLR", "import", 4180),
        ("CHN", "export", 3300),
    ]
    assert any("W00" in note for note in notes)


def test_a_workbook_is_read_by_the_sheet_that_has_the_columns(ours: Dataset) -> None:
    rows: list[list[object]] = [["TripYear", "LeaderCountryISO", "x", "CountryVisitedISO"], [2023, "BLR", "", "CHN"]]
    read, _ = made(ours, "colt", workbook([*rows, [2023, "BLR", "", "CHN"], [2024, "CHN", "", "RUS"]]), "colt.xlsx")
    assert [(value.year, value.value, value.reporter) for value in read.of("BLR-CHN")] == [(2023, 2, "BLR")]
    assert read.dyads == ("BLR-CHN", "CHN-RUS")


@pytest.mark.parametrize(("layout", "value"), [("un_share", 75.0), ("un_votes", 0.5)])
def test_roll_calls_become_agreement_with_absence_left_out(ours: Dataset, layout: str, value: float) -> None:
    votes = {"CHN": "YYNNY", "BLR": "YYYNX", "PAK": "XXXXY"}
    rows = [
        f"{call},{state},{vote},2024-11-0{call}" for state, cast in votes.items() for call, vote in enumerate(cast, 1)
    ]
    read, _ = made(ours, layout, "undl_id,ms_code,ms_vote,date\n" + "\n".join(rows))
    (agreement,) = read.of("BLR-CHN")
    assert (agreement.year, agreement.n, agreement.reporter) == (2024, 4, "")
    assert agreement.value == pytest.approx(value)


def test_only_what_aiddata_recommends_counts(ours: Dataset) -> None:
    head = "Commitment Year,Recipient ISO-3,Adjusted Amount (Constant USD 2021),Recommended For Aggregates\n"
    read, _ = made(ours, "aiddata", f"{head}2015,PAK,2000000,Yes\n2015,PAK,1000000,Yes\n2015,PAK,9000000,No\n")
    assert [value.value for value in read.of("CHN-PAK")] == [3]


def test_sanctions_are_spells_with_their_kinds(ours: Dataset) -> None:
    read, _ = made(ours, "gsdb", GSDB)
    (case,) = read.of("CHN-RUS")
    assert (case.year, case.until, case.words, case.reporter) == (1992, 1995, "arms; travel", "RUS")


def test_missions_have_the_level_of_the_data_set(ours: Dataset) -> None:
    read, _ = made(ours, "missions", "sender,host,year,level\nBLR,CHN,2024,0.75\nCHN,Belarus,2024,1\n")
    assert [(value.reporter, value.value) for value in read.of("BLR-CHN")] == [("BLR", 0.75), ("CHN", 1)]


@pytest.mark.parametrize("sender", ["SendingCountry", "Sending Country"])
def test_missions_are_read_from_the_columns_of_their_publisher(curated: Dataset, sender: str) -> None:
    head = f"{sender},Destination,Year,Embassy,Focus,EmbassyFocus,LOR\n"
    rows = 'Côte d\x92Ivoire,China,2024,1,1,1,1\n"Korea, South",China,2024,1,1,1,0.75\nUSSR,China,1990,1,1,1,1\n'
    read, said = made(curated, "missions", (head + rows).encode("latin-1"))
    assert {dyad: [value.value for value in read.of(dyad)] for dyad in ("CHN-CIV", "CHN-KOR")} == {
        "CHN-CIV": [1],
        "CHN-KOR": [0.75],
    }
    assert any("USSR" in words for words in said), "a state that is gone is skipped and named"


@pytest.mark.parametrize("layout", SERIES_LAYOUTS)
@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", b"\xff\xfe\x00\x01", b'"open,\n1', b"\0" * 50]
)
def test_a_file_of_another_kind_is_refused_with_the_columns_that_it_lacks(
    ours: Dataset, layout: str, content: bytes
) -> None:
    with pytest.raises(CopyError):
        made(ours, layout, content)


def test_a_file_of_another_layout_is_told_apart_and_one_of_none_hears_what_to_bring(ours: Dataset) -> None:
    with pytest.raises(
        CopyError, match="it looks like “Arms transfers, SIPRI”: choose that, or give the file of this one: Workbook"
    ):
        made(ours, "colt", SIPRI)
    table = "TIV of arms exports from China, 2015-2024\n,2015,2016,Total\nPakistan,565,700,1265\n"
    with pytest.raises(
        CopyError, match="give the file as its publisher gives it: Trade register of the Arms Transfers"
    ):
        made(ours, "sipri", table)


def test_a_copy_without_a_pair_of_the_records_is_refused(ours: Dataset) -> None:
    with pytest.raises(CopyError, match="no row is about two actors"):
        made(ours, "baci", "t,i,j,k,v,q\n2022,4,8,1,1,1\n")


def test_a_stored_copy_is_found_again_and_a_second_one_takes_its_place(ours: Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "series"
    store_copy(folder, copy_of(ours, layout_of("gsdb"), [("a.csv", GSDB.encode())]))
    for year in ("2015", "2016"):
        store_copy(folder, copy_of(ours, layout_of("sipri"), [("a.csv", SIPRI.replace("2015", year).encode())]))
    shelf = desk_series(folder)
    assert set(shelf.series) == shelf.own == {"desk_gsdb", "desk_sipri"}
    assert shelf.faults() == []
    assert [value.year for value in shelf.values("desk_sipri").of("CHN-PAK")] == [2016]
    assert not list(folder.glob(".*"))


@pytest.mark.slow
def test_the_command_stores_a_series_or_says_why_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sipri.csv").write_text(SIPRI, "utf-8")
    assert main(["import", "sipri", str(tmp_path / "sipri.csv"), "--folder", str(tmp_path / "desk")]) == 0
    assert "Skipped, because these records do not have them as actors: Ruritania." in capsys.readouterr().out
    assert main(["import", "colt", str(tmp_path / "sipri.csv"), "--folder", str(tmp_path / "desk")]) == 1
    assert "Nothing was stored." in capsys.readouterr().out
    assert main(["import", "other", str(tmp_path / "none"), "--folder", str(tmp_path / "desk")]) == 1
    assert main(["layouts"]) == 0
    assert "Terms: Etalab 2.0" in capsys.readouterr().out


# Read apart ----------------------------------------------------------------------------------------------


def zipped(**entries: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


@pytest.mark.slow
def test_a_process_of_its_own_reads_the_same_and_not_too_much(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("a.csv", GSDB.encode())]
    here, there = (copy_of(ours, layout_of("gsdb"), files, read) for read in (converted, converted_apart))
    assert (here.content, here.notes) == (there.content, there.notes)
    monkeypatch.setattr(apart, "MOST_VALUES", 1)
    with pytest.raises(CopyError, match="more than 1 values"):
        converted_apart(layout_of("gsdb"), files)
    monkeypatch.undo()
    monkeypatch.setattr(apart, "MOST_STATES", 2)
    with pytest.raises(CopyError, match="more than 2 names of states"):
        converted_apart(layout_of("gsdb"), files)
    with pytest.raises(CopyError, match="more than 12 files or 40 MB"):
        converted_apart(layout_of("sipri"), files * 13)


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
HEAD = b"".join(
    b'<c t="inlineStr"><is><t>%s</t></is></c>' % name
    for name in (b"LeaderCountryISO", b"CountryVisitedISO", b"TripYear")
)
WIDE = b"%s<row>%s</row>%s" % (SHEET, HEAD, b'<row><c r="XFD1"/></row>' * 400_000)
HOSTILE = {
    "rows of 16,384 cells": ("colt", zipped(xl__worksheets__a_xml=WIDE)),
    "a table of 400 million votes": (
        "un_votes",
        b"undl_id,ms_code,ms_vote,date\n" + b"".join(b"%d,%d,Y,2024-01-01\n" % (n, n) for n in range(20_000)),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_what_takes_too_much_ends_by_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SERIES_LIMITS", replace(apart.SERIES_LIMITS, cpu_seconds=3, memory=500_000_000))
    layout, content = HOSTILE[name]
    assert len(content) < 1_000_000
    with pytest.raises(CopyError, match="more time or memory than a reader may use"):
        converted_apart(layout_of(layout), [("file", content)])


@pytest.mark.parametrize("cells", ["0001,1", "2015,1e999"])
def test_a_value_that_is_none_is_refused_when_it_is_brought(ours: Dataset, cells: str) -> None:
    year, value = cells.split(",")
    line = f"Pakistan,China,{year},,8,Hangor,2024,100,{value}\n"
    with pytest.raises(FaultError):
        made(ours, "sipri", SIPRI + line)


def test_a_pair_has_no_more_values_than_can_be_drawn(ours: Dataset) -> None:
    lines = "".join(f"{number},China,Russia,1992,1995,0,1,0,0,1,0,x,y\n" for number in range(2001))
    with pytest.raises(CopyError, match="2,000 values of one pair"):
        made(ours, "gsdb", GSDB + lines)
