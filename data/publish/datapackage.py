"""Schema -> datapackage.json: the records as a Frictionless Data Package (specs.frictionlessdata.io, version 1)."""

import json
from collections.abc import Iterable
from typing import Any

from data.model.columns import choices_of, description, kind_of
from data.model.rows import Table
from data.model.schema import TABLES
from data.publish.dictionary import LICENCE, LICENCE_ADDRESS
from data.tables.origin import ADDED, HANDLING_COLUMN
from data.tables.reading import files_of

ADDED_TEXT = (
    f"With rows that a reader added in one session, in the folder {ADDED}/. They are not part of the records, and the "
    "licence does not cover them."
)
PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_TYPES = {"number": "number", "whole number": "integer"}


def package_text(names: Iterable[str], *, version: str = "", marking: str = "") -> str:
    """The description of the files with these names, as JSON; the marking under "handling" if there is one.

    Files in the folder of a reader's added rows belong to their tables, and the description says what they are.
    """
    files = sorted(names)
    has_added = any(name.startswith(f"{ADDED}/") for name in files)
    package = {
        **({HANDLING_COLUMN: marking} if marking else {}),
        **({"version": version} if version else {}),
        **({"description": ADDED_TEXT} if has_added else {}),
        "profile": "tabular-data-package",
        "name": "allweather-records",
        "title": "Allweather: declared partnerships, treaties, memberships and measures, with their sources",
        "licenses": [{"name": "CC-BY-4.0", "title": LICENCE, "path": LICENCE_ADDRESS}],
        "resources": [
            _resource(table, _files_with_added(table, files))
            for table in TABLES
            if _files_with_added(table, files) or not table.optional
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _files_with_added(table: Table, files: list[str]) -> list[str]:
    return [*files_of(table, files), *(name for name in files if name == f"{ADDED}/{table.name}.csv")]


def _resource(table: Table, files: list[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": " ".join((table.row.__doc__ or "").split()),
        "path": files if "*" in table.files or len(files) > 1 else table.files,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.row.key),
            "foreignKeys": _foreign_keys(table),
        },
    }


def _field(table: Table, column: str) -> dict[str, Any]:
    kind, choices = kind_of(table, column), [choice for choice in choices_of(table, column) if choice]
    rules: dict[str, Any] = {"required": True} if column in table.row.key else {}
    if choices and kind != "list":
        rules["enum"] = choices
    if kind == "date":
        rules["pattern"] = PARTIAL_DATE
    field = {"name": column, "type": _TYPES.get(kind, "string"), "description": description(table, column)}
    return field | ({"constraints": rules} if rules else {})


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    """For cells that contain one id; dyads and lists contain several, which the format cannot express."""
    single = {
        column: to for column, to in table.references.items() if kind_of(table, column) != "list" and column != "dyad"
    }
    keys = {table.name: table.row.key[0] for table in TABLES}
    return [
        {"fields": column, "reference": {"resource": "" if to == table.name else to, "fields": keys[to]}}
        for column, to in single.items()
    ]
