"""Records -> files for other programs: CSV, XLSX, JSON, all tables as a zip, GraphML and GEXF."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

import networkx as nx
import xlsxwriter

from data.model.columns import description, kind_of
from data.model.schema import TABLE, TABLES, Actor, Row, Spell, Table
from data.model.span import FOREVER
from data.publish.datapackage import package_text
from data.publish.dictionary import dictionary_page
from data.tables.dataset import Dataset, key_of
from data.tables.origin import ADDED, RECORD_COLUMN, origin_of
from data.tables.reading import EXPECTED
from data.tables.rows import cell_of, cells_of, csv_text, in_order
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# Excel's limit for the text of a cell.
MAX_XLSX_CHARACTERS = 32_767
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"
# A zip contains the time of its entries; with a fixed one the same records give the same bytes.
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)

# A row -> "added" or "Allweather", for the last column of files, which is there only when rows were added.
OriginOf = Callable[[Row], str]


def origin_column(dataset: Dataset) -> OriginOf | None:
    """What fills the column of origins; None if no rows were added."""
    return partial(origin_of, dataset) if dataset.added else None


def csv_of(table: Table, rows: Iterable[Row], origin: OriginOf | None = None) -> bytes:
    """CSV that loads again as it is; with a byte-order mark, without which Excel garbles Chinese and Cyrillic."""
    columns = (*table.columns, *([RECORD_COLUMN] if origin else ()))
    cells = (cells_of(row) | ({RECORD_COLUMN: origin(row)} if origin else {}) for row in rows)
    return (BYTE_ORDER_MARK + csv_text(columns, cells)).encode("utf-8")


def json_of(rows: Mapping[str, Iterable[Row]], origin: OriginOf | None = None) -> bytes:
    """JSON {table: [{column: value}]}; lists stay lists, dates are as exact as written, empty cells are null or ""."""
    tables = {
        name: [_json_values(row) | ({RECORD_COLUMN: origin(row)} if origin else {}) for row in of_table]
        for name, of_table in rows.items()
    }
    return (json.dumps(tables, ensure_ascii=False, indent=1) + "\n").encode()


def _json_values(row: Row) -> dict[str, Any]:
    values = {column: getattr(row, column) for column in type(row).model_fields}
    json_types = (str, int, float, type(None))
    return {
        column: list(value) if isinstance(value, tuple) else value if isinstance(value, json_types) else str(value)
        for column, value in values.items()
    }


def xlsx_of(rows: Mapping[str, Iterable[Row]], origin: OriginOf | None = None) -> bytes:
    """An XLSX workbook with one sheet per table and a note on each column. All text is written as text, never as a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        header_format = book.add_format({"bold": True, "bottom": 1})
        for name, of_table in rows.items():
            _fill_sheet(book.add_worksheet(name), TABLE[name], of_table, header_format, origin)
    return file.getvalue()


def _fill_sheet(sheet: Any, table: Table, rows: Iterable[Row], header_format: Any, origin: OriginOf | None) -> None:
    sheet.freeze_panes(1, 1)
    for position, column in enumerate(table.columns):
        sheet.write_string(0, position, column, header_format)
        sheet.write_comment(0, position, description(table, column))
    last_column = len(table.columns) - (0 if origin else 1)
    if origin:
        sheet.write_string(0, last_column, RECORD_COLUMN, header_format)
    sheet.set_column(0, last_column, 18)
    numeric = {column for column in table.columns if kind_of(table, column) in ("number", "whole number")}
    last_row = 0
    for last_row, row in enumerate(rows, 1):
        _fill_row(sheet, last_row, table, row, numeric)
        if origin:
            sheet.write_string(last_row, last_column, origin(row))
    sheet.autofilter(0, 0, last_row, last_column)


def _fill_row(sheet: Any, row_number: int, table: Table, row: Row, numeric: set[str]) -> None:
    for position, column in enumerate(table.columns):
        value = getattr(row, column)
        if column in numeric and value is not None:
            sheet.write_number(row_number, position, value)
        elif text := cell_of(value):
            sheet.write_string(row_number, position, text[:MAX_XLSX_CHARACTERS])


def zip_of(dataset: Dataset) -> bytes:
    """A zip of all tables that loads again as it is, with the dictionary and the data package description."""
    files: dict[str, str] = {}
    for table in TABLES:
        by_file: dict[str, list[dict[str, str]]] = {}
        for row in dataset.rows[table.name]:
            file = f"{ADDED}/{table.name}.csv" if dataset.is_added(row) else dataset.places[table.name, key_of(row)][0]
            by_file.setdefault(file, []).append(cells_of(row))
        files |= {file: csv_text(table.columns, in_order(table, cells)) for file, cells in by_file.items()}
        if not by_file and "*" not in table.files:
            files[table.files] = csv_text(table.columns, [])
    if dataset.expected:
        files[EXPECTED.files] = csv_text(EXPECTED.columns, map(cells_of, dataset.expected))
    return zipped({**files, "README.md": dictionary_page(dataset), "datapackage.json": package_text(files)})


def zipped(files: Mapping[str, str]) -> bytes:
    """A zip of {name: text}; the same texts give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return packed.getvalue()


# Networks ------------------------------------------------------------------------------------------


def graphml_of(selection: Selection) -> bytes:
    """The ties in view on the day, parallel ones separately (GraphML, as networkx writes it)."""
    graph = _network(selection.ties, selection.indices)
    for index in selection.indices:
        ends = selection.ties.actors[index]
        graph.edges[*ends, selection.ties.spells[index].spell]["on_the_day"] = str(selection.force(index))
    graph.graph["as_of"] = selection.view.as_of.isoformat()
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    return file.getvalue()


def gexf_of(selection: Selection) -> bytes:
    """All ties that pass the filters, of all times, with their dates (GEXF 1.2, a dynamic graph).

    In GEXF the end is the last day on which a tie holds. Where a date is not exact, the longest possible time is
    used; `held_from` and `held_until` are as exact as the source.
    """
    ties = selection.ties
    indices = [SpellIndex(index) for index in range(len(ties)) if selection.passed[index]]
    graph = _network(ties, indices)
    graph.graph["mode"] = "dynamic"
    graph.graph["timeformat"] = "date"
    for index in indices:
        edge = graph.edges[*ties.actors[index], ties.spells[index].spell]
        edge["start"] = date.fromordinal(int(ties.starts[0][index])).isoformat()
        if ties.ends[1][index] != FOREVER:
            last = date.fromordinal(int(ties.ends[1][index])) - timedelta(days=1)
            edge["end"] = max(last.isoformat(), edge["start"])
    file = io.BytesIO()
    nx.write_gexf(graph, file, version="1.2draft")
    return file.getvalue()


def _network(ties: Ties, indices: Iterable[SpellIndex]) -> "nx.MultiGraph[str]":
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for index in indices:
        one, other = ties.actors[index]
        for actor in (one, other):
            graph.add_node(actor, **_node_attributes(ties.dataset.actors[actor]))
        key = ties.spells[index].spell
        graph.add_edge(one, other, key=key)
        graph.edges[one, other, key].update(_edge_attributes(ties, index))
    return graph


def _node_attributes(actor: Actor) -> dict[str, str | float]:
    attributes: dict[str, str | float] = {
        "label": actor.name, "kind": actor.kind, "region": actor.region, "name_zh": actor.name_zh, "name_ru": actor.name_ru,
    }  # fmt: skip
    if actor.latitude is not None and actor.longitude is not None:
        attributes |= {"latitude": actor.latitude, "longitude": actor.longitude}
    return attributes


def _edge_attributes(ties: Ties, index: SpellIndex) -> dict[str, str | int]:
    spell: Spell = ties.spells[index]
    tier, rung, family = ties.tiers[index], ties.rungs[index], ties.dataset.families[ties.tiers[index].family]
    opening = spell.opening
    return {
        "label": spell.wording,
        "spell": spell.spell,
        "layer": family.layer,
        "family": family.name,
        "tier": tier.wording,
        "rung": rung.rung if rung else 0,
        "rung_group": rung.group_name if rung else "",
        "wording_zh": spell.wording_zh,
        "wording_ru": spell.wording_ru,
        "wording_be": spell.wording_be,
        "held_from": opening.text if opening else "",
        "held_until": spell.end.text if spell.end else "",
        "status": spell.status,
        "grade": spell.grade,
        "record": origin_of(ties.dataset, spell),
        "sources": "; ".join(ties.dataset.sources[source].url or source for source in spell.sources),
    }
