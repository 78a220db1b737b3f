"""An upload in words: counts, faults, overlaps."""

from data.base.text import list_text, quantity
from data.model.schema import Event, Spell
from data.upload.overlaps import Overlap
from data.upload.overlay import Overlay
from data.upload.reading.raw import MAX_UPLOAD_FINDINGS

OVERLAP_COLUMNS = ("Dyad", "Your row", "Your text", "Row in the records", "Text in the records")
_MAX_TABLES, _MAX_FILES = 10, 3


def count_text(overlay: Overlay) -> str:
    """ "4 in spells and 1 in events"."""
    return list_text([f"{number:,} in {name}" for name, number in overlay.counts.items()], most=_MAX_TABLES)


def files_text(overlay: Overlay) -> str:
    return list_text(list(overlay.files), most=_MAX_FILES)


def rows_text(overlay: Overlay) -> str:
    return quantity(len(overlay.lines), "row")


def identical_text(overlay: Overlay) -> str:
    """ " 3 identical rows were skipped.", empty if there are none."""
    if not overlay.identical:
        return ""
    return f" {quantity(overlay.identical, 'identical row')} {'was' if overlay.identical == 1 else 'were'} skipped."


def add_label(offer: Overlay) -> str:
    """ "Add my 5 ties", or "Add my 7 rows" if they are not all ties."""
    noun = {"spells": "tie", "events": "event"}.get(" ".join(offer.counts), "row")
    number = len(offer.lines)
    return f"Add my {noun}" if number == 1 else f"Add my {quantity(number, noun)}"


def faults_text(offer: Overlay) -> str:
    """How many faults there are, and what to do."""
    number = len(offer.findings)
    at_least = "At least " if number >= MAX_UPLOAD_FINDINGS else ""
    restore = ", or accept the guesses that you refused" if offer.refused else ""
    fix = f"Fix {'this' if number == 1 else 'these'} in your file and upload it again{restore}."
    return f"**{at_least}{quantity(number, 'fault')}: nothing was loaded.** {fix}"


def overlaps_text(overlay: Overlay) -> str:
    """ "3 of your ties overlap existing ones." and what follows from it."""
    added = {overlap.added.id: overlap.added for overlap in overlay.overlaps}
    kinds = {type(row) for row in added.values()}
    noun = "tie" if kinds == {Spell} else "event" if kinds == {Event} else "row"
    verb = "overlaps" if len(added) == 1 else "overlap"
    return f"**{len(added):,} of your {noun}s {verb} existing ones.** Both are shown, side by side."


def overlap_cells(overlap: Overlap) -> tuple[str, ...]:
    """The cells under OVERLAP_COLUMNS."""
    added, ours = overlap.added, overlap.ours
    return added.dyad, added.id, _row_text(added), ours.id, _row_text(ours)


def _row_text(row: Spell | Event) -> str:
    """ "15 Sep 2022 – now: wording" of a spell, "15 Sep 2022: title" of an event."""
    if isinstance(row, Event):
        return f"{row.date.display_text}: {row.title}"
    return f"{row.opening_text} – {row.end.display_text if row.end else 'now'}: {row.wording}"
