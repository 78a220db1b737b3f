"""A selection -> what its figure is about, as the title of a chart says it: "China’s six all-weather partners". Pure."""

from dataclasses import dataclass
from functools import reduce

from components.network.places import arrangement_for
from components.wording.names import name_in_sentence
from components.wording.ranking import has_ranked_labels
from data.base.days import day_in_full, month_in_full
from data.base.text import count_text, list_text, possessive
from data.model.tie_rows import Actor, Tier
from data.view.fields.names import actor_or_dyad, tier_name
from data.view.selection import Selection, read_through

# Of so many actors a title names each; of more, the first few, and how many others there are.
_MOST_NAMED, NAMED_OF_MORE = 4, 3
LAYER_NOUNS = {
    "partnership": "partnerships",
    "treaty": "treaties",
    "membership": "memberships",
    "integration": "integration ties",
    "presence": "forces and bases",
    "adversarial": "adversarial ties",
    "flow": "flows",
}
# Filters that may leave out a partner: a title says how many there are only where none of them does.
LEAVING_OUT = ("actors", "regions", "grades", "withdrawn", "text", "steps")


@dataclass(frozen=True)
class LabelSubject:
    """Whose labels a figure is about and which: `quality` comes before "partners", `ending` after it."""

    actor: str
    owner: str
    quality: str = ""
    ending: str = ""

    def text(self, noun: str, count: str = "") -> str:
        return " ".join(filter(None, (possessive(self.owner), count, self.quality, noun, self.ending)))


def time_text(selection: Selection) -> str:
    """ "1 March 2023"; after the last source read, the month says enough: "November 2026"."""
    day, through = selection.view.as_of, read_through(selection.dataset)
    return month_in_full(day) if through and day > through else day_in_full(day)


def years_text(first: int, last: int) -> str:
    """ "1951–2026"."""
    return f"{first}–{last}" if first != last else str(first)


def network_subject(selection: Selection) -> str:
    """ "China’s six all-weather partners", "Russia’s partners by label", "ties among Belarus, China and Russia"."""
    partners = _partners_text(selection)
    return f"{partners}{_steps_text(selection)}" if partners else ties_text(selection)


def _partners_text(selection: Selection) -> str:
    """The partners, counted where none is left out; "" if the picture is not one of partners."""
    labels = label_subject(selection)
    if labels:
        return partners_text(selection, labels, len({selection.ties.spells[i].dyad for i in selection.indices}))
    rings, names = arrangement_for(selection).rings, _chosen_names(selection)
    if rings and len(names) == 1 and not selection.view.layers:
        return f"{possessive(names[0])} partners{_regions_text(selection)} by label"
    return ""


def partners_text(selection: Selection, labels: LabelSubject, number: int) -> str:
    """ "China’s six all-weather partners", "China’s 164 partners by label", "China’s partners in Africa by label"."""
    is_whole = not leaves_out_partners(selection, labels.actor)
    noun = "partner" if number == 1 and is_whole else "partners"
    by_label = "" if labels.quality or labels.ending else " by label"
    return labels.text(f"{noun}{_regions_text(selection)}{by_label}", count_text(number) if is_whole else "")


def ties_text(selection: Selection) -> str:
    """Its ties, uncounted: "ties among Belarus, China, Pakistan and Russia", "China’s all-weather partnerships"."""
    view, where = selection.view, _regions_text(selection)
    steps = _steps_text(selection)
    if labels := label_subject(selection):
        return f"{labels.text('partnerships')}{where}{steps}"
    noun, names = f"{_noun(selection)}{where}", _chosen_names(selection)
    if len(names) > 1:
        link = "of" if not view.is_among else "between" if len(names) == 2 else "among"
        return f"{noun} {link} {names_text(names)}{steps}"
    if names:
        return f"{possessive(names[0])} {noun}{steps}"
    if view.focus and view.steps:
        return f"{noun}{steps}"
    return f"all {noun} in the records"


def _steps_text(selection: Selection) -> str:
    """ " within one step of Belarus"; "" if all ties are shown, however far from the focus."""
    view = selection.view
    if not (view.focus and view.steps):
        return ""
    steps = f"{count_text(view.steps)} {'step' if view.steps == 1 else 'steps'}"
    return f" within {steps} of {actor_or_dyad(selection.dataset, view.focus)}"


def label_subject(selection: Selection) -> LabelSubject | None:
    """Whose labels and which, if the filters let only labels of one actor through; None else, and for some of its partners."""
    view, dataset = selection.view, selection.dataset
    tiers = _chosen_tiers(selection)
    families = {tier.family for tier in tiers} or set(view.families)
    owners = {dataset.families[family].owner for family in families}
    owner = dataset.actors.get(next(iter(owners))) if len(owners) == 1 else None
    if owner is None or not all(has_ranked_labels(dataset, family) for family in families):
        return None
    if view.actors not in ((), (owner.actor,)) and selection.hides.get("actors"):
        return None
    if not tiers:
        return LabelSubject(owner.actor, name_in_sentence(dataset, owner.actor))
    return _with_quality(selection, owner, tiers)


def leaves_out_partners(selection: Selection, owner: str) -> bool:
    """Whether a filter hides partners of the actor; to choose its own ties alone hides none."""
    names = (name for name in LEAVING_OUT if name != "actors" or selection.view.actors != (owner,))
    return any(selection.hides.get(name, 0) for name in names)


def _with_quality(selection: Selection, owner: Actor, tiers: list[Tier]) -> LabelSubject | None:
    """By the word that these labels share and no other has; else by the name of their group, or of the only label."""
    family = [tier for tier in selection.dataset.tiers.values() if tier.family == tiers[0].family]
    shared = reduce(set.intersection, (set(tier.keywords) for tier in tiers))
    for word in tiers[0].keywords:
        if word in shared and {tier.tier for tier in family if word in tier.keywords} == {tier.tier for tier in tiers}:
            return LabelSubject(owner.actor, name_in_sentence(selection.dataset, owner.actor), quality=word)
    if len(selection.view.tiers) > 1:
        return None
    name = tier_name(selection.dataset, selection.view.tiers[0])
    if len(tiers) == 1:
        return LabelSubject(
            owner.actor, name_in_sentence(selection.dataset, owner.actor), ending=f"with the label “{tiers[0].wording}”"
        )
    if name.replace(" ", "").replace("-", "").isalpha():
        return LabelSubject(
            owner.actor, name_in_sentence(selection.dataset, owner.actor), quality=name[0].lower() + name[1:]
        )
    return LabelSubject(owner.actor, name_in_sentence(selection.dataset, owner.actor), ending=f"in the group “{name}”")


def _chosen_tiers(selection: Selection) -> list[Tier]:
    """The tiers that the view names, itself or by their group."""
    dataset, chosen = selection.dataset, set(selection.view.tiers)
    groups = {f"{dataset.tiers[rung.tier].family}/{rung.group}": set[str]() for rung in dataset.rungs}
    for rung in dataset.rungs:
        if dataset.ladders[rung.ladder].is_house:
            groups[f"{dataset.tiers[rung.tier].family}/{rung.group}"].add(rung.tier)
    ids = chosen.union(*(groups.get(key, set()) for key in chosen))
    return [tier for tier in dataset.tiers.values() if tier.tier in ids]


def _chosen_names(selection: Selection) -> list[str]:
    return [name_in_sentence(selection.dataset, actor) for actor in selection.view.actors]


def _noun(selection: Selection) -> str:
    """ "ties", "treaties and memberships", "ties in Treaty obligations"."""
    view, dataset = selection.view, selection.dataset
    noun = list_text([LAYER_NOUNS[layer] for layer in view.layers]) if view.layers else "ties"
    if view.tiers:
        return f"{noun} with the label {list_text([f'“{tier_name(dataset, key)}”' for key in view.tiers], most=2)}"
    if view.families:
        return f"{noun} in {list_text([dataset.families[family].name for family in view.families])}"
    return noun


def _regions_text(selection: Selection) -> str:
    return f" in {list_text(list(selection.view.regions))}" if selection.view.regions else ""


def names_text(names: list[str]) -> str:
    """ "Belarus, China, Pakistan and Russia", "Belarus, China, Iran and seven others"."""
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[:NAMED_OF_MORE])} and {count_text(len(names) - NAMED_OF_MORE)} others"
    return list_text(names, most=_MOST_NAMED)
