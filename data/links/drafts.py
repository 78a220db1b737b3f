"""A draft as text for a link, so that a reload or a restart of the server loses nothing, and a colleague can look at it."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from data.base.packing import pack, unpack
from data.links.packed_limits import fits_a_link
from data.model.schema import TABLE
from data.store.changes import RowChange
from data.view.fields.codecs import UnreadableError
from data.view.fields.draft import MAX_DRAFT_ROWS, Draft

_LARGEST = 1_000_000
_CUT = "part of the changes is missing. Copy the whole link, or make the changes again"

_MANY = f"it has more than {MAX_DRAFT_ROWS} changed rows, the most that can be saved at once"


class DraftError(UnreadableError):
    """Changes that cannot be read; its text is for the reader."""


class _Row(BaseModel):
    """A change in few characters: the filled cells before, and those that differ after (None: there is no such row)."""

    model_config = ConfigDict(extra="forbid")

    table: str
    before: dict[str, str] | None = None
    after: dict[str, str] | None = None


_ROWS = TypeAdapter(Annotated[list[_Row], Field(max_length=MAX_DRAFT_ROWS)])


def pack_draft(draft: Draft) -> str:
    """The changes in characters that a link may hold."""
    rows = [_row(change) for change in draft.changes]
    return pack(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def draft_fits(draft: Draft) -> bool:
    """Whether a link can hold the changes."""
    return not draft.is_too_large and fits_a_link(pack_draft(draft))


def _row(change: RowChange) -> dict[str, object]:
    before, after = change.before or {}, change.after
    row: dict[str, object] = {"table": change.table}
    if change.before is not None:
        row["before"] = {column: cell for column, cell in before.items() if cell}
    if after is not None:
        row["after"] = {column: cell for column, cell in after.items() if cell != before.get(column, "")}
    return row


def unpack_draft(text: str) -> Draft:
    """The changes in a link; raises DraftError. What the rows say is checked like anything that is typed."""
    content = unpack(text, _LARGEST)
    if content is None or len(content) > _LARGEST:
        raise DraftError(_CUT)
    try:
        rows = _ROWS.validate_json(content)
    except ValidationError as problem:
        raise DraftError(_MANY if problem.errors()[0]["type"] == "too_long" else _CUT) from None
    return Draft(tuple(_change(row) for row in rows))


def _change(row: _Row) -> RowChange:
    table = TABLE.get(row.table)
    named = {*(row.before or ()), *(row.after or ())}
    if table is None or row.before is row.after is None or not named <= set(table.columns):
        raise DraftError(_CUT)
    empty = dict.fromkeys(table.columns, "")
    before = empty | row.before if row.before is not None else None
    after = (before or empty) | row.after if row.after is not None else None
    return RowChange(row.table, before, after)
