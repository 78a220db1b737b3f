"""The names of groups that hold together, for pictures and sentences. Pure."""

from data.analysis.connections.groups import Group, Groups, stable_groups
from data.tables.dataset import Dataset
from data.view.selection import Selection

# Name and members of a group.
NamedGroup = tuple[str, tuple[str, ...]]


def group_name(dataset: Dataset, number: int, group: Group) -> str:
    """ "Group 1: SCO": the member with whom most of the others have a tie, if there is one."""
    inside = next((actor for actor, _ in group.shared if actor in group.actors), "")
    return f"Group {number}: {dataset.actors[inside].short_name}" if inside else f"Group {number}"


def named_groups(dataset: Dataset, found: Groups) -> tuple[NamedGroup, ...]:
    return tuple((group_name(dataset, number, group), group.actors) for number, group in enumerate(found.groups, 1))


def groups_in_picture(selection: Selection) -> tuple[NamedGroup, ...]:
    """The groups that a network outlines: if they are asked for, and only where those who are tied are near each other."""
    if not selection.view.groups or selection.view.layout != "force":
        return ()
    return named_groups(selection.dataset, stable_groups(selection))


def groups_text(selection: Selection) -> str:
    """What the outlines of a network mean; "" without any."""
    return "Outlines: groups that hold together in 20 of 20 runs (Louvain)." if groups_in_picture(selection) else ""
