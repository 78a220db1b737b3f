"""What a filter can be set to: ids in the order of a list for readers, and the words for each."""

from data.model.vocabulary import LAYERS
from data.tables.dataset import Dataset
from data.view.fields.names import EVENT_KIND_NAMES, tier_name


def layers_in_use(dataset: Dataset) -> list[str]:
    used = {family.layer for family in dataset.families.values()}
    return [layer for layer in LAYERS if layer in used]


def tiers_and_groups(dataset: Dataset) -> list[str]:
    """Each rung group, followed by its tiers from the top; families in their order."""
    options: dict[str, None] = {}
    rungs = [rung for rung in dataset.rungs if dataset.ladders[rung.ladder].is_house]
    for rung in sorted(rungs, key=lambda rung: (dataset.family_order[dataset.tiers[rung.tier].family], rung.rung)):
        family = dataset.tiers[rung.tier].family
        if dataset.families[family].layer == "partnership":
            options[f"{family}/{rung.group}"] = None
        options[rung.tier] = None
    return list(options)


def any_tier_or_group(dataset: Dataset) -> frozenset[str]:
    """Every tier and every rung group that a link may name."""
    groups = {f"{dataset.tiers[rung.tier].family}/{rung.group}" for rung in dataset.rungs}
    return frozenset(dataset.tiers) | groups


def tier_label(dataset: Dataset, key: str) -> str:
    name = tier_name(dataset, key)
    if key in dataset.tiers:
        native = dataset.tiers[key].wording_native
        return f"{name}\n· {native}" if native else name
    return f"Group {key.split('/')[1]}: {name} (all)"


def family_name(dataset: Dataset, key: str) -> str:
    return dataset.families[key].name


def event_kind_name(_: Dataset, kind: str) -> str:
    """ "un_vote" -> "UN vote"."""
    return EVENT_KIND_NAMES[kind]
