"""What stands around every picture: what the reader wishes, the title, the foot, the notes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from components.wording.citations import citation
from components.wording.filters import parts_of
from components.wording.spells import marked_dates, pair_text
from data.base.version import VERSION
from data.model.dates import spoken_day
from data.model.schema import Ladder
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import SpellIndex


@dataclass(frozen=True)
class FigureOptions:
    """What the reader sets: a title in place of one from the filters, a handling line, the link for the foot."""

    title: str = ""
    marking: str = ""
    link: str = ""


def subtitle_of(options: FigureOptions, words: str) -> str:
    return " · ".join(part for part in (options.marking, words) if part)


def scope_text(selection: Selection, otherwise: str = "all ties of the records") -> str:
    """The filters that say whose ties and which: "ties among Belarus, China, Pakistan and Russia"."""
    parts = [part.words for part in parts_of(selection) if part.field in ("actors", "families", "tiers", "layers")]
    return f"ties {'; '.join(parts)}" if parts else otherwise


def ladder_text(ladder: Ladder) -> str:
    year = f", {ladder.year}" if ladder.year else ""
    return f"Tiers in the order “{ladder.name}” ({ladder.author}{year}); no official ranking exists."


def footer_of(dataset: Dataset, options: FigureOptions, *words: str) -> str:
    """The words, then the pin: which records and which program, and the link that leads back."""
    return " ".join(
        part for part in (*words, f"Records {dataset.version}, Allweather {VERSION}.", options.link) if part
    )


def figure_citation(selection: Selection, title: str, link: str) -> str:
    """How a text cites the figure: program, title, the day, both versions, the link."""
    day = spoken_day(selection.view.as_of)
    return f"Allweather {VERSION}, “{title}”, as of {day}, records {selection.dataset.version}, {link}"


def sources_text(dataset: Dataset, sources: Iterable[str]) -> str:
    """The sources of a note in full."""
    return "; ".join(citation(dataset, key) for key in sources) or "no source read"


def spell_citation(selection: Selection, index: SpellIndex, number: int) -> str:
    """ "3. China and Belarus: “…” (…), since 15 Sep 2022, confirmed. CCTV, title, date, address; …"."""
    ties, spell = selection.ties, selection.ties.spells[index]
    native = spell.wording_zh or spell.wording_ru
    words = f"“{spell.wording}”" + (f" ({native})" if native else "")
    return f"{number}. {pair_text(ties, index)}: {words}, {marked_dates(ties, index)}, {spell.grade}. {sources_text(selection.dataset, spell.sources)}."


@lru_cache(maxsize=4)
def characters_of(dataset: Dataset) -> frozenset[str]:
    """Every letter of the records."""
    texts = (str(value) for rows in dataset.rows.values() for row in rows for _, value in row)
    return frozenset(letter for text in texts for letter in text if letter.isprintable())
