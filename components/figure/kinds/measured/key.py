"""What the signs of marks in a plane mean -> a legend. Pure."""

from collections.abc import Iterable

from components.figure.elements.legend import BAR
from components.figure.model import LegendEntry
from components.style.plan import KeyEntry, MarksPlan
from components.style.theme import EVENT_MARK, HOLLOW, Stroke

# The shades of times without data, light enough for words on them.
_GAP, _BLIND = Stroke("#e2e3e5", "#363c49", BAR), Stroke("#c6c8cc", "#565d6c", BAR)
_RULE = 1.6, (4, 3)
_SHAPES = {"hollow": HOLLOW, "fill": "square"}
_SIGNS = {"cross": "×", "tick": "|"}


def plan_legend(plans: Iterable[MarksPlan]) -> tuple[LegendEntry, ...]:
    """Each sign of the plans once."""
    entries = dict.fromkeys(entry for plan in plans for entry in plan.key)
    return tuple(map(_legend_entry, entries))


def _legend_entry(entry: KeyEntry) -> LegendEntry:
    stroke = {"gap": _GAP, "blind": _BLIND}.get(entry.sign, entry.paint or EVENT_MARK)
    if entry.sign == "rule":
        width, dash = _RULE
        stroke = Stroke(stroke.light, stroke.dark, width, dash)
    return LegendEntry(entry.words, stroke, 0, _SHAPES.get(entry.sign, ""), sign=_SIGNS.get(entry.sign, ""))
