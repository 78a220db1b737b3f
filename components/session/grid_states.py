"""What a browser says of an editable table, before Streamlit makes a new table of it.

Streamlit adds the rows of a message one by one, also to tables that take none, and copies the table for each: sixty thousand, for
which one message has room, take a thread many minutes, which goes on when whoever sent them has left.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from streamlit.elements.widgets.data_editor import DataEditorSerde, DataEditorState

# A table of ours has up to 2,000 rows. Of those that are added, more than can be saved, so that the page says so.
MOST_EDITED_ROWS, MOST_ADDED_ROWS = 2_000, 600
_Cells = dict[str, str | int | float | bool | list[str] | None]


class _GridState(BaseModel):
    model_config = ConfigDict(extra="ignore")

    edited_rows: dict[int, _Cells] = Field(default={}, max_length=MOST_EDITED_ROWS)
    added_rows: list[_Cells] = []
    deleted_rows: list[int] = Field(default=[], max_length=MOST_EDITED_ROWS)


def sound_state(text: str | None) -> str | None:
    """The state of a table, with so many added rows; None, which is one without edits, if no table sends such a text."""
    if text is None:
        return None
    try:
        state = _GridState.model_validate_json(text)
    except ValidationError:
        return None
    return state.model_copy(update={"added_rows": state.added_rows[:MOST_ADDED_ROWS]}).model_dump_json()


def read_sound_states() -> None:
    """From now on Streamlit gets only such states."""
    read = DataEditorSerde.deserialize
    if read.__module__ == __name__:
        return

    def deserialize(serde: DataEditorSerde, ui_value: str | None, *others: Any) -> DataEditorState:
        return read(serde, sound_state(ui_value), *others)

    DataEditorSerde.deserialize = deserialize  # type: ignore[assignment,method-assign]
