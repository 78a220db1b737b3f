"""A spell in words: whose it is, its wording, since when, how well it is supported."""

from components.wording.names import name_in_sentence
from data.analysis.placements import Placement
from data.base.days import day_in_full, month_in_full
from data.model.cells import actors_of
from data.model.dates import PartialDate, duration
from data.model.tie_rows import Spell
from data.tables.origin import added_mark
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties
from data.view.view import Language, View

NO_EARLIER_LABEL = "no earlier label on record"
# Of the languages in which the records hold wordings, those that are official in a state.
OFFICIAL_LANGUAGES: dict[str, tuple[str, ...]] = {
    "BLR": ("be", "ru"),
    "CHN": ("zh",),
    "KAZ": ("ru",),
    "KGZ": ("ru",),
    "RUS": ("ru",),
    "SGP": ("zh",),
}
# Where the end of a spell is to be written.
END_MARK = "{}"
# What is not in force whatever its dates say; since when something is suspended is seldom on record.
STATUS_TEXTS = {"proposed": "only proposed", "suspended": "suspended by now"}
_GRADE_TEXTS = {"recalled": "from memory, no text read", "contested": "sources disagree"}


def pair_text(ties: Ties, index: SpellIndex) -> str:
    """The two actors of a spell, the owner of its words first: "China and Belarus"."""
    dataset, spell = ties.dataset, ties.spells[index]
    owner = dataset.families[ties.tiers[index].family].owner
    ends = sorted(actors_of(spell.dyad), key=lambda actor: actor != owner)
    return " and ".join(name_in_sentence(dataset, actor) for actor in ends)


def since_text(ties: Ties, index: SpellIndex) -> str:
    """ "since 4 July 2024", "since 2005", "since November 2022 at the latest": as exact as the source of the spell."""
    spell = ties.spells[index]
    opening = date_in_full(spell.opening) if spell.opening else "an unknown date"
    return f"since {opening}" + ("" if spell.start else " at the latest")


def date_in_full(day: PartialDate) -> str:
    """ "4 July 2024", "November 2022", "2005": as exact as it is."""
    texts = {"day": day_in_full(day.first), "month": month_in_full(day.first)}
    return texts.get(day.precision, str(day.first.year))


def quoted_wording(ties: Ties, spell: Spell) -> str:
    """The wording in English, beside it the other languages that the records hold, and the mark of an added row."""
    return wording_with_native(spell) + added_mark(ties.dataset, spell)


def wording_with_native(spell: Spell) -> str:
    """ "“comprehensive partnership” (全面伙伴关系)"."""
    return f"“{spell.wording}”" + (f" ({spell.native_text})" if spell.native_text else "")


def original_wording(spell: Spell) -> str:
    """The wording in the languages of the two sides; if none is on record, in those that are; "" if there is none."""
    wordings = spell.native_wordings
    spoken = {language for actor in actors_of(spell.dyad) for language in OFFICIAL_LANGUAGES.get(actor, ())}
    return " / ".join([wordings[language] for language in wordings if language in spoken] or wordings.values())


def words_of_side(spell: Spell, actor: str) -> list[tuple[str, str]]:
    """(language, wording) in the official languages of one side, as far as the records have it."""
    wordings = spell.native_wordings
    return [(one, wordings[one]) for one in OFFICIAL_LANGUAGES.get(actor, ()) if one in wordings]


def label_text(language: Language, spell: Spell) -> str:
    """The wording in one line, in the chosen language; in English if there is no other."""
    return " · ".join(_wordings_in(language, spell))


def _wordings_in(language: Language, spell: Spell) -> list[str]:
    original = original_wording(spell)
    wordings = [spell.wording] if language == "english" or not original else [original]
    return [spell.wording, *wordings] if language == "both" and original else wordings


def words_on_tie(view: View, spell: Spell, mark: str = "") -> tuple[str, ...]:
    """What a picture writes on a tie: its wording in the chosen language, and since when; in English if there is no other.

    `mark` follows the wording.
    """
    if view.words == "none":
        return ()
    wordings = _wordings_in(view.language, spell)
    wordings[0] += mark
    return (*wordings, *([dates_text(spell)] if view.words == "since" else []))


def start_text(spell: Spell) -> str:
    """When it began, as exact as the source: "on 15 Sep 2022", "in 2011", "by 3 Nov 2025 at the latest"."""
    if spell.start is None:
        return f"by {spell.known_by.display_text} at the latest" if spell.known_by else "on an unknown date"
    return date_text(spell.start)


def date_text(day: PartialDate) -> str:
    """ "on 15 Sep 2022", "in Jun 2011"."""
    return f"{'on' if day.precision == 'day' else 'in'} {day.display_text}"


def dates_text(spell: Spell) -> str:
    """ "since 15 Sep 2022", "16 Jul 2013 – 29 Sep 2016", "in force by 3 Nov 2025, start date unknown"."""
    return dates_between(spell.start, spell.known_by, spell.end)


def dates_between(start: PartialDate | None, known_by: PartialDate | None, end: PartialDate | None) -> str:
    """The same of the three dates of a spell."""
    without_end, with_end = patterns_of_dates(start, known_by)
    return with_end.replace(END_MARK, end.display_text) if end else without_end


def patterns_of_dates(start: PartialDate | None, known_by: PartialDate | None) -> tuple[str, str]:
    """The same without an end, and with END_MARK where the end is to be written."""
    if start is None:
        known = f"in force by {known_by.display_text}" if known_by else "in force"
        unknown = "start date unknown"
        return f"{known}, {unknown}", f"{known} and until {END_MARK}, {unknown}"
    return f"since {start.display_text}", f"{start.display_text} – {END_MARK}"


def marked_dates(ties: Ties, index: SpellIndex) -> str:
    """When it was in force, or that it was only proposed or is suspended, and the mark of an added row."""
    spell = ties.spells[index]
    status = f", {STATUS_TEXTS[spell.status]}" if spell.status in STATUS_TEXTS else ""
    return dates_text(spell) + status + added_mark(ties.dataset, spell)


def grade_text(grade: str) -> str:
    """How well a record is supported: "confirmed", "from memory, no text read"."""
    return _GRADE_TEXTS.get(grade, grade)


def previous_label_text(selection: Selection, placement: Placement) -> str:
    """What a partner's label was before, and for how long; an earlier one may not be in the records."""
    if placement.previous is None:
        return NO_EARLIER_LABEL
    earlier, now = selection.ties.spells[placement.previous], selection.ties.spells[placement.index]
    if earlier.start is None or now.start is None:
        return f"previously: {earlier.wording}"
    return f"previously: {earlier.wording}, {duration(earlier.start, now.start)}"


def spell_text(ties: Ties, index: SpellIndex) -> str:
    """A spell in words: "China and Belarus: “…”, since 15 Sep 2022, confirmed (blr-2)"."""
    spell = ties.spells[index]
    words = f"{quoted_wording(ties, spell)}, {marked_dates(ties, index)}, {grade_text(spell.grade)}"
    return f"{pair_text(ties, index)}: {words} ({spell.spell})"
