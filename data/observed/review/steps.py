"""A declared step -> the rows that a curator completes and saves: the source, the new spell, the end of the one before. Pure."""

from urllib.parse import urlsplit

from data.model.cells import dyad_of
from data.model.schema import TABLE
from data.model.tie_rows import Spell
from data.observed.coding.model.candidate import Candidate
from data.store.changes import RowChange
from data.tables.dataset import Dataset
from data.tables.rows import cells_of
from data.usage.uses import OBSERVED_ACTOR

# What a broadcaster aired of an act is a dated source that was read by machine.
_RELIABILITY, _GRADE = "B", "reported"


def draft_of_step(dataset: Dataset, alert: Candidate) -> list[RowChange]:
    """The rows for a label that an item declares. What the item does not say is left empty for the curator."""
    cells = alert.cells
    dyad, day = dyad_of(OBSERVED_ACTOR, cells["partner"]), cells["date"]
    source = f"item-{day}-{cells['item'][-8:].lower()}"
    tier = dataset.tiers.get(cells["tier"])
    before = _in_force(dataset, dyad, tier.family if tier else "", day)
    changes = [] if source in dataset.sources else [RowChange("sources", None, _source(source, alert))]
    spell = dict.fromkeys(TABLE["spells"].columns, "") | {
        "spell": f"{dyad.lower().replace(':', '-')}-{day}",
        "dyad": dyad,
        "tier": cells["tier"],
        "wording": tier.wording if tier else "",
        "wording_zh": cells["label_zh"],
        "start": day,
        "status": "in force",
        "sources": source,
        "grade": _GRADE,
    }
    changes.append(RowChange("spells", None, spell))
    if before:
        old = cells_of(before)
        changes.append(RowChange("spells", old, old | {"end": day}))
    return changes


def _source(name: str, alert: Candidate) -> dict[str, str]:
    cells = alert.cells
    publisher = urlsplit(cells["url"]).hostname or "inbox of this desk"
    return dict.fromkeys(TABLE["sources"].columns, "") | {
        "source": name,
        "publisher": publisher,
        "family": publisher,
        "title": f"[News item of {cells['aired']}, number {cells['item']}]",
        "url": cells["url"],
        "date": cells["aired"],
        "reliability": _RELIABILITY,
        "reading": "copy",
        "note": f"Found by rule {alert.rule}, version {alert.version}.",
    }


def _in_force(dataset: Dataset, dyad: str, family: str, day: str) -> Spell | None:
    """The spell of the same family without an end, begun before the day: the one that the step ends."""
    if not family:
        return None
    spells = [
        spell
        for spell in dataset.main_spells
        if spell.dyad == dyad and dataset.tiers[spell.tier].family == family and spell.end is None
    ]
    begun = [spell for spell in spells if str(spell.start or spell.known_by or "") < day]
    return max(begun, key=lambda spell: str(spell.start or spell.known_by or ""), default=None)
