"""Groups that hold together and signs of triangles, in words for pictures and sentences. Pure."""

from components.wording.names import name_in_sentence
from data.analysis.groups.stable import Group, Groups, stable_groups
from data.base.text import list_text
from data.tables.dataset import Dataset
from data.view.selection import Selection

# The sign of a side of a triangle.
SIGN_TEXTS = {1: "positive", -1: "negative", 0: "both signs"}
# Name and members of a group.
NamedGroup = tuple[str, tuple[str, ...]]


def group_name(dataset: Dataset, number: int, group: Group) -> str:
    """ "Group 1: SCO": the member with whom most of the others have a tie, if there is one."""
    return f"Group {number}: {dataset.actors[group.namesake].short_name}" if group.namesake else f"Group {number}"


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


def tied_text(dataset: Dataset, group: Group) -> str:
    """ "all have a tie with China; Belarus has one with each of the 14 others; 9 of 15 have one with the SCO"."""
    every = [actor for actor, number in group.shared if group.all_have(actor, number)]
    outside = tuple(actor for actor in every if actor not in group.actors)
    inside = tuple(actor for actor in every if actor in group.actors)
    texts = [f"all have a tie with {_names(dataset, outside)}"] if outside else []
    if inside:
        have, whom = ("each have", "all") if len(inside) > 1 else ("has", "each of the")
        tie = "one" if texts else "a tie"
        texts.append(f"{_names(dataset, inside)} {have} {tie} with {whom} {len(group.actors) - 1} others")
    for actor, number in group.shared:
        if actor not in every:
            tie = "one" if texts else "a tie"
            texts.append(f"{number} of {len(group.actors)} have {tie} with {name_in_sentence(dataset, actor)}")
    return "; ".join(texts)


def _names(dataset: Dataset, actors: tuple[str, ...]) -> str:
    return list_text([name_in_sentence(dataset, actor) for actor in actors])
