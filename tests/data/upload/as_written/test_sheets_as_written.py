"""What a workbook plainly says is what its ties are: merged, hidden and faulty cells leave out their rows, or are said."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.tables.dataset import Dataset
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.number_formats import is_percent
from data.upload.reading.raw import Upload


@pytest.fixture
def records(curated: Dataset) -> Dataset:
    return curated


def read(records: Dataset, content: bytes) -> Overlay:
    return overlay_of(records, [Upload("mine.xlsx", content)], today=date(2026, 11, 28))


def dyads(overlay: Overlay) -> list[str]:
    return [line.cells["dyad"] for name, line in overlay.lines if name == "spells"]


def workbook(rows: list[tuple[str | int | None, ...]], *, merged: str = "", hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (("Country A", "Country B", "Tie", "Since", "Until"), *rows):
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    if hidden:
        sheet.column_dimensions[hidden].hidden = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_every_formula_without_a_value_leaves_out_its_row(records: Dataset) -> None:
    partners = [actor.name for actor in records.actors.values() if actor.kind == "state" and actor.actor != "CHN"][:70]
    rows: list[tuple[str | int | None, ...]] = [("China", partner, "Pact", 2001, "=D1") for partner in partners]
    overlay = read(records, workbook(rows))
    assert overlay.dataset is None
    assert len(overlay.skipped) == 70


def test_each_row_of_a_merged_area_is_left_out(records: Dataset) -> None:
    rows: list[tuple[str | int | None, ...]] = [
        ("China", "Ghana", "Pact", 2001, 2005), ("China", "Mali", "Pact", None, None), ("China", "Iran", "Pact", None, None), ("China", "Peru", "Pact", 2001, None),
    ]  # fmt: skip
    overlay = read(records, workbook(rows, merged="D2:E4"))
    assert dyads(overlay) == ["CHN-PER"]
    assert [row.line for row in overlay.skipped] == [2, 3, 4]


def test_a_hidden_column_is_said(records: Dataset) -> None:
    overlay = read(records, workbook([("China", "Ghana", "Pact", 2001, 2005)], hidden="E"))
    assert ("1 hidden column", "read like the others") in {(guess.written, guess.read_as) for guess in overlay.guesses}


# Network files -------------------------------------------------------------------------------------

GEXF = (
    '<gexf xmlns="http://gexf.net/1.3"><graph defaultedgetype="directed"><attributes class="edge"><attribute id="0" title="Relationship">'
    '<default>Friend</default></attribute></attributes><attributes class="node"><attribute id="0" title="People"/></attributes>'
    '<nodes><node id="a" label="China"><attvalues><attvalue for="0" value="5"/></attvalues></node><node id="b" label="Ghana"/></nodes>'
    '<edges><edge source="a" target="b"><spells><spell start="2001" end="2005"/><spell start="2010"/></spells>'
    '<attvalues><attvalue for="0" value="Pact"/></attvalues></edge><edge source="b" target="a" start="1999" type="undirected"/></edges>'
    "</graph></gexf>"
)
GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="label"/>'
    '<key id="d1" for="edge" attr.name="Relation"><default>Friend</default></key><graph edgedefault="directed">'
    '<node id="a"><data key="d0">China</data></node><node id="b"><data key="d0">Ghana</data></node><node id="c"><data key="d0">Mali</data></node>'
    '<edge source="a" target="b"/><edge source="c" target="a"><data key="d1">Foe</data></edge></graph></graphml>'
)


@pytest.mark.parametrize(
    ("name", "text", "ties"),
    [
        ("a.gexf", GEXF, [
            ("Pact", "2001", "2006", "Direction: from China to Ghana"), ("Friend", "1999", "", ""), ("Pact", "2010", "", "Direction: from China to Ghana"),
        ]),
        ("a.graphml", GRAPHML, [
            ("Friend", "", "", "Direction: from China to Ghana"), ("Foe", "", "", "Direction: from Mali to China"),
        ]),
    ],
)  # fmt: skip
def test_times_defaults_and_ways_of_edges_are_read(
    records: Dataset, name: str, text: str, ties: list[tuple[str, str, str, str]]
) -> None:
    overlay = overlay_of(records, [Upload(name, text.encode())], today=date(2026, 11, 28))
    found = [line.cells for table, line in overlay.lines if table == "spells"]
    columns = ("wording", "start", "end", "note")
    assert sorted(tuple(cells[column] for column in columns) for cells in found) == sorted(ties)


def test_a_percentage_is_read_as_it_is_shown() -> None:
    assert [is_percent(number, code) for number, code in (("9", None), ("170", '0.0"%"'), ("171", "0.0%"), ("2", None))] == [
        True, False, True, False,
    ]  # fmt: skip
