"""A row of the records -> the saved views whose picture it is in: presets and scenes of the built-in story."""

from collections.abc import Iterator
from datetime import date

from data.base.memo import memo
from data.links.scenes import view_of_scene
from data.links.stories import built_in_story
from data.view.presets import presets
from data.view.selection import Selection, select
from data.view.ties import Ties


@memo
def _figures(ties: Ties, today: date) -> tuple[tuple[str, Selection], ...]:
    """Name -> what passes its filters."""
    return tuple((name, selection) for name, selection in _selections(ties, today))


def _selections(ties: Ties, today: date) -> Iterator[tuple[str, Selection]]:
    for preset in presets(ties.dataset, today=today).values():
        yield f"“{preset.title}”", select(ties, preset.view)
    story = built_in_story()
    for number, scene in enumerate(story.scenes, 1):
        yield f"scene {number} of “{story.title}”", select(ties, view_of_scene(scene, ties.dataset, today=today)[0])


@memo
def figures_with(ties: Ties, table: str, key: str, today: date) -> tuple[str, ...]:
    """The names of the saved views that show a tie or an event; none for a row that is no longer there."""
    index = next((place for place, spell in enumerate(ties.spells) if spell.spell == key), None)
    if table == "spells":
        found = _figures(ties, today) if index is not None else ()
        return tuple(name for name, selection in found if selection.shown[index])
    return tuple(
        name for name, selection in _figures(ties, today) if any(event.event == key for event in selection.events)
    )
