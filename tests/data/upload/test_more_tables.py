"""More tables as people have them: workbooks with titles, encodings, lists without a header, dates of two digits."""

import io
from datetime import date

import openpyxl
import pytest

from data.export.added_rows import template_xlsx
from data.matching.dates import day
from data.tables.dataset import Dataset
from data.upload.mapping.choices import Choices
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import MAX_UPLOAD_FINDINGS, Upload
from tests.support.inputs.known_files import cow_by_dyad, desta_dyads, gephi_tables, kumu_connections

TODAY = date(2026, 11, 28)


@pytest.fixture
def records(curated: Dataset) -> Dataset:
    return curated


def read(records: Dataset, *files: tuple[str, str | bytes]) -> Overlay:
    uploads = [Upload(name, text if isinstance(text, bytes) else text.encode()) for name, text in files]
    return overlay_of(records, uploads, Choices(), today=TODAY)


def facts(overlay: Overlay) -> list[tuple[str, str, str, str]]:
    """(dyad, wording, opening, end) of each added spell."""
    assert overlay.dataset, [str(finding) for finding in overlay.findings]
    added = [spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)]
    return [(spell.dyad, spell.wording, str(spell.opening or ""), str(spell.end or "")) for spell in added]


TABLES: dict[str, tuple[str, str | bytes, list[tuple[str, str, str, str]]]] = {
    "Windows-1252, in German": (
        "liste.csv",
        "Land;Partner;Vertrag;Seit\nDeutschland;Côte d’Ivoire;Investitionsschutz;1967\nGermany;São Tomé and Príncipe;Handel;2001\n".encode("cp1252"),
        [("CIV-DEU", "Investitionsschutz", "1967", ""), ("DEU-STP", "Handel", "2001", "")],
    ),
    "dates as Excel shows them in the United States": (
        "visits.csv",
        "Host,Guest,Visit type,Date\nChina,Belarus,State visit,3/1/23\nChina,Russia,State visit,3/20/23\n",
        [("BLR-CHN", "State visit", "2023-03-01", ""), ("CHN-RUS", "State visit", "2023-03-20", "")],
    ),
    "a list of pairs without a header": (
        "pairs.csv", "China,Kenya\nChina,Ghana\n",
        [("CHN-KEN", "pairs", "2026-11-28", ""), ("CHN-GHA", "pairs", "2026-11-28", "")],
    ),
    "missions that were opened and closed": (
        "missions.csv",
        "Sending state,Receiving state,Post,Opened,Closed\nTaiwan,Honduras,Embassy,1985,2023-03-26\nTaiwan,Paraguay,Embassy,1957,\n",
        [("HND-TWN", "Embassy", "1985", "2023-03-26"), ("PRY-TWN", "Embassy", "1957", "")],
    ),
    "a date in a column of any name": (
        "a.csv", "Country A,Country B,Bond,What day\nChina,Kenya,Pact,15-Sep-2022\nChina,Ghana,Pact,2020\n",
        [("CHN-KEN", "Pact", "2022-09-15", ""), ("CHN-GHA", "Pact", "2020", "")],
    ),
    "a header that comes again": (
        "stack.csv", "Country A,Country B,Tie,Since\nChina,Kenya,Pact,2010\nCountry A,Country B,Tie,Since\nChina,Ghana,Pact,c. 2012\n",
        [("CHN-KEN", "Pact", "2010", ""), ("CHN-GHA", "Pact", "2012", "")],
    ),
    "names of ISO with an article": (
        "iso.csv", "Country 1,Country 2,Label\nNiger (the),Korea (the Republic of),Friend\nPérou (le),Algérie (l'),Friend\n",
        [("KOR-NER", "Friend", "2026-11-28", ""), ("DZA-PER", "Friend", "2026-11-28", "")],
    ),
    "Russian in Windows-1251": (
        "ties.csv", "Страна 1;Страна 2;Отношения;Начало\nКНР;Российская Федерация;Дружба;1 января 1996 г.\n".encode("cp1251"),
        [("CHN-RUS", "Дружба", "1996-01-01", "")],
    ),
    "UTF-16 with tabs": (
        "ties.tsv", "Reporter\tPartner\tTie\tSince\nChina\tCôte d'Ivoire\tFriendly\tJun-16\n".encode("utf-16"),
        [("CHN-CIV", "Friendly", "2016-06", "")],
    ),
    "several sides of sanctions": (
        "sanctions.csv", "Sender,Target,Measure,From,To,Ref\nUnited States,Russian Federation,Asset freeze,2014-03-17,,EO 13661\n",
        [("RUS-USA", "Asset freeze", "2014-03-17", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_as_a_person_would_wish(records: Dataset, name: str) -> None:
    file, content, expected = TABLES[name]
    overlay = read(records, (file, content))
    assert [str(finding) for finding in overlay.findings] == []
    assert facts(overlay) == expected


def test_a_table_without_a_source_is_its_own_source(records: Dataset) -> None:
    overlay = read(records, ("my list.csv", "Country A,Country B,Relationship\nChina,Kenya,Friend\n"))
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell))
    assert (spell.grade, overlay.dataset.sources[spell.sources[0]].title) == ("reported", "[my list.csv]")
    assert overlay.own_counts == {"spells": 1}


def test_a_name_of_two_states_offers_both(records: Dataset) -> None:
    overlay = read(records, ("a.csv", "Country A,Country B,Relationship\nCongo,Kenya,Friend\n"))
    assert [answer for answer, _ in overlay.questions[0].options[:2]] == ["COD", "COG"]


@pytest.mark.parametrize("written", ["15/09/22", "09/15/22", "15.09.22"])
def test_a_year_of_two_digits_is_read_as_spreadsheets_read_it(written: str) -> None:
    assert day(written) == "2022-09-15"
    assert day(written.replace("22", "92")) == "1992-09-15"


def test_wordings_of_the_readers_own_labels_come_from_their_table(records: Dataset) -> None:
    files = {
        "families": "family,name,layer,owner,exclusive,meaning\nde,Germany’s partnerships,partnership,DEU,yes,Labels.\n",
        "tiers": "tier,family,wording\nDE-1,de,Strategic partnership\n",
        "ladders": "ladder,family,name,author,house,rationale\nde-order,de,Order,Us,yes,Ours.\n",
        "rungs": "ladder,tier,rung,group,group_name\nde-order,DE-1,1,A,Strategic\n",
        "spells": "Country A,Country B,tier,Since,status,grade\nGermany,Brazil,DE-1,2008,in force,recalled\n",
    }
    overlay = read(records, *((f"{name}.csv", text) for name, text in files.items()))
    assert facts(overlay) == [("BRA-DEU", "Strategic partnership", "2008", "")]


# Workbooks -----------------------------------------------------------------------------------------


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if "Partnerships" in book.sheetnames:
        book["Partnerships"].merge_cells("A1:D1")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


TIES: list[list[object]] = [
    ["Country A", "Country B", "Relationship", "Since"],
    ["Germany", "Kenya", "Close partner", date(2015, 4, 20)],
]


def test_a_title_above_the_table_and_a_sheet_of_explanations_are_no_obstacle(records: Dataset) -> None:
    readme: list[list[object]] = [["About this file"], ["Made in 2024"]]
    book = workbook(
        README=readme,
        Partnerships=[["Partnerships of Germany", None, None, None], *TIES],
        Lists=[["in force"], ["ended"]],
    )
    overlay = read(records, ("mine.xlsx", book))
    assert not overlay.findings
    assert facts(overlay) == [("DEU-KEN", "Close partner", "2015-04-20", "")]


def test_a_month_that_a_spreadsheet_made_a_date_stays_a_month(records: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    sheet = book["spells"]
    columns = {str(cell.value): cell.column or 0 for cell in sheet[1]}
    rows = ((date(2014, 12, 1), "mmm-yy"), (date(2013, 1, 1), "yyyy"))
    for number, (day_of_cell, form) in enumerate(rows, 2):
        cells = {"dyad": "CHN-EGY", "tier": "CN-T13", "status": "in force", "grade": "recalled"}
        for column, text in cells.items():
            sheet.cell(number, columns[column], text)
        sheet.cell(number, columns["start"], day_of_cell).number_format = form
    file = io.BytesIO()
    book.save(file)
    overlay = read(records, ("template.xlsx", file.getvalue()))
    assert not [question for question in overlay.questions if question.is_open]
    # The two overlap one another, as both are open: what matters here is how they were read.
    written = {(guess.written, guess.read_as) for guess in overlay.guesses}
    assert ("2 numbers in date format", "the dates that the sheet shows") in written
    dates = {line.cell("start") for name, line in overlay.lines if name == "spells"}
    assert dates <= {"2014-12", "2013"}


# Well-known files, at their size -------------------------------------------------------------------


def test_treaties_that_are_signed_changed_or_left_are_read_so(records: Dataset) -> None:
    header = "country1,country2,iso1,iso2,number,base_treaty,name,entry_type,year,entryforceyear\n"
    treaties = (
        "Canada,United States,124,840,1,1,Canada US FTA,base_treaty,1988,1989\n"
        "Canada,United States,124,840,1a,1,Canada US FTA (consolidated),consolidated,1988,1992\n"
        "Congo,Kenya,178,404,2,2,Congo Kenya,base_treaty,1999,NA\n"
    )
    left = "United States,Canada,840,124,1,1,Canada US FTA,withdrawal,2020,NA\n"
    overlay = read(records, ("desta.csv", header + treaties), ("desta_dyadic_withdrawal.csv", header + left))
    assert facts(overlay) == [("CAN-USA", "Canada US FTA", "1989", "2020"), ("COG-KEN", "Congo Kenya", "1999", "")]
    assert overlay.dataset
    assert [spell.status for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)] == [
        "in force",
        "signed",
    ]


def test_edges_between_numbers_ask_for_their_nodes(records: Dataset) -> None:
    nodes, edges = gephi_tables()
    (finding,) = read(records, ("edges.csv", edges)).findings
    assert "by the numbers of nodes (upload the table of nodes" in str(finding)
    overlay = read(records, ("nodes.csv", nodes), ("edges.csv", edges))
    assert (overlay.new_ties > 400, overlay.questions, overlay.findings) == (True, (), ())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "least"), [("alliance_v4.1_by_dyad.csv", 3_000), ("desta_dyads.csv", 6_000), ("kumu.csv", 290)]
)
def test_a_well_known_file_goes_in_at_its_size(records: Dataset, file: str, least: int) -> None:
    contents: dict[str, str | bytes] = {"a": cow_by_dyad(), "d": desta_dyads(), "k": kumu_connections()}
    content = contents[file[0]]
    overlay = read(records, (file, content))
    assert overlay.new_ties >= least
    assert {question.kind for question in overlay.questions} <= {"actor"}
    assert len(overlay.findings) <= MAX_UPLOAD_FINDINGS
    # Every row that does not go in is in the file of those left out, also beyond the findings that are listed.
    waiting = sum(question.rows for question in overlay.questions)
    assert waiting / 2 <= len(overlay.skipped) <= waiting + 20
