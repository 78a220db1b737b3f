"""A reader’s note on a figure, and what they circled in it; marked as not from the records wherever it shows. Pure."""

from dataclasses import replace

from components.figure.model import BriefingFigure, NetworkPicture
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection
from data.view.view import View

_NOTE = "Reader’s note"


def readers_note(view: View, dataset: Dataset, *, has_circles: bool) -> str:
    """ "Reader’s note, not from the records: … Circled by hand: Belarus."; "" without any.

    `has_circles` says whether the figure can show what is circled.
    """
    note = f"{_NOTE}, not from the records: {view.note}" if view.note else ""
    keys = view.circled if has_circles else ()
    # A pair has a dash in it, and “and” behind one would seem to belong to it.
    names = "; ".join(actor_or_dyad(dataset, key) for key in keys)
    circled = f"Circled by hand: {names}." if names else ""
    if note and circled and note[-1] not in ".!?…":
        note = f"{note}."
    return " ".join(filter(None, (note, circled)))


def with_readers_note(figure: BriefingFigure, selection: Selection) -> BriefingFigure:
    """The figure with the note at its foot, and in a network a ring around what the reader circled."""
    is_network = isinstance(figure.picture, NetworkPicture)
    text = readers_note(selection.view, selection.dataset, has_circles=is_network)
    if not text:
        return figure
    noted = replace(
        figure,
        slide=replace(figure.slide, note=text),
        characters=figure.characters | frozenset(filter(str.isprintable, text)),
    )
    if isinstance(noted.picture, NetworkPicture):
        return replace(noted, picture=replace(noted.picture, circled=selection.view.circled))
    return noted
