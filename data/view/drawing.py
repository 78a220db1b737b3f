"""How a selection is shown where a program displays values, as a notebook does: what draws it is named from above."""

from collections.abc import Callable
from typing import Any

# A selection -> HTML, or None where there is nothing to show. The parts that draw depend on this one, so it knows none.
_drawers: list[Callable[[Any], str | None]] = []


def draw_selections_with(drawer: Callable[[Any], str | None]) -> None:
    """Name what draws a selection from now on."""
    _drawers[:] = [drawer]


def html_of_selection(selection: Any) -> str | None:
    """The selection as HTML; None if nothing is named that draws it, or it draws nothing."""
    return _drawers[0](selection) if _drawers else None
