"""The texts around every picture: title, subtitle, footer, citations. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from components.wording.citations import citation
from components.wording.spells import grade_text, marked_dates, pair_text, wording_with_native
from data.base.clean_text import clean_line
from data.base.days import day_text
from data.base.memo import memo
from data.base.text import inner_quotes, quantity, with_capital
from data.base.version import VERSION
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import SpellIndex
from data.view.view import Language

# The publishers that are named for each label.
_MOST_PUBLISHERS = 3
# Characters that are in added rows alone and are yet in the fonts of all figures; where there are more, a figure has its own ones.
# Each thousand takes a second of the processor to make, and a megabyte.
MOST_ADDED_CHARACTERS = 2_000
# Characters of the sources in one note, after the first of them; ours have up to 1,600.
MOST_OF_SOURCES = 2_000
# Names that one list of an alternative text has.
MOST_IN_ALT_TEXT = 12


@dataclass(frozen=True)
class FigureOptions:
    """What you can set: a title instead of the one made from the filters, a classification marking, the link below.

    `by` says whose title and sentence they are, if they came with an address or a story. `sentence` replaces the one below the
    title. `with_sources` adds numbers to the picture and pages with all notes; without it a figure is the picture only. `top_tie_only` leaves each pair its highest tie. `language` is that of the
    labels; None is the one of the view.
    """

    title: str = ""
    marking: str = ""
    link: str = ""
    sentence: str = ""
    with_sources: bool = False
    top_tie_only: bool = False
    language: Language | None = None
    by: str = ""

    def __post_init__(self) -> None:
        # From a box, a command line or an address: what no file may hold stops here.
        for name in ("title", "marking", "link", "sentence"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))


@dataclass(frozen=True)
class SlideTexts:
    """What a figure says around its picture: `title` is `subject` and the time, or the reader's own; then `day` is the time.

    `note` is the reader’s own, and nothing of the records. `coverage` is one line: how far the sources were read, whose ranking it is, the versions of records and program.
    """

    title: str
    subject: str
    sentence: str
    day: str
    coverage: str
    remarks: str
    sources: str
    link: str
    marking: str
    note: str = ""


def figure_citation(selection: Selection, title: str, options: FigureOptions) -> str:
    """How to cite the figure: program, title, and whose it is if it came with a link, the day, the version of the records, the link."""
    day, version = day_text(selection.view.as_of), selection.dataset.version
    whose = " (title by whoever made the link)" if options.by and options.title else ""
    return (
        f"Allweather {VERSION}, “{inner_quotes(title)}”{whose}, as of {day}, records version {version}, {options.link}"
    )


def sources_text(dataset: Dataset, sources: Sequence[str]) -> str:
    """Each source in full: publisher, title, date, address; of very many how many more there are."""
    named = _named(dataset, sources)
    return "; ".join(citation(dataset, key) for key in named) + _more(sources, named) or "no source consulted"


def _more(sources: Sequence[str], named: Sequence[str]) -> str:
    rest = len(sources) - len(named)
    return f" and {quantity(rest, 'more source')}" if rest else ""


def _named(dataset: Dataset, sources: Sequence[str]) -> Sequence[str]:
    """The first sources, as many as one note has room for."""
    ends = accumulate(len(citation(dataset, key)) for key in sources)
    return sources[: max(1, sum(1 for _ in takewhile(lambda end: end <= MOST_OF_SOURCES, ends)))]


class Note(str):
    """A note in one text, as a line below a picture. Apart from that, for a document with notes of its own: its number
    (0 for none), what it states, and its sources as (key, text, address); `more` says how many others there are.
    """

    number: int
    statement: str
    more: str
    sources: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, dataset: Dataset, statement: str, sources: Iterable[str], number: int = 0) -> "Note":
        sources, numbered = tuple(sources), f"{number}. " if number else ""
        note = cls(f"{numbered}{statement} {sources_text(dataset, sources)}.")
        note.number, note.statement = number, statement
        named = _named(dataset, sources)
        note.more = _more(sources, named)
        note.sources = tuple((key, citation(dataset, key), dataset.sources[key].url) for key in named)
        return note


def spell_citation(selection: Selection, index: SpellIndex, number: int) -> Note:
    """ "3. China and Belarus: “…” (…), since 15 Sep 2022, confirmed. CCTV, title, date, address; …"."""
    ties, spell = selection.ties, selection.ties.spells[index]
    words = f"{wording_with_native(spell)}, {marked_dates(ties, index)}, {grade_text(spell.grade)}"
    return Note.of(selection.dataset, f"{with_capital(pair_text(ties, index))}: {words}.", spell.sources, number)


def evidence_text(selection: Selection, index: SpellIndex) -> str:
    """What a label is, since when, and who says so: the publishers with their dates."""
    sources = selection.dataset.sources
    said = [sources[key] for key in selection.ties.spells[index].sources]
    named = [f"{one.publisher}, {one.date.display_text}" if one.date else one.publisher for one in said]
    more = f" and {len(named) - _MOST_PUBLISHERS} more" if len(named) > _MOST_PUBLISHERS else ""
    publishers = f" {'; '.join(named[:_MOST_PUBLISHERS])}{more}." if named else ""
    return f"{spell_citation(selection, index, 0).statement}{publishers}"


@memo
def characters_of(dataset: Dataset) -> frozenset[str]:
    """Every printable character in the records, and in the rows that a reader added unless these have very many."""
    ours, added = set[str](), set[str]()
    for rows in dataset.rows.values():
        for row in rows:
            # The same characters as those of its cells, and a comma or a quotation mark, which every font has.
            (added if dataset.is_added(row) else ours).update(str([*row.__dict__.values()]))
    characters = ours | added if len(added - ours) <= MOST_ADDED_CHARACTERS else ours
    return frozenset(filter(str.isprintable, characters))
