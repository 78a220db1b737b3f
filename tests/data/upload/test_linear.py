"""What meets a reader's text takes time in proportion to it, and letters are counted however often a text is named."""

import time

import pytest

from data.matching.dates import day_readings
from data.matching.name_forms import other_forms
from data.matching.names import NameIndex
from data.tables.dataset import Dataset, load_records
from data.upload.reading.number_formats import DatePrecision, date_precision
from data.upload.reading.raw import MAX_UPLOAD_LETTERS
from data.upload.reading.workbook_parts import SheetReader, Strings, Styles, XmlPartError

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


@pytest.fixture(scope="module")
def records() -> Dataset:
    return load_records()


@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda text: repr(text[:3]))
def test_a_million_adversarial_letters_take_no_time(records: Dataset, text: str) -> None:
    names = NameIndex(records, {})
    names.likely_actors("Belaruz")
    start = time.thread_time()
    (
        names.actor(text),
        names.dyad(f"China{text}Belarus"),
        day_readings(text),
        list(other_forms(text)),
        date_precision("200", text),
    )
    assert time.thread_time() - start < 1


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
