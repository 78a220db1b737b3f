"""The partners of a centre in one year, by the group of the label that they held at its end."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.analysis.deeds.year_of_partners import YearOfPartners
from data.base.memo import memo
from data.view.ties import Ties

_NO_LABEL = ""
# Of a centre that declares no labels.
EVERYONE = "All states"


@dataclass(frozen=True)
class PartnerGroup:
    """A group of labels, its style key ("china_ladder/B"; "" without a label), and the values of its partners."""

    key: str
    name: str
    values: dict[str, float]

    @property
    def median(self) -> float:
        return float(np.median(list(self.values.values())))


def groups_of(ties: Ties, partners: YearOfPartners) -> tuple[PartnerGroup, ...]:
    """The groups from the highest rank down, and at the end those without a label; of a centre without labels, all in one."""
    labels = labels_at_end(ties, partners.centre, partners.year)
    members: dict[str, dict[str, float]] = defaultdict(dict)
    for partner, value in partners.values.items():
        members[labels[partner][0] if partner in labels else _NO_LABEL][partner] = value
    names = {key: (rung, name) for key, rung, name in labels.values()}
    order = sorted(members, key=lambda key: (key == _NO_LABEL, names.get(key, (0, ""))[0], key))
    rest = "No label" if labels else EVERYONE
    return tuple(PartnerGroup(key, names[key][1] if key in names else rest, members[key]) for key in order)


@memo
def main_family(ties: Ties, centre: str) -> str:
    """The family in which a centre declares most of its labels, of those in which a partner holds one at a time; "" if
    it declares none.
    """
    families = ties.dataset.families
    spells = Counter(tier.family for tier in ties.tiers)
    own = [name for name, family in families.items() if family.owner == centre and family.is_exclusive]
    return max(own, key=lambda name: spells[name], default="")


def labels_at_end(ties: Ties, centre: str, year: int) -> dict[str, tuple[str, int, str]]:
    """Partner -> the group of the label that it held on 31 December: its key, its highest rung, its name."""
    held: dict[str, tuple[str, int, str]] = {}
    own = main_family(ties, centre)
    for index in map(int, np.flatnonzero(ties.in_force(as_of=date(year, 12, 31)) & ~ties.proposed)):
        rung = ties.rungs[index]
        if ties.tiers[index].family == own and rung and centre in ties.actors[index]:
            one, other = ties.actors[index]
            label = ties.group(index), rung.rung, rung.group_name
            partner = other if one == centre else one
            if partner not in held or label[1] < held[partner][1]:
                held[partner] = label
    tops: dict[str, int] = {}
    for key, rung_number, _ in held.values():
        tops[key] = min(rung_number, tops.get(key, rung_number))
    return {partner: (key, tops[key], name) for partner, (key, _, name) in held.items()}


def group_of(groups: tuple[PartnerGroup, ...], partner: str) -> PartnerGroup | None:
    return next((group for group in groups if partner in group.values), None)
