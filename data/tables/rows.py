"""Rows -> CSV text in the form of these records: one order of columns and rows, one way to write a cell."""

import csv
import io
from collections.abc import Iterable, Mapping

from data.base.clean_text import normal_form
from data.base.formula_guard import with_formula_guard, with_unix_line_ends
from data.model.cells import LIST_SEPARATOR, split
from data.model.columns import is_list, kind_of
from data.model.rows import Row, Table


def cell_of(value: object) -> str:
    """A value of a row as the text of its cell."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f"{LIST_SEPARATOR} ".join(map(str, value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def cells_of(row: Row) -> dict[str, str]:
    return {column: cell_of(getattr(row, column)) for column in type(row).model_fields}


def normalised(table: Table, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row in the order of the table's columns: composed characters, no spare spaces, one list separator."""
    return {column: _normalised_cell(table, column, cells.get(column, "")) for column in table.columns}


def _normalised_cell(table: Table, column: str, cell: str) -> str:
    text = with_unix_line_ends(normal_form("NFC", cell).strip())
    if is_list(table, column):
        return cell_of(split(text))
    return _as_number(text) if text and kind_of(table, column) == "number" else text


def _as_number(text: str) -> str:
    """A number in one form; whatever is none as it is, for a finding to name."""
    try:
        return cell_of(float(text))
    except ValueError:
        return text


def in_order(table: Table, rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """By the table's order (numbers by their value); as they are if their order has a meaning."""
    if not table.order:
        return list(rows)
    return sorted(rows, key=lambda row: [_by_value(row[column]) for column in table.order])


def _by_value(cell: str) -> tuple[float, str]:
    return (float(cell), "") if cell.isascii() and cell.isdigit() else (float("inf"), cell)


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """With a header; no cell can run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    header = list(columns)
    writer.writerow(header)
    writer.writerows([with_formula_guard(row[column]) for column in header] for row in rows)
    return text.getvalue()
