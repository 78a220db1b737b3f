"""Items -> candidates for contacts, sightings and label alerts, and what was read on each day. Pure, and in no order of its own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from data.observed.coding.alerts import alerts, past_contacts
from data.observed.coding.contacts.found import Found, found_in, joint_statements
from data.observed.coding.contacts.merged import merged
from data.observed.coding.labels.mentioned import Mentioned, mentioned_in, strongest
from data.observed.coding.labels.on_record import labels_on_record
from data.observed.coding.model.candidate import Candidate, with_distinct_keys
from data.observed.coding.model.coverage import DayCoverage, coverage
from data.observed.coding.model.item import Item
from data.observed.coding.rows import contact_candidate, sighting_candidate
from data.observed.coding.western.names import actor_names
from data.observed.coding.western.sentences import western_contacts, western_labels
from data.tables.dataset import Dataset


@dataclass(frozen=True)
class Coded:
    """What a run found: the candidates by key, and the coverage by day."""

    candidates: tuple[Candidate, ...]
    days: tuple[DayCoverage, ...]


def coded(items: Iterable[Item], dataset: Dataset) -> Coded:
    """The candidates of the items, the labels and names being those of the records. The order of the items changes nothing."""
    on_record, names = labels_on_record(dataset), actor_names(dataset)
    ordered = sorted(items, key=lambda item: (item.date, item.url, item.title, item.text))
    found: list[Found] = []
    mentioned: list[Mentioned] = []
    unknown = Counter[str]()
    for item in ordered:
        contacts, unknown_names = found_in(item) if item.is_chinese else western_contacts(item, names)
        found += contacts
        unknown[item.date] += unknown_names
        mentioned += mentioned_in(item) if item.is_chinese else western_labels(item, names)
    found += joint_statements(ordered, found)
    rows = [contact_candidate(contact, row) for contact, row in merged(found)]
    sightings = [sighting_candidate(one, on_record) for one in strongest(mentioned)]
    past = past_contacts(dataset, {item.place for item in ordered})
    every = [*rows, *sightings, *alerts(rows, sightings, ordered, on_record, past)]
    candidates = tuple(with_distinct_keys(every))
    return Coded(candidates, tuple(coverage(ordered, candidates, unknown)))
