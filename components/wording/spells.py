"""A spell in words: whose it is, its wording, since when."""

from data.analysis.placements import Placement
from data.model.cells import actors_of
from data.model.dates import PartialDate, duration
from data.model.schema import Spell
from data.tables.origin import added_mark
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties


def pair(ties: Ties, index: SpellIndex) -> str:
    """The two actors of a spell, the owner of its words first: "China and Belarus"."""
    dataset, spell = ties.dataset, ties.spells[index]
    owner = dataset.families[ties.tiers[index].family].owner
    ends = sorted(actors_of(spell.dyad), key=lambda actor: actor != owner)
    return " and ".join(dataset.actors[actor].name for actor in ends)


def quoted(ties: Ties, spell: Spell) -> str:
    """The wording in English, beside it the other languages that the records hold, and the mark of an added row."""
    native = " / ".join(words for words in (spell.wording_zh, spell.wording_ru, spell.wording_be) if words)
    return f"“{spell.wording}”" + (f" ({native})" if native else "") + added_mark(ties.dataset, spell)


def begun(spell: Spell) -> str:
    """When it began, as it stands after "on"/"in"/"by": as exact as the source."""
    if spell.start is None:
        return f"by {spell.known_by.spoken} at the latest" if spell.known_by else "on a day not found"
    return when(spell.start)


def when(day: PartialDate) -> str:
    return f"{'on' if day.precision == 'day' else 'in'} {day.spoken}"


def since(ties: Ties, index: SpellIndex) -> str:
    """When it held, and the mark of an added row."""
    return held(ties.spells[index]) + added_mark(ties.dataset, ties.spells[index])


def held(spell: Spell) -> str:
    """ "since 15 Sep 2022", "16 Jul 2013 – 29 Sep 2016", "start not found, in force by 3 Nov 2025"."""
    end = f" – {spell.end.spoken}" if spell.end else ""
    if spell.start is None:
        known = spell.known_by.spoken if spell.known_by else "?"
        return f"start not found, in force by {known}{end}"
    return f"{spell.start.spoken}{end}" if end else f"since {spell.start.spoken}"


def before(selection: Selection, row: Placement) -> str:
    """What a partner's rung was before, and for how long; an earlier rung may not be in the records."""
    if row.previous is None:
        return "no earlier rung in the records"
    earlier, now = selection.ties.spells[row.previous], selection.ties.spells[row.index]
    if earlier.start is None or now.start is None:
        return f"before: {earlier.wording}"
    return f"before: {earlier.wording}, {duration(earlier.start, now.start)}"


def told_row(selection: Selection, key: str) -> str:
    """The spell of that key in words: "China and Belarus: “…”, since 15 Sep 2022, confirmed"."""
    ties = selection.ties
    index = next(index for index in selection.indices if ties.spells[index].spell == key)
    return f"{pair(ties, index)}: {quoted(ties, ties.spells[index])}, {since(ties, index)}, {ties.spells[index].grade} ({key})"
