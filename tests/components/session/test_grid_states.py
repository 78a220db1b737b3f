"""What a browser says of an editable table is taken if a table says such a thing; and of rows without end, the first."""

import json

import pytest
from streamlit.elements.widgets.data_editor import DataEditorSerde

from components.session.grid_states import MOST_ADDED_ROWS, MOST_EDITED_ROWS, read_sound_states, sound_state


def state(**parts: object) -> str:
    return json.dumps({"edited_rows": {}, "added_rows": [], "deleted_rows": [], **parts})


SOUND = {
    "edited_rows": {"3": {"a": ["x", "y"], "b": None, "c": True, "d": 1.5, "e": 7, "f": "7"}},
    "added_rows": [{"_index": 3, "a": "b"}],
    "deleted_rows": [1],
}


def test_the_edits_of_a_table_arrive_as_they_are() -> None:
    assert json.loads(sound_state(json.dumps(SOUND)) or "") == SOUND
    assert json.loads(sound_state("{}") or "") == json.loads(state())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[1]",
        "[" * 100_000,
        state(edited_rows=[1]),
        state(edited_rows={"x": {}}),
        state(edited_rows={"0": 5}),
        state(edited_rows={"0": {"a": {"b": 1}}}),
        state(edited_rows={"0": {"a": "\ud800"}}),
        state(added_rows=[5]),
        state(deleted_rows=list(range(MOST_EDITED_ROWS + 1))),
        state(edited_rows={str(row): {} for row in range(MOST_EDITED_ROWS + 1)}),
    ],
)
def test_what_no_table_says_is_a_table_without_edits(text: str) -> None:
    assert sound_state(text) is None


def test_rows_without_end_do_not_reach_a_table() -> None:
    """One that takes no rows would get them, too: whoever has a table of guesses could keep a thread for many minutes."""
    read_sound_states()
    sent = state(added_rows=[{"a": "b"}] * 60_000)
    assert DataEditorSerde().deserialize(sent)["added_rows"] == [{"a": "b"}] * MOST_ADDED_ROWS
