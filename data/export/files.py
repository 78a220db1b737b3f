"""Records -> files for other programs: JSON, XLSX, all tables as a zip."""

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from data.base.text import quantity
from data.export.csv_files import FurtherColumns, further_columns, zipped
from data.model.columns import description, kind_of
from data.model.rows import Row, Table
from data.model.schema import TABLE, TABLES
from data.publish.datapackage import package_text
from data.publish.dictionary import dictionary_page
from data.tables.dataset import Dataset, key_of
from data.tables.origin import ADDED, HANDLING_COLUMN
from data.tables.reading import EXPECTED
from data.tables.rows import cell_of, cells_of, csv_text, in_order

# Excel's limit for the text of a cell.
MAX_XLSX_CHARACTERS = 32_767
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_COLUMNS: FurtherColumns = {}


def json_of(rows: Mapping[str, Iterable[Row]], further: FurtherColumns = NO_COLUMNS, marking: str = "") -> bytes:
    """JSON {table: [{column: value}]}, and the marking under "handling" if there is one.

    Lists stay lists, dates are as exact as written, empty cells are null or "".
    """
    columns = {name: cell for name, cell in further.items() if name != HANDLING_COLUMN}
    tables = {
        name: [_json_values(row) | {column: cell(row) for column, cell in columns.items()} for row in of_table]
        for name, of_table in rows.items()
    }
    marked = {HANDLING_COLUMN: marking} if marking else {}
    return (json.dumps({**marked, **tables}, ensure_ascii=False, indent=1) + "\n").encode()


def _json_values(row: Row) -> dict[str, Any]:
    values = {column: getattr(row, column) for column in type(row).model_fields}
    json_types = (str, int, float, type(None))
    return {
        column: list(value) if isinstance(value, tuple) else value if isinstance(value, json_types) else str(value)
        for column, value in values.items()
    }


def xlsx_of(rows: Mapping[str, Iterable[Row]], further: FurtherColumns = NO_COLUMNS, marking: str = "") -> bytes:
    """An XLSX workbook with one sheet per table and a note on each column. All text is written as text, never as a formula.

    A marking is in the head and foot of every printed page, in a column of each sheet and in the properties.
    """
    file = io.BytesIO()
    # It takes long to load, and few ask for a spreadsheet.
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"author": "Allweather", "title": "Allweather records", "status": marking})
        header_format = book.add_format({"bold": True, "bottom": 1})
        text_format = book.add_format({"num_format": "@"})
        for name, of_table in rows.items():
            sheet = book.add_worksheet(name)
            # As text, so that a spreadsheet leaves a date that is typed into it as it is.
            sheet.set_column(0, len(TABLE[name].columns), 18, text_format)
            if marking:
                text = f"&C{marking.replace('&', '&&')}"
                sheet.set_header(text)
                sheet.set_footer(text)
            _fill_sheet(sheet, TABLE[name], of_table, header_format, further)
    return file.getvalue()


def tables_xlsx(dataset: Dataset, rows: Mapping[str, Iterable[Row]] | None, marking: str) -> bytes:
    """The same of some rows of the records, or of all tables, with the origin of each if a reader added some."""
    return xlsx_of(dataset.rows if rows is None else rows, further_columns(dataset, marking), marking)


def tables_json(dataset: Dataset, marking: str) -> bytes:
    """All tables as JSON, with the origin of each row if a reader added some."""
    return json_of(dataset.rows, further_columns(dataset, marking), marking)


def _fill_sheet(sheet: Any, table: Table, rows: Iterable[Row], header_format: Any, further: FurtherColumns) -> None:
    sheet.freeze_panes(1, 1)
    for position, column in enumerate((*table.columns, *further)):
        sheet.write_string(0, position, column, header_format)
        if column in table.columns:
            sheet.write_comment(0, position, description(table, column))
    last_column = len(table.columns) + len(further) - 1
    numeric = {column for column in table.columns if kind_of(table, column) in ("number", "whole number")}
    last_row = 0
    for last_row, row in enumerate(rows, 1):
        _fill_row(sheet, last_row, table, row, numeric)
        for position, cell in enumerate(further.values(), len(table.columns)):
            sheet.write_string(last_row, position, cell(row))
    sheet.autofilter(0, 0, last_row, last_column)


def _fill_row(sheet: Any, row_number: int, table: Table, row: Row, numeric: set[str]) -> None:
    for position, column in enumerate(table.columns):
        value = getattr(row, column)
        if column in numeric and value is not None:
            sheet.write_number(row_number, position, value)
        elif text := cell_of(value):
            sheet.write_string(row_number, position, text[:MAX_XLSX_CHARACTERS])


def zip_of(dataset: Dataset, marking: str = "") -> bytes:
    """A zip of all tables that loads again as it is, with the dictionary and the data package description.

    Rows that a reader added are in a folder of their own, which both describe; so do they name the marking.
    """
    files: dict[str, str] = {}
    for table in TABLES:
        by_file: dict[str, list[dict[str, str]]] = {}
        for row in dataset.rows[table.name]:
            ours = table.files if table.in_columns else dataset.places[table.name, key_of(row)][0]
            file = f"{ADDED}/{table.name}.csv" if dataset.is_added(row) else ours
            by_file.setdefault(file, []).append(cells_of(row))
        files |= {file: csv_text(table.columns, in_order(table, cells)) for file, cells in by_file.items()}
        if "*" not in table.files and not table.optional:
            files.setdefault(table.files, csv_text(table.columns, []))
    if dataset.expected:
        files[EXPECTED.files] = csv_text(EXPECTED.columns, map(cells_of, dataset.expected))
    package = package_text(files, version=dataset.version, marking=marking)
    return zipped({**files, "README.md": _marked_page(dataset, marking), "datapackage.json": package})


def _marked_page(dataset: Dataset, marking: str) -> str:
    """The dictionary, after the marking, the version, and what the added rows are."""
    added = (
        f"The folder `{ADDED}/` holds what a reader added in one session ({quantity(len(dataset.added), 'row')}). It is not "
        "part of the records, nobody has checked it, and the licence below does not cover it.\n\n"
    )
    head = f"**Handling: {marking}**\n\n" if marking else ""
    return f"{head}Version {dataset.version}.\n\n{added if dataset.added else ''}{dictionary_page(dataset)}"
