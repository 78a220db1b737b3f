"""What a session keeps of a reader besides the view has a limit."""

from typing import Any

import pytest
import streamlit as st

from components.session import workspace
from data.upload.mapping.column_map import ColumnMap


def test_columns_are_kept_up_to_so_many_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    headers = [("Country", f"{number}" + "a" * 1_000) for number in range(200)]
    workspace.keep_column_maps({header: ColumnMap(header, "spells", ("", "")) for header in headers})
    assert list(workspace.kept_column_maps()) == headers[-60:]
    long = ("Country", "a" * 1_000_000)
    workspace.keep_column_maps(
        {header: ColumnMap(header, "spells", ("", "")) for header in (headers[0], long, headers[1])}
    )
    assert list(workspace.kept_column_maps()) == [headers[1]]
