"""The short texts of a slide: what is shown, on which day, by whose ranking, on whose word. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from components.figure.captions import FigureOptions, SlideTexts, scope_text
from components.wording.ranking import label_ladders
from data.base.days import day_text
from data.base.text import list_text, quantity, with_capital
from data.base.version import VERSION
from data.model.schema import Event, Spell
from data.model.vocabulary import GRADES
from data.tables.dataset import Dataset
from data.tables.origin import added_count_text
from data.view.fields.names import actor_or_dyad
from data.view.presets import presets
from data.view.selection import Selection, read_through
from data.view.view import FIELDS, View

# How many publishers a slide names, and how many actors or dyads with the highest label.
MOST_PUBLISHERS, MOST_HOLDERS = 3, 3
GRADE_WORDS = {"recalled": "from memory"}


def slide_texts(
    selection: Selection,
    options: FigureOptions,
    title: str,
    sentence: str,
    rows: Iterable[Spell | Event],
    *remarks: str,
    day: str = "",
) -> SlideTexts:
    """The texts of the slide of a figure; `rows` are the records in its picture, `day` replaces the day shown."""
    dataset, through = selection.dataset, read_through(selection.dataset)
    return SlideTexts(
        title=options.title or title,
        sentence=options.sentence or sentence,
        day=day or day_text(selection.view.as_of),
        through=f"Sources through {day_text(through)}" if through else "",
        remarks=" ".join(filter(None, remarks)),
        sources=f"{_sources_text(dataset, list(rows))} Records version {dataset.version}, Allweather {VERSION}.",
        link=options.link,
        marking=options.marking,
    )


def subject_text(selection: Selection) -> str:
    """Whose ties and which, as a title: the name of a preset that chooses labels, else what the filters say."""
    view = _subject(selection.view)
    if view.families or view.tiers:
        for preset in presets(selection.dataset, today=selection.view.as_of).values():
            if _subject(preset.view) == view:
                return preset.title
    return with_capital(scope_text(selection))


def _subject(view: View) -> View:
    """The view with nothing but what chooses ties."""
    fields = {name: getattr(view, name) for name, field in FIELDS.items() if field.ties}
    return replace(View(as_of=view.as_of.min, among=view.among), **fields)


def ties_sentence(selection: Selection) -> str:
    """ "17 ties in force, 2 of them uncertain; the highest label is “…” (China – Pakistan)."."""
    if not selection.indices:
        return "No ties in force."
    uncertain = selection.count_shown - selection.count_certain
    remark = f", {uncertain:,} of them uncertain" if uncertain else ""
    added = added_count_text(tie=selection.count(selection.shown & selection.ties.added))
    highest = _highest_label_text(selection)
    return f"{quantity(selection.count_shown, 'tie')} in force{remark}{added}{highest}."


def _highest_label_text(selection: Selection) -> str:
    """The highest label of the first family of labels in view, and who has it; "" without labels."""
    ties, ladders = selection.ties, label_ladders(selection)
    if not ladders:
        return ""
    highest = next(ties.tiers[index] for index in selection.indices if ties.tiers[index].family == ladders[0].family)
    dyads = dict.fromkeys(ties.spells[index].dyad for index in selection.indices if ties.tiers[index] == highest)
    names = list_text([actor_or_dyad(selection.dataset, dyad) for dyad in dyads], most=MOST_HOLDERS)
    return f"; the highest label is “{highest.wording}” ({names})"


def _sources_text(dataset: Dataset, rows: list[Spell | Event]) -> str:
    """ "Sources: CCTV, BelTA and 14 more; 17 records: 15 confirmed, 2 from memory."."""
    keys = {key for row in rows for key in row.sources}
    publishers = Counter(dataset.sources[key].publisher for key in keys)
    names = [name for name, _ in sorted(publishers.items(), key=lambda item: (-item[1], item[0]))]
    sources = f"Sources: {list_text(names, most=MOST_PUBLISHERS)}; " if names else ""
    grades = Counter(row.grade for row in rows)
    graded = [f"{grades[grade]:,} {GRADE_WORDS.get(grade, grade)}" for grade in GRADES if grades[grade]]
    added = added_count_text(row=sum(dataset.is_added(row) for row in rows))
    return f"{sources}{quantity(len(rows), 'record')}: {list_text(graded, most=9)}{added}." if rows else ""
