"""Sources and observed contacts -> the references of a document. Pure."""

from collections.abc import Iterable

from components.profile.document import Reference
from components.wording.citations import READING_SIGNS
from data.model.dates import PartialDate
from data.model.event_rows import Contact, Sighting
from data.tables.dataset import Dataset
from data.tables.origin import added_mark


def references_of(dataset: Dataset, sources: Iterable[str]) -> tuple[Reference, ...]:
    """The sources of a row."""
    return tuple(_reference(dataset, key) for key in sources)


def _reference(dataset: Dataset, key: str) -> Reference:
    source = dataset.sources[key]
    return Reference(
        key=key,
        publisher=source.publisher + added_mark(dataset, source),
        title=source.title,
        title_en=source.title_en,
        date=source.date.display_text if source.date else "undated",
        url=source.url,
        reliability=source.reliability,
        note=source.note,
        reading=source.reading,
    )


def contact_reference(contact: Contact) -> Reference:
    """The news item from which a contact was coded."""
    return _item_reference(f"contact/{contact.contact}", contact.date, contact.url)


def sighting_reference(sighting: Sighting) -> Reference:
    """The news item from which the use of a label was coded."""
    return _item_reference(f"sighting/{sighting.sighting}", sighting.date, sighting.url)


def _item_reference(key: str, day: PartialDate, url: str) -> Reference:
    return Reference(
        key=key,
        publisher="News item, coded by machine",
        title="",
        title_en="",
        date=day.display_text,
        url=url,
        reliability="",
        note="",
        reading="copy",
    )


def reference_parts(reference: Reference) -> tuple[str, str]:
    """(what is linked, the rest): "CCTV, 习近平…", " [Xi Jinping …], 9 May 2024. Reliability B. †"."""
    named = ", ".join(part for part in (reference.publisher, reference.title) if part)
    gloss = f" [{reference.title_en}]" if reference.title_en else ""
    address = "" if reference.url else ", no link"
    grade = f" Reliability {reference.reliability}." if reference.reliability else ""
    note = f" {reference.note}" if reference.note else ""
    sign = f" {READING_SIGNS[reference.reading][0]}" if reference.reading in READING_SIGNS else ""
    return named, f"{gloss}, {reference.date}{address}.{grade}{note}{sign}"
