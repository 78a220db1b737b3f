"""Candidates -> what a desk should hear of the same day: a label not on record, a declared step, a label that is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from data.observed.coding.labels.on_record import PLAIN, LabelsOnRecord
from data.observed.coding.model.candidate import Candidate
from data.observed.coding.model.item import Item
from data.observed.coding.model.tables import rules_version

DECLARED = "declared step"
STEPS = ("declares", "raises")
# Contacts at which a label stands as a rule; if it stood in all of the last ones, its absence is worth a look.
_WITH_LABEL = ("talks", "meeting", "phone_call", "video_call")
_LAST_CONTACTS = 4
_CELLS = ("date", "aired", "partner", "label_zh", "tier", "speaker_side", "context", "url", "item")


def alerts(
    contacts: Sequence[Candidate], sightings: Sequence[Candidate], items: Iterable[Item], on_record: LabelsOnRecord
) -> Iterator[Candidate]:
    """The alerts of a run."""
    for sighting in sightings:
        if sighting.cells["context"] in STEPS:
            yield _alert(DECLARED, sighting)
        if _is_off_record(sighting, on_record):
            yield _alert("label not on record", sighting)
    yield from _missing(contacts, sightings, {item.place for item in items if item.text}, on_record)


def _is_off_record(sighting: Candidate, on_record: LabelsOnRecord) -> bool:
    """Whether the label is a tier that the partner never had, or a wording that the records do not know at all."""
    partner, label, tier = (sighting.cells[name] for name in ("partner", "label_zh", "tier"))
    if tier == PLAIN or label in ("伙伴关系", "命运共同体"):
        return False
    if tier:
        return tier not in on_record.tiers_of(partner)
    loose = sighting.cells["speaker_side"] not in ("china", "narrator") or sighting.confidence == "low"
    return not loose and label not in on_record.wordings(partner) and f"{label}关系" not in on_record.wordings(partner)


def _alert(kind: str, found: Candidate) -> Candidate:
    cells = {name: found.cells.get(name, "") for name in _CELLS} | {"kind": kind}
    key = f"a/{kind.replace(' ', '-')}/{found.key}"
    return Candidate(
        "alerts", key, f"alerts/{kind.replace(' ', '-')}", found.confidence, rules_version(), found.paragraph, cells
    )


def _missing(
    contacts: Sequence[Candidate], sightings: Sequence[Candidate], with_text: set[str], on_record: LabelsOnRecord
) -> Iterator[Candidate]:
    """Contacts of heads of state without a label, the ones before having had it."""
    labelled = {(sighting.cells["item"], sighting.cells["partner"]) for sighting in sightings}
    by_partner: dict[str, list[Candidate]] = defaultdict(list)
    for contact in contacts:
        cells = contact.cells
        if cells["kind"] in _WITH_LABEL and cells["office"] == "head_of_state" and cells["item"] in with_text:
            by_partner[cells["partner"]].append(contact)
    for partner, of_partner in by_partner.items():
        of_partner.sort(key=lambda contact: (contact.cells["date"], contact.key))
        has_label = [bool(c.cells["label_zh"]) or (c.cells["item"], partner) in labelled for c in of_partner]
        for place, contact in enumerate(of_partner):
            before = has_label[max(0, place - _LAST_CONTACTS) : place]
            if not has_label[place] and len(before) == _LAST_CONTACTS and all(before):
                usual = on_record.usual(partner, contact.cells["date"])
                cells = contact.cells | {"label_zh": usual, "tier": on_record.tier_of(partner, usual) if usual else ""}
                alert = _alert("label missing", contact)
                yield Candidate(
                    alert.table,
                    alert.key,
                    alert.rule,
                    "medium",
                    alert.version,
                    0,
                    alert.cells | {"label_zh": cells["label_zh"], "tier": cells["tier"]},
                )
