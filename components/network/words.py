"""What a network says in words, on the page and in figures. Pure."""

from data.model.schema import Spell
from data.tables.dataset import Dataset
from data.view.view import Layout

LAYOUT_NAMES: dict[Layout, str] = {
    "focal": "Selected countries",
    "rings": "By rank",
    "force": "Free layout",
    "map": "Map",
}
# What the rings show, where they are drawn.
RINGS_TEXT = "Position: latest label. Colour: label on this date."
# What became of a tie between two dates: its sign, and its name in the legend. The keys are known to state.js.
CHANGES: dict[str, tuple[str, str]] = {
    "up": ("↑", "Moved up"),
    "new": ("+", "New"),
    "down": ("↓", "Moved down"),
    "ended": ("−", "Ended"),
    "other": ("≠", "Reworded or otherwise changed"),
    "certainty": ("?", "More or less certain"),
    "same": ("", "Unchanged (dimmed)"),
}


def doubt_of(spell: Spell) -> str:
    """Why a spell is uncertain on any day, in a word for brackets; empty if it is not."""
    return "from memory" if spell.grade == "recalled" else "proposed" if spell.status == "proposed" else ""


def ranking_text(name: str) -> str:
    """By which ranking the colours and rings go."""
    return f"Ranked by “{name}”."


def no_tie_with(dataset: Dataset, center: str) -> str:
    """The title of the ring of those without a declared tie with the center."""
    return f"No declared tie with {dataset.actors[center].short_name}"
