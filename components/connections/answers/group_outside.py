"""The ties that lead out of a group, in words: how many, and why a large partner may be in another group."""

from components.wording.names import name_in_sentence, names_text
from data.analysis.connections.graph import question_selection, tie_graph
from data.analysis.groups.chance import Elsewhere, fit_of, greatest_elsewhere
from data.analysis.groups.stable import RUNS, Group, Groups
from data.base.text import quantity, with_capital
from data.tables.dataset import Dataset
from data.view.selection import Selection

_MOST_NAMED = 8
_NOT_COUNTED = "Partners that have no other tie are not counted in this."


def outside_texts(selection: Selection, found: Groups, group: Group, actor: str) -> list[str]:
    """ "Belarus also has ties outside of it, with Russia, China and 6 more: 3 of its 12 partners are in this group.", and why
    these are not in it; nothing if all are.
    """
    near = tie_graph(question_selection(selection)).neighbours.get(actor, ())
    inside = [other for other in near if other in group.actors]
    outside = tuple(other for other in near if other not in inside)
    if not outside:
        return []
    name, names = name_in_sentence(selection.dataset, actor), names_text(selection.dataset, outside, _MOST_NAMED)
    held = f"{len(inside)} of its {len(near)} partners {'is' if len(inside) == 1 else 'are'} in this group"
    texts = [with_capital(f"{name} also has ties outside of it, with {names}: {held}.")]
    if reasons := [_reason(selection.dataset, one) for one in greatest_elsewhere(selection, found, actor)]:
        fit = fit_of(selection, actor, group.actors)
        own = f"What counts is how far ties exceed chance, not how many there are: {name} is tied with {fit.tied:,} in this group"
        chance = f"where chance, given how many partners each has, would give {fit.by_chance:.1f}"
        texts.append(" ".join([f"{own}, {chance}.", *reasons, _NOT_COUNTED]))
    return texts


def _reason(dataset: Dataset, found: Elsewhere) -> str:
    """ "Russia, with 41 partners, is tied with 4 here, where chance would give 2.8; it fits better in group 2: tied with 12,
    where chance would give 3.0."; only what the figures bear out.
    """
    name, here, there = with_capital(name_in_sentence(dataset, found.actor)), found.here, found.there
    partners = quantity(found.partners, "partner")
    text = f"{name}, with {partners}, is tied with {here.tied:,} here, where chance would give {here.by_chance:.1f}"
    if there is None:
        return f"{text}; it is in no group that all {RUNS} runs find."
    own = f"tied with {there.tied:,}, where chance would give {there.by_chance:.1f}"
    if there.excess <= here.excess:
        return f"{text}; it is in group {found.number} ({own}), as not all {RUNS} runs put it here."
    return f"{text}; it fits better in group {found.number}: {own}."
