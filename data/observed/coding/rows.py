"""A contact or a label as found -> a candidate, in the columns of the records."""

from data.observed.coding.contacts.found import Found
from data.observed.coding.labels.mentioned import Mentioned
from data.observed.coding.labels.on_record import LabelsOnRecord
from data.observed.coding.model.candidate import Candidate, Confidence
from data.observed.coding.model.item import Item
from data.observed.coding.model.tables import rules_version

_CONTACT_CONFIDENCE: dict[str, Confidence] = {"title": "high", "visit": "high", "person": "low"}
_SURE_SIGNS = ("pair", "pair of the clause", "named", "two sides", "organisation", "with")


def contact_candidate(contact: str, found: Found) -> Candidate:
    """The candidate for a contact; `contact` is the id that its row will have."""
    place = found.item.place
    cells = {
        "contact": contact,
        "date": found.day,
        "aired": found.item.date,
        "kind": found.kind,
        "partner": found.partner,
        "leader": found.leader,
        "office": found.office,
        "label_zh": found.label,
        "url": found.item.url,
        "item": place,
    }
    key = "/".join(("c", place, found.partner, found.kind, found.leader.replace(" ", "")))
    confidence = _CONTACT_CONFIDENCE.get(found.origin, "medium")
    if found.kind == "meeting" and found.office == "other":
        # The weakest of the samples: guests without a high office.
        confidence = "low"
    rule, confidence = _of_language(found.item, f"contacts/{found.kind}", confidence)
    return Candidate("contacts", key, rule, confidence, rules_version(), 0 if found.origin == "title" else 1, cells)


def _of_language(item: Item, rule: str, confidence: Confidence) -> tuple[str, Confidence]:
    """The rules for English and Russian have names of their own, and are never sure: no sample of theirs was read."""
    if item.is_chinese:
        return rule, confidence
    return f"{rule}/western", "medium" if confidence == "high" else confidence


def sighting_candidate(one: Mentioned, on_record: LabelsOnRecord) -> Candidate:
    """The candidate for a sighting of a label."""
    place = one.item.place
    cells = {
        "date": one.item.date,
        "aired": one.item.date,
        "partner": one.partner,
        "label_zh": one.label,
        "tier": on_record.tier_of(one.partner, one.label),
        "speaker_side": one.speaker,
        "context": one.context,
        "url": one.item.url,
        "item": place,
    }
    sure: Confidence = "high" if one.sign in _SURE_SIGNS and cells["tier"] else "medium"
    rule, confidence = _of_language(one.item, f"sightings/{one.sign.replace(' ', '-')}", sure)
    key = "/".join(("s", place, one.partner, one.label))
    return Candidate("sightings", key, rule, confidence, rules_version(), one.paragraph, cells)
