"""Files to take away: nothing in them runs, and they come back as they were."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from data.base.formula_guard import with_formula_guard, without_formula_guard
from data.export import files as export
from data.export.csv_files import csv_of, further_columns
from data.export.networks import gexf_of, graphml_of
from data.model.ledger_rows import Ruling
from data.model.schema import TABLE, TABLES
from data.tables.dataset import Dataset, load_records
from data.view.selection import Selection, select
from data.view.ties import Ties
from tests.support.cast import cast_text, view_of_all, write_cast

# Of a cell that a spreadsheet takes apart at semicolons, tabs or line ends, each part.
LATER_FORMULAS = (
    "a note;=1+1",
    "a note; @SUM(A1)",
    "a\t=1",
    "a\n-1+1",
    "a;b;+1+1",
    'a;"=1&"',
    'a\t "" @SUM(A1)',
    '"; =HYPERLINK("http://example.org")',
)
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.org")', "＝1")


@given(st.text())
@example("'=1")
@example("''")
@example("-12.5")
def test_a_guarded_cell_comes_back_unchanged(cell: str) -> None:
    assert without_formula_guard(with_formula_guard(cell)) == cell


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_begins_as_a_formula_does(cell: str) -> None:
    assert with_formula_guard(cell).startswith("'")


@pytest.mark.parametrize("cell", LATER_FORMULAS)
def test_no_part_of_a_cell_begins_as_a_formula_does_where_semicolons_or_tabs_separate_cells(cell: str) -> None:
    table = csv_of(TABLE["rulings"], [Ruling(ruling="r", question="q", decision=cell, reason=cell)]).decode("utf-8-sig")
    parts = [part.strip(' "') for part in re.split(r"[;\t\n]", table)]
    assert not [part for part in parts if part.startswith(("=", "+", "-", "@"))]
    assert without_formula_guard(with_formula_guard(cell)) == cell


def test_a_list_of_numbers_needs_no_guard() -> None:
    assert with_formula_guard("-1; -2.5; 3") == "'-1; -2.5; 3"


@pytest.mark.parametrize("number", ["-33.45", "12", "0.5"])
def test_a_number_needs_no_guard(number: str) -> None:
    assert with_formula_guard(number) == number


@pytest.fixture
def hostile(folder: Path) -> Dataset:
    """The cast with notes that a spreadsheet would run."""
    text = cast_text("spells/china.csv", ",s2,reported,,", ',s2,reported,,"\'=cmd|calc"').replace(
        "the start was not found", "@SUM(A1)"
    )
    return load_records(write_cast(folder, spells_china=text))


def notes(dataset: Dataset) -> dict[str, str]:
    return {spell.spell: spell.note for spell in dataset.spells}


def test_a_table_of_formulas_comes_back_from_csv(hostile: Dataset, tmp_path: Path) -> None:
    assert notes(hostile)["rus-1"] == "=cmd|calc"
    content = csv_of(TABLE["spells"], hostile.spells)
    assert b",=cmd" not in content
    assert b",@SUM" not in content
    again = write_cast(tmp_path / "again", spells_china=content.decode("utf-8-sig"))
    (again / "spells/treaties.csv").unlink()
    assert notes(load_records(again)) == notes(hostile)


def test_a_spreadsheet_holds_texts_and_no_formula(hostile: Dataset) -> None:
    book = load_workbook(io.BytesIO(export.xlsx_of(hostile.rows)))
    assert book.sheetnames == [table.name for table in TABLES]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=cmd|calc" in {cell.value for cell in cells}
    assert book["figures"]["G2"].value == 1910000


@pytest.mark.slow
def test_the_whole_package_loads_again(curated: Dataset, tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(export.zip_of(curated))).extractall(tmp_path)
    again = load_records(tmp_path)
    assert again.rows == curated.rows
    assert again.version == curated.version


@pytest.mark.slow
def test_the_same_records_give_the_same_zip(curated: Dataset) -> None:
    assert export.zip_of(curated) == export.zip_of(curated)


def test_json_keeps_dates_as_exact_as_written(hostile: Dataset) -> None:
    rows = json.loads(export.json_of({"spells": hostile.spells}))["spells"]
    assert {row["spell"]: row["start"] for row in rows}["rus-1"] == "1994"
    assert {row["spell"]: row["sources"] for row in rows}["blr-2"] == ["s1", "s2"]


@pytest.fixture
def visit(ties: Ties) -> Selection:
    return select(ties, view_of_all(as_of=date(2023, 3, 1)))


def test_the_network_opens_with_parallel_ties_apart(visit: Selection) -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph(nx.read_graphml(io.BytesIO(graphml_of(visit)), force_multigraph=True))
    ties = {key: data["label"] for *_, key, data in graph.edges(keys=True, data=True) if data["label"]}
    assert ties["blr-2"] == "all-weather partnership"
    assert ties["tr-2"] == "treaty of friendship"
    assert graph.nodes["BLR"]["name_zh"] == "白俄罗斯"
    assert "blr-1" not in ties


def test_the_network_in_time_has_the_days_of_each_tie(visit: Selection) -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph(nx.read_gexf(io.BytesIO(gexf_of(visit))))
    days = {data["spell"]: (data.get("start"), data.get("end")) for *_, data in graph.edges(data=True)}
    assert days["blr-1"] == ("2016-09-29", "2022-09-14")
    assert days["blr-2"] == ("2022-09-15", None)
    assert days["rus-1"] == ("1994-01-01", "2011-06-29")
    held = {data["spell"]: data.get("held_until") for *_, data in graph.edges(data=True)}
    assert held["rus-1"] == "2011-06"


# What readers of the formats require ---------------------------------------------------------------

GEXF = "{http://gexf.net/1.3}"


def test_the_network_in_time_is_what_the_schema_of_gexf_asks_for(visit: Selection) -> None:
    root = ElementTree.fromstring(gexf_of(visit, "TLP:GREEN"))
    assert (root.tag, root.attrib) == (f"{GEXF}gexf", {"version": "1.3"})
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    graph = root[1]
    assert graph.attrib == {
        "defaultedgetype": "undirected",
        "idtype": "string",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    for kind, place in (("node", 2), ("edge", 3)):
        declared = {one.get("id"): one.get("type") for one in graph.findall(f"{GEXF}attributes[@class='{kind}']/*")}
        used = {value.get("for") for value in graph[place].iter(f"{GEXF}attvalue")}
        assert used <= declared.keys()
        assert set(declared.values()) <= {"string", "integer", "double"}
    nodes = {node.get("id") for node in graph[2]}
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in graph[3])
    assert len({edge.get("id") for edge in graph[3]}) == len(graph[3])
    for edge in graph[3]:
        assert date.fromisoformat(edge.get("start", "")) <= date.fromisoformat(edge.get("end", "9999-01-01"))


def test_every_file_names_the_marking(visit: Selection) -> None:
    dataset, marking = visit.dataset, "TLP:GREEN"
    rows, further = {"spells": dataset.spells}, further_columns(dataset, marking)
    assert csv_of(TABLE["spells"], dataset.spells, further).count(b'"TLP:GREEN"') == len(dataset.spells)
    assert json.loads(export.json_of(rows, further, marking))["handling"] == marking
    book = load_workbook(io.BytesIO(export.xlsx_of(rows, further, marking)))
    for part in (book["spells"].oddHeader, book["spells"].oddFooter):
        assert part
        assert part.center.text == marking
    assert book["spells"].cell(2, book["spells"].max_column).value == marking
    assert nx.read_graphml(io.BytesIO(graphml_of(visit, marking))).graph["handling"] == marking
    assert {data["handling"] for *_, data in nx.read_gexf(io.BytesIO(gexf_of(visit, marking))).edges(data=True)} == {
        marking
    }
    with zipfile.ZipFile(io.BytesIO(export.zip_of(dataset, marking))) as archive:
        assert marking in archive.read("README.md").decode()
        assert json.loads(archive.read("datapackage.json"))["handling"] == marking
