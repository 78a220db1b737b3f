"""DuckDB as an import uses it: bounded, with a room of its own to spill into; loaded only where it is used."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

IMPORT_MEMORY = "2GB"


@contextmanager
def connection(room: Path, *, memory: str = IMPORT_MEMORY) -> "Iterator[DuckDBPyConnection]":
    """A database in memory that spills into `room`."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": os.cpu_count() or 2,
        "memory_limit": memory,
        "temp_directory": str(room / "spill"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=settings) as database:
        yield database


def quoted(text: str) -> str:
    """A text as a literal of SQL, for the places that take no parameter."""
    return "'" + text.replace("'", "''") + "'"
