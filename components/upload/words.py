"""An upload in words: counts, faults, overlaps."""

from components.style.markup import markdown_safe
from data.base.text import list_text, quantity
from data.model.event_rows import Event
from data.model.tie_rows import Spell
from data.upload.mapping.choices import Question
from data.upload.overlaps import Overlap
from data.upload.overlay import MAX_OVERLAPS, Overlay
from data.upload.reading.raw import MAX_UPLOAD_FINDINGS
from data.upload.table_choice import ChosenTable

OVERLAP_COLUMNS = ("Dyad", "Your row", "Your text", "Row in the records", "Text in the records")
LEFT_OUT, NO_ANSWER = "Leave out", "Choose"
# Table -> what the page calls it.
UPLOAD_TABLE_NAMES = {"": "Not read", "spells": "Ties", "tiers": "Labels", "families": "Families of labels", "ladders": "Rankings",
               "rungs": "Ranks", "actors": "Countries and actors"}  # fmt: skip
_MAX_TABLES, _MAX_FILES = 10, 3
_SAMPLE = 32
# What a table of ties may bring along.
_WITH_TIES = {"spells", "actors", "families", "tiers", "ladders", "rungs", "sources"}


def tables_text(overlay: Overlay) -> str:
    """ ": 4 in spells and 1 in events"; empty for one table."""
    counts = overlay.own_counts
    if len(counts) < 2:
        return ""
    return f": {list_text([f'{number:,} in {name}' for name, number in counts.items()], most=_MAX_TABLES)}"


def files_text(overlay: Overlay) -> str:
    return list_text(list(overlay.files), most=_MAX_FILES)


def rows_text(overlay: Overlay) -> str:
    """ "598 ties", or "7 rows" if they are not all ties."""
    return quantity(*_number_and_noun(overlay))


def _number_and_noun(overlay: Overlay) -> tuple[int, str]:
    if overlay.new_ties and set(overlay.counts) <= _WITH_TIES:
        return overlay.new_ties, "tie"
    return len(overlay.lines), "event" if list(overlay.counts) == ["events"] else "row"


def identical_text(overlay: Overlay) -> str:
    """ " 3 identical rows were skipped.", empty if there are none."""
    if not overlay.identical:
        return ""
    return f" {quantity(overlay.identical, 'identical row')} {'was' if overlay.identical == 1 else 'were'} skipped."


def add_label(offer: Overlay) -> str:
    """ "Add 5 ties, 2 left out", or "Add 7 rows" if they are not all ties."""
    number, noun = _number_and_noun(offer)
    skipped = f", {len(offer.skipped):,} left out" if offer.skipped else ""
    return (f"Add my {noun}" if number == 1 else f"Add {quantity(number, noun)}") + skipped


def ready_text(offer: Overlay) -> str:
    """ "598 ties are ready, 12 rows were left out"."""
    number, noun = _number_and_noun(offer)
    ready = f"{quantity(number, noun)} {'is' if number == 1 else 'are'} ready"
    left = len(offer.skipped)
    return f"{ready}, {quantity(left, 'row')} {'was' if left == 1 else 'were'} left out" if left else ready


def skipped_text(offer: Overlay) -> str:
    """What became of the rows that were left out."""
    if not offer.skipped:
        return "**Something could not be read:**"
    waiting = any(question.is_open for question in offer.questions)
    how = "Answer the questions above, or correct" if waiting else "Correct"
    how = f"Choose above what the columns are, or {how[0].lower()}{how[1:]}" if offer.unclear_tables else how
    rows, others = quantity(len(offer.skipped), "row"), "; the other rows can be added now" if offer.dataset else ""
    return f"**{rows} left out.** {how} the file and upload it again{others}."


def questions_text(offer: Overlay) -> str:
    """ "2 questions about your table"."""
    number = sum(question.is_open for question in offer.questions)
    return f"{quantity(number, 'question')} about your table" if number else "Your answers"


def question_text(question: Question) -> str:
    """The question, with the rows that wait for it."""
    return f"{question.text} {quantity(question.rows, 'row')}." if question.rows else question.text


def samples_text(samples: list[str]) -> str:
    """ "China · Russia · …", each shortened."""
    texts = (sample if len(sample) <= _SAMPLE else f"{sample[: _SAMPLE - 1]}…" for sample in samples)
    return " · ".join(texts) or "(empty)"


def table_caption(table: ChosenTable) -> str:
    """The title of the box of a table: its file, what it is read as, and how many of its columns are used."""
    used = sum(bool(role) for role in table.columns.roles)
    kind = UPLOAD_TABLE_NAMES.get(table.columns.table, table.columns.table)
    columns = (
        f"{used} of {quantity(len(table.columns.header), 'column')} used"
        if table.columns.table
        else "choose its columns"
    )
    form = f" · {table.raw.form}" if table.raw.form else ""
    return f"Columns of {markdown_safe(table.raw.file[:80])}{form}: {kind}, {columns}"


def more_tables_text(number: int) -> str:
    """That so many tables have no menus, and how to get them."""
    are_read = (
        "more table is read by the names of its columns"
        if number == 1
        else "more tables are read by the names of their columns"
    )
    return f"{number:,} {are_read}. To choose them yourself, upload fewer tables at a time."


def faults_text(offer: Overlay) -> str:
    """How many faults there are, and what to do."""
    number = len(offer.findings)
    at_least = "At least " if number >= MAX_UPLOAD_FINDINGS else ""
    restore = ", or accept the guesses that you refused" if offer.choices.refused else ""
    fix = f"Fix {'this' if number == 1 else 'these'} in your file and upload it again{restore}."
    if offer.unclear_tables:
        fix = f"Choose what the columns are, below. {fix.replace('Fix', 'Or fix', 1)}"
    return f"**{at_least}{quantity(number, 'fault')}: nothing was loaded.** {fix}"


def overlaps_text(overlay: Overlay) -> str:
    """ "3 of your ties overlap existing ones." and what follows from it."""
    added = {overlap.added.id: overlap.added for overlap in overlay.overlaps}
    number = overlay.overlap_count
    kinds = {type(row) for row in added.values()}
    noun = "tie" if kinds == {Spell} else "event" if kinds == {Event} else "row"
    verb = "overlaps" if number == 1 else "overlap"
    first = f" The first {MAX_OVERLAPS} pairs of rows are listed." if len(overlay.overlaps) == MAX_OVERLAPS else ""
    return f"**{number:,} of your {noun}s {verb} existing ones.** Both are shown, side by side.{first}"


def overlap_cells(overlap: Overlap) -> tuple[str, ...]:
    """The cells under OVERLAP_COLUMNS."""
    added, ours = overlap.added, overlap.ours
    return added.dyad, added.id, _row_text(added), ours.id, _row_text(ours)


def _row_text(row: Spell | Event) -> str:
    """ "15 Sep 2022 – now: wording" of a spell, "15 Sep 2022: title" of an event."""
    if isinstance(row, Event):
        return f"{row.date.display_text}: {row.title}"
    return f"{row.opening_text} – {row.end.display_text if row.end else 'now'}: {row.wording}"
