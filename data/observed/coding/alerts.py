"""Candidates -> what a desk should hear of the same day: a label not on record, a declared step, a label that is missing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from data.observed.coding.labels.on_record import PLAIN_TIER, LabelsOnRecord
from data.observed.coding.model.candidate import Candidate
from data.observed.coding.model.item import Item, video_of
from data.observed.coding.model.tables import rules_version
from data.tables.column_table import ColumnTable
from data.tables.dataset import Dataset

DECLARED, OFF_RECORD, MISSING = "declared step", "label not on record", "label missing"
_STEPS = ("declares", "raises")
# Contacts at which a label stands as a rule; if it stood in all of the last ones, its absence is worth a look.
_WITH_LABEL = ("talks", "meeting", "phone_call", "video_call")
_LAST_CONTACTS = 4
_CELLS = ("date", "aired", "partner", "label_zh", "tier", "speaker_side", "context", "url", "item")


@dataclass(frozen=True)
class PastContacts:
    """Contacts of heads of state in the records, of items that a run did not read: partner -> (day, whether with a label)."""

    of_partner: Mapping[str, tuple[tuple[str, bool], ...]]


def past_contacts(dataset: Dataset, read: Collection[str]) -> PastContacts:
    """What the records say of the days before, so that a run of one day knows what always stood."""
    table, sightings = dataset.in_columns("contacts"), dataset.sightings
    labelled = set(zip(_texts(sightings, "url"), _texts(sightings, "partner"), strict=True))
    heads = table.where(
        table.columns["kind"].is_one_of(_WITH_LABEL) & table.columns["office"].is_one_of(("head_of_state",))
    )
    cells = (_texts(heads, name) for name in ("date", "partner", "label_zh", "url"))
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for day, partner, label, url in zip(*cells, strict=True):
        if video_of(url) not in read:
            found[partner].append((day, bool(label) or (url, partner) in labelled))
    return PastContacts({partner: tuple(sorted(days)) for partner, days in found.items()})


def _texts(table: ColumnTable, name: str) -> list[str]:
    column = table.columns[name]
    return [column.cells[code] for code in column.codes.tolist()]


def alerts(
    contacts: Sequence[Candidate],
    sightings: Sequence[Candidate],
    items: Sequence[Item],
    on_record: LabelsOnRecord,
    past: PastContacts,
) -> Iterator[Candidate]:
    """The alerts of a run."""
    for sighting in sightings:
        if sighting.cells["context"] in _STEPS:
            yield _alert(DECLARED, sighting)
        if _is_off_record(sighting, on_record):
            yield _alert(OFF_RECORD, sighting)
    yield from _missing(contacts, sightings, {item.place for item in items if item.text}, on_record, past)


def _is_off_record(sighting: Candidate, on_record: LabelsOnRecord) -> bool:
    """Whether the label is a tier that the partner never had, or a wording that the records do not know at all."""
    partner, label, tier = (sighting.cells[name] for name in ("partner", "label_zh", "tier"))
    if tier == PLAIN_TIER or label in ("伙伴关系", "命运共同体"):
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
    contacts: Sequence[Candidate],
    sightings: Sequence[Candidate],
    with_text: set[str],
    on_record: LabelsOnRecord,
    past: PastContacts,
) -> Iterator[Candidate]:
    """Contacts of heads of state without a label, the ones before having had it, in the run or in the records."""
    labelled = {(sighting.cells["item"], sighting.cells["partner"]) for sighting in sightings}
    by_partner: dict[str, list[Candidate]] = defaultdict(list)
    for contact in contacts:
        cells = contact.cells
        if cells["kind"] in _WITH_LABEL and cells["office"] == "head_of_state" and cells["item"] in with_text:
            by_partner[cells["partner"]].append(contact)
    for partner, of_partner in by_partner.items():
        of_partner.sort(key=lambda contact: (contact.cells["date"], contact.key))
        told = [
            (contact.cells["date"], bool(contact.cells["label_zh"]) or (contact.cells["item"], partner) in labelled)
            for contact in of_partner
        ]
        earlier = past.of_partner.get(partner, ())
        for place, contact in enumerate(of_partner):
            day, has_label = told[place]
            known = sorted((*(one for one in earlier if one[0] < day), *told[:place]), key=itemgetter(0))
            before = [was_there for _, was_there in known[-_LAST_CONTACTS:]]
            if not has_label and len(before) == _LAST_CONTACTS and all(before):
                usual = on_record.usual(partner, contact.cells["date"])
                cells = contact.cells | {"label_zh": usual, "tier": on_record.tier_of(partner, usual) if usual else ""}
                alert = _alert(MISSING, contact)
                yield Candidate(
                    alert.table,
                    alert.key,
                    alert.rule,
                    "medium",
                    alert.version,
                    0,
                    alert.cells | {"label_zh": cells["label_zh"], "tier": cells["tier"]},
                )
