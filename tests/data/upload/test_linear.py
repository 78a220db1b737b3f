"""What meets a reader's text takes time in proportion to it, and letters are counted however often a text is named."""

import openpyxl
import pytest

from data.matching.dates import day_readings
from data.matching.name_forms import other_forms
from data.matching.names import NameIndex
from data.tables.dataset import Dataset
from data.upload.mapping.choices import ADD, ALL_NAMES, Choices
from data.upload.reading.files import read_uploads
from data.upload.reading.number_formats import DatePrecision, date_precision
from data.upload.reading.raw import MAX_UPLOAD_LETTERS, MAX_UPLOAD_TABLES, Upload
from data.upload.reading.workbook import _fill_down
from data.upload.reading.workbook_parts import SheetReader, Strings, Styles
from data.upload.reading.xml_reader import XmlPartError
from data.upload.ties.actor_reader import ActorReader
from tests.support.inputs.uploads import ROW, findings_text, overlay_with, with_part, workbook_with
from tests.support.work import calls_of, ends

MILLION = 1_000_000
ADVERSARIAL = [
    " " * MILLION,
    "- " * (MILLION // 2),
    "[" * MILLION,
    "(" * MILLION,
    ", " * (MILLION // 2),
    "1," * (MILLION // 2),
    "republic of " * 80_000,
]


@pytest.fixture
def records(curated: Dataset) -> Dataset:
    return curated


@pytest.mark.slow
@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda text: repr(text[:3]))
def test_a_million_adversarial_letters_are_read_once(records: Dataset, text: str) -> None:
    names = NameIndex(records, {})
    names.likely_actors("Belaruz")
    with ends():
        names.actor(text)
        names.dyad(f"China{text}Belarus")
        day_readings(text)
        list(other_forms(text))
        date_precision("200", text)


@pytest.mark.parametrize(
    ("code", "precision"),
    [
        ("mmm-yy", DatePrecision.MONTH), ("yyyy", DatePrecision.YEAR), ("dd/mm/yyyy", DatePrecision.DAY), ("0.00", None),
        ('0 "days"', None), ("[Red]0", None), ("yyyy-mm-dd hh:mm", DatePrecision.DAY), ("h:mm", None), (r"0\d", None),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_its_format(code: str, precision: DatePrecision | None) -> None:
    assert date_precision("200", code) == precision
    assert date_precision("17", None) == DatePrecision.MONTH


def test_a_text_that_many_cells_name_counts_each_time() -> None:
    strings = Strings()
    strings.texts = ["a" * 100_000]
    sheet = SheetReader(strings, Styles(), from_1904=False)

    def fill() -> None:
        for row in range(1, MAX_UPLOAD_LETTERS // 100_000 + 2):
            sheet.start("c", {"r": f"A{row}", "t": "s"})
            sheet.start("v", {})
            sheet.text("0")
            sheet.end("v")
            sheet.end("c")

    with pytest.raises(XmlPartError, match="million letters"):
        fill()


# Whole uploads: each of these stopped the server for seconds or minutes.

PLAIN = "Country A,Country B,Relationship,Since,Note\n"
MARKS = "\u0301\u0316" * 60_000


@pytest.mark.parametrize(
    "text",
    [
        PLAIN + f"China,Belarus,friends,2011,a{MARKS}\n",
        PLAIN + f"China{MARKS},Belarus,friends,2011,\n",
        PLAIN + f"China,Belarus,friends{MARKS},2011,\n",
        PLAIN + f"China,Belarus,friends,2011{MARKS},\n",
        PLAIN.replace("Note", f"Note{MARKS}") + "China,Belarus,friends,2011,\n",
    ],
    ids=["note", "name", "label", "date", "header"],
)
def test_a_cell_of_combining_marks_is_read_at_once(ours: Dataset, text: str) -> None:
    with ends():
        overlay_with(ours, "ties.csv", text)


@pytest.mark.slow
def test_merged_cells_that_name_a_thousand_million_rows_are_filled_at_once() -> None:
    areas = b"".join(b'<mergeCell ref="H%d:H999999999"/>' % row for row in range(2, 1000))

    def merge(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + areas + b"</mergeCells>")

    def fill(book: openpyxl.Workbook) -> None:
        for number in range(3000):
            book.worksheets[0].append([f"x-{number + 2}", *ROW[1:4], str(1800 + number % 200), *ROW[5:7], None])
        book.worksheets[0]["H2"] = "merged"

    content = with_part(workbook_with(fill), "xl/worksheets/sheet1.xml", merge)
    with ends():
        reading = read_uploads([Upload("ties.xlsx", content)])
    assert [cells[-1] for _, _, cells in reading.tables[0].records[1:4]] == ["merged"] * 3


def test_merged_cells_count_their_letters() -> None:
    sheet = SheetReader(Strings(), Styles(), from_1904=False)
    sheet.rows = {row: {1: "x"} for row in range(1, 2000)}
    sheet.rows[1][0] = "a" * 100_000
    sheet.merged = [(1, 0, 2000, 0)]
    with pytest.raises(XmlPartError, match="million letters"):
        _fill_down(sheet)


def test_the_name_of_a_node_counts_as_often_as_edges_have_it(ours: Dataset) -> None:
    node = f'<node id="1" label="{"a" * 100_000}"/><node id="2" label="China"/>'
    edges = '<edge source="1" target="2"/>' * 1000
    overlay = overlay_with(ours, "net.gexf", f"<gexf><graph><nodes>{node}</nodes><edges>{edges}</edges></graph></gexf>")
    assert "million letters" in findings_text(overlay)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Älpha {}", "名{}"])
def test_the_work_for_names_that_are_added_grows_with_their_number(ours: Dataset, name: str) -> None:
    def calls(number: int) -> int:
        reader, actors = ActorReader(NameIndex(ours, {}), Choices(answers={ALL_NAMES: ADD})), set[str | None]()
        names = [name.format(chr(0x4E00 + one) * 2) for one in range(number)]
        work = calls_of(lambda: actors.update(map(reader.actor, names)))
        assert len(actors) == number
        return work

    assert calls(4000) < 4 * 1.5 * calls(1000)


@pytest.mark.parametrize("year", ["²²²²", "③", "①②③④", "٢٠١١", "１９９９", "𝟐𝟎𝟏𝟏", "२०११"])
@pytest.mark.parametrize(
    "header",
    [
        "Country A,Country B,Relationship,Since,Until",
        "Country A,Country B,Relationship,Year,Note",
        "state_name1,state_name2,ccode1,ccode2,dyad_st_year,dyad_st_month,dyad_st_day,dyad_end_year,defense,entente",
        "mem1,mem2,year,defense,nonagg,consul",
        "country1,country2,iso1,iso2,base_treaty,name,entryforceyear,year,entry_type",
        "Source,Target,Weight,Label",
    ],
)
def test_digits_of_other_kinds_are_a_finding_or_a_number_and_no_error(ours: Dataset, header: str, year: str) -> None:
    columns = header.split(",")
    cells = ["China", "Belarus", *[year] * (len(columns) - 2)]
    text = "\n".join([header, *[",".join(cells)] * 4]) + "\n"
    overlay = overlay_with(ours, "ties.csv", text)
    assert overlay.findings or overlay.dataset


@pytest.mark.slow
def test_a_workbook_of_very_many_sheets_is_refused(ours: Dataset) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for number in range(MAX_UPLOAD_TABLES):
            book.create_sheet(f"more {number}")

    assert "more than 200 sheets" in findings_text(overlay_with(ours, "ties.xlsx", workbook_with(fill)))
