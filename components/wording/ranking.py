"""By whose order labels are ranked, in words. Pure."""

from collections import Counter
from collections.abc import Iterable

from components.style.theme import styles_of
from data.analysis.ladders import height, ladder_for, rungs_from_top
from data.base.text import list_text
from data.model.tie_rows import Ladder
from data.tables.dataset import Dataset
from data.view.selection import Selection


def label_ladders(selection: Selection, chosen: str = "") -> list[Ladder]:
    """The order of each family of labels in view: the chosen one where it is the family's, else our own.

    Only partnerships have labels with a rank; ties of other types are coloured by type.
    """
    dataset = selection.dataset
    families = dict.fromkeys(selection.ties.tiers[index].family for index in selection.indices)
    return [ladder_for(dataset, family, chosen) for family in families if has_ranked_labels(dataset, family)]


def ladder_in_use(selection: Selection) -> Ladder:
    """The chosen ranking; if none is chosen, our own of the labels of the only actor chosen, else of the first in view."""
    dataset, view = selection.dataset, selection.view
    if chosen := dataset.ladders.get(view.ladder):
        return chosen
    families = list(dict.fromkeys(selection.ties.tiers[index].family for index in selection.indices))
    ranked = [family for family in families if has_ranked_labels(dataset, family)]
    own = [family for family in ranked if (dataset.families[family].owner,) == view.actors]
    return dataset.house_ladder(next(iter([*own, *ranked, *families, *dataset.families])))


def has_ranked_labels(dataset: Dataset, family: str) -> bool:
    """Whether a family is one of labels, and our own order does not put all of them on one rung."""
    ladder = dataset.house_ladder(family)
    heights = {height(dataset, ladder, rung.tier) for rung in rungs_from_top(dataset, ladder)}
    return dataset.families[family].layer == "partnership" and len(heights) > 1


def rank_names(dataset: Dataset, keys: Iterable[str]) -> dict[str, str]:
    """Key of a style -> its name; of several with one name "Alliance (Belarus)", with whose labels it is of."""
    names = {key: styles_of(dataset)[key].name for key in keys}
    count = Counter(names.values())
    return {key: f"{name}{_whose_text(dataset, key) if count[name] > 1 else ''}" for key, name in names.items()}


def _whose_text(dataset: Dataset, key: str) -> str:
    family = dataset.families.get(key.split("/")[0])
    if family is None:
        return ""
    owner = dataset.actors.get(family.owner)
    return f" ({owner.short_name if owner else family.name})"


def ranking_text(ladders: Iterable[Ladder]) -> str:
    """ "Ranked by “…” and “…” (Ann Author, 2020)."; our own orders need no author. "" without a ladder."""
    names = list(map(ladder_text, ladders))
    return f"Ranked by {list_text(names)}." if names else ""


def ladder_text(ladder: Ladder) -> str:
    """ "“…” (Ann Author, 2020)"."""
    return f"“{ladder.name}”{_author_text(ladder)}"


def ranked_by_text(ladders: Iterable[Ladder]) -> str:
    """ "labels ranked by Allweather (unofficial)", "labels ranked by ORCA (2023)"; "" without a ladder."""
    authors = dict.fromkeys(
        f"{ladder.author} (unofficial)"
        if ladder.is_house
        else f"{ladder.author}{f' ({ladder.year})' * bool(ladder.year)}"
        for ladder in ladders
    )
    return f"labels ranked by {list_text(list(authors))}" if authors else ""


def _author_text(ladder: Ladder) -> str:
    return "" if ladder.is_house else f" ({', '.join(part for part in (ladder.author, ladder.year) if part)})"
