"""Who counts as the partner in a tie or an event, for the filter by region: the one home of that rule.

Every tie of China's ladder touches East Asia, and a reader who asks for East Asia means the partner. So the actor whose
own words a tie is in does not count. An event is in nobody's words: it is read beside the families in view, and the
owners of those do not count. Between two owners, such as China and Russia, each is the other's partner.
"""

from data.tables.dataset import Dataset
from data.view.view import View


def partner_regions(dataset: Dataset, ends: tuple[str, ...], owners: frozenset[str]) -> tuple[str, ...]:
    """The region of each end that counts as a partner; "" for an end that does not."""
    both = owners.issuperset(ends)
    return tuple(dataset.actors[end].region if both or end not in owners else "" for end in ends)


def owners_in_view(dataset: Dataset, view: View) -> frozenset[str]:
    """The owners of the families that the filters by layer, family and tier let through."""
    chosen = {dataset.tiers[key].family if key in dataset.tiers else key.split("/")[0] for key in view.tiers}
    return frozenset(
        family.owner
        for family in dataset.families.values()
        if family.owner
        and (not view.layers or family.layer in view.layers)
        and (not view.families or family.family in view.families)
        and (not chosen or family.family in chosen)
    )
