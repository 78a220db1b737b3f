"""The use of a label -> a fact, a sentence and a section of a profile. Pure."""

from datetime import date

from components.profile.document import Bar, BarChart, Block, Fact, Paragraph, Runs, Section, plain
from components.profile.references import sighting_reference
from components.style.bars import MOST_YEARS
from components.usage.words import (
    BLIND_SPOT,
    MACHINE,
    PROGRAMME,
    USE_TITLE,
    last_use_text,
    sides_text,
    trust_text,
    use_text,
    year_range,
)
from components.wording.coverage import unread_by_year
from data.analysis.profiles.standing import Standing
from data.usage.silence import LabelUse, label_use
from data.view.ties import Ties


def use_of(ties: Ties, standing: Standing | None, day: date) -> LabelUse | None:
    """The use of the label that a profile is about; None where nothing was looked through."""
    return label_use(ties.dataset, ties.spells[standing.index], day) if standing else None


def use_fact(ties: Ties, use: LabelUse | None) -> list[Fact]:
    """ "Last used: 19 Aug 2026, by China (Xinwen Lianbo, machine-coded)"."""
    return [Fact("Last used", _cited(use, last_use_text(ties.dataset, use)))] if use else []


def use_sentence(ties: Ties, use: LabelUse | None, day: date) -> Runs:
    """How often it was used of late, and when last."""
    text = use_text(ties.dataset, use, day) if use else ""
    for opening in ("Used", "Last used"):
        if text.startswith(opening):
            text = f"The label was {opening.lower()}{text.removeprefix(opening)}"
    return _cited(use, text) if use else ()


def _cited(use: LabelUse, text: str) -> Runs:
    return plain(text, (sighting_reference(use.uses.last_row),) if use.uses.last_row else ())


def use_sections(ties: Ties, use: LabelUse | None, day: date) -> list[Section]:
    """A bar a year, by whom, and the error rates; nothing for a label that was not found."""
    if use is None or not len(use.uses):
        return []
    years = [year for year in year_range(ties.dataset, day) if use.uses.first and year >= use.uses.first.year]
    counts = {year: use.uses.in_year(year) for year in years[-MOST_YEARS:]}
    most = max(*counts.values(), 1)
    unread = unread_by_year(ties.dataset, "sightings")
    bars = tuple(
        Bar(
            str(year),
            plain(f"{number:,}" + (f" ({unread[year]})" if year in unread else "")),
            number / most,
            is_disputed=False,
        )
        for year, number in counts.items()
    )
    blocks: list[Block] = [
        BarChart(f"Uses a year in the evening news ({PROGRAMME}, {MACHINE})", bars, ()),
        Paragraph(plain(sides_text(ties.dataset, use))),
        Paragraph(plain(f"{trust_text(ties.dataset)} {BLIND_SPOT}"), is_quiet=True),
    ]
    return [Section(USE_TITLE, tuple(blocks))]
