"""The form of a column's cells, read from the schema."""

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from data.model.dates import PartialDate
from data.model.rows import Table


@cache
def choices_of(table: Table, column: str) -> tuple[str, ...]:
    """The words that a column allows; none if it allows any text."""
    return tuple(dict.fromkeys(_choices(table.row.model_fields[column].annotation)))


def _choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    elif get_origin(annotation) in (tuple, Annotated, Union, UnionType):
        for part in get_args(annotation):
            yield from _choices(part)


@cache
def kind_of(table: Table, column: str) -> str:
    """What a cell is: "date", "number", "whole number", "list", "choice" or "text"."""
    annotation = table.row.model_fields[column].annotation
    parts = [part for part in get_args(annotation) if part is not NoneType] or [annotation]
    if is_list(table, column):
        return "list"
    kinds: dict[Any, str] = {PartialDate: "date", float: "number", int: "whole number"}
    known = next((kinds[part] for part in (annotation, *parts) if part in kinds), None)
    if known is None and "float" in str(annotation):
        known = "number"
    return known or ("choice" if choices_of(table, column) else "text")


def is_list(table: Table, column: str) -> bool:
    return get_origin(table.row.model_fields[column].annotation) is tuple


def description(table: Table, column: str) -> str:
    """What a column contains, in the words of the schema."""
    return table.row.model_fields[column].description or ""


def may_be_empty(table: Table, column: str) -> bool:
    field = table.row.model_fields[column]
    return not field.is_required() or NoneType in get_args(field.annotation) or "" in choices_of(table, column)
