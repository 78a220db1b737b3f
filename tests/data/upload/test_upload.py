"""What is uploaded: read correctly, or reported with what is wrong, where, and how to fix it."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from data.export.added_rows import FINDING_COLUMNS, finding_rows, table_csv
from data.export.csv_files import csv_of
from data.model.columns import kind_of
from data.model.schema import TABLE
from data.tables.dataset import Dataset
from data.tables.rows import csv_text
from data.upload.reading.files import EXTENSIONS
from data.upload.reading.raw import MAX_NAME_LETTERS, MAX_UPLOAD_BYTES, MAX_UPLOAD_ROWS
from tests.support.examples import examples
from tests.support.inputs.anything import FILE_NAMES, FORMULAS, HOSTILE, free_columns
from tests.support.inputs.uploads import (
    COLUMNS,
    HEADER,
    LINE,
    csv_line,
    findings_text,
    guesses_text,
    overlay_with,
    quote_cell,
    workbook_with,
    zip_with,
)

# Text files ----------------------------------------------------------------------------------------


def test_a_row_in_our_own_form_is_taken_without_a_guess_about_its_cells(ours: Dataset) -> None:
    overlay = overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n")
    assert overlay.counts == {"spells": 1}
    assert overlay.guesses == ()


# A good row of the same file can be added while the bad one waits.
WITH_GOOD_ROWS = {"cut off", "cut off with the line ends of an old Mac", "same id twice", "overlap within the upload"}
FAULTS: dict[str, tuple[str, str | bytes, str]] = {
    "no bytes": ("spells.csv", b"", "spells.csv: is an empty file"),
    "blank": ("spells.csv", "\n \n", "spells.csv: is empty"),
    "only a header": ("spells.csv", HEADER + "\n", "contains no row"),
    "unclosed quote": (
        "spells.csv",
        f'{HEADER}\n{LINE}\n{csv_line(spell="x-2", note=chr(34) + "open")}\n',
        "spells.csv:3: the quote that opens on this line is never closed",
    ),
    "quote amid a cell": (
        "spells.csv",
        f'{HEADER}\n{csv_line(note=chr(34) + "a" + chr(34) + "b")}\n',
        "spells.csv:2: the quote that opens on this line closes on line 2 in the middle of a cell",
    ),
    "two separators": (
        "spells.csv",
        f"{HEADER}\n{LINE.replace(',', ';')}\n",
        "spells.csv:2: is separated by semicolons, the header by commas (use one of them throughout)",
    ),
    "cut off with the line ends of an old Mac": ("spells.csv", f"{HEADER}\n{LINE}\nx-2,BLR".replace("\n", "\r"), "spells.csv:3: has 2 cells where the header has 8; the last line is cut off"),
    "cut off": ("spells.csv", f"{HEADER}\n{LINE}\nx-2,BLR", "spells.csv:3: has 2 cells where the header has 8; the last line is cut off"),
    "NUL": ("spells.csv", f"{HEADER}\n{csv_line(note=chr(0))}\n", "spells.csv:2: note: contains an invisible character, U+0000"),
    "bell": ("spells.csv", f"{HEADER}\n{csv_line(note='a' + chr(7))}\n", "note: contains an invisible character, U+0007"),
    "escape": ("spells.csv", f"{HEADER}\n{csv_line(wording=chr(27) + '[31mred')}\n", "wording: contains an invisible character, U+001B"),
    "line separator": ("spells.csv", f"{HEADER}\n{csv_line(note='a' + chr(0x2028) + 'b')}\n", "note: contains an invisible character, U+2028"),
    "isolated right to left": ("spells.csv", f"{HEADER}\n{csv_line(spell='x' + chr(0x2067) + '1')}\n", "spell: contains an invisible character, U+2067"),
    "zero width": ("spells.csv", f"{HEADER}\n{csv_line(note='a' + chr(0x200B))}\n", "note: contains an invisible character, U+200B"),
    "right to left override": ("spells.csv", f"{HEADER}\n{csv_line(note='a' + chr(0x202E))}\n", "note: contains an invisible character, U+202E"),
    "an invisible joiner in an id": ("spells.csv", f"{HEADER}\n{csv_line(spell='x' + chr(0x200D) + '1')}\n", "spell: contains an invisible character between letters"),
    "Cyrillic letter in a dyad": (
        "spells.csv",
        f"{HEADER}\n{csv_line(dyad='ВLR-PAK')}\n",
        "spells.csv:2: dyad: contains a letter that only looks Latin: Cyrillic Capital “В” (write BLR-PAK in Latin letters)",
    ),
    "all Cyrillic": ("spells.csv", f"{HEADER}\n{csv_line(dyad='РАК-BLR')}\n", "dyad: contains a letter that only looks Latin"),
    "a Cyrillic letter in a new id": ("spells.csv", f"{HEADER}\n{csv_line(spell='х-1')}\n".replace("х-1", "аb-1"), "spell: contains a letter that only looks Latin"),
    "surrogates": ("spells.csv", f"{HEADER}\n".encode() + csv_line(note="?").encode().replace(b"?", b"\xed\xa0\x80") + b"\n", "(save it as UTF-8)"),
    "unknown bytes": ("spells.csv", f"{HEADER}\n".encode() + csv_line(note="?").encode().replace(b"?", b"\xe9t\xe9 \x81") + b"\n", "(save it as UTF-8)"),
    "a million columns": ("spells.csv", "," * 1_000_000 + "\n", "spells.csv:1: has 1,000,001 cells; at most 200 are allowed"),
    "many columns": ("spells.csv", "a," * 300 + "\n", "spells.csv:1: has 301 cells; at most 200 are allowed"),
    "one huge cell": ("spells.csv", f"{HEADER}\n{csv_line(note='a' * 9_000_000)}\n", "spells.csv:2: has 9,000,0"),
    "a cell of 100 MB": ("spells.csv", f"{HEADER}\n".encode() + b"a" * 100_000_000, "is 100.0 MB; at most 10 MB are allowed"),
    "a long cell": ("spells.csv", f"{HEADER}\n{csv_line(note='a' * 200_000)}\n", "has a cell of more than 131,072 characters"),
    "above the limit": ("spells.csv", b"a" * (MAX_UPLOAD_BYTES + 1), "is 10.0 MB; at most 10 MB are allowed (split it)"),
    "too many rows": ("spells.csv", HEADER + "\n" + f"{LINE}\n" * (MAX_UPLOAD_ROWS + 1), "is row 20,001; at most 20,000 are allowed"),
    "no table": ("notes.csv", "apple,pear\n1,2\n", "notes.csv:1: no column was recognised"),
    "wrong ending": ("picture.png", b"\x89PNG", "is not a CSV, XLSX or zip"),
    "a zip called CSV": ("spells.csv", zip_with(("spells.csv", b"a")), "is a zip file, not a CSV"),
    "an old XLS called CSV": ("spells.csv", b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old or password-protected spreadsheet, not a CSV"),
    "a PDF called CSV": ("spells.csv", b"%PDF-1.7", "is a PDF, not a CSV"),
    "a CSV called XLSX": ("spells.xlsx", HEADER, "is not a zip file, or its end is missing"),
    "a CSV called zip": ("spells.zip", HEADER, "is not a zip file, or its end is missing"),
    "a truncated XLSX": ("spells.xlsx", workbook_with()[:-100], "is not a zip file, or its end is missing"),
    "same id as ours": ("spells.csv", f"{HEADER}\n{csv_line(spell='blr-1')}\n", "spell: this id exists in our records, with a different dyad"),
    "same id twice": ("spells.csv", f"{HEADER}\n{LINE}\n{LINE}\n", 'spells.csv:3: spell: "x-1" is already used on line 2'),
    "overlap within the upload": ("spells.csv", f"{HEADER}\n{LINE}\n{csv_line(spell='x-2', start='2021')}\n", "overlaps with x-1"),
    "an id that would join others": ("sources.csv", "source,publisher,family,title,reliability\na/b,P,F,T,B\n", 'source: "a/b" is not a valid id (write it without'),
    "a short name that is long": ("actors.csv", f"actor,kind,name,short_name,region\nORG:X,state,X,{'x' * 10_000},Europe\n", "has 10,000 characters (write at most 14)"),
    "year 0": ("spells.csv", f"{HEADER}\n{csv_line(start='0000')}\n", 'spells.csv:2: start: "0000" is not a valid date (use 2011'),
    "year 1": ("spells.csv", f"{HEADER}\n{csv_line(start='0001-01-01')}\n", 'start: "0001-01-01" is outside 1800 to 2199 (correct it'),
    "year 9999": ("spells.csv", f"{HEADER}\n{csv_line(start='9999-12-31')}\n", 'start: "9999-12-31" is outside 1800 to 2199'),
    "year 10000": ("spells.csv", f"{HEADER}\n{csv_line(start='10000-01-01')}\n", 'start: "10000-01-01" is not a valid date'),
    "29 February 2023": ("spells.csv", f"{HEADER}\n{csv_line(start='2023-02-29')}\n", 'start: "2023-02-29" is not a valid date'),
    "29 February 2023 in words": ("spells.csv", f"{HEADER}\n{csv_line(start='29 Feb 2023')}\n", 'start: "29 Feb 2023" is not a valid date'),
    "a time of day alone": ("spells.csv", f"{HEADER}\n{csv_line(start='T12:00:00Z')}\n", 'start: "T12:00:00Z" is not a valid date'),
    "a date before the year 1": ("spells.csv", f"{HEADER}\n{csv_line(start='-2022-09-15')}\n", 'start: "-2022-09-15" is not a valid date'),
    "a day of two readings": ("spells.csv", f"{HEADER}\n{csv_line(start='3/4/2020')}\n", 'start: "3/4/2020" is not a valid date (use 2011'),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_cannot_be_taken_says_where_and_why(ours: Dataset, name: str) -> None:
    file, content, message = FAULTS[name]
    overlay = overlay_with(ours, file, content)
    assert message in findings_text(overlay)
    assert overlay.dataset is None or name in WITH_GOOD_ROWS


RUSSIAN = "дата,страны,заголовок,kind,significance,grade\n2023-03-01,Беларусь – Китай,Президент прибыл в Пекин,visit,3,recalled\n"
CHINESE = "日期,双方,标题,kind,significance,grade\n2023年3月1日,白俄罗斯—中国,总统访问北京,visit,3,recalled\n"


@pytest.mark.parametrize(
    ("text", "codec", "guess"),
    [
        (RUSSIAN, "cp1251", "the encoding Windows-1251"),
        (CHINESE, "gb18030", "the encoding GB18030"),
        (CHINESE, "utf-16", "the encoding UTF-16"),
        (RUSSIAN, "utf-16-le", "the encoding UTF-16"),
        (RUSSIAN, "utf-16-be", "the encoding UTF-16"),
        (CHINESE, "utf-8-sig", ""),
    ],
)
def test_an_encoding_is_guessed_where_that_is_sure_and_the_guess_is_listed(
    ours: Dataset, text: str, codec: str, guess: str
) -> None:
    overlay = overlay_with(ours, "events.csv", text.encode(codec))
    assert findings_text(overlay) == ""
    assert overlay.dataset
    (event,) = (event for event in overlay.dataset.events if overlay.dataset.is_added(event))
    assert (event.dyad, event.date.text) == ("BLR-CHN", "2023-03-01")
    assert event.title in text
    assert guess in guesses_text(overlay)


def test_letters_that_could_be_anything_are_not_guessed(ours: Dataset) -> None:
    koi8 = RUSSIAN.replace("–", "-").encode("koi8-r")
    assert "save it as UTF-8" in findings_text(overlay_with(ours, "events.csv", koi8))


@pytest.mark.parametrize("written", ["Belarus", "BLR", "blr", "БЕЛАРУСЬ", "白俄罗斯", "belarus ", "BY"])
def test_a_country_is_known_by_any_of_its_names(ours: Dataset, written: str) -> None:
    text = f"Country A,Country B,Level,From,Status,Confidence\n{written},Pakistan,T1,2020,In Force,Recalled\n"
    overlay = overlay_with(ours, "mine.csv", text)
    assert findings_text(overlay) == ""
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell))
    assert (spell.dyad, spell.status, spell.grade, spell.wording) == (
        "BLR-PAK",
        "in force",
        "recalled",
        "all-weather partnership",
    )
    is_name = written.strip().casefold() in ("belarus", "blr")
    assert is_name or f"Country A: {written.strip()} -> Belarus" in guesses_text(overlay)
    assert overlay.tables[0].columns.roles == ("actor_a", "actor_b", "tier", "start", "status", "grade")


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
        ("2022-09-15T12:00:00Z", "2022-09-15"),
        ("2022-09-15T23:59:59.999+14:00", "2022-09-15"),
        ("2022-09-15 00:30 ".strip(), "2022-09-15"),
        ("29 Feb 2024", "2024-02-29"),
    ],
)
def test_a_date_of_one_reading_is_taken_and_the_guess_is_shown(ours: Dataset, written: str, taken: str) -> None:
    overlay = overlay_with(ours, "spells.csv", f"{HEADER}\n{csv_line(start=written)}\n")
    assert findings_text(overlay) == ""
    assert f"start: {written} -> {taken}" in guesses_text(overlay)


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_delimiter_is_read_and_listed(ours: Dataset, mark: str, name: str) -> None:
    overlay = overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n".replace(",", mark))
    assert findings_text(overlay) == ""
    assert f"text separated by {name}" in guesses_text(overlay)


@pytest.mark.parametrize("formula", [*FORMULAS, "\t=1+1", "\r=1+1", "=1+1"])
def test_a_formula_is_a_text_and_stays_one(ours: Dataset, formula: str) -> None:
    overlay = overlay_with(ours, "spells.csv", f"{HEADER}\n{csv_line(note=quote_cell(formula))}\n")
    assert findings_text(overlay) == ""
    assert overlay.dataset
    (spell,) = (spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell))
    # An apostrophe before a formula is the guard of a file of ours.
    assert spell.note == formula.strip().removeprefix("'")
    (row,) = csv.DictReader(io.StringIO(csv_of(TABLE["spells"], [spell]).decode("utf-8-sig"), newline=""))
    assert row["note"] == f"'{spell.note}"


# Texts and numbers ---------------------------------------------------------------------------------

# Table -> the row that is taken; each may stand there many times.
ROWS: dict[str, dict[str, str]] = {
    "spells": {"spell": "x", "dyad": "BLR-PAK", "tier": "TR", "wording": "treaty", "start": "2020", "status": "signed", "grade": "recalled"},
    "events": {"event": "x", "dyad": "BLR-PAK", "date": "2020", "kind": "visit", "title": "Visit", "significance": "1", "grade": "recalled"},
    "figures": {"figure": "x", "dyad": "BLR-PAK", "indicator": "potash", "period": "2020", "value": "1", "grade": "recalled"},
    "actors": {"actor": "ORG:X", "kind": "group", "name": "Club", "short_name": "Club", "region": "Europe"},
}  # fmt: skip


def table_of(name: str, rows: list[dict[str, str]]) -> bytes:
    """Each row under an id of its own."""
    key = TABLE[name].row.key[0]
    return csv_text(
        TABLE[name].columns,
        [dict.fromkeys(TABLE[name].columns, "") | row | {key: f"{row[key]}{at}"} for at, row in enumerate(rows)],
    ).encode()


@pytest.mark.parametrize("name", ROWS)
def test_any_text_that_can_be_seen_is_taken_letter_by_letter_in_every_column_of_texts(ours: Dataset, name: str) -> None:
    columns = [
        column
        for column in free_columns(TABLE[name])
        if column != "short_name" and kind_of(TABLE[name], column) == "text"
    ]
    texts = [text for text in HOSTILE if text != "'=1+1"]
    # What menus list is shorter than other texts.
    written = [(column, text[: MAX_NAME_LETTERS.get(column)]) for column in columns for text in texts]
    # The same event twice is a fault: each on a day of its own.
    days = [f"{1900 + at // 336}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}" for at in range(len(written))]
    dated = {"date": days} if name == "events" else {}
    rows = [
        ROWS[name] | {column: text} | {day: found[at] for day, found in dated.items()}
        for at, (column, text) in enumerate(written)
    ]
    overlay = overlay_with(ours, f"{name}.csv", table_of(name, rows))
    assert findings_text(overlay) == ""
    assert overlay.dataset
    own = [row for row in overlay.dataset.rows[name] if overlay.dataset.is_added(row)]
    assert [getattr(row, column) for row, (column, _) in zip(own, written, strict=True)] == [
        text for _, text in written
    ]


NUMBERS = {
    "nan": '"nan" is not a number', "NaN": '"NaN" is not a number', "inf": '"inf" is not a number', "-inf": '"-inf" is not a number',
    "1e999": '"1e999" is not a number', "0x10": '"0x10" is not a number', "１２": '"１２" is not a number', "½": '"½" is not a number',
    "1.910.000": '"1.910.000" is not a number', "3,5": '"3,5" is not a number', "-0": "", "1e308": "", "-1e308": "", "1e-400": "", "0": "",
    "9" * 400: "is not a number", "9" * 300: "", "1,910,000": "", "1 910 000": "",
}  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_taken_or_told(ours: Dataset, written: str) -> None:
    overlay = overlay_with(ours, "figures.csv", table_of("figures", [ROWS["figures"] | {"value": written}]))
    found, message = findings_text(overlay), NUMBERS[written]
    assert (message in found) if message else found == ""


@pytest.mark.parametrize(
    ("column", "written", "message"),
    [
        ("latitude", "91", '"91" is too large (use at most 90)'),
        ("latitude", "-1e9", '"-1e9" is too small (use at least -90)'),
        ("longitude", "180.5", '"180.5" is too large (use at most 180)'),
        ("longitude", "nan", "longitude"),
        ("latitude", "-90", ""),
        ("longitude", "-0", ""),
    ],
)
def test_a_place_lies_on_the_earth(ours: Dataset, column: str, written: str, message: str) -> None:
    overlay = overlay_with(ours, "actors.csv", table_of("actors", [ROWS["actors"] | {column: written}]))
    assert (message in findings_text(overlay)) if message else findings_text(overlay) == ""


# File names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_hostile_name_of_a_file_is_shown_as_it_can_be_seen(ours: Dataset, name: str) -> None:
    overlay = overlay_with(ours, name, "apple,pear\n1,2\n")
    (finding,) = overlay.findings
    assert str(finding).isprintable()
    assert len(finding.file) < 200
    assert finding.message.startswith(
        ("no column was recognised", "is not a CSV, XLSX or zip", "has a name of more than")
    )
    assert all(cell.isprintable() for row in finding_rows(overlay.findings) for cell in row)
    assert (
        table_csv(FINDING_COLUMNS, finding_rows(overlay.findings)).decode("utf-8-sig").splitlines()[1][0] not in "=+-@"
    )


# Anything ------------------------------------------------------------------------------------------


@examples(150)
@given(ending=some.sampled_from([*EXTENSIONS, "png", ""]), content=some.binary(max_size=400))
@example(ending="csv", content=b'a"\n"')
def test_any_bytes_give_rows_or_a_sentence(ours: Dataset, ending: str, content: bytes) -> None:
    overlay = overlay_with(ours, f"spells.{ending}", content)
    assert overlay.findings or overlay.dataset or overlay.identical


@examples(150)
@given(cells=some.lists(some.text(max_size=12), min_size=8, max_size=8), name=some.sampled_from(COLUMNS))
def test_any_cells_give_rows_or_a_sentence(ours: Dataset, cells: list[str], name: str) -> None:
    row = [f'"{cell}"' for cell in (value.replace('"', '""') for value in cells)]
    text = f"{HEADER}\n{','.join(row)}\n{csv_line(**{name: cells[0].replace(',', ' ').replace(chr(34), ' ')})}\n"
    overlay_with(ours, "spells.csv", text.encode("utf-8", errors="surrogatepass"))


def test_the_limit_of_the_page_is_the_limit_of_the_reading() -> None:
    text = (Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text("utf-8")
    assert f"maxUploadSize = {MAX_UPLOAD_BYTES // 1_000_000}\n" in text
