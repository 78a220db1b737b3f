"""The short texts of a slide: what is shown, on which day, by whose ranking, on whose word. Pure."""

from collections import Counter
from collections.abc import Iterable

from components.figure.captions import FigureOptions, SlideTexts
from components.figure.titles import time_text
from components.style.markup import is_web_address
from components.wording.coverage import incomplete_text
from components.wording.filters import filters_in_use, suspended_text
from components.wording.ranking import label_ladders, ranked_by_text
from data.base.days import day_in_full
from data.base.text import inner_quotes, list_text, quantity, with_capital
from data.base.version import VERSION
from data.model.event_rows import Event
from data.model.tie_rows import Ladder, Spell
from data.model.vocabulary import GRADES
from data.tables.dataset import Dataset
from data.tables.origin import added_count_text
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, read_through, select

# How many publishers a slide names, and how many actors or dyads with the highest label.
_MOST_PUBLISHERS, MOST_HOLDERS = 3, 3
GRADE_WORDS = {"recalled": "from memory"}
FILTERS_IN_TITLE = ("layers", "families", "tiers", "actors", "regions", "steps")


def slide_texts(
    selection: Selection,
    options: FigureOptions,
    subject: str,
    sentence: str,
    rows: Iterable[Spell | Event],
    *remarks: str,
    time: str = "",
    is_dated: bool = False,
    ladders: Iterable[Ladder] = (),
) -> SlideTexts:
    """The texts around a picture; `rows` are the records in it, `ladders` the rankings of its labels.

    The title is subject and time; one of the reader's own says neither, so both are elsewhere. A sentence that
    `is_dated` says the time.
    """
    subject, time = with_capital(subject), time or time_text(selection)
    about = " ".join(filter(None, (options.by, f"Shown: {subject}." if options.title else "")))
    return SlideTexts(
        title=options.title or (subject if is_dated else f"{subject}, {time}"),
        subject=options.title or subject,
        sentence=options.sentence or sentence,
        day=time if options.title and not is_dated else "",
        coverage=_coverage_line(selection, ladders),
        remarks=" ".join(filter(None, (about, _filters_text(selection), *remarks))),
        sources=_sources_text(selection.dataset, list(rows)),
        # On paper an address without a host leads nowhere.
        link=options.link if is_web_address(options.link) else "",
        marking=options.marking,
    )


def _coverage_line(selection: Selection, ladders: Iterable[Ladder]) -> str:
    """ "Sources through 22 August 2026 · labels ranked by Allweather (unofficial) · Allweather 1.1, data version 1f7328f3faf3".

    What is known to be incomplete comes after the day.
    """
    dataset, through = selection.dataset, read_through(selection.dataset)
    read = f"Sources through {day_in_full(through)}" if through else ""
    missing = incomplete_text(selection)
    parts = (read, f"{missing[:1].lower()}{missing[1:]}", ranked_by_text(ladders))
    return with_capital(" · ".join(filter(None, (*parts, f"Allweather {VERSION}, data version {dataset.version}"))))


def _filters_text(selection: Selection) -> str:
    """The filters that a title does not name."""
    words = [part.words for part in filters_in_use(selection) if part.field not in FILTERS_IN_TITLE]
    return f"Filters: {list_text(words, most=6)}." if words else ""


def ties_sentence(selection: Selection, family: str = "", *, top_tie_only: bool = False) -> str:
    """With the highest label of a family, or of the first in view: "17 ties in force, 2 of them uncertain; the highest label is “…” (China – Pakistan).";

    of the highest ties alone "4 of 17 ties in force shown, the highest of each pair; …". What was only proposed is counted
    apart: it is not in force.
    """
    if not selection.indices:
        return "No ties on record."
    shown = selection.count_in_force
    uncertain, proposals = shown - selection.count_certain, selection.count_shown - shown
    remark = f", {uncertain:,} of them uncertain" if uncertain else ""
    remark += suspended_text(selection)
    remark += f", {proposals:,} only proposed" if proposals else ""
    added = added_count_text(tie=selection.count(selection.shown & selection.ties.added))
    highest = _highest_label_text(selection, family)
    count = _count_of_all(selection) if top_tie_only else shown
    if shown < count:
        of_all = f"{shown:,} of {quantity(count, 'tie')} in force shown, the highest of each pair"
        return f"{of_all}{remark}{added}{highest}."
    return f"{quantity(count, 'tie')} in force{remark}{added}{highest}."


def _count_of_all(selection: Selection) -> int:
    """How many ties pass the filters, before only the highest of each pair are left."""
    return select(selection.ties, selection.view).count_in_force


def _highest_label_text(selection: Selection, family: str) -> str:
    """The highest label of the family, or of the first family of labels in view, and who has it; "" without labels."""
    ties, families = selection.ties, [ladder.family for ladder in label_ladders(selection)]
    shown = family if family in families else next(iter(families), "")
    held = [index for index in selection.indices if not ties.proposed[index]]
    highest = next((ties.tiers[index] for index in held if ties.tiers[index].family == shown), None)
    if highest is None:
        return ""
    spells = [ties.spells[index] for index in held if ties.tiers[index] == highest]
    dyads, wordings = (
        dict.fromkeys(values) for values in zip(*((one.dyad, one.wording) for one in spells), strict=True)
    )
    # The words on the line, if they are the same on all of them.
    wording = next(iter(wordings)) if len(wordings) == 1 else highest.wording
    names = list_text([actor_or_dyad(selection.dataset, dyad) for dyad in dyads], most=MOST_HOLDERS)
    return f"; the highest label is “{inner_quotes(wording)}” ({names})"


def _sources_text(dataset: Dataset, rows: list[Spell | Event]) -> str:
    """ "Sources: CCTV, BelTA and 14 more; 17 records: 15 confirmed, 2 from memory."."""
    keys = {key for row in rows for key in row.sources}
    publishers = Counter(dataset.sources[key].publisher for key in keys)
    names = [name for name, _ in sorted(publishers.items(), key=lambda item: (-item[1], item[0]))]
    sources = f"Sources: {list_text(names, most=_MOST_PUBLISHERS)}; " if names else ""
    grades = Counter(row.grade for row in rows)
    graded = [
        f"{grades[grade]:,} {GRADE_WORDS.get(grade, grade)}{_which_text(dataset, rows, grade)}"
        for grade in GRADES
        if grades[grade]
    ]
    added = added_count_text(row=sum(dataset.is_added(row) for row in rows))
    return f"{sources}{quantity(len(rows), 'record')}: {list_text(graded, most=9)}{added}." if rows else ""


def _which_text(dataset: Dataset, rows: list[Spell | Event], grade: str) -> str:
    """Whose the few records are of which no text was read, " (China – Yemen)"; "" of other grades."""
    if grade not in GRADE_WORDS:
        return ""
    pairs = dict.fromkeys(actor_or_dyad(dataset, row.dyad) for row in rows if row.grade == grade)
    return f" ({list_text([*pairs], most=MOST_HOLDERS)})"
