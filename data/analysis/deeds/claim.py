"""A claim about deeds: did a state have more of one than the median partner of its label group, in one year?"""

from dataclasses import dataclass
from typing import Literal

from data.analysis.deeds.groups import PartnerGroup, group_of
from data.analysis.deeds.year_of_partners import YearOfPartners

Verdict = Literal["true", "false", "undetermined"]
# The median of fewer states is the value of one or two of them.
LEAST_IN_GROUP = 3


@dataclass(frozen=True)
class GroupClaim:
    """The answer: `value` of the state, `median` of its group without it, and how many there are in it besides."""

    verdict: Verdict
    group: str
    value: float
    median: float
    others: int


def more_than_group(partners: YearOfPartners, groups: tuple[PartnerGroup, ...], actor: str) -> GroupClaim:
    """Whether the value of a state is above the median of the others in its group; undetermined without a value, and in
    a group of too few.
    """
    group = group_of(groups, actor)
    if group is None:
        return GroupClaim("undetermined", "", float("nan"), float("nan"), 0)
    rest = PartnerGroup(group.key, group.name, {one: value for one, value in group.values.items() if one != actor})
    value, others = partners.values[actor], len(rest.values)
    if others < LEAST_IN_GROUP:
        return GroupClaim("undetermined", group.name, value, float("nan"), others)
    return GroupClaim("true" if value > rest.median else "false", group.name, value, rest.median, others)
