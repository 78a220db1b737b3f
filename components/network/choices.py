"""The filters at the left that the browser can apply by itself: what it must know of spells, and of the view."""

from collections import Counter
from typing import Any

from components.network.packed import packed
from data.base.memo import memo
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties, group_key
from data.view.view import FIELDS

# Fields of the view that ask only for the label or the grade of a spell; choices.js knows how.
BROWSER_FILTERS = ("layers", "families", "tiers", "grades")


def network_choices(ties: Ties) -> dict[str, Any]:
    """Of each label its type of tie, family, key and group; and what the widgets' texts stand for.

    A text of several meanings is left out: the browser waits for the server then.
    """
    return {
        "kinds": [_kind(ties, index) for index in tiers_in_use(ties).values()],
        "choices": {name: _keys_by_text(ties.dataset, name) for name in BROWSER_FILTERS},
    }


def view_choices(selection: Selection) -> dict[str, Any]:
    """What is chosen in these filters, and the spells that pass all others: None if none of these is in use.

    `choicesFilter` is whether a change of them can be followed in the browser: not where another filter depends on what
    is shown.
    """
    view = selection.view
    chosen = {name: sorted(getattr(view, name)) for name in BROWSER_FILTERS}
    base = packed(selection.passed_without(*BROWSER_FILTERS)) if any(chosen.values()) else None
    return {"chosen": chosen, "base": base, "choicesFilter": not (view.focus or view.steps or view.story)}


@memo
def tiers_in_use(ties: Ties) -> dict[str, SpellIndex]:
    """Every tier that a spell has, and the first spell that has it."""
    first: dict[str, SpellIndex] = {}
    for index, tier in enumerate(ties.tiers):
        first.setdefault(tier.tier, index)
    return first


def _kind(ties: Ties, index: SpellIndex) -> list[str]:
    tier = ties.tiers[index]
    return [ties.dataset.families[tier.family].layer, tier.family, tier.tier, group_key(ties.rungs[index], tier)]


def _keys_by_text(dataset: Dataset, name: str) -> dict[str, str]:
    widget = FIELDS[name].widget
    assert widget, f"{name} has no widget"
    texts = {key: " ".join(widget.option_text(dataset, key).split()) for key in widget.options(dataset)}
    number = Counter(texts.values())
    return {text: key for key, text in texts.items() if number[text] == 1}
