"""Records -> files for elsewhere: CSV, XLSX, JSON, the whole package as a zip, GraphML and GEXF."""

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
from data.model.schema import TABLE, TABLES, Row, Spell, Table
from data.publish.datapackage import package_text
from data.publish.dictionary import dictionary
from data.tables.dataset import Dataset, key_of
from data.tables.origin import RECORD_COLUMN, whose
from data.tables.reading import EXPECTED
from data.tables.rows import cell_of, cells_of, csv_text, in_order
from data.view.selection import Selection
from data.view.ties import FOREVER, SpellIndex, Ties

# What one cell of an XLSX file can hold.
LONGEST_CELL = 32_767
BYTE_ORDER_MARK = "\ufeff"
# A zip holds the time of its entries; without a fixed one the same records would give different bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


# Whose row it is. Files say so in a last column once a reader's own rows are laid over; else none has that column.
Whose = Callable[[Row], str]


def whose_in(dataset: Dataset) -> Whose | None:
    return partial(whose, dataset) if dataset.added else None


def csv_of(table: Table, rows: Iterable[Row], said: Whose | None = None) -> bytes:
    """With a byte-order mark: without it, Excel reads Chinese and Cyrillic as noise. It loads again as it is."""
    columns = (*table.columns, *([RECORD_COLUMN] if said else ()))
    cells = (cells_of(row) | ({RECORD_COLUMN: said(row)} if said else {}) for row in rows)
    return (BYTE_ORDER_MARK + csv_text(columns, cells)).encode("utf-8")


def json_of(rows: Mapping[str, Iterable[Row]], said: Whose | None = None) -> bytes:
    """{table: [{column: value}]}; lists stay lists, dates are as exact as written, what is empty is null or ""."""
    tables = {
        name: [_plain(row) | ({RECORD_COLUMN: said(row)} if said else {}) for row in found]
        for name, found in rows.items()
    }
    return (json.dumps(tables, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(row: Row) -> dict[str, Any]:
    values = {column: getattr(row, column) for column in type(row).model_fields}
    keep = (str, int, float, type(None))
    return {
        column: list(value) if isinstance(value, tuple) else value if isinstance(value, keep) else str(value)
        for column, value in values.items()
    }


def xlsx_of(rows: Mapping[str, Iterable[Row]], said: Whose | None = None) -> bytes:
    """A sheet a table, its columns explained in notes. Every text is written as a text, so none runs as a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for name, found in rows.items():
            sheet = book.add_worksheet(name)
            _fill(sheet, TABLE[name], found, head, said)
    return file.getvalue()


def _fill(sheet: Any, table: Table, rows: Iterable[Row], head: Any, said: Whose | None) -> None:
    sheet.freeze_panes(1, 1)
    numbers = {column for column in table.columns if kind_of(table, column) in ("number", "whole number")}
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column, head)
        sheet.write_comment(0, at, description(table, column))
    last_column = len(table.columns) - 1
    if said:
        last_column += 1
        sheet.write_string(0, last_column, RECORD_COLUMN, head)
    sheet.set_column(0, last_column, 18)
    last = 0
    for last, row in enumerate(rows, 1):
        for at, column in enumerate(table.columns):
            value = getattr(row, column)
            if column in numbers and value is not None:
                sheet.write_number(last, at, value)
            elif text := cell_of(value):
                sheet.write_string(last, at, text[:LONGEST_CELL])
        if said:
            sheet.write_string(last, last_column, said(row))
    sheet.autofilter(0, 0, last, last_column)


def zip_of(dataset: Dataset) -> bytes:
    """Every table as it loads again, with the dictionary and the description of the package."""
    files: dict[str, str] = {}
    for table in TABLES:
        by_file: dict[str, list[dict[str, str]]] = {}
        for row in dataset.rows[table.name]:
            file = f"own/{table.name}.csv" if dataset.is_added(row) else dataset.places[table.name, key_of(row)][0]
            by_file.setdefault(file, []).append(cells_of(row))
        files |= {file: csv_text(table.columns, in_order(table, cells)) for file, cells in by_file.items()}
        if not by_file and "*" not in table.files:
            files[table.files] = csv_text(table.columns, [])
    if dataset.expected:
        files[EXPECTED.files] = csv_text(EXPECTED.columns, map(cells_of, dataset.expected))
    return zipped({**files, "README.md": dictionary(dataset), "datapackage.json": package_text(files)})


def zipped(files: Mapping[str, str]) -> bytes:
    """Name -> text as a zip; the same texts give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return packed.getvalue()


# Networks ------------------------------------------------------------------------------------------


def graphml_of(selection: Selection) -> bytes:
    """The ties in view on the day, parallel ones apart (GraphML, as networkx writes it)."""
    graph = _network(selection.ties, selection.indices)
    for index in selection.indices:
        ends = selection.ties.actors[index]
        graph.edges[*ends, selection.ties.spells[index].spell]["on_the_day"] = str(selection.force(index))
    graph.graph["as_of"] = selection.view.as_of.isoformat()
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    return file.getvalue()


def gexf_of(selection: Selection) -> bytes:
    """Whatever passed the filters, of all times, with its days (GEXF 1.2, a dynamic graph).

    GEXF counts the last day in, so an end is the day before the one on which a tie no longer holds. Where a
    date is not exact, the widest span is taken; `held_from` and `held_until` are as exact as the source.
    """
    ties = selection.ties
    places = [index for index in range(len(ties)) if selection.passed[index]]
    graph = _network(ties, places)
    graph.graph["mode"] = "dynamic"
    graph.graph["timeformat"] = "date"
    for index in places:
        edge = graph.edges[*ties.actors[index], ties.spells[index].spell]
        edge["start"] = date.fromordinal(int(ties.starts[0][index])).isoformat()
        if ties.ends[1][index] != FOREVER:
            last = date.fromordinal(int(ties.ends[1][index])) - timedelta(days=1)
            edge["end"] = max(last.isoformat(), edge["start"])
    file = io.BytesIO()
    nx.write_gexf(graph, file, version="1.2draft")
    return file.getvalue()


def _network(ties: Ties, places: Iterable[int]) -> "nx.MultiGraph[str]":
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for at in places:
        for actor in ties.actors[at]:
            row = ties.dataset.actors[actor]
            place = (
                {}
                if row.latitude is None or row.longitude is None
                else {"latitude": row.latitude, "longitude": row.longitude}
            )
            graph.add_node(
                actor,
                label=row.name,
                kind=row.kind,
                region=row.region,
                name_zh=row.name_zh,
                name_ru=row.name_ru,
                **place,
            )
        one, other = ties.actors[at]
        graph.add_edge(one, other, key=ties.spells[at].spell)
        graph.edges[one, other, ties.spells[at].spell].update(_edge(ties, at))
    return graph


def _edge(ties: Ties, index: SpellIndex) -> dict[str, str | int]:
    spell: Spell = ties.spells[index]
    tier, rung, family = ties.tiers[index], ties.rungs[index], ties.dataset.families[ties.tiers[index].family]
    opening = spell.start or spell.known_by
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
        "record": whose(ties.dataset, spell),
        "sources": "; ".join(ties.dataset.sources[source].url or source for source in spell.sources),
    }
