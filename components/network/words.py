"""What a network says in words, on the page and in figures. Pure."""

from data.analysis.diff import ChangeKind
from data.model.tie_rows import Spell
from data.view.view import Language, Layout, Reported, Words

LAYOUT_NAMES: dict[Layout, str] = {
    "focal": "Selected countries",
    "rings": "By rank",
    "force": "Free layout",
    "map": "Map",
    "reports": "By reports",
}
REPORTED_NAMES: dict[Reported, str] = {"cooperation": "Co-operation", "conflict": "Conflict"}
WORDS_NAMES: dict[Words, str] = {"none": "None", "label": "Label", "since": "Label and since"}
LANGUAGE_NAMES: dict[Language, str] = {"english": "English", "original": "Original", "both": "Both"}
# The sign of a change, on its tie.
CHANGE_SIGNS: dict[ChangeKind, str] = {
    ChangeKind.UP: "↑",
    ChangeKind.NEW: "+",
    ChangeKind.DOWN: "↓",
    ChangeKind.ENDED: "−",
    ChangeKind.REWORDED: "=",
    ChangeKind.OTHER: "≠",
    ChangeKind.STATUS: "≠",
    ChangeKind.CERTAIN: "✓",
    ChangeKind.UNCERTAIN: "?",
    ChangeKind.RESOURCED: "=",
    ChangeKind.SEEN: "✓",
    ChangeKind.UNSEEN: "?",
}
# What became of a tie, as far as the browser tells it while the day is moved: its sign, and its name in the legend.
# The keys are known to state.js.
LIVE_CHANGES: dict[str, tuple[str, str]] = {
    "up": (CHANGE_SIGNS[ChangeKind.UP], ChangeKind.UP.value),
    "new": (CHANGE_SIGNS[ChangeKind.NEW], ChangeKind.NEW.value),
    "down": (CHANGE_SIGNS[ChangeKind.DOWN], ChangeKind.DOWN.value),
    "ended": (CHANGE_SIGNS[ChangeKind.ENDED], ChangeKind.ENDED.value),
    "other": (CHANGE_SIGNS[ChangeKind.OTHER], "Renamed or otherwise changed"),
    "certainty": (CHANGE_SIGNS[ChangeKind.UNCERTAIN], "More or less certain"),
    "same": ("", "Unchanged (dimmed)"),
}


def doubt_of(spell: Spell) -> str:
    """Why a spell is uncertain on any day, in a word for brackets; empty if it is not."""
    return "from memory" if spell.grade == "recalled" else "proposed" if spell.status == "proposed" else ""
