"""The use of a label -> elements of the page: the sentence, the strip of years, what it is worth. Pure."""

from datetime import date
from xml.etree.ElementTree import Element

from components.style.bars import year_columns
from components.style.markup import Child, element, in_its_language, link
from components.usage.words import (
    BLIND_SPOT,
    USE_TITLE,
    sides_text,
    trust_text,
    use_text,
    used_label_text,
    year_range,
)
from components.wording.coverage import unread_by_year
from data.analysis.usage.between import UseChanges, UsedLabel
from data.tables.dataset import Dataset
from data.usage.silence import LabelUse

TRUST = "How far to trust this"


def use_line(dataset: Dataset, use: LabelUse | None, day: date) -> Element | None:
    """The sentence in small print, with the item of the last use; nothing where nothing was looked through."""
    if use is None:
        return None
    return element("p", use_text(dataset, use, day), *_item(use), class_="aw-quiet")


def _item(use: LabelUse) -> tuple[Child, ...]:
    return (" ", link("item", use.uses.last_row.url)) if use.uses.last_row else ()


def use_section(dataset: Dataset, use: LabelUse | None, day: date) -> list[Element]:
    """A heading, a column a year, by whom, and the error rates; nothing where nothing was looked through."""
    if use is None:
        return []
    counts = {year: use.uses.in_year(year) for year in year_range(dataset, day)}
    columns = (
        [year_columns(counts, "use", max(counts.values()), unread_by_year(dataset, "sightings"))]
        if any(counts.values())
        else []
    )
    line, sides = use_line(dataset, use, day), sides_text(dataset, use)
    return [
        element("h4", f"{USE_TITLE}: ", in_its_language(use.spell.wording_zh, "zh")),
        *([line] if line is not None else []),
        *columns,
        *([element("p", sides, class_="aw-quiet")] if sides else []),
        trust_details(dataset),
    ]


def trust_details(dataset: Dataset) -> Element:
    """Where the uses come from and how often the rules are wrong, folded."""
    return element("details", element("summary", TRUST), f"{trust_text(dataset)} {BLIND_SPOT}", class_="aw-differs")


def use_change_parts(dataset: Dataset, changes: UseChanges) -> list[Element]:
    """Labels first and last used between two days, and how far to trust that; nothing without any."""
    if not changes.first_used and not changes.last_used:
        return []
    return [
        *_listed(dataset, "Labels first used", changes.first_used, first=True),
        *_listed(dataset, "Labels last used", changes.last_used, first=False),
        trust_details(dataset),
    ]


def _listed(dataset: Dataset, heading: str, labels: tuple[UsedLabel, ...], *, first: bool) -> list[Element]:
    if not labels:
        return []
    rows = []
    for label in labels:
        before, words, after = used_label_text(dataset, label, first=first)
        row = label.uses.last_row
        item = (" ", link("item", row.url)) if row and not first else ()
        rows.append(element("li", before, in_its_language(words, "zh"), after, *item))
    return [
        element("h3", f"{heading} (machine-coded) · {len(labels)}", class_="aw-part"),
        element("ul", *rows, class_="aw-list aw-uses"),
    ]
