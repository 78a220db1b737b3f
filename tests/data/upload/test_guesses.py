"""A refused guess: the text is read as it was written, the checks report what is wrong, and it can be accepted again."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from components.upload.guesses import refused_after
from data.export.files import xlsx_of
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset, load_records
from data.upload.mapping.choices import Choices
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import GuessKey, Upload
from tests.support.cast import write_cast

MINE = (
    "Country A,Country B,Level,From,Status,Confidence\nBelarus,КИТАЙ,T2,2022/9/15,In Force,recalled\n"
    "Belarus,КИТАЙ,TR,2011,signed,recalled\n"
)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load_records(write_cast(tmp_path_factory.mktemp("under")))


def read(
    ours: Dataset, content: str | bytes, name: str = "mine.csv", refused: frozenset[GuessKey] = frozenset()
) -> Overlay:
    return overlay_of(
        ours, [Upload(name, content.encode() if isinstance(content, str) else content)], Choices(refused=refused)
    )


def without(ours: Dataset, content: str | bytes, written: str, name: str = "mine.csv") -> Overlay:
    """Read again with the guess refused of what was written so."""
    refused = frozenset(guess.key for guess in read(ours, content, name).guesses if guess.written == written)
    assert len(refused) == 1, f"{written!r} is no guess"
    return read(ours, content, name, refused)


def faults(overlay: Overlay) -> str:
    return "\n".join(map(str, overlay.findings))


def test_a_cell_whose_guess_is_refused_stays_as_written_and_is_a_fault(ours: Dataset) -> None:
    assert read(ours, MINE).dataset
    found = without(ours, MINE, "2022/9/15")
    assert found.counts == {"spells": 1}
    assert [(fault.row, fault.column, fault.value) for fault in found.findings] == [(2, "From", "2022/9/15")]


def test_a_guess_that_holds_for_several_rows_is_refused_for_all_of_them(ours: Dataset) -> None:
    found = without(ours, MINE, "КИТАЙ")
    assert [(fault.row, fault.column) for fault in found.findings] == [(2, "Country B"), (3, "Country B")]
    assert "was not read, as you chose" in faults(found)


def test_a_refused_guess_is_still_listed_and_taking_it_again_mends_all(ours: Dataset) -> None:
    found = without(ours, MINE, "In Force")
    again = read(ours, MINE)
    assert set(again.guesses) >= {guess for guess in found.guesses if not guess.is_notice}
    assert found.counts == {"spells": 1}
    assert again.dataset
    assert found.choices.refused
    assert not again.choices.refused


NAMED = MINE.replace("Confidence", "Grade").replace("КИТАЙ", "中国")


@pytest.mark.parametrize(
    ("content", "written", "says"),
    [
        (NAMED.encode("gb18030"), "the encoding GB18030", "seems to be GB18030"),
        (NAMED.replace(",", ";"), "text separated by semicolons", "no column was recognised"),
        (f"My table\n{NAMED}", "the lines above line 2", "no column was recognised"),
    ],
)
def test_a_file_that_cannot_be_read_without_its_guess_says_so(
    ours: Dataset, content: str | bytes, written: str, says: str
) -> None:
    assert read(ours, content).dataset
    found = without(ours, content, written)
    assert found.dataset is None
    assert says in faults(found)


def test_a_workbook_taken_for_the_zip_that_its_name_says_holds_no_table(ours: Dataset) -> None:
    book = xlsx_of({"spells": _one(ours)})
    assert "contains no table" in faults(without(ours, book, "a zip, judging by its name", "mine.zip"))


def test_a_hidden_sheet_is_taken_if_the_reader_does_not_want_it_left_out(ours: Dataset) -> None:
    book = _hidden(xlsx_of({"spells": _one(ours)}))
    assert read(ours, book, "mine.xlsx").counts == {}
    assert without(ours, book, "a hidden sheet", "mine.xlsx").counts == {"spells": 1}


def test_notices_are_listed_and_cannot_be_refused(ours: Dataset) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("spells.csv", NAMED)
        archive.writestr("photo.jpg", b"x")
    notices = [guess for guess in read(ours, packed.getvalue(), "mine.zip").guesses if guess.is_notice]
    assert [guess.written for guess in notices] == ["a file with the extension “.jpg”", "no id in 2 rows"]
    assert read(ours, packed.getvalue(), "mine.zip", frozenset(guess.key for guess in notices)).dataset


def test_ticks_change_the_listed_guesses_and_leave_the_others(ours: Dataset) -> None:
    offer = without(ours, MINE, "In Force")
    guesses = list(offer.guesses)
    written = [guess.written for guess in guesses]
    ticked: Mapping[int, Mapping[str, bool]] = {
        written.index("In Force"): {"Accept": True},
        written.index("2022/9/15"): {"Accept": False},
    }
    assert {key[2] for key in refused_after(offer.choices, guesses, ticked)} == {"2022/9/15"}
    assert refused_after(offer.choices, [], {}) == offer.choices.refused
    assert refused_after(offer.choices, guesses, {len(guesses): {"Accept": False}}) == offer.choices.refused, (
        "there is no such row"
    )


def _one(ours: Dataset) -> list[Spell]:
    return [ours.spells[0].model_copy(update={"spell": "mine-1", "tier": "TR", "dyad": "PAK-RUS"})]


def _hidden(book: bytes) -> bytes:
    """The same workbook with its sheets hidden."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(made, "w") as after:
        for entry in before.infolist():
            text = before.read(entry)
            if entry.filename == "xl/workbook.xml":
                text = text.replace(b'state="visible"', b"").replace(b"<sheet ", b'<sheet state="hidden" ')
            after.writestr(entry, text)
    return made.getvalue()
