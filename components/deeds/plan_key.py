"""What the signs in the charts of a pair mean. Pure."""

from collections.abc import Iterator, Sequence

from components.style.plan import Area, Dot, KeyEntry, Label, Mark, Segment
from components.style.theme import STEP_MARKS
from data.analysis.deeds.pair import Deed

UPGRADE = STEP_MARKS["Moved up"][1]
# In a year of which there is too little to show.
TOO_LITTLE = "×"


def plan_key(deeds: Sequence[Deed], marks: Sequence[Mark]) -> Iterator[KeyEntry]:
    """What the signs in the charts mean, as far as they are there."""
    if any(isinstance(mark, Segment) and mark.paint == UPGRADE for mark in marks):
        yield KeyEntry("rule", "upgrade of the label", UPGRADE)
    if any(isinstance(mark, Area) and mark.paint == "shade" for mark in marks):
        yield KeyEntry("gap", "not covered by the source")
    if any(isinstance(mark, Dot) and mark.is_hollow for mark in marks):
        yield KeyEntry("hollow", "year not fully covered")
    if any(isinstance(mark, Label) and mark.text == TOO_LITTLE for mark in marks):
        yield KeyEntry("cross", "too little of the year to show")
    if any(deed.missing_years for deed in deeds if deed.series.form != "spells"):
        yield KeyEntry("tick", "covered, but no value")
